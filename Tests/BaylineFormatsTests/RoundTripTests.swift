import BaylineFormats
import BaylineModel
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: 0..<10)
  func randomDocumentsAreReadAsTheyWereWritten(seed: UInt64) throws {
    var make = RandomDocuments(seed: seed)
    for _ in 0..<30 {
      let site = make.site()
      let siteText = SiteFormat.encode(site)
      let siteReading = SiteFormat.decode(Array(siteText.utf8), file: "site")
      #expect(siteReading.diagnostics == [])
      #expect(siteReading.site == site)

      let demand = make.demand(for: site)
      let demandText = DemandFormat.encode(demand)
      let reading = DemandFormat.decode(Array(demandText.utf8), file: "demand", site: siteReading.names)
      #expect(reading.diagnostics == [])
      #expect(reading.demand == demand)

      let schedule = make.schedule(of: demand, at: site)
      let text = ScheduleFormat.encode(schedule)
      let again = ScheduleFormat.decode(
        Array(text.utf8), file: "schedule", site: SiteFormat.IDs(site), demand: DemandFormat.IDs(demand))
      #expect(again.diagnostics == [])
      #expect(again.value == schedule)
    }
  }

  @Test func theSameSiteGivesTheSameBytes() throws {
    var make = RandomDocuments(seed: 7)
    let site = make.site()
    var copy = site
    // Dictionaries filled in another order.
    copy.calendars = [:]
    for name in site.calendars.keys.sorted().reversed() { copy.calendars[name] = site.calendars[name] }
    #expect(SiteFormat.encode(copy) == SiteFormat.encode(site))
  }

  @Test func secondsHaveThreeDecimalsAtMost() {
    var about = Schedule.Provenance()
    about.seconds = 1.23456
    about.firstSeconds = 2
    let text = ScheduleFormat.encode(Schedule(assignments: [], about: about))
    #expect(text.contains(#""about": {"seconds": 1.235, "firstSeconds": 2}"#))
    about.seconds = .infinity
    about.firstSeconds = 0.0301
    #expect(
      ScheduleFormat.encode(Schedule(assignments: [], about: about)).contains(
        #""about": {"firstSeconds": 0.03}"#))
  }

  @Test func defaultsAreLeftOut() {
    let site = Site(name: "店", calendars: ["d": WorkCalendar()], hours: "d")
    #expect(
      SiteFormat.encode(site) == """
        {
          "format": "bayline.site/1",
          "name": "店",
          "calendars": {
            "d": {}
          },
          "hours": "d"
        }

        """)
  }
}
