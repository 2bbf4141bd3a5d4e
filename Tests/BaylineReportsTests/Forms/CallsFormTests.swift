import BaylineModel
import BaylineReports
import TestSupport
import Testing

@Suite struct CallsFormTests {
  // The list is made when the site closes for the last time before Monday: on Friday at 17:00. The new time is confirmed
  // within 30 minutes, which is later than the day before (Sunday is closed, so Friday). Three quarters of 08:15-09:15 are
  // over at 09:00. Ready 09:30, told an hour before. Three days after Monday is Thursday, to 17:00.
  @Test func aNewTimeIsFollowedThrough() {
    var tiny = TinyWorkshop()
    tiny.addOilChange { $0.card.estimate = 600 }
    #expect(
      tiny.csv(.calls) == [
        "日期,时间,对象,电话,车牌号,预约号,方式,事由,要点,完成",
        "2026-11-20,17:30 前,张三先生,13800000000,沪A·12345,A1,短信,确认预约,"
          + "换油，11-23 08:00 到店，顾问 S，约需 1小时30分，技师 T，11-23 09:30 可交车，估价 600 元；带保养手册、行驶证、驾驶证；迟到保留 15 分钟,☐",
        "2026-11-23,07:00,张三先生,13800000000,沪A·12345,A1,短信,前一小时提醒,换油，11-23 08:00 到店，顾问 S；带保养手册、行驶证、驾驶证；迟到保留 15 分钟,☐",
        "2026-11-23,08:30,张三先生,13800000000,沪A·12345,A1,电话,通知取车,11-23 09:30 可交车,☐",
        "2026-11-23,09:00,T,,沪A·12345,A1,车间,询问进度,计划 11-23 09:15 完工，11-23 09:30 可交车；工位 B,☐",
        "2026-11-26,17:00 前,张三先生,13800000000,沪A·12345,A1,电话,回访,11-23 09:30 交车，是否满意,☐",
      ])
  }

  /// When and why of each line.
  private func occasions(_ tiny: TinyWorkshop, _ language: Language = .english) -> [String] {
    let all = tiny.csv(.calls, language)
    let why = all[0].split(separator: ",").firstIndex { ["Why", "事由"].contains($0) } ?? 0
    return all.dropFirst().map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0].suffix(5)) \(cells[1]): \(cells[why])"
    }
  }

  @Test func aPromisedTimeIsRemindedOfTheEveningBefore() {
    var tiny = TinyWorkshop()
    tiny.add("A1") { $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S") }
    #expect(Array(occasions(tiny)[..<2]) == ["11-20 at once: \"reminder", "11-23 07:00: \"reminder"])
    #expect(tiny.rows(.calls, .english)[0].contains("\"reminder, a day before\""))
  }

  // Tuesday 11:00: a day before is Monday 11:00.
  @Test func theDayBeforeIsAtTheSameTime() {
    var tiny = TinyWorkshop()
    tiny.demand.horizon.days = 2
    tiny.add("A1", at: "+1 11:00", [Step("+1 13:00", "+1 14:00")])
    #expect(tiny.rows(.calls).contains { $0.hasPrefix("2026-11-23,11:00,") && $0.contains("前一天提醒") })
  }

  @Test func numbersCanBeDialled() {
    var tiny = TinyWorkshop()
    tiny.addOilChange { $0.card.phone = "+86 138-0000" }
    #expect(tiny.html(.calls).contains("<a href=\"tel:+861380000\">+86 138-0000</a>"))
    tiny.demand.appointments[0].card.phone = "<none>"
    #expect(!tiny.html(.calls).contains("tel:"))
  }

  @Test func aReturnBringsTheOldWorkOrder() {
    var tiny = TinyWorkshop()
    tiny.add("A1") { $0.kind = .comeback }
    #expect(tiny.rows(.calls).prefix(2).allSatisfy { $0.contains("驾驶证和原工单") })
    #expect(tiny.rows(.calls, .english).prefix(2).allSatisfy { $0.contains("the previous work order") })
  }

  @Test func whoWaitsIsNotCalledToCollect() {
    var tiny = TinyWorkshop()
    tiny.add("A1") { $0.waiting = true }
    #expect(!tiny.rows(.calls).contains { $0.contains("通知取车") })
  }

  // From Monday 15:00 to Tuesday 10:00 there are 240 open minutes; 180 are over on Tuesday at 09:00. Ready 10:15; four
  // hours before, at 06:15, nobody is there: Monday 17:00.
  @Test func workOfTwoDaysIsAskedForAndToldInOpenHours() {
    var tiny = TinyWorkshop()
    tiny.add("A1", at: "14:45", [Step("15:00", "+1 10:00", minutes: 240, splittable: true)])
    let occasions = occasions(tiny)
    #expect(occasions.contains("11-24 09:00: progress"))
    #expect(occasions.contains("11-23 17:00: ready soon"))
  }

  // At the desk at 08:00, ready at 09:00: an hour before is the reception itself.
  @Test func whoBringsAShortJobIsToldAtTheReception() {
    var tiny = TinyWorkshop()
    tiny.add("A1", [Step("08:15", "08:45", minutes: 30)])
    #expect(!occasions(tiny).contains { $0.hasSuffix("ready soon") })
  }

  // It is 10:00. A1 was due at 09:00 and did not come; A2 was promised 11:00, which cannot be kept; A3 has no promise.
  @Test func trouble() {
    var tiny = TinyWorkshop()
    tiny.demand.now = time("10:00")
    tiny.leaveOut("A1", reason: .booked) { $0.booked = Appointment.Booking(arrival: time("09:00")) }
    tiny.leaveOut("A2", reason: .booked) { $0.booked = Appointment.Booking(arrival: time("11:00")) }
    tiny.leaveOut("A3", reason: .parts)
    tiny.schedule.unscheduled[2].earliest = time("+1 08:30")
    #expect(
      tiny.rows(.calls) == [
        "2026-11-23,立即,,,A1,电话,未到店,约定 11-23 09:00；问明原因，改约；暂无可约时间,☐",
        "2026-11-23,立即,,,A2,电话,约定无法兑现,约定时间无法兑现；暂无可约时间；书面报厂家区域经理,☐",
        "2026-11-23,立即,,,A3,电话,未排入,缺配件；最早可约 11-24 08:30,☐",
      ])
  }

  // Found in the course of the day, the time is proposed by phone, and nothing else is announced before it is agreed.
  @Test func nothingIsAnnouncedThatIsNotAgreed() {
    var tiny = TinyWorkshop()
    tiny.demand.now = time("09:30")
    tiny.add("A1", at: "14:00", [Step("14:15", "15:15")])
    let rows = tiny.rows(.calls)
    #expect(rows.count == 1 && rows[0].hasPrefix("2026-11-23,立即,,,A1,电话,改约待确认,建议 11-23 14:00 到店"))
    tiny.demand.appointments[0].booked = Appointment.Booking(arrival: time("14:00"), advisor: "S")
    #expect(tiny.rows(.calls).contains { $0.contains("前一小时提醒") })
  }

  // Wanted back at 10:30, ready at 11:15: a vehicle that is there is told at once, a new one with its proposal.
  @Test func aDelayIsToldBeforehand() {
    var tiny = TinyWorkshop()
    tiny.demand.now = time("09:30")
    tiny.add("A1", at: nil, [Step("10:00", "11:00")]) {
      $0.arrived = time("08:00")
      $0.readyBy = time("10:30")
    }
    tiny.add("A2", at: "11:00", [Step("11:15", "12:15", bay: "B2", crew: ["T2"])]) {
      $0.readyBy = time("12:00")
    }
    let rows = tiny.rows(.calls)
    #expect(rows[0] == "2026-11-23,立即,,,A1,电话,延迟交车,原定 11-23 10:30，现 11-23 11:15 可交车,☐")
    #expect(rows.contains { $0.contains(",A2,电话,改约待确认,") && $0.contains("（希望 11-23 12:00，说明延迟）") })
    #expect(!rows.contains { $0.contains(",A2,电话,延迟交车") })
  }
}
