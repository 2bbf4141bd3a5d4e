import BaylineGenerator
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineSolver

/// Random insertions and removals on made-up days: every delta is exact, every undo complete, every rule kept.
@Suite struct RandomWalkTests {
  /// The profiles, but those that are made for scale.
  static let profiles = Profile.allCases.filter { ![.large, .week, .month, .huge].contains($0) }

  @Test(arguments: profiles, 1...3)
  func everyDeltaIsTheDifferenceOfTwoFullEvaluations(profile: Profile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let problem = Problem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var search = InsertionSearch(width: 2)
    var random = SplitMix64(seed: seed)
    for _ in 0..<150 {
      let visit = AppointmentIndex(random.below(problem.appointments.count))
      let before = state.cost
      if state.isScheduled[visit] {
        let delta = state.remove(visit)
        #expect(state.cost == before + delta)
      } else if let found = search.best(of: visit, in: state) {
        state.insert(found, search.placements)
        #expect(state.cost == before + found.delta)
      }
      #expect(state.cost == state.evaluate().total)
    }
    let schedule = Schedule(assignments: state.assignments(), unscheduled: leftOut(state))
    let verdict = Verifier(site: made.site, demand: made.demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost == state.evaluate())
  }

  @Test(arguments: profiles)
  func takingAVisitOutAndPuttingItBackRestoresEveryAccount(profile: Profile) throws {
    let made = try #require(profile.generate(seed: 5).first)
    let problem = Problem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    for visit in problem.appointments.indices where state.isScheduled[visit] {
      let before = state
      let placed = problem.appointments[visit].operations.map { state.placements.elements[$0] }
      let reception = state.receptions[visit]
      let delta = state.remove(visit)
      state.insert(Insertion(appointment: visit, reception: reception, delta: -delta), placed)
      #expect(state.cost == before.cost)
      #expect(state.timelines == before.timelines)
      #expect(state.arrivals == before.arrivals)
      #expect(state.stock == before.stock)
      #expect(state.loans == before.loans)
      #expect(state.placements == before.placements)
      #expect(state.evaluate() == before.evaluate())
    }
  }

  @Test(arguments: profiles)
  func theSearchKeepsEveryRuleAndItsOwnAccounts(profile: Profile) throws {
    let made = try #require(profile.generate(seed: 9).first)
    let problem = Problem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = LocalSearch(from: state, seed: 3)
    for step in 0..<40 {
      search.cool(to: Double(step) / 40)
      _ = search.step()
      #expect(search.current.cost == search.current.evaluate().total)
    }
    #expect(search.best.cost <= state.cost)
    let schedule = Schedule(assignments: search.current.assignments(), unscheduled: leftOut(search.current))
    let verdict = Verifier(site: made.site, demand: made.demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost.total == search.current.cost)
  }

  private func leftOut(_ state: SearchState) -> [UnscheduledAppointment] {
    state.problem.appointments.indices.filter { !state.isScheduled[$0] }.map {
      UnscheduledAppointment(appointment: state.problem.demand.appointments[$0.int].id, reason: .capacity)
    }
  }
}
