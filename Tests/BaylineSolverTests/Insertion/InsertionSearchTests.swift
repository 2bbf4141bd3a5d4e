import BaylineGenerator
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The cheapest insertion, and what a limit changes about it.
@Suite struct InsertionSearchTests {
  @Test(arguments: [GeneratorProfile.small, .demo, .body, .replan], 1...3 as ClosedRange<UInt64>)
  func aLimitCutsNothingOffThatStaysBelowIt(profile: GeneratorProfile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = InsertionSearch()
    for visit in problem.appointments.indices where state.isScheduled[visit] {
      var state = state
      state.remove(visit)
      let some = search.best(of: visit, in: state)
      let free = try #require(some)
      #expect(state.admits(visit, free.reception, search.placements))
      #expect(state.delta(of: visit, free.reception, search.placements) == free.delta)
      let within = search.best(of: visit, in: state, below: free.delta + 1)
      // Work that starts later for the sake of what follows, in a kept bay or within a lag, is sought by trial.
      if within == nil,
        problem.operations.elements[problem.appointments[visit].operations].contains(where: {
          $0.keepsBay || $0.maxLag < .max
        })
      {
        continue
      }
      let limited = try #require(within)
      #expect(limited.delta <= free.delta)
      if let cheaper = search.best(of: visit, in: state, below: limited.delta) {
        #expect(cheaper.delta < limited.delta)
      }
    }
  }

  // One visit of an hour with a delay of 1 a minute, wished for at 8:00, and one that stands on both lifts until 10:00:
  // it waits on a lift from 10:00 to 11:00 and is ready at 11:15, 195 minutes after 8:00; the arrival stays at 8:00, as
  // each minute of deviation costs 2.
  @Test func aVisitThatHasToWaitIsReadyAsSoonAsABayIsFree() throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.site.policy.deviation = 2
    workshop.add("A", at: nil, [Step("08:00", "10:00", minutes: 120, bay: "B")]) {
      $0.arrived = time("08:00")
    }
    workshop.add("C", at: nil, [Step("08:00", "10:00", minutes: 120, bay: "B2", crew: ["T2"])]) {
      $0.arrived = time("08:00")
    }
    workshop.add("D", at: "08:00") { $0.preferredArrival = time("08:00") }
    let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
    var state = SearchState(problem)
    var taken = workshop.schedule
    taken.assignments.removeLast()
    state.adopt(taken)
    try #require(state.isScheduled[AppointmentIndex(0)] && state.isScheduled[AppointmentIndex(1)])
    var search = InsertionSearch()
    let best = search.best(of: AppointmentIndex(2), in: state)
    let found = try #require(best)
    #expect(found.reception?.arrival == 8 * 60)
    #expect(search.placements.map { Int($0.start) } == [10 * 60])
    #expect(found.delta + problem.appointments[AppointmentIndex(2)].drop == 195)
  }

  // `B` is free until 9:45, `B2` from 8:30 on; two operations of an hour each. In `B` from 8:15 the second one moves to `B2`
  // (40 points) and the vehicle is ready at 10:30, in `B2` from 8:30 it stays and is ready at 10:45: 15 minutes of delay
  // against a move.
  @Test(arguments: [(delay: 1, bay: 1, start: 510, points: 165), (5, 0, 495, 40 + 5 * 150)])
  func aLaterBayIsTakenIfTheMoveThatItSavesIsWorthIt(delay: Int, bay: Int, start: Int, points: Int) throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.move = 40
    workshop.site.policy.kinds[.repair]?.delay = delay
    workshop.hold("L", "09:45", "10:45", bay: "B", crew: ["T2"])
    workshop.hold("M", "08:00", "08:30", bay: "B2", crew: ["T2"])
    workshop.add("N", [Step("08:15", "09:15"), Step("09:15", "10:15")]) {
      $0.preferredArrival = time("08:00")
    }
    let problem = workshop.problem
    let visit = AppointmentIndex(2)
    var search = InsertionSearch()
    let best = search.best(of: visit, in: SearchState(problem))
    let found = try #require(best)
    #expect(found.delta + problem.appointments[visit].drop == points)
    #expect(Int(search.placements[0].start) == start)
    #expect(problem.bayChoices[Int(search.placements[0].choice)].bay == BayIndex(bay))
  }
}
