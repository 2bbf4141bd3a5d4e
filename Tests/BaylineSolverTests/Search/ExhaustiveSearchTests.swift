import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The optimum of a few visits, by trying every way to schedule them.
@Suite struct ExhaustiveSearchTests {
  private func least(_ problem: CompiledProblem) -> SearchState? {
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    return ExhaustiveSearch.optimum(from: state)
  }

  // All times of these sites are multiples of half an hour, so the slower search of the tests misses nothing where work
  // neither pauses nor goes on past midnight; elsewhere a start in between may cost less.
  @Test func nothingIsCheaperThanTheOptimumOfARandomSite() {
    var (same, tried) = (0, 0)
    for seed in (1 as UInt64)...12 {
      let workshop = RandomGridWorkshop(seed: seed)
      let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
      guard let expected = TinyOptimum.total(of: problem, grid: RandomGridWorkshop.grid),
        let found = least(problem)
      else { continue }
      tried += 1
      #expect(found.cost <= expected, "seed \(seed)")
      #expect(found.cost == found.evaluate().total, "seed \(seed)")
      if StartGrid.minutes(of: problem) > 1 {
        same += 1
        #expect(found.cost == expected, "seed \(seed)")
      }
    }
    #expect(tried > 8 && same > 1)
  }

  // Both want the only lift for an hour from 08:15 on: one is ready at 09:30, the other at 10:30, 90 and 150 minutes after
  // the opening.
  @Test func theOptimumIsFoundFromAnEmptySchedule() {
    var tiny = TinyWorkshop()
    tiny.site.bays.remove(at: 1)
    tiny.site.policy.kinds[.repair]?.delay = 1
    for id in ["A", "B"] {
      tiny.leaveOut(id) { $0.availability = [window("08:00", "08:30")] }
    }
    let found = ExhaustiveSearch.optimum(from: SearchState(tiny.problem))
    #expect(found?.cost == 240 && found?.unscheduledCount == 0)
  }

  @Test func manyVisitsAreNotTried() {
    var tiny = TinyWorkshop()
    for number in 0...ExhaustiveSearch.maxVisits { tiny.leaveOut("A\(number)") }
    #expect(!ExhaustiveSearch.canTry(tiny.problem))
    #expect(ExhaustiveSearch.optimum(from: SearchState(tiny.problem)) == nil)
  }

  // Three half hours of T at any time of ten days, and a fourth by E, who is there on Monday from 10:00 to 12:00 only: few
  // ways come of millions of beginnings.
  @Test func beginningsThatLeadNowhereAreNotTriedForever() {
    var tiny = TinyWorkshop()
    tiny.demand.horizon.carryOverDays = 9
    tiny.site.bays.removeSubrange(1...)
    tiny.site.calendars["early"] = WorkCalendar(weekly: [.monday: [WorkCalendar.DayInterval(600, 720)]])
    tiny.site.technicians = [
      Technician(id: "T", skills: ["mech": 2], calendar: "week"),
      Technician(id: "E", skills: ["paint": 2], calendar: "early"),
    ]
    tiny.site.policy.kinds[.repair]?.delay = 0
    func step(_ trade: String) -> Step {
      Step("08:15", "08:45") {
        $0.work = .standard(
          WorkRequirement.StandardWork(minutes: 30, bay: "lift", crew: WorkRequirement.Crew(trade: trade)))
      }
    }
    tiny.leaveOut("A", [step("mech"), step("mech"), step("mech"), step("paint")])
    #expect(ExhaustiveSearch.optimum(from: SearchState(tiny.problem)) == nil)
  }

  // Shifts from 08:00 to 12:00 and 13:00 to 17:00, arrivals every quarter of an hour, work of an hour: 15 minutes. Work
  // that may pause makes every minute count.
  @Test func theGridIsTheCommonDivisorOfAllTimes() {
    var tiny = TinyWorkshop()
    tiny.leaveOut("A")
    #expect(StartGrid.minutes(of: tiny.problem) == 15)
    tiny.site.booking.finishMinutes = 5
    #expect(StartGrid.minutes(of: tiny.problem) == 5)
    tiny.demand.appointments[0].operations[0].splittable = true
    #expect(StartGrid.minutes(of: tiny.problem) == 1)
  }
}
