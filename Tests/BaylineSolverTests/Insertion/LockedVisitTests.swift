import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineSolver

/// Visits under way whose locked operations lie in odd places: long ago, in disorder, beyond the horizon.
@Suite struct LockedVisitTests {
  /// Schedules a workshop with delay 1 a minute by greedy insertion; checks rules, cost and bound.
  private func schedule(_ workshop: TinyWorkshop) throws -> Schedule {
    var workshop = workshop
    workshop.site.policy.kinds[.repair]?.delay = 1
    let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    try #require(state.unscheduledCount == 0)
    let schedule = Schedule(assignments: state.assignments(), unscheduled: [])
    let verdict = Verifier(site: workshop.site, demand: workshop.demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost.total == state.cost)
    var bound = LowerBound(problem)
    bound.improve(below: state.cost) { $0 < 40 }
    #expect(bound.value <= state.cost)
    return schedule
  }

  private func locked(_ start: String, _ end: String, bay: String = "W") -> Step {
    Step(start, end, bay: bay, crew: ["T2"]) {
      $0.locked = ServiceOperation.LockedWork(
        bay: bay, technicians: ["T2"], start: time(start), end: time(end))
    }
  }

  // What was done a week before the horizon bounds nothing: the next hour is 8:00-9:00.
  @Test func workThatWasDoneLongAgo() throws {
    var workshop = TinyWorkshop()
    workshop.add(at: nil, [locked("-7 10:00", "-7 11:00"), Step("08:00", "09:00")]) {
      $0.arrived = time("-7 09:00")
    }
    let made = try schedule(workshop)
    #expect(made.assignments[0].operations.map(\.start) == [time("-7 10:00"), time("08:00")])
  }

  // The customer comes at 16:45, but the first operation was done in the morning: the second need not wait.
  @Test func onlyTheFirstOperationWaitsForTheArrival() throws {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.add([locked("08:00", "09:00"), Step("09:00", "10:00")]) {
      $0.availability = [TimeWindow(from: time("16:45"), to: time("17:00"))]
    }
    let made = try schedule(workshop)
    #expect(made.assignments[0].reception?.arrival == time("16:45"))
    #expect(made.assignments[0].operations[1].start < time("16:45"))
  }

  // After an unlocked hour come a lock at 15:00 and one that was yesterday: the last hour follows the latter alone, but
  // not on top of the first.
  @Test func locksInDisorderDoNotLetAVisitOvertakeItself() throws {
    var workshop = TinyWorkshop()
    workshop.add(
      at: nil,
      [
        Step("08:00", "09:00"), locked("15:00", "16:00"), locked("-1 08:00", "-1 09:00"),
        Step("09:00", "10:00"),
      ]
    ) {
      $0.arrived = time("-1 07:00")
    }
    let operations = try schedule(workshop).assignments[0].operations
    #expect(operations[3].start >= operations[0].end)
  }

  // It is 10:30; the locked hour ended at 10:15, and a road test, which needs no bay, does not start in between.
  @Test func workWithoutABayDoesNotStartBeforeNow() throws {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("10:30")
    workshop.add(
      at: nil,
      [
        locked("09:15", "10:15"),
        Step("10:30", "11:30", bay: nil) {
          $0.work = .standard(
            WorkRequirement.StandardWork(minutes: 60, crew: WorkRequirement.Crew(trade: "mech", level: 2)))
        },
      ]
    ) {
      $0.arrived = time("09:00")
    }
    #expect(try schedule(workshop).assignments[0].operations[1].start == time("10:30"))
  }

  // The horizon asks for the end of the last operation (H10), and that is on the day.
  @Test func aLockBeyondTheHorizonThatIsNotTheLast() throws {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.add(at: nil, [locked("+1 10:00", "+1 11:00"), locked("10:00", "11:00")]) {
      $0.arrived = time("08:00")
    }
    #expect(try schedule(workshop).assignments[0].ready == time("11:15"))
  }
}
