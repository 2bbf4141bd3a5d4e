import BaylineFormats

/// Reads the visible sheets of an XML spreadsheet of Excel 2003, which exports often name `.xls`, as texts like those of
/// `WorkbookReader`.
///
/// Microsoft (2001), XML Spreadsheet Reference.
final class SpreadsheetML {
  private let file: String
  private let order: Int
  private(set) var tables: [RawTable] = []
  /// The names of the hidden sheets.
  private(set) var hidden: [String] = []
  private(set) var cellCount = 0

  private var formats: [String: String] = [:]
  private var styleName = ""
  private var path: [String] = []
  private var isBroken = false

  private var sheet = ""
  private var table: RawTable?
  private var isHiddenSheet = false
  private var line = 0
  private var isHiddenRow = false
  private var rowStyle: String?
  private var row = RawTable.Row(line: 0, cells: [])
  private var column = -1
  private var across = 0
  private var cell: Cell?
  private var cellStyle: String?
  private var isFormula = false
  private var type: String?
  /// Whether the text of a cell is open, but not that of a comment on it.
  private var isInData = false
  private var text = ""
  private var countsFrom1904 = false

  /// - Parameter order: The position of the first sheet among all tables.
  private init(file: String, order: Int) {
    self.file = file
    self.order = order
  }

  /// Whether a text is such a document: it names the format near the beginning.
  static func isSpreadsheet(_ bytes: [UInt8]) -> Bool {
    guard bytes.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) == UInt8(ascii: "<") else {
      return false
    }
    let start = String(decoding: bytes.prefix(2_048), as: UTF8.self)
    return start.contains("urn:schemas-microsoft-com:office:spreadsheet")
      && !start.lowercased().contains("<html")
  }

  /// Reads a document in UTF-8.
  ///
  /// - Complexity: linear.
  static func read(_ bytes: [UInt8], file: String, from order: Int) throws(WorkbookError) -> SpreadsheetML {
    let reader = SpreadsheetML(file: file, order: order)
    let isSound = XMLWalk.walk(
      withoutDeclaration(bytes), begin: reader.begin, end: reader.end,
      characters: reader.add)
    guard isSound, !reader.isBroken else { throw .damaged(part: reader.sheet.isEmpty ? "XML" : reader.sheet) }
    return reader
  }

  /// A document without its declaration, whose encoding no longer holds.
  private static func withoutDeclaration(_ bytes: [UInt8]) -> [UInt8] {
    guard let start = bytes.firstIndex(of: UInt8(ascii: "<")),
      bytes[start...].starts(with: Array("<?xml ".utf8)),
      let end = bytes.prefix(1_000).firstIndex(of: UInt8(ascii: ">"))
    else { return bytes }
    return Array(bytes[(end + 1)...])
  }

  // MARK: - Elements

  private func add(_ characters: String) {
    if isInData { text += characters }
    if path.last == "Visible", characters.contains("Hidden") { isHiddenSheet = true }
  }

  private func begin(_ name: String, _ attributes: XMLAttributes) {
    path.append(name)
    if path.contains("Comment") { return }
    switch name {
    case "Style": styleName = attributes[local: "ID"] ?? ""
    case "NumberFormat":
      if path.dropLast().last == "Style" { formats[styleName] = attributes[local: "Format"] ?? "General" }
    case "Worksheet":
      sheet = attributes[local: "Name"] ?? ""
      isHiddenSheet = false
      table = nil
    case "Table":
      let source = TableSource(
        order: order + tables.count, file: file, sheet: sheet, countsFrom1904: countsFrom1904)
      table = RawTable(source: source)
      line = 0
    case "Row": beginRow(attributes)
    case "Cell": beginCell(attributes)
    case "Data": if cell != nil { (type, text, isInData) = (attributes[local: "Type"] ?? "String", "", true) }
    case "Date1904": countsFrom1904 = true
    default: break
    }
  }

  private func end(_ name: String) {
    defer { path.removeLast() }
    if path.dropLast().contains("Comment") { return }
    switch name {
    case "Data": isInData = false
    case "Cell": endCell()
    case "Row":
      if !row.cells.isEmpty {
        table?.rows.append(row)
        if isHiddenRow { table?.hiddenRows.append(row.line) }
      }
      row = RawTable.Row(line: line, cells: [])
    case "Worksheet":
      if isHiddenSheet { hidden.append(sheet) } else if let table { tables.append(table) }
      sheet = ""
    default: break
    }
  }

  private func beginRow(_ attributes: XMLAttributes) {
    let next = attributes[local: "Index"].map { Int($0) ?? 0 } ?? line + 1
    let span = attributes[local: "Span"].map { Int($0) ?? -1 } ?? 0
    guard table != nil, next > line, span >= 0, next <= 1_048_576, span <= 1_048_576 - next else {
      isBroken = true
      return
    }
    row = RawTable.Row(line: next, cells: [])
    isHiddenRow = attributes[local: "Hidden"] == "1"
    rowStyle = attributes[local: "StyleID"]
    // Rows that are alike may be written once; they have no cells of their own.
    line = next + span
    (column, across) = (-1, 0)
  }

  private func beginCell(_ attributes: XMLAttributes) {
    let next = attributes[local: "Index"].map { max(Int($0) ?? 0, 0) - 1 } ?? column + across + 1
    across = attributes[local: "MergeAcross"].map { Int($0) ?? -1 } ?? 0
    let down = attributes[local: "MergeDown"].map { Int($0) ?? -1 } ?? 0
    guard let table, next > column, next < 16_384, (0..<16_384).contains(across),
      (0..<1_048_576).contains(down)
    else {
      isBroken = true
      return
    }
    column = next
    cell = Cell(source: table.source, line: row.line, column: column)
    cellStyle = attributes[local: "StyleID"] ?? rowStyle
    isFormula = attributes[local: "Formula"] != nil
    (type, text) = (nil, "")
    if across > 0 || down > 0 {
      self.table?.merges.append(
        MergedCells(lines: row.line...row.line + down, columns: column...column + across))
    }
  }

  private func endCell() {
    defer { (cell, type, text) = (nil, nil, "") }
    guard var cell, !isBroken else { return }
    if isFormula, type == nil { cell.problem = .sheet(.formulaWithoutValue) }
    switch type {
    case "Number": number(&cell)
    case "DateTime": cell.text = date(text)
    case "Boolean": cell.text = text == "1" ? "TRUE" : "FALSE"
    case "Error": cell.problem = .sheet(.errorValue(text))
    default: cell.text = text
    }
    guard !cell.text.isEmpty || cell.problem != nil else { return }
    cellCount += 1
    guard cellCount <= Diagnostic.InputLimit.cells.value else { return }
    cell.problem = cell.problem ?? SpreadsheetFile.problem(of: cell.text)
    row.cells.append(cell)
  }

  // MARK: - Values

  private var code: String { cellStyle.flatMap { formats[$0] } ?? "General" }

  private func number(_ cell: inout Cell) {
    let written = CellText.trimmed(text)
    guard let number = Double(written), number.isFinite else {
      cell.text = text
      return
    }
    cell.text = NumberFormats(styles: [NumberFormats.firstCustom], codes: [NumberFormats.firstCustom: code])
      .text(number, written: written, style: 0, countsFrom1904: countsFrom1904)
  }

  /// `2026-11-23T08:15:00.000` as its style shows it; other texts as they are.
  private func date(_ text: String) -> String {
    let parts = CellText.trimmed(text).split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return text }
    var clock = parts[1].split(separator: ".")[...].first.map(String.init) ?? ""
    if clock.hasSuffix(":00"), clock.count == 8 { clock = String(clock.dropLast(3)) }
    // Times without a date count from here.
    if parts[0] == "1899-12-31" { return clock }
    let shown = NumberFormats.shown(code)
    return clock == "00:00" && shown?.time != true ? String(parts[0]) : "\(parts[0]) \(clock)"
  }
}
