import BaylineModel
import Testing

@testable import BaylineSpreadsheets

@Suite struct CellDateTimeTests {
  private func time(_ text: String) throws -> String {
    var dates = DateResolver(horizon: Demand.Horizon(from: try #require(CivilDate("2026-11-23"))))
    return try dates.time(try CellDateTime(text)).description
  }

  @Test(arguments: [
    "2026/11/23 8:15", "2026-11-23T08:15", "2026-11-23 08:15:00", "2026.11.23 8:15", "2026年11月23日 8:15",
    "2026年11月23日8点15分", "2026年11月23日 上午8:15", "20261123 8:15", "23/11/2026 8:15", "11/23/2026 8:15 AM",
    "11月23日 8时15分", "11月23号 早上8点一刻", "11/23 8:15", "２０２６／１１／２３　８：１５", "8:15", "上午8:15", "8:15 am",
    "46349.34375", "0.34375", "2026/11/23（周一） 8:15", "11月23日 星期一 8:15", " 2026/11/23  8:15 ",
  ])
  func waysToWriteOneTime(text: String) throws {
    #expect(try time(text) == "2026-11-23T08:15")
  }

  @Test(arguments: [
    ("下午2点", "14:00"), ("下午2点半", "14:30"), ("14:00", "14:00"), ("下午14:00", "14:00"), ("2pm", "14:00"),
    ("12:30 AM", "00:30"), ("12:30 PM", "12:30"), ("下午12:30", "12:30"), ("中午12:00", "12:00"),
    ("中午1点", "13:00"),
    ("晚上8:00", "20:00"), ("凌晨1点", "01:00"), ("0:00", "00:00"),
  ])
  func halvesOfTheDay(text: String, clock: String) throws {
    #expect(try time(text) == "2026-11-23T" + clock)
  }

  @Test(arguments: [
    ("25:00", DateTimeError.unreadable), ("8:60", .unreadable), ("8:15:30", .unreadable), ("8", .unreadable),
    ("8.15", .unreadable), ("上午12:00", .unreadable), ("下午12:00", .unreadable), ("上午14:00", .unreadable),
    ("明天8:00", .unreadable),
    ("26/11/23 8:15", .unreadable), ("2026/11 8:15", .unreadable), ("8:15 8:30", .unreadable),
    ("", .unreadable),
    ("3/4/2026 8:15", .ambiguous), ("2026/2/29 8:15", .notInCalendar),
    ("13/32 8:15", .notInCalendar), ("2026/11/23", .timeMissing), ("11月23日", .timeMissing),
    ("46349", .timeMissing),
    ("5/23 8:15", .yearMissing), ("46349.34380", .unreadable), ("99999.5", .unreadable),
    ("99999999999999999999 8:15", .unreadable), ("99999999999999999999.5", .unreadable),
  ])
  func whatIsRefused(text: String, fault: DateTimeError) {
    #expect(throws: fault) { try time(text) }
  }

  @Test(arguments: ["2026/11/24（周三） 8:15", "2026年11月24日（周三）8:15", "11月24日 周三 8:15"])
  func anotherDayOfTheWeek(text: String) throws {
    // 2026-11-24 is a Tuesday.
    let fault = DateTimeError.weekdayMismatch(try #require(CivilDate("2026-11-24")), written: .wednesday)
    #expect(throws: fault) { try time(text) }
  }

  @Test func yearsAreThoseNearTheHorizon() throws {
    var dates = DateResolver(horizon: Demand.Horizon(from: try #require(CivilDate("2026-12-30")), days: 5))
    #expect(try dates.time(try CellDateTime("1/2 8:00")).description == "2027-01-02T08:00")
    #expect(try dates.time(try CellDateTime("12/31 8:00")).description == "2026-12-31T08:00")
    #expect(dates.completed == 2)
    #expect(dates.years == [2026, 2027])
    // Five days are planned: which of them?
    #expect(throws: DateTimeError.dayMissing) { try dates.time(try CellDateTime("8:00")) }
  }

  @Test func countFrom1904() throws {
    // 2026-11-23 is day 46349 of the usual count and 1,462 days less of the other.
    let moment = try CellDateTime("44887.5", countsFrom1904: true)
    #expect(try moment.date?.civil() == CivilDate("2026-11-23"))
    #expect(moment.minute == 720)
  }
}
