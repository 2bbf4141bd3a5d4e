import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

@Suite struct ScheduleSummaryTests {
  /// One visit in time, one waiting customer who is late, one unscheduled; a confirmed comeback.
  private var day: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.name = "虹桥4S店"
    tiny.site.advisors[0].name = "王芳"
    tiny.site.technicians[0].name = "陈杰"
    tiny.add("A1") { $0.kind = .maintenance }
    tiny.add("A2", at: "09:00", [Step("09:15", "10:15")]) {
      $0.waiting = true
      $0.readyBy = time("10:00")
      $0.card.plate = "沪A·12345"
      $0.card.customer = "张三"
    }
    tiny.add("A3", at: "10:00", [Step("10:15", "11:15")]) {
      $0.kind = .comeback
      $0.booked = Appointment.Booking(arrival: time("10:00"))
    }
    tiny.leaveOut("A4", reason: .parts) { $0.card.plate = "沪B·67890" }
    tiny.schedule.unscheduled[0].detail = "机油滤清器"
    tiny.schedule.unscheduled[0].earliest = time("+1 09:00")
    return tiny
  }

  private func text(_ tiny: TinyWorkshop, _ language: Language) -> String {
    ScheduleSummary(site: tiny.site, demand: tiny.demand, schedule: tiny.schedule, language: language).text
  }

  // Ready 10:30, wanted at 10:00; at the site 09:00-10:30; 180 of 480 minutes are 37%; the bay is held 180 of 480.
  @Test func coordinatorReadsTheDay() {
    let chinese = text(day, .chinese)
    for fact in [
      "虹桥4S店  2026-11-23（周一）", "排入 3/4 台", "已约定 1/1", "逾期 1 台", "在店等待 1 位，平均 1小时30分，最长 1小时30分",
      "返修 1/1 · 维修 1/2 · 定保 1/1", "沪A·12345 (A2)  张三  应 10:00  实 10:30  迟 30分钟",
      "王芳 S  ▇▇░░░░░░░░  3/15 台", "陈杰 T  ▇▇▇▇░░░░░░  37%  180/480 分",
      "沪B·67890 (A4)    维修  缺配件  最早 11-24 09:00\n      机油滤清器", "成本 4,000", "未排入 4,000",
    ] {
      #expect(chinese.contains(fact), "\(fact)\n\(chinese)")
    }
  }

  @Test func englishSaysTheSame() {
    let english = text(day, .english)
    for fact in [
      "Mon 2026-11-23", "3 of 4 visits scheduled", "1 of 1 confirmed arrivals kept", "1 late",
      "1 waiting on site, 1 h 30 min on average",
      "comeback 1/1 · repair 1/2 · maintenance 1/1", "late by 30 min", "3/15 vehicles", "parts missing",
      "Total cost: 4,000",
    ] {
      #expect(english.contains(fact), "\(fact)\n\(english)")
    }
  }

  @Test func everyLineFitsTheTerminal() {
    var big = day
    big.site.technicians = (0..<40).map {
      Technician(id: "T\($0)", name: "阿卜杜拉·穆罕默德\($0)", skills: ["mech": 2], calendar: "week")
    }
    big.site.advisors[0].name = "A very long name that nobody would write on a door"
    big.schedule.unscheduled[0].detail = String(repeating: "很长的说明", count: 30)
    for id in 0..<30 {
      big.leaveOut("L\(id)") { $0.card.customer = "欧阳修文" }
    }
    for language in Language.allCases {
      let lines = text(big, language).split(separator: "\n")
      #expect(lines.allSatisfy { String($0).displayWidth <= 100 })
      // 31 are left out: twelve are listed, the others counted.
      #expect(lines.contains { $0.contains("19") && $0.contains("…") })
    }
  }

  // The day costs 4,000 points. 1,000 of 4,000 are 25%; 10 are a quarter of a percent; a bound above it cannot be one.
  @Test func theGapToTheBoundIsTold() {
    for (bound, chinese, english) in [
      (3000, "4,000，任何计划都不会低于 3,000（差距 25%）", "no schedule can cost less than 3,000 (gap: 25%)"),
      (3990, "（差距 不足 1%）", "(gap: less than 1%)"), (4000, "已证明无法更低", "proven to be the minimum"),
    ] {
      var told = day
      told.schedule.about = Schedule.Provenance()
      told.schedule.about?.bound = bound
      #expect(text(told, .chinese).contains(chinese))
      #expect(text(told, .english).contains(english))
    }
    for bound in [0, 4001] {
      var told = day
      told.schedule.about = Schedule.Provenance()
      told.schedule.about?.bound = bound
      #expect(text(told, .english) == text(day, .english))
    }
  }

  @Test func anEmptyDayIsSaidToo() {
    let empty = text(TinyWorkshop(), .english)
    #expect(empty.contains("0 of 0 visits scheduled; none late"))
    #expect(!empty.contains("Unscheduled"))
  }

  @Test func severalDaysAreNamed() {
    var week = day
    week.demand.horizon.days = 5
    let chinese = text(week, .chinese)
    #expect(chinese.contains("2026-11-23（周一） – 2026-11-27（周五）"))
    // Three vehicles of 5 x 15, 180 of 2,400 minutes.
    #expect(chinese.contains("3/75 台") && chinese.contains("7%  180/2400 分"))
  }
}
