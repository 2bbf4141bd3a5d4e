import BaylineModel
import TestSupport
import Testing

@testable import BaylineReports

@Suite("Time zones of calendars")
struct SiteTimeZoneTests {
  /// The rules of a zone for Monday 2026-11-23: those of 2025 to 2027, as `component onset rule from to`.
  private func rules(_ name: String) throws -> [String] {
    let zone = try #require(SiteTimeZone(name, from: time("00:00"), to: time("18:00")))
    var lines = ContentLines()
    zone.add(to: &lines)
    let text = lines.text.split(separator: "\r\n").dropFirst(2).dropLast().joined(separator: " ")
    return text.split(separator: "BEGIN:").map { part in
      let fields = part.split(separator: " ").dropLast()
      return fields.map {
        String($0.drop { $0 != ":" }.dropFirst().isEmpty ? $0 : $0.drop { $0 != ":" }.dropFirst())
      }
      .joined(separator: " ")
    }
  }

  @Test(
    "Zones without daylight saving have one rule",
    arguments: [("Asia/Shanghai", "+0800"), ("Asia/Kolkata", "+0530"), ("UTC", "+0000")])
  func withoutDaylight(name: String, offset: String) throws {
    #expect(try rules(name) == ["STANDARD 20250101T000000 \(offset) \(offset)"])
  }

  @Test("Zones with daylight saving have yearly rules, the older change first")
  func yearly() throws {
    #expect(
      try rules("Europe/Berlin") == [
        "DAYLIGHT 20250330T020000 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU +0100 +0200",
        "STANDARD 20251026T030000 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU +0200 +0100",
      ])
    #expect(
      try rules("America/New_York") == [
        "DAYLIGHT 20250309T020000 FREQ=YEARLY;BYMONTH=3;BYDAY=2SU -0500 -0400",
        "STANDARD 20251102T020000 FREQ=YEARLY;BYMONTH=11;BYDAY=1SU -0400 -0500",
      ])
    #expect(
      try rules("Australia/Sydney") == [
        "STANDARD 20250406T030000 FREQ=YEARLY;BYMONTH=4;BYDAY=1SU +1100 +1000",
        "DAYLIGHT 20251005T020000 FREQ=YEARLY;BYMONTH=10;BYDAY=1SU +1000 +1100",
      ])
  }

  // Ramadan moves by eleven days a year.
  @Test("Changes that follow no yearly rule stand one by one")
  func irregular() throws {
    #expect(
      try rules("Africa/Casablanca") == [
        "STANDARD 20250223T030000 +0100 +0000", "DAYLIGHT 20250406T020000 +0000 +0100",
        "STANDARD 20260215T030000 +0100 +0000", "DAYLIGHT 20260322T020000 +0000 +0100",
        "STANDARD 20270207T030000 +0100 +0000", "DAYLIGHT 20270314T020000 +0000 +0100",
      ])
  }

  // Clocks in Berlin go from 02:00 to 03:00 on 2026-03-29, and from 03:00 to 02:00 on 2026-10-25.
  @Test(
    "Times are told as clocks show them",
    arguments: [
      ("2026-03-29T01:59", "20260329T015900", "20260329T005900Z"),
      ("2026-03-29T02:00", "20260329T030000", "20260329T010000Z"),
      ("2026-03-29T02:59", "20260329T030000", "20260329T010000Z"),
      ("2026-03-29T03:00", "20260329T030000", "20260329T010000Z"),
      ("2026-10-25T01:59", "20261025T015900", "20261024T235900Z"),
      ("2026-10-25T02:30", "20261025T023000", "20261025T003000Z"),
      ("2026-10-25T03:00", "20261025T030000", "20261025T020000Z"),
      ("2026-01-01T00:00", "20260101T000000", "20251231T230000Z"),
    ])
  func clocks(civil: String, local: String, utc: String) throws {
    let time = try #require(CivilTime(civil))
    let zone = try #require(SiteTimeZone("Europe/Berlin", from: time, to: time))
    #expect(SiteTimeZone.local(zone.wallClockTime(time)) == local)
    #expect(zone.utc(time) == utc)
  }

  @Test(
    "The first and the last years of the calendar have rules, too",
    arguments: ["0001-01-01T00:00", "9999-12-31T23:59"])
  func ends(civil: String) throws {
    let time = try #require(CivilTime(civil))
    let zone = try #require(SiteTimeZone("Asia/Shanghai", from: time, to: time))
    var lines = ContentLines()
    zone.add(to: &lines)
    #expect(lines.text.contains("BEGIN:STANDARD\r\n"))
  }
}
