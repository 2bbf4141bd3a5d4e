import BaylineFormats
import BaylineWording

/// Writes tables as they were read into a workbook, every cell at its place, with errors marked: a coloured cell with a comment
/// (ECMA-376, 18.7).
struct FaultWorkbook {
  private struct Part {
    var name: String
    var xml: String
    var comments: String
    var drawing: String
  }

  private var sheets: [Part] = []
  private var countsFrom1904 = true

  /// Adds a table.
  ///
  /// - Parameter marks: What is wrong, by cell.
  mutating func add(_ table: RawTable, marks: [SheetDiagnostics.Key: String]) {
    countsFrom1904 = countsFrom1904 && table.source.countsFrom1904
    let hidden = Set(table.hiddenRows)
    var lines = Dictionary(grouping: table.rows.flatMap(\.cells)) { $0.line }
    // An error may be that a cell is empty.
    for key in marks.keys where !(lines[key.line]?.contains { $0.column == key.column } ?? false) {
      lines[key.line, default: []].append(Cell(source: table.source, line: key.line, column: key.column))
    }
    var xml = WorkbookWriter.head
    xml += #"<worksheet xmlns="\#(WorkbookWriter.main)" xmlns:r="\#(WorkbookWriter.office)">"#
    xml += #"<sheetFormatPr defaultRowHeight="15"/>"# + Self.widths(lines) + "<sheetData>"
    for (line, cells) in lines.sorted(by: { $0.key < $1.key }) {
      xml += #"<row r="\#(line)"\#(hidden.contains(line) ? #" hidden="1""# : "")>"#
      for cell in cells.sorted(by: { $0.column < $1.column }) {
        let isMarked = marks[SheetDiagnostics.Key(cell)] != nil
        xml += WorkbookWriter.text(
          cell.text, at: Cell.letters(cell.column) + String(line), style: isMarked ? 1 : 0)
      }
      xml += "</row>"
    }
    xml += "</sheetData>" + (marks.isEmpty ? "" : #"<legacyDrawing r:id="rId1"/>"#) + "</worksheet>"
    let ordered = marks.sorted { $0.key < $1.key }
    sheets.append(
      Part(
        name: uniqueName(table.source), xml: xml, comments: marks.isEmpty ? "" : Self.comments(ordered),
        drawing: Self.drawing(ordered.map(\.key))))
  }

  /// The bytes of the workbook.
  func workbook() -> [UInt8] {
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array(contentTypes.utf8))
    zip.add("_rels/.rels", Array(WorkbookWriter.relations([("officeDocument", "xl/workbook.xml")]).utf8))
    zip.add("xl/workbook.xml", Array(book.utf8))
    let parts =
      sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
    zip.add("xl/_rels/workbook.xml.rels", Array(WorkbookWriter.relations(parts).utf8))
    zip.add("xl/styles.xml", Array(Self.styles.utf8))
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      zip.add("xl/worksheets/sheet\(number).xml", Array(sheet.xml.utf8))
      guard !sheet.comments.isEmpty else { continue }
      let targets = [
        ("vmlDrawing", "../drawings/vmlDrawing\(number).vml"), ("comments", "../comments\(number).xml"),
      ]
      zip.add("xl/worksheets/_rels/sheet\(number).xml.rels", Array(WorkbookWriter.relations(targets).utf8))
      zip.add("xl/comments\(number).xml", Array(sheet.comments.utf8))
      zip.add("xl/drawings/vmlDrawing\(number).vml", Array(sheet.drawing.utf8))
    }
    return zip.archive()
  }

  // MARK: - Sheets

  /// A name that no other sheet has: that of the sheet, or of the file without folder and ending.
  private func uniqueName(_ source: TableSource) -> String {
    let file = source.file.split(separator: "/").last ?? ""
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    let allowed = (source.sheet ?? String(stem)).unicodeScalars.filter {
      !"[]:*?/\\'".unicodeScalars.contains($0)
    }
    let base = String(String.UnicodeScalarView(allowed).prefix(24))
    var name = base.isEmpty ? "Sheet" : base
    var number = 2
    while sheets.contains(where: { $0.name.lowercased() == name.lowercased() }) {
      name = "\(base) \(number)"
      number += 1
    }
    return name
  }

  /// The widths of the columns in characters, from 8 to 40.
  private static func widths(_ lines: [Int: [Cell]]) -> String {
    var widths: [Int: Int] = [:]
    for cell in lines.values.lazy.flatMap(\.self).prefix(5_000) {
      widths[cell.column] = min(max(widths[cell.column] ?? 8, cell.text.displayWidth + 2), 40)
    }
    let columns = widths.sorted { $0.key < $1.key }.map { column, width in
      #"<col min="\#(column + 1)" max="\#(column + 1)" width="\#(width)" customWidth="1"/>"#
    }
    return columns.isEmpty ? "" : "<cols>\(columns.joined())</cols>"
  }

  private static func comments(_ marks: [(key: SheetDiagnostics.Key, value: String)]) -> String {
    var xml = WorkbookWriter.head + #"<comments xmlns="\#(WorkbookWriter.main)">"#
    xml += "<authors><author>Bayline</author></authors><commentList>"
    for (key, text) in marks {
      xml += #"<comment ref="\#(Cell.letters(key.column))\#(key.line)" authorId="0"><text>"#
      xml += #"<t xml:space="preserve">\#(WorkbookWriter.escaped(text))</t></text></comment>"#
    }
    return xml + "</commentList></comments>"
  }

  /// The boxes of the comments.
  private static func drawing(_ keys: [SheetDiagnostics.Key]) -> String {
    var xml =
      #"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" "#
    xml += #"xmlns:x="urn:schemas-microsoft-com:office:excel">"#
    xml +=
      #"<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">"#
    xml += #"<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#
    for (index, key) in keys.enumerated() {
      let (row, column) = (key.line - 1, key.column)
      xml += ##"<v:shape id="_x0000_s\##(1_025 + index)" type="#_x0000_t202" "##
      xml += ##"style="position:absolute;width:260pt;height:60pt;visibility:hidden" fillcolor="#ffffe1" "##
      xml += ##"o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>"##
      xml += #"<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>"#
      xml +=
        "<x:SizeWithCells/><x:Anchor>\(column + 1), 15, \(row), 2, \(column + 5), 15, \(row + 4), 4</x:Anchor>"
      xml += "<x:AutoFill>False</x:AutoFill><x:Row>\(row)</x:Row><x:Column>\(column)</x:Column>"
      xml += "</x:ClientData></v:shape>"
    }
    return xml + "</xml>"
  }

  // MARK: - Parts

  private var contentTypes: String {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var xml = WorkbookWriter.head + #"<Types xmlns="\#(WorkbookWriter.package)/content-types">"#
    xml +=
      #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
    xml += #"<Default Extension="xml" ContentType="application/xml"/>"#
    xml +=
      #"<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>"#
    xml += #"<Override PartName="/xl/workbook.xml" ContentType="\#(type).sheet.main+xml"/>"#
    xml += #"<Override PartName="/xl/styles.xml" ContentType="\#(type).styles+xml"/>"#
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      xml +=
        #"<Override PartName="/xl/worksheets/sheet\#(number).xml" ContentType="\#(type).worksheet+xml"/>"#
      if !sheet.comments.isEmpty {
        xml += #"<Override PartName="/xl/comments\#(number).xml" ContentType="\#(type).comments+xml"/>"#
      }
    }
    return xml + "</Types>"
  }

  private var book: String {
    var xml = WorkbookWriter.head
    xml += #"<workbook xmlns="\#(WorkbookWriter.main)" xmlns:r="\#(WorkbookWriter.office)">"#
    // Dates that are plain numbers keep their meaning.
    xml += countsFrom1904 && !sheets.isEmpty ? #"<workbookPr date1904="1"/>"# : ""
    xml += "<sheets>"
    for (index, sheet) in sheets.enumerated() {
      let name = WorkbookWriter.escaped(sheet.name)
      xml += #"<sheet name="\#(name)" sheetId="\#(index + 1)" r:id="rId\#(index + 1)"/>"#
    }
    return xml + "</sheets></workbook>"
  }

  /// Text, so that no program changes what was written, plain and marked.
  private static let styles =
    WorkbookWriter.head + #"<styleSheet xmlns="\#(WorkbookWriter.main)">"#
    + #"<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>"#
    + #"<fills count="3"><fill><patternFill patternType="none"/></fill>"#
    + #"<fill><patternFill patternType="gray125"/></fill>"#
    + #"<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill></fills>"#
    + "<borders count=\"1\"><border/></borders>"
    + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
    + #"<cellXfs count="2">"#
    + [0, 2].map {
      #"<xf numFmtId="49" fontId="0" fillId="\#($0)" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/>"#
    }.joined() + "</cellXfs>"
    + #"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
}
