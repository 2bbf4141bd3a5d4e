import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

@testable import BaylineSpreadsheets

/// The workbooks of `datasets/spreadsheets/layouts`, as coordinators keep them, at the demo site.
@Suite struct KeptWorkbookTests {
  private func run(_ name: String, readsHiddenRows: Bool = false) throws -> SpreadsheetImport.Result {
    func bytes(_ path: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: Project.datasets.appending(path: path)))
    }
    let site = SiteFormat.decode(try bytes("demo/site.json"), file: "site.json")
    var settings = SpreadsheetImport()
    settings.site = site.site
    settings.siteNames = site.names
    settings.readsHiddenRows = readsHiddenRows
    let files = try ["layouts/\(name).xlsx", "jobs.csv", "stock.csv"].map {
      SpreadsheetImport.File(path: $0, bytes: try bytes("spreadsheets/" + $0))
    }
    return settings.run(files)
  }

  /// Each visit as `plate time advisor operations`.
  private func visits(_ result: SpreadsheetImport.Result) throws -> [String] {
    try #require(result.demand, "\(result.diagnostics)").appointments.map { visit in
      [
        visit.card.plate ?? "-", visit.preferredArrival?.description ?? "-", visit.preferredAdvisor ?? "-",
        String(visit.operations.count),
      ].joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("title-groups-total", ["沪A·12345 2027-03-16T08:30 - 2", "沪A·12346 2027-03-16T09:00 - 1"]),
    ("vehicle-over-two-rows", ["沪A·12345 2027-03-16T08:30 - 3"]),
    ("hidden-row", ["沪A·12345 2027-03-16T08:30 - 2"]), ("headings", ["沪A·12345 2027-03-16T08:30 - 2"]),
    ("notes-sheet", ["沪A·12345 2027-03-16T08:30 - 2"]),
    ("headings-in-row-12", ["沪A·12345 2027-03-16T08:30 - 2"]),
    ("sections", ["沪A·12345 2027-03-16T08:30 - 2", "沪A·12346 2027-03-16T14:00 - 2"]),
    ("matrix", ["沪A·12345 2027-03-16T08:30 SA3 2"]),
    (
      "advisors",
      [
        "沪A·11111 2027-03-16T08:30 SA3 2", "沪A·22221 2027-03-16T09:00 SA3 1",
        "沪A·11112 2027-03-16T08:30 SA2 2", "沪A·22222 2027-03-16T09:00 SA2 1",
      ]
    ),
  ])
  func whatTheySay(name: String, expected: [String]) throws {
    #expect(try visits(run(name)) == expected)
  }

  @Test func hiddenRowsAreReadOnRequest() throws {
    #expect(try run("hidden-row").notes.contains { if case .hiddenRows = $0 { true } else { false } })
    #expect(try visits(run("hidden-row", readsHiddenRows: true)).count == 2)
  }

  /// Only what the catalogue and the site do not know is to be corrected.
  @Test(arguments: [
    ("register", ["3月16日预约!F3 unknownJob", "3月16日预约!F5 unknownJob"]),
    ("own-template", ["明天!F2 unknownJob", "明天!F5 unknownJob", "明天!I5 unknownReference"]),
  ])
  func whatIsToBeCorrected(name: String, expected: [String]) throws {
    let result = try run(name)
    #expect(result.diagnostics.map { "\($0.place) \($0.problem.code)" } == expected)
  }

  @Test func theSamePlateTwiceIsTold() throws {
    #expect(try run("own-template").notes.contains { if case .samePlate = $0 { true } else { false } })
  }
}
