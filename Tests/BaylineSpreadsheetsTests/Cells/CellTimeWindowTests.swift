import BaylineModel
import Testing

@testable import BaylineSpreadsheets

@Suite struct CellTimeWindowTests {
  private func windows(_ text: String, days: Int = 1) throws -> [String] {
    var dates = DateResolver(
      horizon: Demand.Horizon(from: try #require(CivilDate("2026-11-23")), days: days))
    return try dates.windows(try CellTimeWindow.windows(text)).map {
      "\($0.from.date.components.day) \($0.from.clock) \($0.to.date.components.day) \($0.to.clock)"
    }
  }

  @Test(arguments: [
    ("8:00-10:00", "23 08:00 23 10:00"), ("8:00～10:00", "23 08:00 23 10:00"), ("8点到10点", "23 08:00 23 10:00"),
    ("11/23 8:00-10:00", "23 08:00 23 10:00"), ("2026-11-24 8:00-12:00", "24 08:00 24 12:00"),
    ("上午", "23 00:00 23 12:00"), ("11/24 下午", "24 12:00 25 00:00"), ("全天", "23 00:00 24 00:00"),
    ("11月24日", "24 00:00 25 00:00"), ("11/24-11/25", "24 00:00 26 00:00"), ("8:00以后", "23 08:00 24 00:00"),
    ("10:00以前", "23 00:00 23 10:00"), ("11/24 14:00之后", "24 14:00 25 00:00"),
    ("after 14:00", "23 14:00 24 00:00"),
    ("下午2:00-5:00", "23 14:00 23 17:00"), ("上午10:00-12:00", "23 10:00 23 12:00"),
    ("20:00-24:00", "23 20:00 24 00:00"),
    ("2026/11/23 22:00-2026/11/24 6:00", "23 22:00 24 06:00"), ("morning", "23 00:00 23 12:00"),
    ("8:00 to 10:00", "23 08:00 23 10:00"), ("2026-11-23", "23 00:00 24 00:00"),
    ("周一上午", "23 00:00 23 12:00"), ("下午2-4点", "23 14:00 23 16:00"), ("24日下午", "24 12:00 25 00:00"),
  ])
  func waysToWriteAWindow(text: String, window: String) throws {
    #expect(try windows(text) == [window])
  }

  @Test(arguments: [
    ("2:00-4:00 PM", "23 14:00 23 16:00"), ("2:00 to 4:00pm", "23 14:00 23 16:00"),
    ("11/24 2:00-4:00 PM", "24 14:00 24 16:00"), ("11:00-1:00 PM", "23 11:00 23 13:00"),
    ("11:00-12:30 PM", "23 11:00 23 12:30"), ("12:00-1:00 PM", "23 12:00 23 13:00"),
    ("12:00-1:00 AM", "23 00:00 23 01:00"), ("8:00-10:00 AM", "23 08:00 23 10:00"),
    ("13:00-4:00 PM", "23 13:00 23 16:00"), ("9:00 AM-4:00 PM", "23 09:00 23 16:00"),
    ("8:00-下午4:00", "23 08:00 23 16:00"), ("上午8:00-下午9:00", "23 08:00 23 21:00"),
    ("11:00-中午1:00", "23 11:00 23 13:00"), ("14:00-下午4:00", "23 14:00 23 16:00"),
  ])
  func halvesOfTheDayNamedAtTheEnd(text: String, window: String) throws {
    #expect(try windows(text) == [window])
  }

  @Test(arguments: [
    "2:00-下午4:00", "8:00-晚上9:00", "11/23 2:00 - 11/24 4:00 PM",
  ])
  func halvesOfTheDayThatCouldBeEither(text: String) {
    #expect(throws: DateTimeError.ambiguousWindow) { try windows(text) }
  }

  @Test func severalWindows() throws {
    let expected = ["23 08:00 23 12:00", "24 12:00 25 00:00"]
    for separator in [";", "；", "、", "\n", "; "] {
      #expect(try windows("11/23 8:00-12:00" + separator + "11/24 下午") == expected)
    }
  }

  @Test func withoutADayItIsEveryDay() throws {
    #expect(try windows("上午", days: 2) == ["23 00:00 23 12:00", "24 00:00 24 12:00"])
  }

  @Test(arguments: [
    "later", "8-10", "8:00-", "-10:00", "8:00", "8:00-10:00-12:00", ";;", "2-4 PM",
    "11/23 8:00-25:00", "8:00" + String(repeating: "-", count: 30_000) + "9:00",
  ])
  func whatIsRefused(text: String) {
    #expect(throws: DateTimeError.self) { try windows(text) }
  }
}
