import BaylineFormats
import Testing

@testable import BaylineSpreadsheets

/// Web pages and XML spreadsheets that exports name `.xls`.
@Suite struct MarkupTests {
  private func read(_ text: String) -> (file: SpreadsheetFile, codes: [String]) {
    let log = SheetDiagnostics()
    let file = SpreadsheetFile(Array(text.utf8), file: "e.xls", encoding: nil, from: 0, log)
    return (file, log.diagnostics.map(\.problem.code))
  }

  private func texts(_ text: String) -> [String] {
    let (file, codes) = read(text)
    #expect(codes == [])
    return file.tables.flatMap {
      $0.rows.flatMap { $0.cells.map { "\(Cell.letters($0.column))\($0.line)=\($0.text)" } }
    }
  }

  // MARK: - Web pages

  @Test func cellsOfAPageAsASpreadsheetShowsThem() {
    // Tags may be left open and have any capitals; the comment and the style are not text.
    let page = """
      <HTML><head><style>td { color: red } <table></style></head><body><!-- <table><tr><td>x -->
      <table border=1><TR><TH>车牌号<th>客户&nbsp;&amp;
        车主</tr><tr><td>沪A&#49;2345</td><td style='a>b'>王<b>甲</b><br>先生</td><td></td><td>&unknown; 1 < 2</td></tr></table>
      """
    #expect(texts(page) == ["A1=车牌号", "B1=客户 & 车主", "A2=沪A12345", "B2=王甲\n先生", "D2=&unknown; 1 < 2"])
  }

  @Test func cellsOverSeveralRowsAndColumns() {
    // A covers A1:B2, so that D begins in column C of row 2.
    let page = """
      <table><tr><td colspan=2 rowspan="2">A</td><td>C</td></tr><tr><td>D</td></tr><tr><td>E</td></tr>
      <tr style="height:0; Display : none"><td>hidden</td></tr></table>
      """
    #expect(texts(page) == ["A1=A", "C1=C", "C2=D", "A3=E", "A4=hidden"])
    #expect(read(page).file.tables[0].merges == [MergedCells(lines: 1...2, columns: 0...1)])
    #expect(read(page).file.tables[0].hiddenRows == [4])
  }

  @Test func aTableInACellAddsItsRows() {
    let page =
      "<table><tr><td>登记表<table><tr><td>a<td>b<tr><td>c</table></td></tr></table><table><tr><td>d</table>"
    #expect(texts(page) == ["A1=登记表", "A2=a", "B2=b", "A3=c", "A4=d"])
  }

  @Test(arguments: [
    ("<html><table><tr><td>a", "damagedWorkbook"), ("<html><table><tr><td>a</td></tr", "damagedWorkbook"),
    ("<html><!-- <table></table>", "damagedWorkbook"), ("<html><script>x</table>", "damagedWorkbook"),
    (
      "<table><tr><td colspan=999><td colspan=999>a" + String(repeating: "<td colspan=999>", count: 16)
        + "</table>", "damagedWorkbook"
    ),
    ("<html><body>请登录</body></html>", "notASpreadsheet"),
    ("<html><frameset><frame src='sheet001.htm'></frameset></html>", "unreadFormat"),
    ("MIME-Version: 1.0\nContent-Type: multipart/related", "unreadFormat"),
  ])
  func pagesThatAreCutOffOrHaveNoTables(page: String, code: String) {
    #expect(read(page).codes == [code])
  }

  // MARK: - XML spreadsheets

  private func book(_ rows: String, options: String = "", head: String = "") -> String {
    """
    <?xml version="1.0" encoding="GBK"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\(head)
    <Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd\\ h:mm"/></Style><Style ss:ID="n"/></Styles>
    <Worksheet ss:Name="预约"><Table>\(rows)</Table>\(options)</Worksheet></Workbook>
    """
  }

  @Test func cellsOfAnXMLSpreadsheet() {
    let rows = """
      <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">车&amp;牌</Data> </Cell><Cell><Data ss:Type="Number">1.50</Data></Cell></Row>
      <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="3" ss:StyleID="d"><Data ss:Type="DateTime">2027-03-16T08:30:00.000</Data>
        <Comment><ss:Data>note</ss:Data></Comment></Cell><Cell ss:StyleID="d"><Data ss:Type="Number">46349.34375</Data></Cell></Row>
      <Row><Cell><Data ss:Type="DateTime">2027-03-16T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
        <Cell ss:Formula="=A1"><Data ss:Type="String"><B>小</B>保养</Data></Cell></Row>
      """
    #expect(
      texts(book(rows)) == [
        "A1=车&牌", "C1=1.50", "C4=2027-03-16 08:30", "D4=2026-11-23 08:15", "A5=2027-03-16", "B5=TRUE",
        "C5=小保养",
      ])
    #expect(read(book(rows)).file.tables[0].hiddenRows == [4])
    #expect(read(book(rows)).file.tables[0].merges.map(\.lines) == [1...1])
    let hidden = book(rows, options: "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>")
    #expect(read(hidden).file.hiddenSheets == ["预约"])
    #expect(read(hidden).file.tables.isEmpty)
  }

  @Test func cellsWithoutValuesAreFaults() throws {
    let rows = "<Row><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell><Cell ss:Formula=\"=A1\"/></Row>"
    let cells = try #require(read(book(rows)).file.tables.first).rows[0].cells
    #expect(cells.map { $0.problem?.code } == ["errorValue", "formulaWithoutValue"])
  }

  @Test(arguments: [
    "<Row ss:Index=\"0\"/>", "<Row/><Row ss:Index=\"1\"/>",
    "<Row><Cell ss:Index=\"2\"/><Cell ss:Index=\"2\"/></Row>", "<Row>",
    "<Row ss:Index=\"1048577\"/>", "<Row><Cell ss:MergeAcross=\"x\"/></Row>", "<Row ss:Span=\"-1\"/>", "&a;",
    "<Row><Cell ss:Index=\"-9223372036854775808\"/></Row>",
  ])
  func damagedSheets(rows: String) {
    #expect(read(book(rows)).codes == ["damagedWorkbook"])
  }

  // MARK: - XML

  @Test(arguments: [
    ("<a/>", true), (" <a b='1' c=\"2\"> <!-- x --> <?y z?> <![CDATA[<]]> &lt;&#x4F60; </a> \n", true),
    ("<a><b></a></b>", false), ("<a>", false), ("<a/><b/>", false), ("x<a/>", false), ("", false),
    ("<a b=1/>", false),
    ("<a b='1' b='2'/>", false), ("<a b='<'/>", false), ("<a>&x;</a>", false), ("<a>&#0;</a>", false),
    ("<a>\u{1}</a>", false),
    ("<!DOCTYPE a><a/>", false), ("<a><![CDATA[</a>", false),
    ("<?xml version='1.0' encoding='GBK'?><a/>", false),
    ("<1/>", false), ("<a b='1'c='2'/>", false), ("<a/ >", false),
  ])
  func wellFormedDocuments(text: String, isSound: Bool) {
    #expect(XMLWalk.walk(Array(text.utf8), begin: { _, _ in }) == isSound)
  }

  @Test func elementsHaveFewAttributes() {
    let attributes = (0..<256).map { "a\($0)=''" }.joined(separator: " ")
    #expect(XMLWalk.walk(Array("<a \(attributes)/>".utf8), begin: { _, _ in }))
    #expect(!XMLWalk.walk(Array("<a \(attributes) b=''/>".utf8), begin: { _, _ in }))
  }

  @Test func documentsBeyondTenMegabytesAreRead() {
    // Foundation's parser refused them.
    let bytes = Array("<a>".utf8) + [UInt8](repeating: 0x78, count: 10_500_000) + Array("</a>".utf8)
    var count = 0
    #expect(XMLWalk.walk(bytes, begin: { _, _ in }, characters: { count += $0.utf8.count }))
    #expect(count == 10_500_000)
  }
}
