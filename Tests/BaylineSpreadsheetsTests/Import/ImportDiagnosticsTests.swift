import BaylineFormats
import BaylineModel
import BaylineWording
import Foundation
import TestSupport
import Testing

@testable import BaylineSpreadsheets

@Suite struct ImportDiagnosticsTests {
  private static let horizon = Demand.Horizon(from: time("00:00").date, days: 1)

  private let notes: [ImportNote] =
    [
      .table(file: "a.csv", sheet: nil, .visits, rows: 1, encoding: nil), .titleRows(file: "a.csv", 1),
      .hiddenRows(table: "a", [1...1]), .mergedRows(table: "a", [1...1]), .notRead(file: "a.csv", ["x"]),
      .horizonDerived(Self.horizon), .horizonOverruled, .yearsCompleted(1, years: [2026]),
      .idsDerived(1, first: "V1", last: "V1"), .kindsDerived(1), .partsUnchecked(1), .minutesRounded(["a"]),
      .quantitiesRounded(["a"]),
      .otherDays(["a"], Self.horizon),
      .closedHours(["a"]), .unknownResources(["a"]), .unknownAdvisors(["a"]), .noSite,
      .headingsRead(table: "a", ["a"]), .unknownHeadings(table: "a", ["a"]),
      .secondaryColumns(table: "a", ["a"]),
      .strayCells(["a"]), .rowsPassedOver(table: "a", ["a"]), .cancelledRows(table: "a", [1...1], visits: []),
      .sheetsPassedOver(file: "a", ["a"]), .continuedRows(table: "a", [1...1]), .dayOfSheet(table: "a", "a"),
      .advisorOfSheet(table: "a", "a"), .matrixRead(table: "a", visits: 1), .wishesAsWindows(["a"]),
      .jobsTwice(["a"]), .platesRead(1, examples: ["a"]), .platesUnclear(["a"]), .phonesRead(1),
      .phonesUnclear(["a"]), .samePlate(["a"]), .namesRead(["a"]),
    ]
    + [
      .spelling(HistoryNote.Spelling(written: "a", name: nil, id: "A", rows: 1)), .noKindColumn,
      .noBookingColumn, .bookedTheEveningBefore, .arrivalsFixed, .cancelledBefore(1),
      .minutes(catalogue: 1, sheet: 1, record: 1), .resourcesDerived(1), .splittable(1), .secondsDropped(1),
      .sideBySide(1), .overnight(1), .notInTheRecord,
    ].map { ImportNote.history($0) }

  @Test func everyNoteIsListedWithItsSeverity() throws {
    let page = try String(contentsOf: Project.root.appending(path: "docs/errors.md"), encoding: .utf8)
    for note in notes {
      #expect(page.contains("| `\(note.code)` | \(note.severity.rawValue) |"), "\(note.code)")
    }
    #expect(Set(notes.map(\.code)).count == notes.count)
    for note in notes {
      #expect(note.line(Glossary(.english)) != note.code && note.line(Glossary(.chinese)) != note.code)
    }
  }
}
