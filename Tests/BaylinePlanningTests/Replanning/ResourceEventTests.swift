import Bayline
import BaylineModel
import BaylinePlanning
import TestSupport
import Testing

/// What events about equipment, advisors, drivers, loan vehicles and the site make of the demand and the site.
@Suite struct ResourceEventTests {
  private let day = HalfDay()
  private var monday: CivilDate { time("00:00").date }

  /// The morning with diagnostic computers that A and D need.
  private func computers(_ count: Int) -> HalfDay {
    var day = day
    day.workshop.site.equipment = [Equipment(id: "scan", name: "Scanner", count: count)]
    for index in [0, 2] { day.workshop.demand.appointments[index].operations[0].equipment = ["scan"] }
    return day
  }

  private func broken(
    _ count: Int? = nil, from: String? = nil, until: String? = nil
  ) -> WorkshopEvent.Payload {
    .equipmentBroken(
      equipment: "scan", count: count, from: from.map { time($0) }, until: until.map { time($0) })
  }

  // MARK: - Equipment

  @Test func brokenEquipmentIsHeldByALockedAppointment() throws {
    let half = computers(1).replanner("08:30", [("08:30", broken(until: "12:00"))])
    #expect(half.lock("A") == "B T 08:15-08:30", "the computer broke under its work")
    #expect(half.visit("A")?.operations[1].equipment == ["scan"])
    let outage = try #require(half.visit("outage-scan-1"))
    #expect(outage.operations.map(\.equipment) == [["scan"]])
    #expect(
      outage.operations[0].locked
        == ServiceOperation.LockedWork(technicians: [], start: time("08:30"), end: time("12:00")))
    #expect(outage.arrived == time("08:30"))
    #expect(half.affected.map(\.appointment).sorted() == ["A", "D"])
    #expect(!half.changesSite)
  }

  // One of two: which one A uses is unknown, and the other one is left for it.
  @Test func partOfTheEquipmentInterruptsNothing() {
    let half = computers(2).replanner("08:30", [("08:30", broken(1))])
    #expect(half.lock("A") == "B T 08:15-")
    #expect(half.visit("outage-scan-1")?.operations.count == 1)
    #expect(half.visit("outage-scan-1")?.operations[0].locked?.end == time("+2 00:00"))
    let both = computers(2).replanner("08:30", [("08:20", broken(1)), ("08:30", broken(1))])
    #expect(both.lock("A") == "B T 08:15-08:30")
    #expect(
      computers(2).replanner("08:30", [("08:20", broken(1)), ("08:30", broken(2))]).conflicts
        == [#"1 equipment notSoMuchEquipment("scan", count: 1)"#])
  }

  @Test func aLaterReplanKnowsOfTheOutage() {
    var day = computers(2)
    let first = day.replanner("08:30", [("08:30", broken(2, until: "12:00"))])
    day.workshop.demand = first.demand
    day.workshop.schedule.assignments = []
    day.workshop.schedule.unscheduled = first.demand.appointments.map {
      Schedule.UnscheduledAppointment(appointment: $0.id, reason: .capacity)
    }
    #expect(day.replanner("09:00").visit("outage-scan-1") == first.visit("outage-scan-1"))
    let repaired = day.replanner("09:00", [("08:55", .equipmentRepaired(equipment: "scan", count: nil))])
    #expect(repaired.visit("outage-scan-1") == nil)
    let one = day.replanner("09:00", [("08:55", .equipmentRepaired(equipment: "scan", count: 1))])
    #expect(one.visit("outage-scan-1")?.operations.count == 1)
    let three = day.replanner("09:00", [("08:55", .equipmentRepaired(equipment: "scan", count: 3))])
    #expect(three.conflicts == [#"0 equipment notBroken("scan")"#])
    #expect(day.replanner("12:30").visit("outage-scan-1") == nil, "over at 12:00")
  }

  // MARK: - People and loan vehicles

  // C comes to S at 09:00; D to S2 at 10:00.
  @Test func anAbsentAdvisorReceivesNobody() {
    let half = day.replanner("09:10", [("08:50", .advisorAbsent(advisor: "S", from: nil, until: nil))])
    #expect(half.visit("C")?.arrived == time("09:00") && half.visit("C")?.receivedBy == nil)
    #expect(half.site.advisors.map(\.calendar) == ["week-S", "week"])
    #expect(half.site.calendars["week-S"]?.intervals(on: monday) == [WorkCalendar.DayInterval(480, 530)])
    let back = day.replanner(
      "09:10",
      [
        ("08:50", .advisorAbsent(advisor: "S", from: nil, until: nil)),
        ("08:55", .advisorBack(advisor: "S")),
        ("09:00", .advisorBack(advisor: "S2")),
      ])
    #expect(back.visit("C")?.receivedBy == "S")
    #expect(back.conflicts == [#"2 advisor advisorNotAbsent("S2")"#])
  }

  @Test func driversComeAndGo() {
    var day = day
    day.workshop.site.drivers = 2
    let half = day.replanner("09:00", [("08:50", .driverAway(count: 1))])
    #expect(half.site.drivers == 1 && half.changesSite)
    let back = day.replanner(
      "09:00",
      [("08:50", .driverAway(count: 2)), ("08:55", .driverBack(count: 2)), ("08:56", .driverAway(count: 3))])
    #expect(back.site.drivers == 2 && back.conflicts == ["2 count notSoManyDrivers(count: 2)"])
  }

  @Test func loanVehiclesAreCountedAgain() {
    var day = day
    day.workshop.site.loaners = 2
    day.workshop.demand.appointments[0].loaner = true
    #expect(day.replanner("09:00", [("08:50", .loaners(count: 1))]).site.loaners == 1)
    let none = day.replanner("09:00", [("08:50", .loaners(count: 0))])
    #expect(none.conflicts == ["0 count loanersOut(count: 1)"], "A has one")
  }

  // MARK: - The site

  @Test func whenTheSiteClosesEverybodyGoesHome() {
    let half = day.replanner("08:50", [("08:45", .siteClosed(from: time("09:00"), until: nil))])
    #expect(half.lock("A") == "B T 08:15-09:00")
    #expect(half.site.calendars["week"]?.intervals(on: monday) == [WorkCalendar.DayInterval(480, 540)])
    #expect(half.site.bays.allSatisfy { $0.calendar == nil } && half.changesSite)
    let over = day.replanner("08:50", [("08:45", .siteClosed(from: time("+5 09:00"), until: nil))])
    #expect(over.conflicts == ["0 from outsideHorizon"])
  }

  // Odd weeks until 12:00, even weeks until 17:00; Monday the 23rd begins an even week.
  @Test func whoComesBackWorksTheHoursOfTheRotation() {
    var day = day
    day.workshop.schedule.assignments = []
    day.workshop.demand.appointments = []
    let (short, long) = ([WorkCalendar.DayInterval(480, 720)], [WorkCalendar.DayInterval(480, 1020)])
    var roster = WorkCalendar(
      rotation: WorkCalendar.Rotation(
        from: monday.advanced(by: -7),
        weeks: [[.monday: short, .tuesday: short], [.monday: long, .tuesday: long]]))
    roster.dates[monday] = []
    day.workshop.site.calendars["roster"] = roster
    day.workshop.site.technicians[1].calendar = "roster"
    let back = day.replanner("14:00", [("14:00", .back(technician: "T2"))])
    #expect(back.site.calendars["roster-T2"]?.intervals(on: monday) == [WorkCalendar.DayInterval(840, 1020)])
    // Away on both days, and back: the calendar that replanning made is recognized by its weeks.
    day.workshop.site.calendars["roster"]?.dates = [:]
    let until = CivilTime(monday.advanced(by: 2))
    let away = day.replanner("08:10", [("08:10", .absent(technician: "T2", from: nil, until: until))])
    day.workshop.site = away.site
    let again = day.replanner("14:00", [("14:00", .back(technician: "T2"))])
    #expect(again.site.calendars["roster-T2"]?.intervals(on: monday.advanced(by: 1)) == long)
  }

  // Tuesday's hours hold on a make-up Monday, and Tuesday is a holiday: nobody is back on it.
  @Test func whoComesBackWorksTheHoursOfTheSitesDates() {
    var day = day
    day.workshop.schedule.assignments = []
    day.workshop.demand.appointments = []
    let tuesday = monday.advanced(by: 1)
    day.workshop.site.calendars["own"] = WorkCalendar(
      weekly: [
        .monday: [WorkCalendar.DayInterval(480, 720)], .tuesday: [WorkCalendar.DayInterval(540, 1080)],
      ], dates: [monday: []])
    day.workshop.site.technicians[1].calendar = "own"
    day.workshop.site.dates = [monday: .hours(of: .tuesday), tuesday: .closed]
    let back = day.replanner("14:00", [("14:00", .back(technician: "T2"))])
    #expect(back.site.calendars["own-T2"]?.intervals(on: monday) == [WorkCalendar.DayInterval(840, 1080)])
    #expect(back.site.calendars["own-T2"]?.intervals(on: tuesday) == [])
    // A bay without a calendar is usable on a holiday, and stays so when it closes on another day.
    let closed = day.replanner("14:00", [("14:00", .bayClosed(bay: "B", from: nil, until: nil))])
    #expect(closed.site.calendars["always-B"]?.intervals(on: monday) == [WorkCalendar.DayInterval(0, 840)])
    #expect(closed.site.calendars["always-B"]?.intervals(on: tuesday) == [WorkCalendar.DayInterval(0, 1440)])
  }
}
