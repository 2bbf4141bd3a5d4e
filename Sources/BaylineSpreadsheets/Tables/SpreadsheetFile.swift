import BaylineFormats

/// Reads the tables of a file: a workbook or delimited text.
struct SpreadsheetFile {
  private(set) var tables: [RawTable] = []
  /// The encoding of delimited text.
  private(set) var encoding: TextEncoding?
  /// The hidden sheets of a workbook, which are not read.
  private(set) var hiddenSheets: [String] = []

  /// Reads a file; errors go into the log.
  ///
  /// - Parameters:
  ///   - given: The encoding of text; `nil` to detect it.
  ///   - order: The position of its first table among all tables.
  init(
    _ bytes: [UInt8], file: String, encoding given: TextEncoding?, from order: Int, _ log: SheetDiagnostics
  ) {
    let kind = FileKind(bytes)
    do throws(WorkbookError) {
      switch kind {
      case .archive: try readArchive(bytes, file, order, log)
      case .compound: try readBinary(bytes, file, order, log)
      case .text: try readText(bytes, TableSource(order: order, file: file), given, log)
      default: throw .unread(kind)
      }
    } catch {
      log.report(Diagnostic(file: file, place: "$", problem: .sheet(error.problem)))
    }
  }

  private mutating func readText(
    _ bytes: [UInt8], _ source: TableSource, _ given: TextEncoding?, _ log: SheetDiagnostics
  ) throws(WorkbookError) {
    let text: DecodedText
    do throws(UndecodableByte) {
      text = try TextEncoding.decode(bytes, as: given)
    } catch {
      let problem = Diagnostic.SpreadsheetProblem.notInEncoding(
        byte: error.byte, encoding: error.encoding.title)
      log.report(
        Diagnostic(file: source.file, place: "\(error.line):\(error.character)", problem: .sheet(problem)))
      return
    }
    if text.bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      log.report(Diagnostic(file: source.file, place: "1:1", problem: .emptyFile))
      return
    }
    encoding = text.encoding
    if try !readMarkup(text.bytes, source, log) { tables = [Self.table(text.bytes, source, log)] }
  }

  // MARK: - Workbooks

  private mutating func readArchive(
    _ bytes: [UInt8], _ file: String, _ order: Int, _ log: SheetDiagnostics
  ) throws(WorkbookError) {
    var other: FileKind?
    do throws(ZipArchive.CorruptionError) {
      var reader = try WorkbookReader(bytes, file: file, log: log)
      other = reader.otherKind()
      if other == nil { tables = try reader.tables(from: order) }
      hiddenSheets = reader.hidden
    } catch {
      throw .damaged(part: error.part)
    }
    if let other { throw .unread(other) }
  }

  private mutating func readBinary(
    _ bytes: [UInt8], _ file: String, _ order: Int, _ log: SheetDiagnostics
  ) throws(WorkbookError) {
    var reader = try BinaryWorkbook(bytes)
    tables = try reader.tables(file: file, from: order)
    hiddenSheets = reader.hidden
    limitCells(reader.cellCount, file, log)
  }

  /// Reads a page or an XML spreadsheet; `false` for any other text.
  private mutating func readMarkup(
    _ text: [UInt8], _ source: TableSource, _ log: SheetDiagnostics
  ) throws(WorkbookError) -> Bool {
    if SpreadsheetML.isSpreadsheet(text) {
      let reader = try SpreadsheetML.read(text, file: source.file, from: source.order)
      (tables, hiddenSheets) = (reader.tables, reader.hidden)
      limitCells(reader.cellCount, source.file, log)
      return true
    }
    guard HTMLTables.isPage(text) else { return false }
    let page = try HTMLTables.read(text, source)
    tables = [page.table]
    limitCells(page.cells, source.file, log)
    return true
  }

  /// Reports that a file has more cells than are kept.
  private mutating func limitCells(_ count: Int, _ file: String, _ log: SheetDiagnostics) {
    guard count > Diagnostic.InputLimit.cells.value else { return }
    log.report(Diagnostic(file: file, place: "$", problem: .tooLarge(String(count), .cells)))
    tables = []
  }

  // MARK: - Delimited values

  private static func table(_ bytes: [UInt8], _ source: TableSource, _ log: SheetDiagnostics) -> RawTable {
    let reader = CSVReader(bytes, delimiter: delimiter(of: bytes))
    for fault in reader.problems {
      log.report(
        fault.problem, at: Cell(source: source, line: fault.line, column: fault.column, text: fault.text))
    }
    var count = 0
    let rows = reader.rows.map { row in
      count += row.cells.count
      return RawTable.Row(
        line: row.line,
        cells: row.cells.map {
          let problem = problem(of: $0.text)
          // Only the beginning of a text that is far too long is kept, for the message.
          let text =
            $0.text.utf8.count > 4 * Diagnostic.InputLimit.cell.value
            ? String($0.text.unicodeScalars.prefix(200)) : $0.text
          return Cell(source: source, line: $0.line, column: $0.column, text: text, problem: problem)
        })
    }
    if count > Diagnostic.InputLimit.cells.value {
      log.report(Diagnostic(file: source.file, place: "$", problem: .tooLarge(String(count), .cells)))
      return RawTable(source: source)
    }
    return RawTable(source: source, rows: rows)
  }

  /// The delimiter that yields the most known headings; a comma if there are none.
  private static func delimiter(of bytes: [UInt8]) -> UInt8 {
    let source = TableSource(order: 0, file: "")
    func headings(_ delimiter: UInt8) -> Int {
      CSVReader(bytes, delimiter: delimiter, limit: 50).rows.map { row in
        let cells = row.cells.map { Cell(source: source, line: 1, column: $0.column, text: $0.text) }
        return HeadingRow.best(RawTable.Row(line: 1, cells: cells)).known
      }.max() ?? 0
    }
    let found = ",;\t".utf8.map { ($0, headings($0)) }
    return found.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? UInt8(ascii: ",")
  }

  /// Checks for what no cell may hold: control characters, or more text than spreadsheets allow.
  static func problem(of text: String) -> Diagnostic.Problem? {
    if text.utf8.count > Diagnostic.InputLimit.cell.value, text.utf16.count > Diagnostic.InputLimit.cell.value
    {
      return .tooLarge(String(text.utf16.count), .cell)
    }
    // Fast path: almost no cell has a byte that could start one of these.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xEF }) else { return nil }
    let bad = text.unicodeScalars.first {
      ($0.value < 0x20 && $0 != "\t" && $0 != "\n" && $0 != "\r") || $0.value == 0x7F || $0.value == 0xFFFE
        || $0.value == 0xFFFF
    }
    return bad.map { .sheet(.forbiddenCharacter($0)) }
  }
}
