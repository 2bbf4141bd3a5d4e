import Bayline
import BaylineGenerator
import BaylineModel
import BaylinePlanning
import BaylineStudies
import Testing

@testable import BaylineSimulation

/// What holds on any day, whatever chance brings.
@Suite struct RandomDayTests {
  static let profiles: [GeneratorProfile] = [.small, .demo, .replan, .scarce, .body]

  private func simulation(_ profile: GeneratorProfile, seed: UInt64, iterations: Int = 10) async
    -> ShopSimulation
  {
    let made = profile.generate(seed: seed)[0]
    var options = SearchOptions()
    options.limit = .iterations(iterations)
    options.provesBound = false
    let schedule = await Planner(site: made.site, demand: made.demand).schedule(options)
    return ShopSimulation(site: made.site, demand: made.demand, schedule: schedule, uncertainty: .default)
  }

  @Test(arguments: profiles) func nobodyAndNoBayIsUsedTwiceAndAllIsDoneInOrder(profile: GeneratorProfile)
    async
  {
    for seed in 1...2 {
      let simulation = await simulation(profile, seed: UInt64(seed))
      for replication in 0..<3 {
        let run = simulation.completedRun(seed: seed, replication: replication)
        checkOrder(run)
        // What the plan has fixed by hand may overlap.
        let free = run.running.filter { work in work.work.map { !run.works[$0].isForced } ?? true }
        check(free.flatMap { work in work.crew.map { ($0, work.start, work.end) } })
        check(free.compactMap { work in work.bay.map { ($0, work.start, work.end) } })
        for work in free {
          #expect(work.start >= run.visits[work.visit].availableAt)
          for technician in work.crew {
            let shifts = simulation.shop.times[simulation.shop.technicians[technician].time]
            #expect(shifts.covers(work.start, work.start + 1), "work begins on duty")
          }
        }
      }
    }
  }

  private func check(_ spans: [(resource: Int, start: Int, end: Int)]) {
    var ends: [Int: Int] = [:]
    for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      #expect(ends[span.resource] ?? .min <= span.start)
      ends[span.resource] = max(ends[span.resource] ?? .min, span.end)
    }
  }

  /// Operations are done in their order, and everybody leaves.
  private func checkOrder(_ run: ShopRun) {
    for visit in run.visits {
      #expect(visit.phase == .done || visit.phase == .departed)
      for (one, next) in zip(visit.works, visit.works.dropFirst())
      where run.states[next] == .done && !run.works[next].isForced {
        #expect(run.ends[one] <= run.starts[next])
      }
    }
  }

  @Test func twoPlansMeetTheSameDay() async {
    let one = await simulation(.demo, seed: 4, iterations: 0)
    let other = await simulation(.demo, seed: 4, iterations: 100)
    for replication in 0..<5 {
      let (left, right) = (
        one.completedRun(seed: 2, replication: replication),
        other.completedRun(seed: 2, replication: replication)
      )
      let booked = Dictionary(
        uniqueKeysWithValues: right.visits.prefix(other.shop.visits.count).map { ($0.key, $0.isNoShow) })
      for visit in left.visits.prefix(one.shop.visits.count) {
        if let isNoShow = booked[visit.key] { #expect(isNoShow == visit.isNoShow) }
      }
      let walkIns = left.visits.dropFirst(one.shop.visits.count).map { [$0.arrivedAt, $0.kind, $0.job] }
      #expect(
        walkIns == right.visits.dropFirst(other.shop.visits.count).map { [$0.arrivedAt, $0.kind, $0.job] })
      #expect(!walkIns.isEmpty)
    }
  }

  @Test func aDispatcherWhoPlansAgainLosesNothing() async {
    let made = GeneratorProfile.small.generate(seed: 6)[0]
    var options = SearchOptions()
    options.limit = .iterations(10)
    options.provesBound = false
    let schedule = await Planner(site: made.site, demand: made.demand).schedule(options)
    func result(_ dispatcher: Simulator.DispatchPolicy, threads: Int) async -> SimulationResult {
      await Simulator(
        site: made.site, demand: made.demand, schedule: schedule, uncertainty: .default,
        dispatcher: dispatcher
      ).run(replications: 4, threads: threads)
    }
    let again = await result(.replan, threads: 2)
    #expect(await result(.replan, threads: 1) == again)
    // The same customers come, whoever dispatches; what is lost may differ by who has room.
    let shifted = await result(.shift, threads: 1)
    for (one, other) in zip(again.replications, shifted.replications) {
      #expect(one[.showRate] == other[.showRate])
      #expect(one != other)
    }
  }
}
