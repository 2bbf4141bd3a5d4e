import Bayline
import BaylineModel
import TestSupport
import Testing

/// What each event makes of the demand and the site, on a morning of three visits.
@Suite struct EventMeaningTests {
  private let day = HalfDay()

  // At 09:00 A has been worked on for 45 minutes; C has just come; D is still to come.
  @Test func withoutAnEventThePlanIsTakenAsDone() {
    let half = day.replanner("09:00")
    #expect(half.visit("A")?.arrived == time("08:00"))
    #expect(half.visit("A")?.receivedBy == "S")
    #expect(half.lock("A") == "B T 08:15-")
    #expect(half.visit("C")?.arrived == time("09:00"))
    #expect(
      half.visit("C")?.operations[0].previous == ServiceOperation.PreviousWork(bay: "B", technicians: ["T"]))
    #expect(half.visit("D")?.booked == Appointment.Booking(arrival: time("10:00"), advisor: "S2"))
    #expect(half.demand.now == time("09:00"))
    #expect(half.site == day.workshop.site && !half.changesSite)
  }

  // C was to begin at 09:15, but bay and technician are held until 09:45.
  @Test func workBehindAnOverrunHasNotBegun() {
    let half = day.replanner(
      "09:30", [("09:10", .overrun(appointment: "A", operation: "1", end: time("09:45")))])
    #expect(half.lock("A") == "B T 08:15-09:45")
    #expect(half.lock("C") == nil)
    #expect(half.affected.map(\.appointment).sorted() == ["C"])
  }

  // C comes at 09:05 and A ends at 09:22: with a quarter of an hour of reception C's work can begin at 09:22.
  @Test func aReportProvesThatWorkBegan() {
    let before: [(String, WorkshopEvent.Payload)] = [
      ("08:50", .late(appointment: "C", arrival: time("09:05"))),
      ("09:10", .overrun(appointment: "A", operation: "1", end: time("09:22"))),
    ]
    let over = WorkshopEvent.Payload.overrun(appointment: "C", operation: "1", end: time("10:40"))
    #expect(day.replanner("10:20", before + [("10:10", over)]).lock("C") == "B T 09:22-10:40")
    #expect(day.replanner("10:20", before + [("09:19", over)]).lock("C") == "B T 09:18-10:40")
    #expect(day.replanner("10:20", before).lock("C") == nil)
    // T is away: it cannot have been done as planned.
    let absent =
      before + [("08:45", .absent(technician: "T", from: time("09:12"), until: nil)), ("10:10", over)]
    #expect(day.replanner("10:20", absent).conflicts == [#"3 operation notUnderWay("1")"#])
  }

  @Test func finishedWorkEndsWithTheEvent() {
    let half = day.replanner("09:30", [("08:50", .finished(appointment: "A", operation: "1"))])
    #expect(half.lock("A") == "B T 08:15-08:50")
    #expect(half.lock("C") == "B T 09:15-")
  }

  // Of A's 60 minutes 30 are done at 08:45. T works 08:00-12:00 and 13:00-17:00, T2 by the same calendar.
  @Test func whoLeavesLeavesTheRestToOthers() {
    let half = day.replanner("08:45", [("08:45", .absent(technician: "T", from: nil, until: nil))])
    #expect(half.lock("A") == "B T 08:15-08:45")
    let rest = half.visit("A")?.operations.last
    #expect(rest?.id == "1-rest" && rest?.locked == nil)
    #expect(rest?.previous == ServiceOperation.PreviousWork(bay: "B", technicians: ["T"]))
    if case .standard(let work) = rest?.work { #expect(work.minutes == 30) } else { Issue.record("no rest") }
    #expect(half.site.technicians.map(\.calendar) == ["week-T", "week"])
    let monday = time("00:00").date
    #expect(
      half.site.calendars["week-T"]?.intervals(on: monday) == [WorkCalendar.DayInterval(8 * 60, 8 * 60 + 45)])
    #expect(half.site.calendars["week"] == day.workshop.site.calendars["week"])
  }

  // Away from 08:45 to 09:00: the shift has a gap of a quarter of an hour.
  @Test func whoIsBackWorksAgain() {
    let half = day.replanner(
      "09:00",
      [("08:45", .absent(technician: "T", from: nil, until: nil)), ("09:00", .back(technician: "T"))])
    let shift = half.site.calendars["week-T"]?.intervals(on: time("00:00").date)
    #expect(
      shift == [
        WorkCalendar.DayInterval(480, 525), WorkCalendar.DayInterval(540, 720),
        WorkCalendar.DayInterval(780, 1020),
      ])
  }

  @Test func whoIsAwayByTheSiteFileCanComeBack() {
    var day = day
    day.workshop.site.calendars["week"]?.dates[time("00:00").date] = []
    day.workshop.schedule.assignments = []
    day.workshop.demand.appointments = []
    let half = day.replanner("14:00", [("14:00", .back(technician: "T2"))])
    #expect(
      half.site.calendars["week-T2"]?.intervals(on: time("00:00").date) == [
        WorkCalendar.DayInterval(840, 1020)
      ])
    #expect(half.site.technicians[0].calendar == "week")
  }

  // T is away on both days by the first replan; back on Monday at 14:00. Without source nothing says what Tuesday was.
  @Test func whoIsBackEarlyIsBackOnEveryDay() {
    let monday = time("00:00").date
    let tuesday = monday.advanced(by: 1)
    var day = day
    day.workshop.schedule.assignments = []
    day.workshop.demand.appointments = []
    day.workshop.site.technicians[1].calendar = "own"
    day.workshop.site.calendars["own"] = day.workshop.site.calendars["week"]
    day.workshop.site.calendars["own"]?.dates[tuesday] = [WorkCalendar.DayInterval(480, 600)]
    let until = CivilTime(monday.advanced(by: 2))
    let away = day.replanner("08:10", [("08:10", .absent(technician: "T2", from: nil, until: until))])
    #expect(away.site.calendars["own-T2"]?.intervals(on: tuesday) == [])
    day.workshop.site = away.site
    let back = day.replanner("14:00", [("14:00", .back(technician: "T2"))])
    #expect(back.conflicts.isEmpty)
    let calendar = back.site.calendars["own-T2"]
    #expect(
      calendar?.intervals(on: monday) == [
        WorkCalendar.DayInterval(480, 490), WorkCalendar.DayInterval(840, 1020),
      ])
    #expect(
      calendar?.intervals(on: tuesday) == [WorkCalendar.DayInterval(480, 600)], "a short day stays short")
  }

  @Test func anAnnouncedAbsenceCanBeCalledOff() {
    let half = day.replanner(
      "09:00",
      [
        ("08:45", .absent(technician: "T", from: time("13:00"), until: nil)),
        ("09:00", .back(technician: "T")),
      ])
    #expect(half.conflicts.isEmpty && !half.changesSite)
  }

  // Said on Monday of somebody who has been away since the day before.
  @Test func anAbsenceSinceYesterdayIsOneOfToday() {
    let half = day.replanner(
      "08:45", [("08:45", .absent(technician: "T", from: time("-1 08:00"), until: nil))])
    #expect(half.site.calendars["week-T"]?.intervals(on: time("00:00").date) == [])
    let over = day.replanner(
      "08:45", [("08:45", .absent(technician: "T", from: time("-1 08:00"), until: time("-1 09:00")))])
    #expect(over.conflicts == ["0 until outsideHorizon"])
  }

  @Test func aBayThatClosesInterruptsItsWork() {
    let half = day.replanner("08:30", [("08:30", .bayClosed(bay: "B", from: nil, until: time("10:00")))])
    #expect(half.lock("A") == "B T 08:15-08:30")
    #expect(half.visit("A")?.operations.map(\.id) == ["1", "1-rest"])
    // Usable around the clock before, now from midnight to 08:30 and from 10:00 on.
    let use = half.site.bays[0].calendar.flatMap { half.site.calendars[$0] }
    #expect(
      use?.intervals(on: time("00:00").date) == [
        WorkCalendar.DayInterval(0, 510), WorkCalendar.DayInterval(600, 1440),
      ])
    let open = day.replanner(
      "09:00", [("08:30", .bayClosed(bay: "B", from: nil, until: nil)), ("08:40", .bayOpen(bay: "B"))])
    #expect(
      open.site.calendars["always-B"]?.intervals(on: time("00:00").date)
        == [WorkCalendar.DayInterval(0, 510), WorkCalendar.DayInterval(520, 1440)])
  }

  // The slot of 08:00 is held until 08:15; half an hour after 08:20 nobody comes before being called.
  @Test func whoDoesNotComeIsReleasedAfterTheGraceTime() {
    let half = day.replanner("08:20", [("08:15", .noShow(appointment: "A"))])
    let visit = half.visit("A")
    #expect(visit?.arrived == nil && visit?.booked == nil)
    #expect(visit?.availability?.map(\.from) == [time("08:50")])
    #expect(visit?.operations[0].previous == nil && half.lock("A") == nil)
    #expect(
      day.replanner("08:20", [("08:14", .noShow(appointment: "A"))]).conflicts
        == ["0 at withinGrace(until: 2026-11-23T08:15)"])
  }

  // A time that a replan found for a no-show is proposed; nobody else's agreement makes it a promise.
  @Test func aProposedTimeIsNoPromiseUntilTheCustomerAgrees() async throws {
    let first = try #require(await day.replan("08:20", [("08:15", .noShow(appointment: "A"))]))
    let proposed = try #require(first.schedule.assignments.first { $0.appointment == "A" }?.reception)
    func again(_ now: String, _ events: [(String, WorkshopEvent.Payload)]) -> Replanner {
      Replanner(
        site: day.workshop.site, demand: first.demand, schedule: first.schedule,
        events: events.map { WorkshopEvent(at: time($0.0), $0.1) }, now: time(now))
    }
    var options = SearchOptions()
    options.limit = .iterations(20)
    let open = try #require(await again("08:25", []).replan(options, keepsSite: true, rebooks: false))
    #expect(open.demand.appointments.first { $0.id == "A" }?.booked == nil)
    #expect(open.schedule.assignments.first { $0.appointment == "A" }?.reception == proposed)
    let agreed = again(
      "08:25", [("08:25", .moved(appointment: "A", arrival: proposed.arrival, advisor: nil))])
    #expect(
      agreed.visit("A")?.booked == Appointment.Booking(arrival: proposed.arrival, advisor: proposed.advisor))
    // Who says that it will be five minutes later has agreed.
    let late = again("16:00", [("08:30", .late(appointment: "A", arrival: proposed.arrival + 5))])
    #expect(late.visit("A")?.arrived == proposed.arrival + 5)
    // Later than proposed, with nobody's word: it has not come, and is to be called.
    let later = again("16:00", [])
    #expect(later.visit("A")?.arrived == nil && later.visit("A")?.booked == nil)
    #expect(later.conflicts.isEmpty)
  }

  // D moves from 10:00 to 11:00; A, being worked on, cannot, and nobody moves into the past.
  @Test func aMovedVisitIsPromisedAtTheNewTime() {
    let half = day.replanner(
      "08:30", [("08:30", .moved(appointment: "D", arrival: time("11:00"), advisor: "S"))])
    #expect(half.visit("D")?.booked == Appointment.Booking(arrival: time("11:00"), advisor: "S"))
    #expect(half.visit("D")?.arrived == nil)
    let wrong = day.replanner(
      "08:30",
      [
        ("08:30", .moved(appointment: "A", arrival: time("11:00"), advisor: nil)),
        ("08:30", .moved(appointment: "D", arrival: time("08:30"), advisor: nil)),
      ])
    #expect(wrong.conflicts.count == 2)
    #expect(wrong.conflicts.contains { $0.hasPrefix("0 appointment hereAlready") })
    #expect(wrong.conflicts.contains { $0.hasPrefix("1 arrival notInFuture") })
  }

  // D moves to 11:00 and is a little late, twice: the slot of 11:00 is held until 11:15, whatever the plan had.
  @Test func aMovedVisitIsLateByItsNewTime() {
    let half = day.replanner(
      "11:02",
      [
        ("08:30", .moved(appointment: "D", arrival: time("11:00"), advisor: nil)),
        ("10:50", .late(appointment: "D", arrival: time("11:05"))),
        ("11:02", .late(appointment: "D", arrival: time("11:12"))),
      ])
    #expect(half.conflicts.isEmpty)
    #expect(half.visit("D")?.booked == Appointment.Booking(arrival: time("11:12"), advisor: "S2"))
  }

  // Before the day begins, nothing was told to anybody for certain: what is not booked stays so.
  @Test func theEveningBeforeNothingBecomesAPromise() async throws {
    let outcome = try #require(await day.replan("00:00", [("00:00", .cancelled(appointment: "D"))]))
    #expect(outcome.demand.appointments.map(\.id) == ["A", "C"])
    #expect(outcome.demand.appointments.allSatisfy { $0.booked == nil })
    let arrivals = outcome.schedule.assignments.compactMap(\.reception?.arrival)
    #expect(arrivals == [time("08:00"), time("09:00")])
  }

  // Five by the books; at 08:30 only one is on the shelf, and A took one at 08:15, before the count.
  @Test func whatIsCountedOnTheShelfCounts() {
    var day = day
    day.workshop.demand.parts = [SparePart(id: "P", onHand: 5)]
    for index in 0...1 {
      day.workshop.demand.appointments[index].operations[0].parts = [
        SparePart.Requirement(part: "P", quantity: 1)
      ]
    }
    #expect(day.replanner("08:40").demand.parts[0].onHand == 4)
    let counted = day.replanner("08:40", [("08:30", .stock(part: "P", quantity: 1))])
    #expect(counted.demand.parts[0].onHand == 1)
    // C took one at 09:15, after it.
    #expect(day.replanner("09:30", [("08:30", .stock(part: "P", quantity: 1))]).demand.parts[0].onHand == 0)
  }

  @Test func whoIsLateIsHeldWithinTheGraceTimeAndReleasedBeyondIt() {
    let held = day.replanner("09:30", [("09:30", .late(appointment: "D", arrival: time("10:10")))])
    #expect(held.visit("D")?.booked == Appointment.Booking(arrival: time("10:10"), advisor: "S2"))
    let released = day.replanner("09:30", [("09:30", .late(appointment: "D", arrival: time("10:40")))])
    #expect(released.visit("D")?.booked == nil)
    #expect(released.visit("D")?.availability?.map(\.from) == [time("10:40")])
    #expect(released.visit("D")?.preferredArrival == time("10:40"))
    let again = day.replanner(
      "09:50",
      [
        ("09:30", .late(appointment: "D", arrival: time("10:40"))),
        ("09:50", .late(appointment: "D", arrival: time("11:20"))),
      ])
    #expect(again.visit("D")?.availability?.map(\.from) == [time("11:20")])
    // Has come meanwhile.
    let here = day.replanner("10:20", [("09:30", .late(appointment: "D", arrival: time("10:10")))])
    #expect(here.visit("D")?.arrived == time("10:10"))
    #expect(here.lock("D") == nil, "10:10 and a quarter of an hour of reception are beyond 10:15")
  }

  @Test func whoCallsOffLeavesTheDemandUnlessWorkWasDone() {
    #expect(day.replanner("09:30", [("09:20", .cancelled(appointment: "D"))]).visit("D") == nil)
    let begun = day.replanner("08:40", [("08:40", .cancelled(appointment: "A"))])
    #expect(begun.lock("A") == "B T 08:15-08:40")
    #expect(begun.visit("A")?.operations.count == 1)
  }

  @Test func aVehicleMayComeEarly() {
    let half = day.replanner("09:40", [("09:35", .arrived(appointment: "D", advisor: "S"))])
    #expect(half.visit("D")?.arrived == time("09:35"))
    #expect(half.visit("D")?.receivedBy == "S")
  }

  @Test func addedWorkComesBehindWhatHasBegun() {
    let wax = ServiceOperation(
      id: "wax", work: .standard(WorkRequirement.StandardWork(minutes: 10, bay: "wash")))
    let added = WorkshopEvent.AddedWork(appointment: "A", operations: [wax], readyBy: time("11:00"))
    let half = day.replanner("09:00", [("08:50", .addedWork(added))])
    #expect(half.visit("A")?.operations.map(\.id) == ["1", "wax"])
    #expect(half.visit("A")?.readyBy == time("11:00"))
    var again = added
    again.operations[0].id = "1"
    #expect(
      day.replanner("09:00", [("08:50", .addedWork(again))]).conflicts == [
        #"0 operations operationTaken("1")"#
      ])
  }

  @Test func newVisitsJoinTheDemand() {
    let work = ServiceOperation(
      id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 10, bay: "wash")))
    let half = day.replanner(
      "09:00",
      [
        ("08:40", .walkIn(Appointment(id: "W", kind: .repair, operations: [work]))),
        ("08:50", .urgentReturn(Appointment(id: "R", kind: .comeback, operations: [work]))),
        ("08:55", .request(Appointment(id: "N", kind: .repair, operations: [work]))),
      ])
    #expect(half.visit("W")?.arrived == time("08:40") && half.visit("W")?.walkIn == true)
    #expect(half.visit("R")?.availability == [TimeWindow(from: time("08:50"), to: time("+1 00:00"))])
    #expect(half.visit("N")?.availability == nil && half.visit("N")?.booked == nil)
  }

  @Test func aRequestIsNotHereAndNothingIsSaidBeforeIt() {
    var begun = ServiceOperation(
      id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 10, bay: "wash")))
    begun.locked = ServiceOperation.LockedWork(bay: "W", technicians: [], start: time("10:00"), end: nil)
    var visit = Appointment(id: "N", kind: .repair, operations: [begun])
    visit.arrived = time("08:30")
    let half = day.replanner("09:00", [("08:40", .cancelled(appointment: "N")), ("08:55", .request(visit))])
    #expect(
      half.conflicts == [
        #"0 at beforeItsVisit("N")"#, "1 appointment.arrived notOfRequest",
        "1 appointment.operations[0].locked notOfRequest",
      ])
  }

  // Two of five filters are in A when its work has begun; the delivery of 09:00 is late, so C's work has not begun.
  @Test func partsThatWorkHasBegunWithHaveLeftTheStock() {
    var day = day
    day.workshop.demand.parts = [
      SparePart(id: "filter", onHand: 5),
      SparePart(id: "pump", onHand: 0, inbound: [SparePart.Delivery(at: time("09:00"), quantity: 1)]),
    ]
    day.workshop.demand.appointments[0].parts = [SparePart.Requirement(part: "filter", quantity: 2)]
    day.workshop.demand.appointments[1].parts = [SparePart.Requirement(part: "pump", quantity: 1)]
    let onTime = day.replanner("09:30")
    #expect(onTime.visit("A")?.picked == true && onTime.visit("C")?.picked == true)
    #expect(onTime.demand.parts.map(\.onHand) == [3, 0])
    #expect(onTime.demand.parts[1].inbound.isEmpty)
    let late = day.replanner(
      "09:30", [("09:05", .partLate(part: "pump", delivery: nil, arrival: time("11:00")))])
    #expect(late.lock("C") == nil && late.visit("C")?.picked == false)
    #expect(late.demand.parts[1].inbound == [SparePart.Delivery(at: time("11:00"), quantity: 1)])
    let come = day.replanner(
      "09:30",
      [
        ("09:05", .partLate(part: "pump", delivery: time("09:00"), arrival: nil)),
        ("09:20", .partArrived(part: "pump", quantity: 1)),
      ])
    #expect(come.demand.parts[1].onHand == 1)
  }

  @Test func aPromiseThatPassedUnplannedIsOpenAgain() {
    var day = day
    day.workshop.leaveOut("E") { $0.booked = Appointment.Booking(arrival: time("08:30")) }
    let half = day.replanner("09:00")
    #expect(half.visit("E")?.booked == nil)
    #expect(half.visit("E")?.availability?.map(\.from) == [time("09:30")])
  }

  @Test func whatAnEventBringsIsAsItSays() {
    let begun = ServiceOperation.LockedWork(
      bay: "W", technicians: [], start: time("08:45"), end: time("09:05"))
    let work = ServiceOperation(
      id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 20, bay: "wash")), locked: begun)
    let half = day.replanner(
      "09:00", [("08:40", .walkIn(Appointment(id: "W", kind: .repair, operations: [work])))])
    #expect(half.lock("W") == "W  08:45-09:05")
  }

  @Test func anAbsenceWithoutEndEndsWithTheHorizon() {
    let forever = CivilTime(CivilDate(ordinal: 3_652_059), minuteOfDay: 1439)
    let half = day.replanner("09:00", [("08:45", .absent(technician: "T", from: nil, until: forever))])
    #expect(half.site.calendars["week-T"]?.dates.count == 2)
  }

  @Test func contradictionsAreAllToldInOneRun() {
    let half = day.replanner(
      "09:00",
      [
        ("08:20", .absent(technician: "T2", from: nil, until: nil)),
        ("08:30", .absent(technician: "T2", from: nil, until: nil)),
        ("08:30", .back(technician: "T")),
        ("08:30", .bayOpen(bay: "B")),
        ("08:30", .overrun(appointment: "A", operation: "2", end: time("09:30"))),
        ("08:30", .overrun(appointment: "C", operation: "1", end: time("09:30"))),
        ("08:30", .overrun(appointment: "A", operation: "1", end: time("08:30"))),
        ("08:35", .finished(appointment: "A", operation: "1")),
        ("08:36", .finished(appointment: "A", operation: "1")),
        ("08:40", .noShow(appointment: "A")),
        ("08:40", .late(appointment: "D", arrival: time("10:00"))),
        ("08:45", .partLate(part: "none", delivery: nil, arrival: nil)),
        ("08:50", .cancelled(appointment: "D")),
        ("08:51", .arrived(appointment: "D", advisor: nil)),
        ("09:01", .cancelled(appointment: "C")),
      ])
    #expect(
      half.conflicts == [
        #"1 technician absentAlready("T2")"#, #"2 technician notAbsent("T")"#, #"3 bay notClosed("B")"#,
        #"4 operation noSuchOperation("2", nearest: nil)"#, #"5 operation notUnderWay("1")"#,
        "6 end notInFuture(2026-11-23T08:30)", #"8 operation finishedAlready("1")"#,
        #"9 appointment hereAlready("A")"#, "10 arrival notDelayed(2026-11-23T10:00)",
        #"11 part noDelivery("none")"#,
        #"13 appointment goneAlready("D")"#, "14 at afterNow(2026-11-23T09:00)",
      ])
  }
}
