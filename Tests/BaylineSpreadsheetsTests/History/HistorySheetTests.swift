import BaylineModel
import BaylineWording
import Foundation
import Testing

@testable import BaylineSpreadsheets

/// The tables of past days as files: encodings, headings, names in several spellings, and what is no table at all.
@Suite struct HistorySheetTests {
  private static let orders =
    "工单号,业务类型,开单时间,预约时间,完工时间,服务顾问\nR1,定保,2026/11/23 8:06,2026/11/23 8:00,2026/11/23 9:40,韩美玲\n"
  private static let clock = "工单号,作业,技师,工位,开始时间,结束时间\nR1,换油,李娜,B1,2026/11/23 8:20,2026/11/23 8:50\n"

  /// GB18030, UTF-16 with tabs and a byte order mark, and UTF-8 give the same days.
  @Test(arguments: [TextEncoding.utf8, .gb18030, .utf16, .utf16BigEndian])
  func encodings(encoding: TextEncoding) {
    let plain = HistoryTables(texts: Self.orders, Self.clock)
    let isWide = encoding != .utf8 && encoding != .gb18030
    let encoded = [Self.orders, Self.clock].map {
      encoding.encode("\u{FEFF}" + (isWide ? $0.replacing(",", with: "\t") : $0))
    }
    let made = HistoryTables(files: encoded)
    #expect(made.diagnostics == [])
    #expect(made.anomalies == [])
    #expect(made.result.days == plain.result.days)
    #expect(made.result.days.count == 1)
  }

  @Test func aWorkbook() throws {
    func table(_ kind: TableKind, _ values: [String: SheetValue]) -> SheetTable {
      SheetTable(kind: kind, rows: [SheetTable.Row(path: "", values: values)])
    }
    func time(_ clock: String) throws -> SheetValue { .time(try #require(CivilTime("2026-11-23T" + clock))) }
    var writer = WorkbookWriter()
    func add(_ table: SheetTable, _ language: Language) {
      let choices = TableChoices(language, site: nil, jobs: nil, hasJobSheet: false)
      writer.add(WorkbookSheet(table, language: language, choices: choices))
    }
    add(
      table(
        .orders,
        [
          "order": .id("R1"), "kind": .id("定保"), "opened": try time("08:06"), "booked": try time("08:00"),
          "closed": try time("09:40"), "advisor": .id("韩美玲"),
        ]), .chinese)
    add(
      table(
        .clock,
        [
          "order": .id("R1"), "operation": .text("换油"), "technician": .id("李 娜"), "bay": .id("B1"),
          "from": try time("08:20"), "to": try time("08:50"),
        ]), .english)
    let made = HistoryTables(files: [writer.workbook()])
    #expect(made.diagnostics == [])
    #expect(made.result.days == HistoryTables(texts: Self.orders, Self.clock).result.days)
    #expect(made.notes.contains(.spelling(.init(written: "李 娜", name: "李娜", id: "T2", rows: 1))))
  }

  @Test func headingsInEnglishAndOthersOfOurMeaning() {
    let made = HistoryTables(
      texts:
        "Order number;Order type;Opened;Appointment;Closed;Advisor;VIN;Amount\nR1;maintenance;2026-11-23 08:06;2026-11-23 08:00;2026-11-23 09:40;SA1;L1;12\n",
      "order;job;employee;bay;clock in;clock out\nR1;换油;T2;B1;2026-11-23T08:20;2026-11-23T08:50\n")
    #expect(made.diagnostics == [])
    #expect(made.anomalies == [])
    #expect(made.result.days == HistoryTables(texts: Self.orders, Self.clock).result.days)
    #expect(made.result.notes.contains(.notRead(file: "orders.csv", ["VIN", "Amount"])))
  }

  /// With columns for the end of the work and of the bill, in any order, the first counts and the other is reported.
  @Test(arguments: [
    "工单号,开单时间,结算时间,完工时间\nR1,2026/11/23 8:06,2026/11/24 10:00,2026/11/23 9:40\n",
    "工单号,开单时间,完工时间,结算时间\nR1,2026/11/23 8:06,2026/11/23 9:40,2026/11/24 10:00\n",
  ])
  func twoColumnsOfOneMeaning(orders: String) {
    let made = HistoryTables(texts: orders, Self.clock)
    #expect(made.diagnostics == [])
    #expect(made.visit("R1")?.ready == CivilTime("2026-11-23T09:40"))
    #expect(made.result.notes.contains(.notRead(file: "orders.csv", ["结算时间"])))
  }

  @Test func whatStopsTheImport() {
    #expect(HistoryTables(texts: Self.orders).diagnostics == ["orders.csv:$ missingTable"])
    #expect(
      HistoryTables(texts: "工单号,业务类型,车牌号\nR1,定保,沪A\n", Self.clock).diagnostics == [
        "orders.csv:1:D missingHeading"
      ]
    )
    #expect(
      HistoryTables(texts: Self.orders, "工单号,技师,开始\nR1,李娜,2026/11/23 8:20\n").diagnostics == [
        "clock.csv:1:D missingHeading"
      ])
    #expect(
      HistoryTables(texts: Self.orders.replacing("完工时间", with: "预约时间"), Self.clock).diagnostics == [
        "orders.csv:1:E duplicateHeading"
      ])
    let bad = HistoryTables(files: [Array(Self.orders.utf8), Array(Self.clock.utf8) + [0xFF, 0xFF]])
    #expect(bad.diagnostics == ["clock.csv:3:1 notInEncoding"])
    #expect(bad.result.days == [])
  }

  /// Each tolerated spelling is reported once with its rows; exact names are not.
  @Test func namesInSeveralSpellings() {
    let spellings = ["李娜", "李 娜", "李　娜师傅", "李娜女士", "ｔ2", "T2", "李 娜"]
    let made = HistoryTables(
      orders: ["R1,定 保,2026/11/23 8:00,,2026/11/23 18:00,高娟 顾问,,"],
      clock: spellings.enumerated().map { hour, name in
        "R1,换油,\(name),举升工位１,2026/11/23 \(hour + 9):00,2026/11/23 \(hour + 9):30"
      })
    #expect(made.anomalies == [])
    #expect(made.visit("R1")?.operations.map(\.technicians) == [["T2"]])
    #expect(made.visit("R1")?.advisor == "SA2")
    let told = made.notes.compactMap { if case .spelling(let spelling) = $0 { spelling } else { nil } }
    #expect(
      told.map { "\($0.written)=\($0.id) \($0.rows)" } == [
        "高娟 顾问=SA2 1", "定 保=maintenance 1", "李 娜=T2 2", "李　娜师傅=T2 1", "李娜女士=T2 1", "ｔ2=T2 1", "举升工位１=B1 7",
      ])
    #expect(
      HistoryNote.spelling(told[2]).line(Glossary(.english)) == "\"李 娜\" read as 李娜 (T2), rows: 2")
  }

  /// A demand's tables are none of a history, and neither are headings of both kinds taken for the other.
  @Test(arguments: [
    ("车牌号,客户,项目,期望到店\n", false), ("预约号,车牌号,业务类型,预约时间,服务顾问\n", false), ("预约号,作业号,分钟\n", false),
    ("车牌号,业务类型,开单时间,完工时间,服务顾问\n", true), ("工单号,技师,开始时间,结束时间\n", true),
  ])
  func recognisedByHeadings(heading: String, isHistory: Bool) {
    let file = SpreadsheetImport.File(path: "a.csv", bytes: Array((heading + "a,b,c,d\n").utf8))
    #expect(LoadedSpreadsheets([file], encoding: nil).isHistory == isHistory)
  }

  @Test func timesOfPrograms() throws {
    for (text, minute, hasSeconds) in [
      ("2026-11-23 08:15", "08:15", false), ("2026/11/3 8:05:00", "08:05", false),
      ("2026.11.23 23:59:59", "23:59", true),
      ("2026-11-23T08:15:00.250", "08:15", true), ("2026年11月23日 上午8:15", "08:15", false),
      ("2026年11月23日 8:15:30", "08:15", true), ("46349.34375", "08:15", false), ("46349.3439", "08:15", true),
      ("２０２６/11/23　8:15", "08:15", false),
    ] {
      let stamped = try Timestamp(text)
      #expect(stamped.time.clock == minute, "\(text)")
      #expect(stamped.time.date.components.month == 11, "\(text)")
      #expect(stamped.hasSeconds == hasSeconds, "\(text)")
    }
    for text in [
      "2026-11-23", "8:15", "2026-13-01 8:15", "2026-11-23 24:01", "2026-11/23 8:15", "11/23 8:15",
      "3/4/2026 8:15",
    ] {
      #expect(throws: DateTimeError.self, "\(text)") { try Timestamp(text) }
    }
  }

  /// Headings alone are tables without rows.
  @Test func theTemplateHasBothTables() throws {
    var export = SpreadsheetExport()
    export.language = .chinese
    let files = export.historyTemplate()
    #expect(files.map(\.path) == ["orders.csv", "clock.csv"])
    let made = HistoryTables(files: files.map(\.bytes))
    #expect(made.diagnostics == [])
    #expect(made.result.days == [])
  }
}
