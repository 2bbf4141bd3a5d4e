import BaylineModel
import BaylineWording
import Testing

@testable import BaylineReports

/// The styles of tables, in each format.
@Suite struct DocumentTableTests {
  private let words = Glossary(.english)

  private func text(_ table: DocumentTable, width: Int) -> [String] {
    TableText(table: table, words: words, width: width).lines
  }

  private func html(_ table: DocumentTable) -> String {
    var html = HTMLBuilder()
    TableHTML(table: table, words: words, print: FormKind.picking.print).write(to: &html)
    return html.text
  }

  private var jobs: DocumentTable {
    DocumentTable(
      caption: "Jobs",
      columns: [DocumentColumn("Bay", 10), DocumentColumn("Work", 40), DocumentColumn("No.", 10, .right)],
      rows: [DocumentRow(["B1", "oil change and brakes", "7"], isFlagged: true)])
  }

  @Test func cellsOfASheetWrapWhereTheTableIsTooWide() {
    #expect(
      text(jobs, width: 100) == [
        "Jobs", "Bay  Work                   No.", "-------------------------------",
        "B1   oil change and brakes    7",
      ])
    #expect(
      text(jobs, width: 24) == [
        "Jobs", "Bay  Work            No.", "------------------------", "B1   oil change and    7",
        "     brakes",
      ])
  }

  @Test func aSheetThatCannotWrapBecomesCards() {
    #expect(
      text(jobs, width: 12) == [
        "Jobs", "Bay   B1", "Work  oil", "      change", "      and", "      brakes", "No.   7",
      ])
  }

  @Test func aSheetWithoutRowsKeepsItsHeadUnlessItHasWordsForThat() {
    var table = jobs
    table.rows = []
    #expect(html(table).contains("<thead>"))
    table.empty = "no jobs"
    #expect(html(table) == "<p class=\"empty\">Jobs: no jobs</p>")
  }

  @Test func flagsAndSharesReachTheHTML() {
    let html = html(jobs)
    #expect(html.contains("<tr class=\"flagged\">") && html.contains("<caption>Jobs</caption>"))
    #expect(html.ranges(of: "<col ").count == 3)
    // The share of the second column is above 24.
    #expect(html.contains("<td class=\"wide\" data-label=\"Work\">"))
  }

  private var load: DocumentTable {
    DocumentTable(
      caption: "Load",
      columns: [
        DocumentColumn("Trade"), DocumentColumn("Planned", .named("")),
        DocumentColumn("%", alignment: .right),
        DocumentColumn(""),
      ],
      rows: [
        DocumentRow([
          "body", .number(1440), "120%", .bar(LoadBar(used: 1440, available: 1200, bookable: 1000)),
        ])
      ], isCompact: true)
  }

  @Test func compactTablesStayAsNarrowAsTheirContents() {
    #expect(
      text(load, width: 100) == ["Load", "Trade  Planned     %", "body      1440  120%  ▇▇▇▇▇▇▇▇▇▇"])
    let html = html(load)
    #expect(html.contains("<div class=\"scroll load\">") && html.contains(">1,440<"))
    #expect(html.contains("aria-label=\"120%\"") && html.contains(Ink.red.rawValue))
    #expect(!html.contains("<colgroup>") && !html.contains("<small>"))
  }

  @Test func recordsAreTheSheetsByDayWithoutTheirCompactTables() throws {
    let day = try #require(CivilDate(year: 2026, month: 11, day: 23))
    let sheet = DocumentSection(day: day, blocks: [.table(load), .table(jobs)])
    let records = DocumentTable.byDay([sheet], words)
    #expect(
      DocumentCSV(table: records, words: words).text
        == "\u{FEFF}Day,Bay,Work,No.\r\n2026-11-23,B1,oil change and brakes,7\r\n")
  }
}
