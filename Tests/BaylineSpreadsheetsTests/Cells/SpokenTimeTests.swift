import BaylineModel
import BaylineSpreadsheets
import Testing

/// Phrases about times, counted from Wednesday 2026-11-25 10:30.
@Suite struct SpokenTimeTests {
  private func read(_ text: String, day: String? = nil) throws -> SpokenTime? {
    let now = try #require(CivilTime("2026-11-25T10:30"))
    return SpokenTime(text, now: now, day: day.flatMap { CivilDate($0) })
  }

  @Test(arguments: [
    ("周五 10:00", "2026-11-27T10:00"), ("周五10:00", "2026-11-27T10:00"), ("星期五 下午3点半", "2026-11-27T15:30"),
    ("明天 9:00", "2026-11-26T09:00"), ("后天上午10点", "2026-11-27T10:00"), ("大后天 8:15", "2026-11-28T08:15"),
    ("今天 15:00", "2026-11-25T15:00"), ("15:00", "2026-11-25T15:00"), ("下周一 8:30", "2026-11-30T08:30"),
    ("下周三 8:30", "2026-12-02T08:30"), ("本周日 10:00", "2026-11-29T10:00"), ("礼拜天 10:00", "2026-11-29T10:00"),
    ("周三 11:00", "2026-11-25T11:00"), ("周三 10:00", "2026-12-02T10:00"), ("周二 10:00", "2026-12-01T10:00"),
    ("3号 10:00", "2026-12-03T10:00"), ("30日 10:00", "2026-11-30T10:00"), ("１２－０３ １４：３０", "2026-12-03T14:30"),
    ("tomorrow 10:00", "2026-11-26T10:00"), ("fri 10:00", "2026-11-27T10:00"),
    ("Friday at 3 pm", "2026-11-27T15:00"),
    ("next mon 8:30", "2026-11-30T08:30"), ("this sun 10:00", "2026-11-29T10:00"),
    ("today 15:00", "2026-11-25T15:00"),
    ("day after tomorrow 10:00", "2026-11-27T10:00"), ("12-03 14:30", "2026-12-03T14:30"),
    ("1-5 8:00", "2027-01-05T08:00"), ("12/3 14:30", "2026-12-03T14:30"), ("12月3日 14:30", "2026-12-03T14:30"),
    ("2026-12-03T14:30", "2026-12-03T14:30"), ("2026-12-03 14:30", "2026-12-03T14:30"),
  ])
  func moments(text: String, time: String) throws {
    #expect(try read(text) == .moment(#require(CivilTime(time))))
  }

  @Test(arguments: [
    ("周五", "2026-11-27T00:00", "2026-11-28T00:00"), ("明天上午", "2026-11-26T00:00", "2026-11-26T12:00"),
    ("明天下午", "2026-11-26T12:00", "2026-11-27T00:00"),
    ("周五 9:00-11:00", "2026-11-27T09:00", "2026-11-27T11:00"),
    ("周三上午", "2026-11-25T00:00", "2026-11-25T12:00"),
    ("周三 8:00-10:00", "2026-12-02T08:00", "2026-12-02T10:00"),
    ("fri after 14:00", "2026-11-27T14:00", "2026-11-28T00:00"),
    ("tomorrow morning", "2026-11-26T00:00", "2026-11-26T12:00"),
    ("12-03", "2026-12-03T00:00", "2026-12-04T00:00"),
    ("10:00以后", "2026-11-25T10:00", "2026-11-26T00:00"), ("12/3", "2026-12-03T00:00", "2026-12-04T00:00"),
  ])
  func windows(text: String, from: String, to: String) throws {
    let window = TimeWindow(from: try #require(CivilTime(from)), to: try #require(CivilTime(to)))
    #expect(try read(text) == .windows([window]))
  }

  @Test func aTimeWithoutADayIsOnTheGivenDay() throws {
    #expect(try read("17:00", day: "2026-11-27") == .moment(#require(CivilTime("2026-11-27T17:00"))))
    #expect(try read("明天 17:00", day: "2026-11-27") == .moment(#require(CivilTime("2026-11-26T17:00"))))
  }

  @Test(arguments: [
    "", "  ", "soon", "周", "周八 10:00", "周五 25:00", "friend 10:00", "10", "13-45 10:00", "2月30日 8:00", "明天 8",
    "46349.3", "周五 11:00-9:00", "周五 周六", "99999999999999999999",
  ])
  func whatIsNoTime(text: String) throws {
    #expect(try read(text) == nil)
  }

  @Test func cellsReadTheSame() throws {
    #expect(try read("周五 10:00")?.cellText == "2026/11/27 10:00")
    #expect(try read("明天上午")?.cellText == "2026/11/26 0:00-2026/11/26 12:00")
  }
}
