import BaylineMath
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineSolver

/// Random insertions and removals in tiny workshops in which everything may occur: every delta is exact, every undo
/// complete, every rule kept.
@Suite struct RandomWorkshopWalkTests {
  private func workshop(_ seed: UInt64) -> TinyWorkshop {
    var maker = RandomWorkshop(seed: seed)
    maker.days = seed % 2 == 0 ? 1 : 3
    maker.visits = 9
    var workshop = maker.make()
    workshop.site.policy.makespan = maker.random.below(2)
    return workshop
  }

  private func expectEqual(_ one: SearchState, _ other: SearchState, seed: UInt64) {
    #expect(one.cost == other.cost, "seed \(seed)")
    // It is kept where the makespan counts.
    if one.problem.site.policy.makespan > 0 { #expect(one.latestEnd == other.latestEnd, "seed \(seed)") }
    #expect(one.timelines == other.timelines && one.arrivals == other.arrivals, "seed \(seed)")
    #expect(one.stock == other.stock && one.loans == other.loans, "seed \(seed)")
    #expect(one.limits == other.limits && one.drivers == other.drivers, "seed \(seed)")
    #expect(one.reservedMinutes == other.reservedMinutes, "seed \(seed)")
    #expect(one.unlockedMinutes == other.unlockedMinutes, "seed \(seed)")
    #expect(one.technicianMinutes == other.technicianMinutes, "seed \(seed)")
  }

  private func verdict(_ state: SearchState) -> Verdict {
    let left: [Schedule.UnscheduledAppointment] = state.problem.appointments.indices.filter {
      !state.isScheduled[$0]
    }
    .map {
      Schedule.UnscheduledAppointment(
        appointment: state.problem.demand.appointments[$0.int].id, reason: .capacity)
    }
    return Verifier(site: state.problem.site, demand: state.problem.demand)
      .verify(Schedule(assignments: state.assignments(), unscheduled: left))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func everyMoveIsExact(seed: UInt64) throws {
    let problem = workshop(seed).problem
    let empty = SearchState(problem)
    var state = empty
    var search = InsertionSearch(width: 2)
    var random = SplitMix64(seed: seed, stream: "walk")
    for _ in 0..<60 {
      let visit = AppointmentIndex(random.below(problem.appointments.count))
      let before = state.cost
      if state.isScheduled[visit] {
        let delta = state.remove(visit)
        try #require(state.cost == before + delta)
      } else if let found = search.best(of: visit, in: state) {
        try #require(state.admits(visit, found.reception, search.placements))
        state.insert(found, search.placements)
        try #require(state.cost == before + found.delta)
      }
      let verdict = verdict(state)
      try #require(verdict.violations == [])
      try #require(verdict.cost == state.evaluate() && verdict.cost.total == state.cost)
    }
    var fresh = empty
    fresh.load(Solution(state))
    expectEqual(fresh, state, seed: seed)
    // So does the schedule, read back.
    var adopted = empty
    adopted.adopt(Schedule(assignments: state.assignments()))
    expectEqual(adopted, state, seed: seed)
    for visit in problem.appointments.indices where state.isScheduled[visit] { state.remove(visit) }
    expectEqual(state, empty, seed: seed)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func takingAVisitOutAndPuttingItBackChangesNothing(seed: UInt64) {
    let problem = workshop(seed).problem
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    for visit in problem.appointments.indices where state.isScheduled[visit] {
      let before = state
      let placed = problem.appointments[visit].operations.map { state.placements.elements[$0] }
      let reception = state.receptions[visit]
      let delta = state.remove(visit)
      state.insert(Insertion(appointment: visit, reception: reception, delta: -delta), placed)
      expectEqual(state, before, seed: seed)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func everyStepOfTheSearchKeepsEveryRule(seed: UInt64) throws {
    let problem = workshop(seed).problem
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = LocalSearch(from: state, seed: seed)
    for step in 0..<40 {
      search.cool(to: Double(step) / 40)
      _ = search.step()
      try #require(search.current.cost == search.current.evaluate().total)
      let verdict = verdict(search.current)
      try #require(verdict.violations == [] && verdict.cost.total == search.current.cost)
    }
    #expect(search.best.cost <= state.cost)
  }
}
