import BaylineFormats
import BaylineModel
import BaylineWording
import Testing

@testable import BaylineSpreadsheets

/// Workbooks as Excel, WPS and others write them: shared strings, styles of dates, formulas, hidden sheets.
@Suite struct WorkbookReaderTests {
  private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook of one sheet "S" with these rows, and a hidden one.
  private func workbook(
    _ rows: String, head: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", properties: String = "",
    below: String = ""
  ) -> [UInt8] {
    func relations(_ targets: [(String, String)]) -> String {
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + targets.enumerated().map {
          "<Relationship Id=\"rId\($0)\" Type=\"\(Self.office)/\($1.0)\" Target=\"\($1.1)\"/>"
        }.joined() + "</Relationships>"
    }
    let parts = [
      ("_rels/.rels", relations([("officeDocument", "/xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "<workbook \(Self.main) xmlns:r=\"\(Self.office)\">\(properties)<sheets>"
          + "<sheet name=\"S\" sheetId=\"1\" r:id=\"rId0\"/><sheet name=\"H\" sheetId=\"2\" state=\"hidden\" r:id=\"rId0\"/>"
          + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relations([
          ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
          ("sharedStrings", "sharedStrings.xml"),
        ])
      ),
      (
        "xl/styles.xml",
        "<styleSheet \(Self.main)><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-804]m&quot;月&quot;d&quot;日&quot; h:mm;@\"/>"
          + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
          + "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>"
      ),
      (
        "xl/sharedStrings.xml",
        "<sst \(Self.main)><si><t>车牌</t></si><si><r><t>小</t></r><r><t xml:space=\"preserve\">保 </t></r>"
          + "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si><t>a_x000D_b</t></si></sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        head + "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
          + "<x:sheetData>\(rows)</x:sheetData>\(below)</x:worksheet>"
      ),
    ]
    var zip = ZipWriter()
    for (path, text) in parts { zip.add(path, Array(text.utf8)) }
    return zip.archive()
  }

  private func cells(_ bytes: [UInt8]) throws -> [Cell] {
    let log = SheetDiagnostics()
    let file = SpreadsheetFile(bytes, file: "b.xlsx", encoding: nil, from: 0, log)
    #expect(log.diagnostics == [])
    #expect(file.hiddenSheets == ["H"])
    return try #require(file.tables.first).rows.flatMap(\.cells)
  }

  @Test func valuesOfAllTypes() throws {
    let cells = try cells(
      workbook(
        """
        <x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="C2" t="s"><x:v>1</x:v></x:c>\
        <x:c r="D2" t="s"><x:v>2</x:v></x:c><x:c r="E2"><x:v>13800138000</x:v></x:c><x:c r="F2"><x:v>1.5</x:v></x:c>\
        <x:c r="G2" t="b"><x:v>1</x:v></x:c><x:c r="H2" t="str"><x:f>A1</x:f><x:v>r</x:v></x:c>\
        <x:c r="I2" t="inlineStr"><x:is><x:t>&lt;i&gt;</x:t></x:is></x:c><x:c r="J2"/></x:row>
        """))
    #expect(cells.map(\.text) == ["车牌", "小保 ", "a\rb", "13800138000", "1.5", "TRUE", "r", "<i>"])
    #expect(cells.map(\.place) == ["B", "C", "D", "E", "F", "G", "H", "I"].map { "S!\($0)2" })
  }

  @Test func datesByTheirStyle() throws {
    // 46349.34375 is 2026-11-23 08:15.
    let row = """
      <x:row r="1"><x:c r="A1" s="1"><x:v>46349</x:v></x:c><x:c r="B1" s="2"><x:v>46349.34375</x:v></x:c>\
      <x:c r="C1" s="3"><x:v>46349</x:v></x:c><x:c r="D1" s="4"><x:v>0.34375</x:v></x:c>\
      <x:c r="E1"><x:v>46349.34375</x:v></x:c></x:row>
      """
    #expect(
      try cells(workbook(row)).map(\.text) == [
        "2026-11-23", "2026-11-23 08:15", "2026-11-23 00:00", "08:15", "46349.34375",
      ])
    let old = try cells(workbook(row, properties: "<workbookPr date1904=\"1\"/>"))
    #expect(old[0].text == "2030-11-24")
    #expect(old[0].source.countsFrom1904)
  }

  @Test func cellsWithoutValuesAreFaults() throws {
    let cells = try cells(
      workbook(
        "<x:row r=\"1\"><x:c r=\"A1\" t=\"e\"><x:v>#REF!</x:v></x:c><x:c r=\"B1\"><x:f>1+1</x:f></x:c>"
          + "<x:c r=\"C1\" t=\"s\"><x:v>9</x:v></x:c></x:row>"))
    #expect(cells.map { $0.problem?.code } == ["errorValue", "formulaWithoutValue", "damagedWorkbook"])
  }

  @Test(arguments: ["", "<x:v/>", "<x:v></x:v>"])
  func formulasWithoutResultsAreFaults(result: String) throws {
    let cells = try cells(
      workbook(
        "<x:row r=\"1\"><x:c r=\"A1\"><x:f>D2</x:f>\(result)</x:c><x:c r=\"B1\" t=\"str\"><x:f>A1</x:f><x:v></x:v></x:c>"
          + "<x:c r=\"C1\"><x:v/></x:c></x:row>"))
    // B1 has the empty text for its result, C1 is no formula.
    #expect(cells.map(\.place) == ["S!A1"])
    #expect(cells.map { $0.problem?.code } == ["formulaWithoutValue"])
  }

  @Test(arguments: [
    ("<x:row r=\"1\"></x:row>", "<!DOCTYPE x [<!ENTITY a \"b\">]>"), ("<x:row r=\"1\">", ""),
    ("<x:row r=\"2\"/><x:row r=\"1\"/>", ""), ("<x:row r=\"1\"><x:c r=\"B1\"/><x:c r=\"A1\"/></x:row>", ""),
    ("<x:row r=\"1048577\"/>", ""), ("<x:row r=\"9223372036854775807\"/><x:row/>", ""),
    ("<x:row r=\"1\"><x:c r=\"XFE1\"/></x:row>", ""),
    ("<x:row r=\"1\"><x:c r=\"$1\"/></x:row>", ""), ("", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>"),
  ])
  func damagedSheets(rows: String, head: String) {
    let log = SheetDiagnostics()
    _ = SpreadsheetFile(workbook(rows, head: head), file: "b.xlsx", encoding: nil, from: 0, log)
    #expect(log.diagnostics.map(\.problem) == [.sheet(.damagedWorkbook(part: "xl/worksheets/sheet1.xml"))])
  }

  @Test func hiddenRowsAndMergedCellsAreTold() {
    func row(_ line: Int, _ texts: [String], _ attributes: String = "") -> String {
      "<x:row r=\"\(line)\" \(attributes)>"
        + texts.map { "<x:c t=\"inlineStr\"><x:is><x:t>\($0)</x:t></x:is></x:c>" }.joined() + "</x:row>"
    }
    // A title over merged cells; rows 3, 4 and 6 are hidden, 9 as well but empty; 4 to 6 are merged.
    let rows =
      row(1, ["预约登记"], "hidden=\"1\"") + row(2, ["车牌", "项目"]) + row(3, ["沪I·1", "洗车"], "hidden=\"1\"")
      + row(4, ["沪I·2", "洗车"], "hidden=\"true\"") + row(5, ["沪I·3", "洗车"], "hidden=\"0\"")
      + row(6, ["沪I·4", "洗车"], "hidden=\"1\"") + row(9, [], "hidden=\"1\"")
    let merged =
      "<x:mergeCells><x:mergeCell ref=\"A1:B1\"/><x:mergeCell ref=\"B5:B6\"/><x:mergeCell ref=\"A4:A5\"/></x:mergeCells>"
    var settings = SpreadsheetImport()
    settings.from = SpreadsheetImport.date("2026-11-23")
    let notes = settings.run([.init(path: "b.xlsx", bytes: workbook(rows, below: merged))]).notes
    #expect(notes.contains(.hiddenRows(table: "b.xlsx!S", [3...4, 6...6])))
    #expect(notes.contains(.mergedRows(table: "b.xlsx!S", [4...6])))
    #expect(
      ImportNote.hiddenRows(table: "b.xlsx!S", [3...4, 6...6]).line(Glossary(.english))
        == "b.xlsx!S: hidden rows were left out (--hidden-rows reads them): 3–4, 6")
  }

  @Test func spansOutsideASheetAreNone() throws {
    let refs = ["A1:A2", "A0:A9223372036854775807", "B1:B9223372036854775807", "C2:C1"]
    let merged = refs.map { "<x:mergeCell ref=\"\($0)\"/>" }.joined()
    let file = SpreadsheetFile(
      workbook("<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>", below: merged), file: "b.xlsx",
      encoding: nil, from: 0, SheetDiagnostics())
    #expect(file.tables.first?.merges == [MergedCells(lines: 1...2, columns: 0...0)])
  }

  @Test func mergedTextIsInEachRowOnce() {
    let source = TableSource(order: 0, file: "b")
    func row(_ line: Int, _ columns: [Int]) -> RawTable.Row {
      RawTable.Row(
        line: line, cells: columns.map { Cell(source: source, line: line, column: $0, text: "\(line)\($0)") })
    }
    // Two spans overlap, one is given twice, and D3 is filled.
    let spans = [(1...4, 1...1), (1...4, 1...1), (2...4, 1...2), (1...4, 3...3)]
    let table = RawTable(
      source: source, rows: [row(1, [1, 3]), row(2, [0, 1]), row(3, [0, 3]), row(4, [2])],
      merges: spans.map { MergedCells(lines: $0, columns: $1) })
    let texts = table.withMergedCells(limit: 8)?.rows.map { $0.cells.map(\.text) }
    #expect(texts == [["11", "13"], ["20", "21", "13"], ["30", "11", "33"], ["11", "42", "13"]])
    #expect(table.withMergedCells(limit: 7) == nil)
  }

  @Test func otherFilesAreNoSpreadsheets() {
    for (bytes, code) in [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "damagedWorkbook"), (Array("%PDF-1.7".utf8), "unreadFormat"),
      (Array("PK\u{3}\u{4}".utf8), "damagedWorkbook"),
      ([], "emptyFile"), (Array(" \n".utf8), "emptyFile"), ([0, 1, 2, 0xFF], "notInEncoding"),
    ] as [([UInt8], String)] {
      let log = SheetDiagnostics()
      _ = SpreadsheetFile(bytes, file: "b", encoding: nil, from: 0, log)
      #expect(log.diagnostics.map(\.problem.code) == [code])
    }
  }
}
