import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import TestSupport
import Testing

/// The door to the solver, on a tiny workshop of two advisors, two technicians and two lifts.
@Suite struct PlannerTests {
  private var workshop: TinyWorkshop {
    var workshop = TinyWorkshop()
    for id in ["A", "B", "C", "D", "E"] { workshop.add(id) }
    return workshop
  }

  private func options(iterations: Int, threads: Int = 1) -> SearchOptions {
    var options = SearchOptions()
    options.limit = .iterations(iterations)
    options.threads = threads
    return options
  }

  @Test(arguments: [1, 2, 3])
  func theSameSeedIterationsAndThreadsGiveTheSameBytes(threads: Int) async {
    var workshop = workshop
    // Five visits on two lifts wait for each other: a schedule that is better than the bound is not ruled out.
    workshop.site.policy.kinds[.repair]?.delay = 1
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    let one = await planner.schedule(options(iterations: 60, threads: threads))
    let other = await planner.schedule(options(iterations: 60, threads: threads))
    #expect(ScheduleFormat.encode(one) == ScheduleFormat.encode(other))
    #expect(one.about?.iterations == 60 * threads)
    #expect(one.about?.seconds == nil)
  }

  @Test func aSearchThatShallStopReturnsTheFirstSchedule() async {
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    var options = options(iterations: 0)
    options.limit = .seconds(3600)
    let schedule = await planner.schedule(options, shouldStop: { true })
    #expect(schedule.about?.iterations == 0)
    #expect(Verifier(site: workshop.site, demand: workshop.demand).verify(schedule).isCorrect)
  }

  // Served at once, every visit costs nothing: nothing better is left to find, and no iteration is needed.
  @Test func aScheduleThatIsProvenToBeBestEndsTheSearch() async {
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    let schedule = await planner.schedule(options(iterations: 1_000_000))
    #expect(schedule.cost?.total == 0)
    #expect(schedule.about?.bound == 0)
    #expect(schedule.about?.iterations == 0)
  }

  // Two of five visits, 60 minutes each on two lifts, are ready an hour later than were they alone, and one two hours:
  // 5 x 90 + 2 x 60 + 120 = 690 open minutes at the best.
  @Test func theBoundIsBelowTheCostAndAboveWhatTheVisitsCostAlone() async throws {
    var workshop = workshop
    workshop.site.policy.kinds[.repair]?.delay = 1
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    let schedule = await planner.schedule(options(iterations: 4000))
    let bound = try #require(schedule.about?.bound)
    #expect(schedule.cost?.total == 690)
    #expect(bound > 5 * 90 && bound <= 690)
  }

  // What the caller needs afterwards comes out of the limit: the search has a tenth of a second, not an hour.
  @Test func theSearchLeavesTheTimeThatTheCallerNeeds() async throws {
    var workshop = workshop
    // One visit too many, so that there is a reason to find as well.
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.site.booking.advisorBookingsPerDay = 2
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    var options = options(iterations: 0)
    options.limit = .seconds(3600)
    options.followUp = { schedule in
      // It is measured on a complete schedule.
      schedule.assignments.count + schedule.unscheduled.count == 5 ? 0.98 * 3600 - 0.1 : 0
    }
    let schedule = await planner.schedule(options)
    let seconds = try #require(schedule.about?.seconds)
    #expect(seconds < 1800)
    #expect(schedule.unscheduled.map(\.reason) == [.advisor])
  }

  @Test func reasonsCanBeFoundLater() async throws {
    var workshop = workshop
    workshop.site.booking.advisorBookingsPerDay = 2
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    var options = options(iterations: 20)
    let whole = await planner.schedule(options)
    options.explains = false
    let bare = await planner.schedule(options)
    #expect(bare.unscheduled.map(\.reason) == [.capacity])
    options.explains = true
    let explained = try #require(await planner.explained(bare, options) { false })
    #expect(explained.unscheduled == whole.unscheduled)
    #expect(explained.unscheduled.map(\.reason) == [.advisor])
    #expect(explained.assignments == whole.assignments)
  }

  @Test func eachImprovementIsAScheduleOfItsOwnDownToTheBest() async throws {
    var workshop = workshop
    workshop.site.policy.kinds[.repair]?.delay = 1
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    var costs: [Int] = []
    var last: Schedule?
    let best = await planner.schedule(
      options(iterations: 100),
      onImprovement: { [workshop] improvement in
        let schedule = await improvement.schedule()
        costs.append(improvement.progress.cost)
        #expect(schedule.cost?.total == improvement.progress.cost)
        #expect(Verifier(site: workshop.site, demand: workshop.demand).verify(schedule).isCorrect)
        last = schedule
      })
    #expect(costs == costs.sorted(by: >))
    #expect(try #require(last).assignments == best.assignments)
  }

  @Test func aWarmStartIsKeptWhereItIsGood() async {
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    let found = await planner.schedule(options(iterations: 200))
    var again = options(iterations: 0)
    again.start = found
    let kept = await planner.schedule(again)
    #expect(kept.assignments == found.assignments)
    #expect(kept.cost == found.cost)
  }

  @Test func aWarmStartThatBreaksARuleIsTakenOnlyInPart() async throws {
    let planner = Planner(site: workshop.site, demand: workshop.demand)
    var start = await planner.schedule(options(iterations: 50))
    let first = try #require(start.assignments.first)
    // The second visit is put on top of the first.
    start.assignments[1].reception = first.reception
    start.assignments[1].operations = first.operations
    var again = options(iterations: 0)
    again.start = start
    let schedule = await planner.schedule(again)
    #expect(Verifier(site: workshop.site, demand: workshop.demand).verify(schedule).isCorrect)
    #expect(schedule.assignments.count == start.assignments.count)
  }

  @Test func explainTellsWhatKeepsAVisitOut() async throws {
    var tiny = workshop
    tiny.demand.parts = [
      SparePart(
        id: "P", name: "pads", onHand: 1, inbound: [SparePart.Delivery(at: time("+1 09:05"), quantity: 1)])
    ]
    for index in [0, 1] {
      tiny.demand.appointments[index].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    let planner = Planner(site: tiny.site, demand: tiny.demand)
    let schedule = await planner.schedule(options(iterations: 20))
    let left = try #require(schedule.unscheduled.first)
    #expect(schedule.unscheduled.count == 1)
    let told = try planner.explain(PlacementQuestion(appointment: left.appointment), in: schedule)
    #expect(told.reason == left)
  }
}
