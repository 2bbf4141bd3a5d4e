import BaylineFormats
import BaylineModel
import Testing

@Suite struct SiteDiagnosticTests {
  @Test func aSoundSiteDecodes() throws {
    let site = try Sample.readSite().get()
    #expect(site.technicians.map(\.efficiency) == [100, 110])
    #expect(site.policy.kinds[VisitKind(rawValue: "tuning")] == CostPolicy.KindCost(drop: 9, delay: 1))
    #expect(site.policy.kinds[.repair] == CostPolicy.KindCost(drop: 8, delay: 1))
    #expect(site.calendars["day"]?.dates.count == 1)
  }

  @Test(arguments: [
    Damage("bayline.site/1", "bayline.site/2", "$.format wrongFormat"),
    Damage("bayline.site/1", "bayline.demand/1", "$.format wrongFormat"),
    Damage(#""name": "示例店","#, #""name": 5,"#, "$.name notAString"),
    Damage(#""name": "示例店","#, "", "$ missingMember"),
    Damage(#""hours": "day""#, #""hours": "night""#, "$.hours unknownReference"),
    Damage(#""loaners": 2"#, #""loaners": 2.0"#, "$.loaners notAWholeNumber"),
    Damage(#""loaners": 2"#, #""loaners": 1e2"#, "$.loaners notAWholeNumber"),
    Damage(#""loaners": 2"#, #""loaners": "2""#, "$.loaners notAWholeNumber"),
    Damage(#""loaners": 2"#, #""loaners": null"#, "$.loaners notAWholeNumber"),
    Damage(#""loaners": 2"#, #""loaners": true"#, "$.loaners notAWholeNumber"),
    Damage(#""loaners": 2"#, #""loaners": -1"#, "$.loaners tooSmall"),
    Damage(#""loaners": 2"#, #""loaners": 1000001"#, "$.loaners tooLarge"),
    Damage(#""loaners": 2"#, #""loaners": 99999999999999999999"#, "$.loaners tooLarge"),
    Damage(#""loaners": 2"#, #""loaners": -99999999999999999999"#, "$.loaners tooSmall"),
    Damage(#""loaners": 2"#, #""loanrs": 2"#, "$.loanrs unknownMember"),
    Damage(#""loaners": 2"#, #""timeZone": "", "locale": "fr""#, "$.timeZone emptyText", "$.locale notOneOf"),
    Damage(#""reservePercent": 10"#, #""reservePercent": 101"#, "$.booking.reservePercent aboveMaximum"),
    Damage(#""slotMinutes": 15"#, #""slotMinutes": 0"#, "$.booking.slotMinutes tooSmall"),
    Damage(#""slotMinutes": 15"#, #""slotMinutes": null"#, "$.booking.slotMinutes notAWholeNumber"),
    Damage(#"[["08:00", "12:00"]"#, #"[["08:00"]"#, "$.calendars.day.weekly.mon[0] notAPair"),
    Damage(#""12:00"]"#, #""08:00"]"#, "$.calendars.day.weekly.mon[0] endNotAfterStart"),
    Damage(#""12:00"]"#, #""13:01"]"#, "$.calendars.day.weekly.mon[1] intervalsOverlap"),
    Damage(#""17:30""#, #""24:01""#, "$.calendars.day.weekly.mon[1][1] notATimeOfDay"),
    Damage(#""17:30""#, "1730", "$.calendars.day.weekly.mon[1][1] notAString"),
    Damage("2026-11-25", "2026-11-31", #"$.calendars.day.dates["2026-11-31"] dateNotInCalendar"#),
    Damage("2026-11-25", "25.11.2026", #"$.calendars.day.dates["25.11.2026"] notADate"#),
    Damage(#""mon""#, #""Mon""#, "$.calendars.day.weekly.Mon unknownMember"),
    Damage(#""x y": {}"#, #""x y": []"#, #"$.calendars["x y"] notAnObject"#),
    Damage(#""calendar": "x y""#, #""calendar": "xy""#, "$.technicians[1].calendar unknownReference"),
    Damage(#""id": "zoe""#, #""id": "tom""#, "$.technicians[1].id duplicateId"),
    Damage(#""id": "zoe""#, #""id": """#, "$.technicians[1].id emptyText"),
    Damage(#"{"body": 2}"#, #"{"body": 4}"#, "$.technicians[0].skills.body aboveMaximum"),
    Damage(#""efficiency": 110"#, #""efficiency": 0"#, "$.technicians[1].efficiency tooSmall"),
    Damage(#""efficiency": 110"#, #""efficiency": 10001"#, "$.technicians[1].efficiency tooLarge"),
    Damage(#"["hv"]"#, #"["hv", ""]"#, "$.technicians[0].certifications[1] emptyText"),
    Damage(#""types": []"#, #""types": "lift""#, "$.bays[1].types notAList"),
    Damage(#""tuning"]"#, #""tunig"]"#, "$.advisors[0].kinds[1] unknownReference"),
    Damage(#"{"drop": 9, "delay": 1}"#, #"{"drop": 9}"#, "$.policy.kinds.tuning missingMember"),
    Damage(
      #""tuning": {"#, #""": {"#, #"$.policy.kinds[""] emptyText"#, "$.advisors[0].kinds[1] unknownReference"),
    Damage(#""late": 50"#, #""late": 1000001"#, "$.policy.late tooLarge"),
    Damage(#""move": 30"#, #""move": -1"#, "$.policy.move tooSmall"),
    Damage(#""balance": 2"#, #""balance": null"#, "$.policy.balance notAWholeNumber"),
    Damage(#""closed""#, #""shut""#, #"$.dates["2026-10-01"] notOneOf"#),
    Damage(#""2026-10-10": "fri""#, #""2026-10-10": []"#, #"$.dates["2026-10-10"] notAString"#),
    Damage("2026-10-10", "2026-02-30", #"$.dates["2026-02-30"] dateNotInCalendar"#),
    Damage(#""drivers": 1"#, #""drivers": -1"#, "$.drivers tooSmall"),
    Damage(#""count": 2"#, #""count": 0"#, "$.equipment[0].count tooSmall"),
    Damage(#""id": "jack""#, #""id": "scope""#, "$.equipment[1].id duplicateId"),
    Damage(
      #"{"rotation": {"#, #"{"weekly": {}, "rotation": {"#, "$.calendars.turns.rotation notBeside"),
    Damage(
      #""from": "2026-11-23""#, #""from": "2026-11-24""#, "$.calendars.turns.rotation.from notAMonday"),
    Damage(#""from": "2026-11-23", "#, "", "$.calendars.turns.rotation missingMember"),
    Damage("]]}, {}]}}", "]]}]}}", "$.calendars.turns.rotation.weeks tooFewElements"),
    Damage(
      "]]}, {}]}}", #"]]}, {"mon": [["9:00", "10:00"]]}]}}"#,
      "$.calendars.turns.rotation.weeks[1].mon[0][0] notATimeOfDay"),
  ])
  func problemsAreReportedAtTheirPlace(damage: Damage) throws {
    try check(damage)
  }

  @Test(arguments: [
    Damage(#""moveMinutes": 3"#, #""moveMinutes": -3"#, "$.booking.moveMinutes tooSmall"),
    Damage(#""promisePercent": 95"#, #""promisePercent": 49"#, "$.booking.promisePercent tooSmall"),
    Damage(#""promisePercent": 95"#, #""promisePercent": 100"#, "$.booking.promisePercent aboveMaximum"),
    Damage(#"{"metal": 30}"#, #"{"metal": 101}"#, "$.booking.teamReservePercent.metal aboveMaximum"),
    Damage(#"{"metal": 30}"#, #"{"mettal": 30}"#, "$.booking.teamReservePercent.mettal unknownReference"),
    Damage(#""team": "metal""#, #""team": 3"#, "$.technicians[0].team notAString"),
    Damage(
      #"["repair"], "waiting""#, #"["repiar"], "waiting""#, "$.booking.limits[0].kinds[0] unknownReference"),
    Damage(#""waiting": true"#, #""waiting": null"#, "$.booking.limits[0].waiting notABoolean"),
    Damage(#"["mon", "tue"]"#, #"["mon", "Tue"]"#, "$.booking.limits[0].weekdays[1] notOneOf"),
    Damage(#""from": "11:00""#, #""from": "13:00""#, "$.booking.limits[0].from endNotAfterStart"),
    Damage(
      #""from": "11:00", "to": "13:00""#, #""to": "00:00""#, "$.booking.limits[0].to endNotAfterStart"),
    Damage(#""most": 2}"#, #""most": -1}"#, "$.booking.limits[0].most tooSmall"),
    Damage(#", "most": 9"#, "", "$.booking.limits[1] missingMember"),
    Damage(#""id": "all""#, #""id": "noon""#, "$.booking.limits[1].id duplicateId"),
  ])
  func problemsOfBookingRulesAreReportedAtTheirPlace(damage: Damage) throws {
    try check(damage)
  }

  private func check(_ damage: Damage) throws {
    let reading = Sample.readSite(try #require(damage.applied(to: Sample.site)))
    #expect(reading.diagnostics.brief == damage.diagnostics)
    #expect(reading.site == nil)
  }

  @Test func datesAreTheSameForAllCalendars() throws {
    let site = try Sample.readSite().get()
    let makeUpDay = try #require(CivilDate("2026-10-10"))
    #expect(site.dates[makeUpDay] == .hours(of: .friday))
    #expect(site.calendars.values.allSatisfy { $0.siteDates == site.dates })
    #expect(
      site.booking.limits.map(\.hours) == [
        WorkCalendar.DayInterval(660, 780), WorkCalendar.DayInterval(0, 1440),
      ])
    #expect(site.booking.teamReservePercent == ["metal": 30])
  }

  @Test func membersThatBeginWithXAreIgnoredWhereNamesAreFixed() throws {
    let text = try #require(
      Damage(#""loaners": 2"#, #""x-note": [null, 1.5, 99999999999999999999], "loaners": 2"#)
        .applied(to: Sample.site))
    #expect(try Sample.readSite(text).get() == Sample.readSite().get())
  }

  @Test func aCalendarMayBeginWithX() throws {
    let text = Sample.site.split(separator: "\"x y\"", omittingEmptySubsequences: false)
      .joined(separator: "\"x-y\"")
    #expect(try Sample.readSite(text).get().calendars["x-y"] != nil)
  }

  @Test func aNameEncodedInTwoWaysIsRefused() throws {
    let text = try #require(
      Damage(#"{"body": 2}"#, "{\"caf\u{e9}\": 2}").applied(to: Sample.site)
        .flatMap { Damage(#""skills": {}"#, "\"skills\": {\"cafe\u{301}\": 1}").applied(to: $0) })
    #expect(Sample.readSite(text).diagnostics.map(\.problem.code) == ["twoSpellings"])
  }

  @Test func aCloseNameIsSuggested() throws {
    let text = try #require(Damage(#""loaners""#, #""loanrs""#).applied(to: Sample.site))
    #expect(
      Sample.readSite(text).diagnostics.map(\.problem) == [.unknownMember("loanrs", nearest: "loaners")])
  }

  @Test func oneRunReportsAllProblemsOfAFile() throws {
    var text = Sample.site
    for damage in [
      Damage(#""loaners": 2"#, #""loaners": -2"#), Damage(#""slotMinutes": 15"#, #""slotMinutes": "x""#),
      Damage(#""id": "zoe""#, #""id": "tom""#), Damage(#""hours": "day""#, #""hours": "dya""#),
    ] {
      text = try #require(damage.applied(to: text))
    }
    let places = Set(Sample.readSite(text).diagnostics.map(\.place))
    #expect(places == ["$.loaners", "$.booking.slotMinutes", "$.technicians[1].id", "$.hours"])
  }

  @Test func theDemandIsCheckedAgainstTheIdsOfAnInvalidSite() throws {
    let text = try #require(Damage(#""efficiency": 110"#, #""efficiency": "fast""#).applied(to: Sample.site))
    let demand = try #require(Damage(#"["zoe"]"#, #"["zeo"]"#).applied(to: Sample.demand))
    let reading = Sample.readDemand(demand, site: Sample.readSite(text).names)
    #expect(
      reading.diagnostics.map(\.problem) == [.unknownReference(.technician, id: "zeo", nearest: "zoe")])
  }

  @Test func withoutASiteNoReferenceIsCalledUnknown() {
    #expect(Sample.readDemand(Sample.demand, site: Sample.readSite("{").names).diagnostics.isEmpty)
    let broken =
      #"{"format": "bayline.site/1", "technicians": [{"name": "no id"}], "bays": 3, "advisors": 4, "equipment": 5}"#
    let names = Sample.readSite(broken).names
    let diagnostics = Sample.readDemand(Sample.demand, site: names).diagnostics
    #expect(diagnostics.brief == ["$.appointments[1].kind unknownReference"])
  }
}
