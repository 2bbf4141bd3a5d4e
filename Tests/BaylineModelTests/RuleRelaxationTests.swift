import BaylineModel
import TestSupport
import Testing

@Suite struct CaseEditTests {
  private var monday: CivilDate { time("00:00").date }

  @Test func longerHoursTouchNobodyElse() {
    var workshop = TinyWorkshop()
    RuleRelaxation.technicianHours(
      technician: "T", RuleRelaxation.DatedInterval(monday, from: 1020, to: 1050)
    )
    .apply(to: &workshop.site, &workshop.demand)
    let site = workshop.site
    #expect(site.technicians.map(\.calendar) == ["week+", "week"])
    #expect(
      site.calendars["week+"]?.intervals(on: monday) == [
        WorkCalendar.DayInterval(480, 720), WorkCalendar.DayInterval(780, 1050),
      ])
    let tuesday = monday.advanced(by: 1)
    #expect(site.calendars["week+"]?.intervals(on: tuesday) == site.calendars["week"]?.intervals(on: tuesday))
  }

  @Test func aBreakWorkedThroughJoinsTheIntervals() {
    var workshop = TinyWorkshop()
    RuleRelaxation.openingHours(RuleRelaxation.DatedInterval(monday, from: 720, to: 780)).apply(
      to: &workshop.site, &workshop.demand)
    #expect(
      workshop.site.calendars[workshop.site.hours]?.intervals(on: monday) == [
        WorkCalendar.DayInterval(480, 1020)
      ])
    #expect(workshop.site.advisors.allSatisfy { $0.calendar == "week" })
  }

  @Test func oneMoreIsLikeTheOther() {
    var workshop = TinyWorkshop()
    RuleRelaxation.oneMoreTechnician(like: "T", id: "T-2").apply(to: &workshop.site, &workshop.demand)
    let added = workshop.site.technicians.last
    #expect(added?.id == "T-2")
    #expect(added?.skills == ["mech": 2])
  }

  @Test func aPromiseIsMovedAndKeepsItsAdvisor() {
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S2") }
    RuleRelaxation.promise(appointment: "A", arrival: time("09:00")).apply(
      to: &workshop.site, &workshop.demand)
    #expect(
      workshop.demand.appointments[0].booked == Appointment.Booking(arrival: time("09:00"), advisor: "S2"))
  }

  @Test func moreArrivalDaysLeaveTheEndOfTheHorizon() {
    var workshop = TinyWorkshop()
    let end = workshop.demand.horizon.end
    RuleRelaxation.arrivalDays(2).apply(to: &workshop.site, &workshop.demand)
    #expect(workshop.demand.horizon.days == 2)
    #expect(workshop.demand.horizon.end == end)
  }
}
