import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The order in which the first schedule is built, and what it leaves out.
@Suite struct GreedyInsertionTests {
  /// One technician who works from 08:00 to 09:00: there is room for an hour of work.
  private var oneHour: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.technicians.removeLast()
    workshop.demand.horizon.carryOverDays = 0
    workshop.addCalendar("early", [(8, 9)])
    workshop.site.booking.receptionMinutes = 0
    workshop.site.technicians[0].calendar = "early"
    return workshop
  }

  private func run(_ workshop: TinyWorkshop, lookahead: Int = 6) -> (
    scheduled: [String], left: [String]
  ) {
    var state = SearchState(workshop.problem)
    var greedy = GreedyInsertion()
    greedy.lookahead = lookahead
    let left = greedy.run(&state)
    #expect(state.cost == state.evaluate().total)
    #expect(state.unscheduledCount == left.count)
    return (
      state.assignments().map(\.appointment).sorted(),
      left.map { workshop.demand.appointments[$0.int].id }.sorted()
    )
  }

  @Test func everybodyIsScheduledWhereThereIsRoom() {
    var workshop = TinyWorkshop()
    for id in ["A", "B", "C", "D"] { workshop.leaveOut(id) }
    let result = run(workshop)
    #expect(result.scheduled == ["A", "B", "C", "D"])
    #expect(result.left.isEmpty)
  }

  // A stands first and costs as much.
  @Test func whoWasPromisedComesFirst() {
    var workshop = oneHour
    workshop.leaveOut("A") { $0.dropCost = 5000 }
    workshop.leaveOut("B") {
      $0.dropCost = 10
      $0.booked = Appointment.Booking(arrival: time("08:00"))
    }
    #expect(run(workshop).scheduled == ["B"])
  }

  @Test func amongPromisesTheEarlierComesFirst() {
    var workshop = oneHour
    workshop.leaveOut("A", [Step("08:15", "09:15", minutes: 30)]) {
      $0.booked = Appointment.Booking(arrival: time("08:30"))
    }
    workshop.leaveOut("B", [Step("08:15", "09:15", minutes: 45)]) {
      $0.booked = Appointment.Booking(arrival: time("08:00"))
    }
    // B first, 08:00-08:45; then A finds no half hour.
    #expect(run(workshop, lookahead: 1).scheduled == ["B"])
  }

  // 4,000 points for an hour against 3,000 for half an hour: 66 and 100 points a minute.
  @Test func pointsForAMinuteOfWorkDecideNotPoints() {
    var workshop = oneHour
    workshop.leaveOut("A") { $0.dropCost = 4000 }
    workshop.leaveOut("B", [Step("08:15", "08:45", minutes: 30)]) { $0.dropCost = 3000 }
    #expect(run(workshop, lookahead: 1).scheduled == ["B"])
    #expect(run(workshop, lookahead: 1).left == ["A"])
  }

  // One advisor. Y would like 08:00 and can come at any time, X can come at 08:00 only: X has no second arrival and so goes
  // first, though it stands behind Y. Without looking ahead Y takes its place.
  @Test func whoHasNoOtherArrivalGoesFirst() {
    var workshop = TinyWorkshop()
    workshop.site.advisors.removeLast()
    workshop.site.policy.deviation = 2
    workshop.leaveOut("Y") { $0.preferredArrival = time("08:00") }
    workshop.leaveOut("X") { $0.availability = [window("08:00", "08:15")] }
    #expect(run(workshop).scheduled == ["X", "Y"])
    #expect(run(workshop, lookahead: 1).scheduled == ["Y"])
  }

  @Test func whatCostsMoreThanLeavingItOutIsLeftOut() {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.leaveOut("A") { $0.dropCost = 90 }
    workshop.leaveOut("B") { $0.dropCost = 91 }
    // 90 minutes of delay each, on two technicians.
    let result = run(workshop)
    #expect(result.scheduled == ["B"])
    #expect(result.left == ["A"])
  }

  @Test func whatStandsAlreadyStays() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "10:00", [Step("14:00", "15:00")])
    workshop.leaveOut("B")
    var state = workshop.adopted()
    var greedy = GreedyInsertion()
    greedy.run(&state)
    #expect(state.unscheduledCount == 0)
    #expect(state.assignments().first { $0.appointment == "A" } == workshop.schedule.assignments[0])
    #expect(greedy.evaluations > 0)
  }

  @Test func anEmptyDemandIsDoneAtOnce() {
    var state = SearchState(TinyWorkshop().problem)
    var greedy = GreedyInsertion()
    #expect(greedy.run(&state).isEmpty)
    #expect(state.cost == 0)
  }
}
