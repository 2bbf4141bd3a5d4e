import BaylineFormats
import BaylineModel
import BaylineSpreadsheets
import Foundation
import TestSupport
import Testing

/// A site as the cells of a form.
@Suite struct SiteFormTests {
  private func site() throws -> Site {
    let file = Project.datasets.appending(path: "demo/site.json")
    return try SiteFormat.decode(Array(try Data(contentsOf: file)), file: "site.json").get()
  }

  @Test(arguments: Language.allCases) func aFormGivesTheSameSite(language: Language) throws {
    let site = try site()
    let form = SiteForm(site, language: language)
    #expect(form.read().site == site)
    #expect(form.changes(from: form).isEmpty)
  }

  @Test func aChangedCellChangesTheSite() throws {
    let site = try site()
    let before = SiteForm(site, language: .english)
    var form = before
    form[.technicians][0]["efficiency"] = "87"
    let after = try #require(form.read().site)
    #expect(after.technicians[0].efficiency == 87)
    #expect(after.technicians.dropFirst() == site.technicians.dropFirst())
    let changes = form.changes(from: before)
    #expect(changes.map(\.after) == ["87"])
    #expect(changes.map(\.column) == ["Efficiency percent"])
  }

  @Test func everyFaultIsAtItsCell() throws {
    var form = SiteForm(try site(), language: .english)
    form[.technicians][1]["efficiency"] = "fast"
    form[.advisors][0]["calendar"] = "no such shift"
    let reading = form.read()
    #expect(reading.site == nil)
    #expect(reading.others.isEmpty)
    let places = Set(reading.faults.map { "\($0.table) \($0.row) \($0.column)" })
    #expect(places == ["technicians 1 efficiency", "advisors 0 calendar"])
  }

  @Test func aTradeOfItsOwnBecomesASkill() throws {
    var form = SiteForm(try site(), language: .english)
    form.trades.append("hybrid")
    form[.technicians][0][SiteForm.skillKey("hybrid")] = "master"
    #expect(form.read().site?.technicians[0].skills["hybrid"] == 3)
  }

  @Test func aRowWithoutTextIsNone() throws {
    let site = try site()
    var form = SiteForm(site, language: .chinese)
    form[.bays].append(SiteForm.Row(texts: ["id": "", "name": "  "]))
    #expect(form.read().site == site)
    #expect(form.changes(from: SiteForm(site, language: .chinese)).isEmpty)
  }
}
