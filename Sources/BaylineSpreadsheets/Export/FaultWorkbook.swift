import BaylineFormats
import BaylineWording

/// Writes tables as they were read into a workbook, every cell at its place, with errors marked: a coloured cell with a comment
/// (ECMA-376, 18.7).
struct FaultWorkbook {
  private struct Part {
    var name: String
    var xml: String
    var notes: WorkbookNotes
  }

  private var sheets: [Part] = []
  private var countsFrom1904 = true

  /// Adds a table.
  ///
  /// - Parameter marks: What is wrong, by cell.
  mutating func add(_ table: RawTable, marks: [SheetDiagnostics.Key: String]) {
    countsFrom1904 = countsFrom1904 && table.source.countsFrom1904
    let hidden = Set(table.hiddenRows)
    let rows = Self.rows(of: table, marks)
    var xml = WorkbookWriter.head
    xml += #"<worksheet xmlns="\#(WorkbookWriter.main)" xmlns:r="\#(WorkbookWriter.office)">"#
    xml += #"<sheetFormatPr defaultRowHeight="15"/>"# + Self.widths(rows) + "<sheetData>"
    var notes: [WorkbookNotes.Note] = []
    for row in rows where !row.cells.isEmpty {
      xml += #"<row r="\#(row.line)"\#(hidden.contains(row.line) ? #" hidden="1""# : "")>"#
      for cell in row.cells {
        let mark = marks[SheetDiagnostics.Key(cell)]
        let place = Cell.letters(cell.column) + String(row.line)
        xml += WorkbookWriter.text(cell.text, at: place, style: mark == nil ? 0 : 1)
        if let mark { notes.append(.init(line: row.line, column: cell.column, text: mark)) }
      }
      xml += "</row>"
    }
    xml += "</sheetData>" + Self.merges(table)
    if !notes.isEmpty { xml += #"<legacyDrawing r:id="\#(WorkbookNotes.drawingId)"/>"# }
    sheets.append(
      Part(name: uniqueName(table.source), xml: xml + "</worksheet>", notes: WorkbookNotes(notes)))
  }

  /// The rows of a table, with cells for errors of empty ones, from left to right.
  private static func rows(
    of table: RawTable, _ marks: [SheetDiagnostics.Key: String]
  ) -> [RawTable.Row] {
    var rows = table.rows
    let known = Set(rows.flatMap { $0.cells.map(SheetDiagnostics.Key.init) })
    // Cells of a text file are on lines of their own; those of an error in an empty cell are on the first of the row.
    let positions = Dictionary(rows.enumerated().map { ($1.line, $0) }) { first, _ in first }
    for key in marks.keys where !known.contains(key) {
      guard let position = positions[key.line] else { continue }
      rows[position].cells.append(Cell(source: table.source, line: key.line, column: key.column))
    }
    for index in rows.indices { rows[index].cells.sort { $0.column < $1.column } }
    return rows
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
      guard !sheet.notes.isEmpty else { continue }
      let relations = WorkbookWriter.relations(WorkbookNotes.parts(number))
      zip.add("xl/worksheets/_rels/sheet\(number).xml.rels", Array(relations.utf8))
      zip.add("xl/comments\(number).xml", Array(sheet.notes.comments.utf8))
      zip.add("xl/drawings/vmlDrawing\(number).vml", Array(sheet.notes.drawing(number).utf8))
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
  private static func widths(_ rows: [RawTable.Row]) -> String {
    var widths: [Int: Int] = [:]
    for cell in rows.prefix(200).flatMap(\.cells) {
      widths[cell.column] = min(max(widths[cell.column] ?? 8, cell.text.displayWidth + 2), 40)
    }
    let columns = widths.sorted { $0.key < $1.key }.map { column, width in
      #"<col min="\#(column + 1)" max="\#(column + 1)" width="\#(width)" customWidth="1"/>"#
    }
    return columns.isEmpty ? "" : "<cols>\(columns.joined())</cols>"
  }

  /// The merged cells, whose text counts for all of their rows.
  private static func merges(_ table: RawTable) -> String {
    var known: Set<MergedCells> = []
    let cells = table.merges.filter { known.insert($0).inserted }.map { span in
      let first = Cell.letters(span.columns.lowerBound) + String(span.lines.lowerBound)
      let last = Cell.letters(span.columns.upperBound) + String(span.lines.upperBound)
      return #"<mergeCell ref="\#(first):\#(last)"/>"#
    }
    return cells.isEmpty ? "" : #"<mergeCells count="\#(cells.count)">\#(cells.joined())</mergeCells>"#
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
      if !sheet.notes.isEmpty {
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
