import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// What holds on any day with stays, moves, lags, equipment, parts and trips, whatever chance brings.
@Suite struct RandomPlanTests {
  @Test func withoutUncertaintyThePlanIsReproducedToTheMinute() {
    var count = 0
    for seed in 1...150 {
      let workshop = RandomPlan(seed: seed).workshop
      let run = workshop.played { $0.overtimeMinutes = 30 }
      for (index, work) in run.shop.works.enumerated() {
        #expect(
          run.starts[index] == work.start && run.ends[index] == work.end,
          "seed \(seed), work \(index), \(work.start)-\(work.end) was \(run.starts[index])-\(run.ends[index])"
        )
      }
      for (place, assignment) in workshop.schedule.assignments.enumerated() {
        let ready = assignment.ready - time("00:00")
        #expect(run.visits[place].readyAt == ready, "seed \(seed), visit \(place)")
        guard let minutes = workshop.demand.appointments[place].deliver else { continue }
        #expect(run.visits[place].deliveredAt ?? .max >= ready + minutes)
      }
      #expect(run.tally.lagsExceeded == 0 && run.tally.partsWaits == 0)
      count += run.works.count
    }
    #expect(count > 1500)
  }

  /// Everything is late, early, longer, shorter and more than planned.
  private func chances(_ uncertainty: inout Uncertainty) {
    uncertainty = .default
    uncertainty.overtimeMinutes = 30
    uncertainty.punctuality.latePercent = 40
    uncertainty.punctuality.late = .exponential(mean: 20)
    uncertainty.noShow = Uncertainty.ByKind(10, kinds: [:])
    uncertainty.lateParts = .init(percent: 30, late: .exponential(mean: 120))
    uncertainty.walkIns.perDay = 3
    uncertainty.addedWork.percent = Uncertainty.ByKind(30, kinds: [:])
  }

  @Test func nothingIsUsedTwiceAndEverybodyLeaves() {
    for seed in 1...60 {
      let simulation = RandomPlan(seed: seed).workshop.simulation(chances)
      for replication in 0..<3 {
        check(simulation.completedRun(seed: seed, replication: replication), seed)
      }
    }
  }

  /// A dispatcher who gives every work that has not started a random bay and start.
  @Test func aDispatcherWithoutSenseBreaksNoRuleEither() {
    for seed in 1...40 {
      let simulation = RandomPlan(seed: seed).workshop.simulation(chances)
      var random = SplitMix64(seed: UInt64(seed))
      let run = simulation.completedRun(seed: seed, replication: 0, every: 30) { snapshot in
        snapshot.visits.flatMap { visit in
          visit.works.compactMap { work in
            guard !work.isBegun, var place = work.place, random.next() % 2 == 0 else { return nil }
            if place.bay == 0 || place.bay == 1 { place.bay = Int(random.next() % 2) }
            let length = place.end - place.start
            place.start = max(snapshot.now, place.start + Int(random.next() % 61) - 30)
            place.end = place.start + length
            return (visit.index, work.operation, place)
          }
        }
      }
      check(run, seed)
    }
  }

  // MARK: - Rules

  private func check(_ run: ShopRun, _ seed: Int) {
    for visit in run.visits { #expect(visit.phase == .done || visit.phase == .departed, "seed \(seed)") }
    #expect(run.unsettled == 0)
    let free = run.running.filter { $0.start >= run.shop.now }
    atMost(1, free.flatMap { work in work.crew.map { ($0, work.start, work.end) } }, seed)
    atMost(1, free.compactMap { work in work.bay.map { ($0, work.start, work.end) } } + stays(run), seed)
    for equipment in run.shop.equipment.indices {
      let used = free.filter { run.shop.needs[$0.need].equipment.contains(equipment) }
      atMost(run.shop.equipment[equipment], used.map { (0, $0.start, $0.end) }, seed)
    }
    let trips = run.trips.compactMap { trip in trip.began.map { (0, $0, $0 + trip.minutes) } }
    atMost(run.shop.drivers, trips, seed)
    checkVehicles(run, seed)
  }

  /// The spans in which vehicles that cannot be moved, or stay by the plan, stand in their bays between two works.
  private func stays(_ run: ShopRun) -> [(Int, Int, Int)] {
    run.visits.indices.flatMap { visit in
      let works = run.running.filter { $0.visit == visit && $0.bay != nil }.sorted { $0.start < $1.start }
      return zip(works, works.dropFirst()).compactMap { one, next -> (Int, Int, Int)? in
        guard let index = one.work, run.works[index].handling.keepsBay, let bay = one.bay else { return nil }
        #expect(next.bay == bay, "a vehicle that cannot be moved stays in its bay")
        return (bay, one.end, next.start)
      }
    }
  }

  /// Each vehicle is moved only in the time for it, and no least lag is broken.
  private func checkVehicles(_ run: ShopRun, _ seed: Int) {
    for visit in run.visits.indices {
      let works = run.running.filter { $0.visit == visit }.sorted { $0.start < $1.start }
      var bay: Int?
      for (place, work) in works.enumerated() {
        defer { bay = work.bay ?? bay }
        guard place > 0, work.start >= run.shop.now else { continue }
        let isLocked = work.work.map { run.works[$0].isLocked } ?? false
        let isMoved = bay != nil && work.bay != nil && work.bay != bay
        let lag = work.work.map { run.works[$0].handling.lag.min } ?? 0
        let least = isLocked ? 0 : max(lag, isMoved ? run.shop.move : 0)
        #expect(work.start >= works[place - 1].end + least, "seed \(seed), visit \(visit)")
        guard let index = work.work else { continue }
        #expect(work.start >= (isLocked ? .min : run.works[index].partsAt), "seed \(seed)")
      }
    }
  }

  private func atMost(_ count: Int, _ spans: [(resource: Int, start: Int, end: Int)], _ seed: Int) {
    for span in spans where span.start < span.end {
      let held = spans.count { $0.resource == span.resource && $0.start <= span.start && span.start < $0.end }
      #expect(held <= count, "seed \(seed), resource \(span.resource) at \(span.start)")
    }
  }
}
