import Bayline
@testable import BaylineDesk
import BaylineSpreadsheets
import BaylineStore
import Testing

/// The settings while somebody changes them in a form.
@Suite struct SiteDraftTests {
  private static let day = WorkCalendar(
    weekly: Dictionary(
      Weekday.allCases.map { ($0, [WorkCalendar.DayInterval(480, 1080)]) },
      uniquingKeysWith: { first, _ in first }))

  private func book() -> Book {
    let site = Site(
      name: "Corner Garage", locale: .english, calendars: ["day": Self.day], hours: "day",
      advisors: [Advisor(id: "SA1", name: "Ann", calendar: "day")],
      bays: [Bay(id: "B1", types: ["lift"])],
      technicians: [
        Technician(id: "T1", name: "Tom", skills: ["mechanical": 2], calendar: "day"),
        Technician(id: "T2", name: "Eve", skills: ["mechanical": 3], calendar: "day"),
      ])
    let demand = Demand(
      horizon: Demand.Horizon(from: CivilDate(ordinal: 739_000), days: 3, carryOverDays: 1), appointments: [])
    return Book(site: site, demand: demand, schedule: Schedule(assignments: []))
  }

  private func draft(_ fields: [(String, String)], _ book: Book) -> SiteDraft {
    var draft = SiteDraft(book, .english)
    draft.read(FormFields(fields: fields.map { (name: $0.0, value: $0.1) }))
    return draft
  }

  @Test func nothingPostedChangesNothing() throws {
    let book = book()
    var draft = draft([], book)
    let given = draft.settings()
    let settings = try #require(given)
    #expect(settings.site == book.site)
    #expect(settings.desk == book.settings)
  }

  @Test func aRowIsFoundByItsIdAndNotByItsPlace() throws {
    let fields = [("technicians.0.row", "T2"), ("technicians.0.efficiency", "120")]
    var draft = draft(fields, book())
    let given = draft.settings()
    let site = try #require(given).site
    #expect(site.technicians.map(\.efficiency) == [100, 120])
  }

  @Test func aNewPersonGetsTheNextNumber() throws {
    let fields = [
      ("technicians.9.row", ""), ("technicians.9.name", "Kim"), ("technicians.9.calendar", "day"),
      ("technicians.9.id", ""),
    ]
    var draft = draft(fields, book())
    let given = draft.settings()
    #expect(given?.site.technicians.map(\.id) == ["T1", "T2", "T3"])
  }

  @Test func leaveIsOfWhomWasChosen() throws {
    let fields = [
      ("leave.0.row", ""), ("leave.0.who", "technicians/T1"), ("leave.0.from", "2026-12-03"),
      ("leave.0.to", "2026-12-04"),
    ]
    var draft = draft(fields, book())
    let given = draft.settings()
    let site = try #require(given).site
    let from = try #require(CivilDate("2026-12-03"))
    #expect(site.intervals(of: site.technicians[0].calendar, on: from).isEmpty)
    #expect(site.intervals(of: site.technicians[0].calendar, on: from.advanced(by: 1)).isEmpty)
    #expect(!site.intervals(of: site.technicians[0].calendar, on: from.advanced(by: 2)).isEmpty)
    #expect(!site.intervals(of: site.technicians[1].calendar, on: from).isEmpty)
  }

  @Test func faultsAreBesideTheirFields() {
    var draft = draft(
      [("technicians.0.row", "T1"), ("technicians.0.efficiency", "quick"), ("desk.0.days", "0")], book())
    let given = draft.settings()
    #expect(given?.site == nil)
    #expect(Set(draft.faults.keys) == ["technicians.0.efficiency", "desk.0.days"])
  }

  @Test func aShiftInUseCannotBeRemoved() {
    var draft = draft([("calendars.0.row", "day|"), ("calendars.0.gone", "1")], book())
    let given = draft.settings()
    #expect(given?.site == nil)
    #expect(!draft.others.isEmpty)
  }

  @Test func aSettingOfAnotherPageDoesNotChangeTheFingerprint() {
    let (old, tables) = (book(), SettingsSection.bays.tables)
    var new = old
    new.site.technicians[0].efficiency = 90
    #expect(SiteDraft(old, .english).fingerprint(tables) == SiteDraft(new, .english).fingerprint(tables))
    new.site.bays[0].types = ["lift", "quick"]
    #expect(SiteDraft(old, .english).fingerprint(tables) != SiteDraft(new, .english).fingerprint(tables))
  }

  @Test func bothTextsAreShownAfterSomebodyElsesChange() {
    var now = book()
    now.site.technicians[0].efficiency = 90
    var draft = draft([("technicians.0.row", "T1"), ("technicians.0.efficiency", "110")], now)
    draft.noteConflicts()
    #expect(draft.conflicts == ["technicians.0.efficiency": "90"])
  }

  @Test func recallsWithoutANumberAreFaults() {
    var draft = draft(
      [
        ("recalls", "1"), ("recall.0.number", ""), ("recall.0.title", "Pump"),
        ("recall.0.appliesTo", "Golf;Passat"),
        ("recall.0.notice", ""),
      ], book())
    #expect(draft.recalls.map(\.appliesTo) == [["Golf", "Passat"]])
    let given = draft.settings()
    #expect(given?.site == nil)
    #expect(draft.faults["recall.0.number"] != nil)
  }
}
