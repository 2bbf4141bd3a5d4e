import Bayline
import BaylineKernels
import Benchmark

/// The iterations of the search in one measurement.
private let steps = 100

/// The kernels on a small, a typical, a large and a long case. A measurement is one batch, as its name says; throughput is
/// in batches per second.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .throughput, .peakMemoryResident], warmupIterations: 2,
    maxDuration: .seconds(2), maxIterations: 10_000)
  do {
    for name in ["small", "demo", "large", "week"] { search(try Case(dataset: name)) }
    for name in ["demo", "week"] { files(try Case(dataset: name)) }
    for name in ["demo", "week"] { start(try Case(dataset: name)) }
    start(try Case(profile: "month"))
  } catch {
    fatalError("cannot read a case: \(error)")
  }
}

/// Insertion, removal, ruin and recreate, full evaluation.
private func search(_ given: Case) {
  let kernels = SolverKernels(site: given.site, demand: given.demand)
  let visits = kernels.sampled
  // Kept from one batch to the next: copying the state would take most of the time.
  var kept = kernels
  Benchmark("insertion search, \(visits) visits: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(kept.insertionSearches()) }
  }
  Benchmark("insertion and removal, \(visits) visits: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(kept.insertionsAndRemovals()) }
  }
  // Copied, so that each batch takes the same path from the first schedule.
  Benchmark("ruin and recreate, \(steps) iterations: \(given.name)") { benchmark in
    var kernels = kernels
    for _ in benchmark.scaledIterations { blackHole(kernels.searchSteps(steps)) }
  }
  Benchmark("full evaluation: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(kernels.fullEvaluation()) }
  }
}

/// Compilation of the problem and construction of the first schedule.
private func start(_ given: Case) {
  Benchmark("compile: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(SolverKernels.compile(site: given.site, demand: given.demand))
    }
  }
  let kernels = SolverKernels(site: given.site, demand: given.demand, sample: 1)
  Benchmark("first schedule: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(kernels.firstSchedule()) }
  }
}

/// Decoding, encoding and verifying files.
private func files(_ given: Case) {
  let names = SiteFormat.decode(given.siteBytes, file: "site.json").names
  Benchmark("decode site: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(SiteFormat.decode(given.siteBytes, file: "site.json").site)
    }
  }
  Benchmark("decode demand: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(DemandFormat.decode(given.demandBytes, file: "demand.json", site: names).demand)
    }
  }
  Benchmark("encode demand: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(DemandFormat.encode(given.demand)) }
  }
  let schedule = SolverKernels(site: given.site, demand: given.demand, sample: 1).schedule
  let text = Array(ScheduleFormat.encode(schedule).utf8)
  Benchmark("decode schedule: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(ScheduleFormat.decode(text, file: "schedule.json", site: names, demand: nil).schedule)
    }
  }
  Benchmark("encode schedule: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(ScheduleFormat.encode(schedule)) }
  }
  Benchmark("verify schedule: \(given.name)") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(Verifier(site: given.site, demand: given.demand).verify(schedule).cost.total)
    }
  }
}
