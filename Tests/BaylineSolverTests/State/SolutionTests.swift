import BaylineGenerator
import BaylineModel
import BaylineVerifier
import Testing

@testable import BaylineSolver

/// Schedules by themselves, and states that become them.
@Suite struct SolutionTests {
  private func searched(_ profile: GeneratorProfile, seed: UInt64, steps: Int) throws -> LocalSearch {
    let made = try #require(profile.generate(seed: 4).first)
    var state = SearchState(CompiledProblem(site: made.site, demand: made.demand))
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = LocalSearch(from: state, seed: seed)
    for step in 0..<steps {
      search.cool(to: Double(step) / Double(steps))
      _ = search.step()
    }
    return search
  }

  @Test(arguments: [GeneratorProfile.small, .demo, .scarce, .body, .replan])
  func theBestIsFollowedExactlyThoughTheSearchGoesOnElsewhere(profile: GeneratorProfile) throws {
    let search = try searched(profile, seed: 1, steps: 60)
    let state = search.bestState()
    #expect(state.cost == search.best.cost)
    #expect(state.cost == state.evaluate().total)
    #expect(state.unscheduledCount == search.best.unscheduledCount)
    let problem = state.problem
    let schedule = Schedule(
      assignments: state.assignments(),
      unscheduled: problem.appointments.indices.filter { !state.isScheduled[$0] }.map {
        Schedule.UnscheduledAppointment(
          appointment: problem.demand.appointments[$0.int].id, reason: .capacity)
      })
    #expect(Verifier(site: problem.site, demand: problem.demand).verify(schedule).violations == [])
  }

  @Test func aSearchGoesOnFromTheBestOfAnother() throws {
    let one = try searched(.demo, seed: 1, steps: 80)
    var other = try searched(.demo, seed: 2, steps: 5)
    other.adopt(one.best)
    #expect(other.current.cost == one.best.cost)
    #expect(other.best.cost == min(one.best.cost, other.best.cost))
    for _ in 0..<20 { _ = other.step() }
    #expect(other.best.cost <= one.best.cost)
    #expect(other.bestState().evaluate().total == other.best.cost)
  }
}
