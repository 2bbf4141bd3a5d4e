import BaylineModel
import TestSupport
import Testing

/// Scenarios with holidays, make-up days and rotations. Day 0 is a Monday, the horizon has five days.
@Suite struct SiteDateTests {
  private func workshop(_ dates: [CivilDate: Site.SpecialDate] = [:]) -> Applying {
    var apply = Applying()
    apply.workshop.demand.horizon = Demand.Horizon(from: day(), days: 5, carryOverDays: 2)
    apply.workshop.site.dates = dates
    return apply
  }

  private func minutes(_ instance: Scenario.Instance, _ technician: Int, on date: CivilDate) -> Int {
    let name = instance.site.technicians[technician].calendar
    return instance.site.calendars[name]?.intervals(on: date).reduce(0) { $0 + $1.end - $1.start } ?? -1
  }

  @Test func aDayIsClosedAndASaturdayMakesUpForIt() throws {
    let made = try workshop()(.dates([day(1): .closed, day(5): .hours(of: .friday)]))
    #expect((0...6).map { minutes(made, 0, on: day($0)) } == [480, 0, 480, 480, 480, 480, 0])
    // Null makes a date an ordinary one again.
    let again = try workshop([day(1): .closed])(.dates([day(1): nil]))
    #expect(again.site.dates.isEmpty && minutes(again, 0, on: day(1)) == 480)
  }

  @Test func datesThatChangeNothingAreReported() {
    #expect(workshop().conflicts(.dates([day(9): .closed])) == [.outsideDays])
    #expect(workshop([day(1): .closed]).conflicts(.dates([day(1): .closed])) == [.noEffect])
  }

  @Test func lockedWorkKeepsItsDayOpen() {
    var apply = workshop()
    apply.workshop.add("A", at: nil) {
      $0.arrived = time("08:00")
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("+1 08:15"))
    }
    #expect(
      apply.conflicts(.dates([day(1): .closed])) == [.lockedDate(day(1), appointment: "A", operation: "1")])
    #expect(apply.conflicts(.dates([day(2): .closed])).isEmpty)
    // A calendar's own dates come first: T works on the day all the same.
    apply.workshop.site.calendars["week"]?.dates[day(1)] = [WorkCalendar.DayInterval(480, 720)]
    #expect(apply.conflicts(.dates([day(1): .closed])).isEmpty)
  }

  @Test func anAbsenceByWeekdayMeansTheDaysOfThatName() throws {
    // Day 5, a Saturday, has the hours of a Friday.
    let dates: [CivilDate: Site.SpecialDate] = [day(5): .hours(of: .friday)]
    let fridays = try workshop(dates)(
      .technicianAbsence(.these(["T"]), on: Scenario.DaySelection(weekdays: [.friday])))
    #expect(minutes(fridays, 0, on: day(4)) == 0)
    #expect(minutes(fridays, 0, on: day(5)) == 480)
    let saturdays = try workshop(dates)(
      .technicianAbsence(.these(["T"]), on: Scenario.DaySelection(weekdays: [.saturday])))
    #expect(minutes(saturdays, 0, on: day(4)) == 480)
    #expect(minutes(saturdays, 0, on: day(5)) == 0)
    #expect(minutes(saturdays, 1, on: day(5)) == 480)
  }

  @Test func dayChangesLeaveOtherMakeUpDaysToTheSite() throws {
    // Absent on Mondays, then the make-up day is withdrawn: it follows the site, for nothing was changed there.
    let made = try workshop([day(5): .hours(of: .friday)])(
      .technicianAbsence(.these(["T"]), on: Scenario.DaySelection(weekdays: [.monday])), .dates([day(5): nil])
    )
    #expect(minutes(made, 0, on: day(0)) == 0)
    #expect(minutes(made, 0, on: day(5)) == 0)
  }

  @Test func aClosedBayStaysUsableOnHolidays() throws {
    // A bay without a calendar is always usable, holiday or not.
    let made = try workshop([day(2): .closed])(
      .closeBays(.these(["B"]), on: Scenario.DaySelection(dates: [day(1)])))
    let calendar = try #require(made.site.bays[0].calendar.flatMap { made.site.calendars[$0] })
    #expect(calendar.intervals(on: day(1)).isEmpty)
    #expect(calendar.intervals(on: day(2)) == [WorkCalendar.DayInterval(0, 1440)])
  }

  @Test func aNewRotationKnowsTheHolidays() throws {
    let early = Dictionary(
      uniqueKeysWithValues: Weekday.allCases.map { ($0, [WorkCalendar.DayInterval(360, 600)]) })
    let rotation = WorkCalendar(
      rotation: WorkCalendar.Rotation(
        from: day(), weeks: [early, [.monday: [WorkCalendar.DayInterval(600, 720)]]]))
    var change = Scenario.TechnicianChange()
    change.calendar = .inline(rotation)
    let made = try workshop([day(3): .closed])(
      .changeTechnicians(.these(["T"]), change),
      .overtime(.these(["T"]), minutes: 30, on: Scenario.DaySelection(weekdays: [.monday]), hourPrice: nil))
    // Mondays of both weeks end half an hour later; the closed day stays closed.
    #expect([0, 1, 3, 7, 8].map { minutes(made, 0, on: day($0)) } == [270, 240, 0, 150, 0])
  }
}
