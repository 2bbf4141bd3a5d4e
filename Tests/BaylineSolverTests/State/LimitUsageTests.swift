import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The arrivals that limits count (H17).
@Suite struct LimitUsageTests {
  /// One inspection a day; no waiting customer from 11:00 to 13:00 on Mondays. A and B are inspections, C is a repair, D and
  /// E are inspections that were booked for 10:00, F is one that has arrived, and G waits for a repair.
  private var problem: CompiledProblem {
    var workshop = TinyWorkshop()
    workshop.site.booking.limits = [
      BookingRules.ArrivalLimit(id: "inspections", kinds: [.inspection], most: 1),
      BookingRules.ArrivalLimit(
        id: "noon", waiting: true, weekdays: [.monday], hours: WorkCalendar.DayInterval(11 * 60, 13 * 60),
        most: 0),
    ]
    for id in ["A", "B", "C", "D", "E", "F", "G"] {
      workshop.leaveOut(id) {
        $0.kind = id == "C" || id == "G" ? .repair : .inspection
        if id == "D" || id == "E" { $0.booked = Appointment.Booking(arrival: time("10:00")) }
        if id == "F" { $0.arrived = time("10:00") }
        $0.waiting = id == "G"
      }
    }
    return workshop.problem
  }

  private func exceeded(_ usage: LimitUsage, _ visit: Int, _ at: String, _ problem: CompiledProblem) -> Int? {
    usage.exceeded(by: problem.visit(visit), at: minute(at), problem)
  }

  @Test func oneADayIsOneOnEachDay() {
    let problem = problem
    var usage = LimitUsage(problem)
    #expect(exceeded(usage, 0, "08:00", problem) == nil)
    usage.add(problem.visit(0), at: minute("08:00"), problem, sign: 1)
    #expect(usage.count(of: 0, onDay: 0) == 1 && usage.count(of: 0, onDay: 1) == 0)
    #expect(exceeded(usage, 1, "16:00", problem) == 0)
    #expect(exceeded(usage, 1, "+1 08:00", problem) == nil)
    // Other kinds and vehicles that had arrived are not counted.
    #expect(exceeded(usage, 2, "08:00", problem) == nil)
    #expect(problem.visit(5).limits.isEmpty)
    usage.add(problem.visit(0), at: minute("08:00"), problem, sign: -1)
    #expect(usage == LimitUsage(problem))
  }

  @Test func aLimitCountsAtItsTimeOnly() {
    let problem = problem
    let usage = LimitUsage(problem)
    let times = ["10:45", "11:00", "12:45", "13:00", "+1 12:00", "+7 12:00"]
    #expect(times.map { problem.limits[1].counts(minute($0)) } == [false, true, true, false, false, true])
    #expect(times.prefix(5).map { exceeded(usage, 6, $0, problem) } == [nil, 1, 1, nil, nil])
    #expect(exceeded(usage, 0, "12:00", problem) == nil)
  }

  // Two that were booked are two; beside one of them nobody else is left room, nor beside both.
  @Test func bookedArrivalsAreTheLimitWhereTheyAreMore() {
    let problem = problem
    var usage = LimitUsage(problem)
    usage.add(problem.visit(3), at: minute("10:00"), problem, sign: 1)
    #expect(exceeded(usage, 0, "08:00", problem) == 0)
    #expect(exceeded(usage, 4, "10:00", problem) == nil)
    usage.add(problem.visit(4), at: minute("10:00"), problem, sign: 1)
    #expect(usage.count(of: 0, onDay: 0) == 2)
    #expect(exceeded(usage, 0, "08:00", problem) == 0)
  }

  // One that was not booked and one that was are two, of which one was booked: more than one.
  @Test func aBookedArrivalDoesNotExcuseAnother() {
    let problem = problem
    var usage = LimitUsage(problem)
    usage.add(problem.visit(0), at: minute("08:00"), problem, sign: 1)
    #expect(exceeded(usage, 3, "10:00", problem) == 0)
  }

  // Booked for a day before the horizon, it counts there.
  @Test func bookedArrivalsOutsideTheHorizonHaveDaysOfTheirOwn() {
    var workshop = TinyWorkshop()
    workshop.site.booking.limits = [BookingRules.ArrivalLimit(id: "all", most: 1)]
    workshop.leaveOut("A") { $0.booked = Appointment.Booking(arrival: time("-3 10:00")) }
    workshop.leaveOut("B")
    let problem = workshop.problem
    var usage = LimitUsage(problem)
    usage.add(problem.visit(0), at: minute("-3 10:00"), problem, sign: 1)
    #expect(usage.count(of: 0, onDay: -3) == 1)
    #expect(exceeded(usage, 1, "10:00", problem) == nil)
  }
}
