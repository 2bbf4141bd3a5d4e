import BaylineModel
import BaylineReports
import TestSupport
import Testing

/// What the summary says although no rule is broken.
@Suite struct ScheduleWarningTests {
  private func warnings(_ tiny: TinyWorkshop, _ language: Language = .english) -> [String] {
    ScheduleSummary(site: tiny.site, demand: tiny.demand, schedule: tiny.schedule, language: language)
      .warnings
  }

  @Test func anOrdinaryDayHasNone() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    #expect(warnings(tiny).isEmpty)
    let text = ScheduleSummary(
      site: tiny.site, demand: tiny.demand, schedule: tiny.schedule, language: .english
    ).text
    #expect(!text.contains("Please check"))
  }

  // A1 is there from 08:00 to 09:30; the same plate, spelt otherwise, comes at 09:15, or at 09:30 when it is gone.
  @Test func onePlateTwiceAtATime() {
    func day(_ second: String) -> TinyWorkshop {
      var tiny = TinyWorkshop()
      tiny.addOilChange()
      tiny.add("A2", at: second, advisor: "S2", [Step("10:00", "11:00", bay: "B2", crew: ["T2"])]) {
        $0.card.plate = "沪a12345"
      }
      return tiny
    }
    #expect(warnings(day("09:15")) == ["沪a12345 has two visits at 09:15: A1, A2"])
    #expect(warnings(day("09:15"), .chinese) == ["沪a12345 在 09:15 有两次到店：A1、A2"])
    #expect(warnings(day("09:30")).isEmpty)
  }

  // A1 stays all day; the others come and go meanwhile.
  @Test func onePlateOverOthers() {
    var tiny = TinyWorkshop()
    for (id, arrival, start, end) in [
      ("A1", "08:00", "15:00", "16:00"), ("A2", "08:15", "08:30", "09:30"), ("A3", "10:00", "10:15", "11:15"),
    ] {
      tiny.add(id, at: arrival, [Step(start, end)]) { $0.card.plate = "沪A12345" }
    }
    #expect(
      warnings(tiny) == [
        "沪A12345 has two visits at 08:15: A1, A2", "沪A12345 has two visits at 10:00: A1, A3",
      ])
  }

  @Test func anAdvisorWithTwoPromisesAtATime() {
    var tiny = TinyWorkshop()
    for (id, start, end) in [("A1", "08:15", "09:15"), ("A2", "09:15", "10:15")] {
      tiny.add(id, [Step(start, end)]) {
        $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S")
      }
    }
    #expect(warnings(tiny) == ["S has promised two customers 08:00: A1, A2"])
    #expect(warnings(tiny, .chinese) == ["S 在 08:00 同时约了两位客户：A1、A2"])
    tiny.schedule.assignments[1].reception?.advisor = "S2"
    #expect(warnings(tiny).isEmpty)
  }

  // Only the opening hours know the holiday on Tuesday.
  @Test func peopleOnDutyInAHoliday() {
    var tiny = TinyWorkshop()
    tiny.site.calendars["open"] = tiny.site.calendars["week"]
    tiny.site.calendars["open"]?.dates[time("+1 00:00").date] = []
    tiny.site.hours = "open"
    #expect(warnings(tiny) == ["the site is closed on 11-24, but on duty: S, S2, T, T2"])
    tiny.site.dates = [time("+1 00:00").date: .closed]
    #expect(warnings(tiny).isEmpty)
  }

  // From Saturday: only the opening hours know that it makes up for another day.
  @Test func nobodyOnAMakeUpDay() {
    var tiny = TinyWorkshop()
    tiny.demand.horizon = Demand.Horizon(from: time("-2 00:00").date, days: 1, carryOverDays: 0)
    tiny.site.calendars["open"] = tiny.site.calendars["week"]
    tiny.site.calendars["open"]?.dates[time("-2 00:00").date] = [WorkCalendar.DayInterval(480, 1020)]
    tiny.site.hours = "open"
    #expect(
      warnings(tiny, .chinese) == ["11-21 营业，但没有技师当班", "11-21 营业，但没有服务顾问当班"])
  }

  // Three are in stock; this schedule takes two, and two are promised to A9 next week.
  @Test func aPartPromisedBeyondTheHorizon() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.demand.parts[0].onHand = 3
    tiny.leaveOut("A9", reason: .booked) {
      $0.booked = Appointment.Booking(arrival: time("+7 09:00"))
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
    }
    #expect(
      warnings(tiny) == ["this schedule leaves A9, promised for 11-30 09:00, 1 short of 机油 (P)"])
    tiny.demand.parts[0].inbound = [SparePart.Delivery(at: time("+6 09:00"), quantity: 1)]
    #expect(warnings(tiny).isEmpty)
  }

  @Test func aLimitThatPromisesExceed() {
    var tiny = TinyWorkshop()
    tiny.site.booking.limits = [BookingRules.ArrivalLimit(id: "L", name: "上午", kinds: [.repair], most: 1)]
    for (id, at) in [("A1", "08:00"), ("A2", "09:00")] {
      tiny.leaveOut(id) { $0.booked = Appointment.Booking(arrival: time(at)) }
    }
    #expect(warnings(tiny, .chinese) == ["11-23 已约定 2 台，超过“上午 (L)”限额 1 台"])
    tiny.site.booking.limits[0].most = 2
    #expect(warnings(tiny).isEmpty)
  }

  // An hour's work needs a level that both technicians have; T2 is there for 45 minutes at a time.
  @Test func aShiftThatNothingFits() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.site.calendars["short"] = WorkCalendar(
      weekly: [.monday: [WorkCalendar.DayInterval(480, 525), WorkCalendar.DayInterval(600, 645)]])
    tiny.site.technicians[1].calendar = "short"
    #expect(
      warnings(tiny) == [
        "no work fits the shifts of T2: at most 45 min in one piece, the shortest job takes 1 h"
      ])
    tiny.demand.appointments[0].operations[0].splittable = true
    #expect(warnings(tiny).isEmpty)
  }

  @Test func bayHoursThatNothingFits() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.site.calendars["short"] = WorkCalendar(weekly: [.monday: [WorkCalendar.DayInterval(480, 525)]])
    tiny.site.bays[1].calendar = "short"
    #expect(warnings(tiny, .chinese) == ["B2 的开放时间最长连续 45分钟，能做的作业最短要 1小时"])
    // A wash bay takes none of the work, so its hours are no matter.
    tiny.site.bays[1].calendar = nil
    tiny.site.bays[2].calendar = "short"
    #expect(warnings(tiny).isEmpty)
  }

  @Test func warningsStandInTheSummary() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.site.calendars["short"] = WorkCalendar(weekly: [.monday: [WorkCalendar.DayInterval(480, 525)]])
    tiny.site.bays[1].calendar = "short"
    let text = ScheduleSummary(
      site: tiny.site, demand: tiny.demand, schedule: tiny.schedule, language: .english
    ).text
    #expect(text.contains("\nPlease check\n  ! no work fits the hours of B2: "))
  }
}
