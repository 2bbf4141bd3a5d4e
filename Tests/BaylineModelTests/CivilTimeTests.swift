import BaylineModel
import Testing

@Suite struct CivilTimeTests {
  @Test(arguments: [
    ("0001-01-01", 1), ("1970-01-01", 719_163), ("2000-02-29", 730_179), ("2026-11-23", 739_943),
    ("9999-12-31", 3_652_059),
  ])
  func datesHaveTheOrdinalsOfTheGregorianCalendar(text: String, ordinal: Int) throws {
    let date = try #require(CivilDate(text))
    #expect(date.ordinal == ordinal)
    #expect(date.description == text)
  }

  @Test func everyDayOfFourHundredYearsSurvivesTheRoundTrip() {
    for ordinal in 730_000..<(730_000 + 146_098) {
      let (year, month, day) = CivilDate(ordinal: ordinal).components
      #expect(CivilDate(year: year, month: month, day: day)?.ordinal == ordinal)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "0000-01-01", "2026-11-31", "２026-11-23", "",
    "2026-11-23 ",
  ])
  func whatIsNoDayIsRefused(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func weekdaysFollowTheCalendar() {
    #expect(CivilDate("2026-11-23")?.weekday == .monday)
    #expect(CivilDate("2024-02-29")?.weekday == .thursday)
  }

  @Test func timesAreMinutesOfADay() throws {
    let time = try #require(CivilTime("2026-11-23T08:15"))
    #expect(time.minuteOfDay == 495)
    #expect(time.clock == "08:15")
    #expect((time + 1440).description == "2026-11-24T08:15")
    #expect((time + -500).description == "2026-11-22T23:55")
    #expect(CivilTime(minutes: -5).description == "minute -5")
  }

  @Test(arguments: ["2026-11-23T24:00", "2026-11-23 08:15", "2026-11-23T08:60", "2026-11-23T8:15", "T"])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(CivilTime(text) == nil)
  }
}
