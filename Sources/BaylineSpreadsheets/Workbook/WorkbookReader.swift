import BaylineFormats
import BaylineModel

/// Reads the visible sheets of a workbook (`.xlsx`, ECMA-376) as texts: dates as `2026-11-23 08:15`, formulas as their stored
/// results.
struct WorkbookReader {
  private var archive: ZipArchive
  private var strings: [String] = []
  private var formats = NumberFormats()
  private var countsFrom1904 = false
  private let file: String
  private let log: SheetDiagnostics
  /// The names of the hidden sheets.
  private(set) var hidden: [String] = []

  /// The last row that a sheet can have.
  private static let maxLine = 1_048_576

  private var cells = 0

  /// Opens a workbook.
  ///
  /// - Throws: `ZipArchive.CorruptionError` with the damaged part.
  init(_ bytes: [UInt8], file: String, log: SheetDiagnostics) throws(ZipArchive.CorruptionError) {
    archive = try ZipArchive(bytes, limit: Diagnostic.InputLimit.unpacked.value)
    self.file = file
    self.log = log
  }

  /// The format of the archive if it is not this one.
  func otherKind() -> FileKind? {
    if archive.has("xl/workbook.bin") { return .binaryWorkbook }
    return archive.has("content.xml") && archive.has("mimetype") ? .openDocument : nil
  }

  /// The visible sheets in order, including empty ones.
  ///
  /// - Parameter order: The position of the first sheet among all tables.
  /// - Complexity: linear in the unpacked size.
  mutating func tables(from order: Int) throws(ZipArchive.CorruptionError) -> [RawTable] {
    let book = try relation(of: "", type: "/officeDocument") ?? "xl/workbook.xml"
    var sheets: [(name: String, id: String, isHidden: Bool)] = []
    var is1904 = false
    let isSound = XMLWalk.walk(
      try needed(book),
      begin: { name, attributes in
        switch name {
        case "sheet":
          let id = attributes[local: "id"] ?? ""
          sheets.append((attributes["name"] ?? "", id, (attributes["state"] ?? "visible") != "visible"))
        case "workbookPr": is1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        default: break
        }
      })
    guard isSound else { throw ZipArchive.CorruptionError(part: book) }
    countsFrom1904 = is1904
    if let path = try relation(of: book, type: "/styles"), let bytes = try archive.part(path) {
      guard let formats = NumberFormats(bytes) else { throw ZipArchive.CorruptionError(part: path) }
      self.formats = formats
    }
    if let path = try relation(of: book, type: "/sharedStrings"), let bytes = try archive.part(path) {
      strings = try sharedStrings(bytes, path)
    }
    hidden = sheets.filter(\.isHidden).map(\.name)
    var tables: [RawTable] = []
    for sheet in sheets where !sheet.isHidden {
      guard let path = try relation(of: book, id: sheet.id) else {
        throw ZipArchive.CorruptionError(part: sheet.name)
      }
      let source = TableSource(
        order: order + tables.count, file: file, sheet: sheet.name, countsFrom1904: countsFrom1904)
      tables.append(try table(try needed(path), path, source))
    }
    return tables
  }

  // MARK: - Parts

  private mutating func needed(_ path: String) throws(ZipArchive.CorruptionError) -> [UInt8] {
    guard let bytes = try archive.part(path) else { throw ZipArchive.CorruptionError(part: path) }
    return bytes
  }

  /// The target of a part's relationship, by id or by type; the package itself is the part "".
  private mutating func relation(
    of part: String, id: String? = nil, type: String? = nil
  ) throws(ZipArchive.CorruptionError) -> String? {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let path = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
    guard let bytes = try archive.part(path) else { return nil }
    var target: String?
    let isSound = XMLWalk.walk(
      bytes,
      begin: { name, attributes in
        guard name == "Relationship", target == nil else { return }
        let isIt = id.map { $0 == attributes["Id"] } ?? type.map { attributes["Type"]?.hasSuffix($0) == true }
        if isIt == true { target = attributes["Target"] }
      })
    guard isSound else { throw ZipArchive.CorruptionError(part: path) }
    return target.map { $0.hasPrefix("/") ? String($0.dropFirst()) : folder + $0 }
  }

  private func sharedStrings(_ bytes: [UInt8], _ path: String) throws(ZipArchive.CorruptionError) -> [String]
  {
    var strings: [String] = []
    let text = CellTextBuffer()
    let isSound = XMLWalk.walk(
      bytes,
      begin: { name, _ in
        if name == "si" { text.clear() }
        text.begin(name)
      },
      end: { name in
        text.end(name)
        if name == "si" { strings.append(text.unescaped) }
      }, characters: text.add)
    guard isSound else { throw ZipArchive.CorruptionError(part: path) }
    return strings
  }

  // MARK: - Sheets

  private mutating func table(
    _ bytes: [UInt8], _ path: String, _ source: TableSource
  ) throws(ZipArchive.CorruptionError) -> RawTable {
    let sheet = SheetBuilder(source, reader: self)
    let isSound = XMLWalk.walk(bytes, begin: sheet.begin, end: sheet.end, characters: sheet.add)
    guard isSound, !sheet.isBroken else { throw ZipArchive.CorruptionError(part: path) }
    cells = sheet.cells
    if cells > Diagnostic.InputLimit.cells.value {
      log.report(
        Diagnostic(file: file, place: source.sheet ?? "$", problem: .tooLarge(String(cells), .cells)))
    }
    return sheet.table
  }

  /// Builds the table of a sheet from its XML elements.
  private final class SheetBuilder {
    private(set) var table: RawTable
    private(set) var isBroken = false
    /// The number of filled cells, over all sheets so far.
    private(set) var cells: Int
    private let source: TableSource
    private let reader: WorkbookReader
    private let text = CellTextBuffer()
    private var row = RawTable.Row(line: 0, cells: [])
    private var isHidden = false
    private var column = -1
    private var type = ""
    private var style = 0
    private var isFormula = false
    private var value: String?

    init(_ source: TableSource, reader: WorkbookReader) {
      table = RawTable(source: source)
      cells = reader.cells
      self.source = source
      self.reader = reader
    }

    func begin(_ name: String, _ attributes: XMLAttributes) {
      switch name {
      case "row":
        let line = attributes["r"].flatMap { Int($0) } ?? row.line + 1
        if line <= row.line || line > WorkbookReader.maxLine { isBroken = true }
        row = RawTable.Row(line: min(max(line, 0), WorkbookReader.maxLine), cells: [])
        isHidden = ["1", "true"].contains(attributes["hidden"] ?? "")
        column = -1
      case "c":
        let next = attributes["r"].map(WorkbookReader.column) ?? column + 1
        // Cells out of order or out of range mean a damaged sheet.
        if next.map({ $0 <= column || $0 >= 16_384 }) ?? true { isBroken = true }
        column = next ?? column + 1
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        isFormula = false
        value = nil
        text.clear()
      case "mergeCell":
        if let span = attributes["ref"].flatMap(WorkbookReader.span) { table.merges.append(span) }
      case "f": isFormula = true
      case "v": text.clear()
      default: break
      }
      text.begin(name)
    }

    func add(_ characters: String) { text.add(characters) }

    func end(_ name: String) {
      text.end(name)
      switch name {
      case "v": value = text.text
      case "c": addCell()
      case "row":
        if row.cells.isEmpty { break }
        table.rows.append(row)
        if isHidden { table.hiddenRows.append(row.line) }
      default: break
      }
    }

    private func addCell() {
      var cell = Cell(source: source, line: row.line, column: column)
      reader.fill(&cell, type, style, type == "inlineStr" ? text.unescaped : value, isFormula)
      guard !cell.text.isEmpty || cell.problem != nil else { return }
      cells += 1
      if cells <= Diagnostic.InputLimit.cells.value { row.cells.append(cell) }
    }
  }

  /// Sets the text of a cell from its raw value, `type` and `style`.
  private func fill(_ cell: inout Cell, _ type: String, _ style: Int, _ value: String?, _ isFormula: Bool) {
    // The result of a formula may be an empty text, but not an empty number.
    let hasNoResult = value.map { $0.isEmpty && type != "str" } ?? true
    if isFormula && hasNoResult { cell.problem = .sheet(.formulaWithoutValue) }
    guard let value, cell.problem == nil else { return }
    cell.text = value
    switch type {
    case "s":
      let index = Int(CellText.trimmed(value)) ?? -1
      if strings.indices.contains(index) {
        cell.text = strings[index]
      } else {
        cell.problem = .sheet(.damagedWorkbook(part: "xl/sharedStrings.xml"))
      }
    case "b": cell.text = CellText.trimmed(value) == "1" ? "TRUE" : "FALSE"
    case "e": cell.problem = .sheet(.errorValue(value))
    case "str", "inlineStr", "d": break
    default: cell.text = number(CellText.trimmed(value), style)
    }
    cell.problem = cell.problem ?? SpreadsheetFile.problem(of: cell.text)
  }

  /// A number as typed, or the date or time that its style shows.
  private func number(_ value: String, _ style: Int) -> String {
    guard let number = Double(value), number.isFinite else { return value }
    return formats.text(number, written: value, style: style, countsFrom1904: countsFrom1904)
  }

  /// The cells of a range such as `A2:B4`.
  private static func span(_ reference: String) -> MergedCells? {
    let corners = reference.split(separator: ":").map(String.init)
    let lines = corners.compactMap { Int($0.drop { !$0.isNumber }) }
    let columns = corners.compactMap(column)
    guard lines.count == 2, columns.count == 2, lines[0] <= lines[1], columns[0] <= columns[1],
      lines[0] >= 1, lines[1] <= maxLine
    else { return nil }
    return MergedCells(lines: lines[0]...lines[1], columns: columns[0]...columns[1])
  }

  /// The column of a reference such as `E12`, from 0.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    let letters = reference.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    guard (1...3).contains(letters.count) else { return nil }
    for letter in letters { column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1 }
    return column - 1
  }
}

/// Collects the text of a string, without the phonetic readings of Japanese editions.
private final class CellTextBuffer {
  private(set) var text = ""
  private var isOpen = false
  private var isReading = false

  func clear() { text = "" }

  func begin(_ name: String) {
    if name == "rPh" { isReading = true }
    if name == "t" || name == "v" { isOpen = !isReading }
  }

  func end(_ name: String) {
    if name == "rPh" { isReading = false }
    if name == "t" || name == "v" { isOpen = false }
  }

  func add(_ characters: String) {
    if isOpen { text += characters }
  }

  /// The text with escapes such as `_x000D_` resolved.
  var unescaped: String {
    guard text.contains("_x") else { return text }
    return text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map(String.init)
        ?? String(match.output.0)
    }
  }
}
