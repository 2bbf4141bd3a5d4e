import BaylineFormats

/// Reads the visible sheets of an old workbook (`.xls` of Excel 97 to 2003, and of Excel 5 and 95) as texts, like those of
/// `WorkbookReader`: dates as `2026-11-23 08:15`, formulas as their stored results.
///
/// Microsoft (2021), [MS-XLS] Excel Binary File Format (.xls) Structure.
struct BinaryWorkbook {
  private struct SheetEntry {
    var name: String
    var offset: Int
    var isHidden: Bool
  }

  private let stream: [UInt8]
  private let part: String
  private var isUnicode = true
  private var codePage = 1200
  private var sheets: [SheetEntry] = []
  /// What the sheets share.
  private var book = BookContext()
  /// The names of the hidden sheets.
  private(set) var hidden: [String] = []
  /// The number of filled cells, over all sheets.
  private(set) var cellCount = 0

  /// What all sheets of a workbook share.
  struct BookContext {
    var strings: [String] = []
    var formats = NumberFormats()
    var countsFrom1904 = false
    var textStyle = BinaryText.Style.unicode
  }

  /// Opens a workbook in a compound file.
  init(_ bytes: [UInt8]) throws(WorkbookError) {
    let file = try CompoundFile(bytes)
    if file.names.contains("EncryptedPackage") { throw .protected }
    if let stream = try file.stream("Workbook") {
      (self.stream, part) = (stream, "Workbook")
    } else if let stream = try file.stream("Book") {
      (self.stream, part) = (stream, "Book")
    } else {
      throw .notASpreadsheet
    }
    try readGlobals()
  }

  /// The visible sheets in order, including empty ones.
  ///
  /// - Parameters:
  ///   - file: The file's name.
  ///   - order: The position of the first sheet among all tables.
  /// - Complexity: linear in the size, but for sorting cells that are out of order.
  mutating func tables(file: String, from order: Int) throws(WorkbookError) -> [RawTable] {
    var tables: [RawTable] = []
    var size = 0
    for sheet in sheets where !sheet.isHidden {
      let source = TableSource(
        order: order + tables.count, file: file, sheet: sheet.name, countsFrom1904: book.countsFrom1904)
      var reader = BinarySheet(source, book, limit: Diagnostic.InputLimit.cells.value - cellCount)
      tables.append(try reader.table(BinaryRecords(stream, from: sheet.offset, part: sheet.name)))
      cellCount += reader.cellCount
      // Sheets that share records could take any time.
      size += reader.size
      guard size <= stream.count else { throw .damaged(part: sheet.name) }
    }
    return tables
  }

  // MARK: - What the sheets share

  private mutating func readGlobals() throws(WorkbookError) {
    var records = BinaryRecords(stream, from: 0, part: part)
    try readBegin(try records.next())
    var styles: [Int] = []
    var codes: [Int: String] = [:]
    while true {
      let record = try records.next()
      let data = record.first(part)
      switch record.id {
      case BinaryRecords.ID.end:
        book.formats = NumberFormats(styles: styles, codes: codes)
        hidden = sheets.filter(\.isHidden).map(\.name)
        return
      case BinaryRecords.ID.protection: throw .protected
      case BinaryRecords.ID.codePage: try setCodePage(try data.word(0))
      case BinaryRecords.ID.dateMode: book.countsFrom1904 = try data.word(0) == 1
      case BinaryRecords.ID.format: styles.append(try data.word(2))
      case BinaryRecords.ID.formatCode:
        var text = try BinaryText(record, from: 2, book.textStyle, part: part)
        codes[try data.word(0)] = try text.text(countBytes: isUnicode ? 2 : 1)
      case BinaryRecords.ID.sheet: try addSheet(record)
      case BinaryRecords.ID.sharedStrings: book.strings = try strings(record)
      default: break
      }
    }
  }

  private mutating func readBegin(_ record: BinaryRecords.Record) throws(WorkbookError) {
    guard record.id == BinaryRecords.ID.begin else {
      throw record.id & 0xFF == 0x09 ? .unread(.oldExcel) : .damaged(part: part)
    }
    let data = record.first(part)
    let (version, type) = (try data.word(0), try data.word(2))
    guard type == 0x05 else { throw .damaged(part: part) }
    switch version {
    case 0x600: isUnicode = true
    case 0x500:
      isUnicode = false
      try setCodePage(1252)
    default: throw .unread(.oldExcel)
    }
  }

  private mutating func setCodePage(_ number: Int) throws(WorkbookError) {
    if isUnicode { return }
    switch number {
    case 936, 54_936: book.textStyle = .bytes(.gb18030)
    case 65_001: book.textStyle = .bytes(.utf8)
    default: book.textStyle = .bytes(nil)
    }
  }

  private mutating func addSheet(_ record: BinaryRecords.Record) throws(WorkbookError) {
    let data = record.first(part)
    var text = try BinaryText(record, from: 6, book.textStyle, part: part)
    let name = try text.text(countBytes: 1)
    // Charts and macros have no cells.
    guard try data.byte(5) == 0 else { return }
    sheets.append(SheetEntry(name: name, offset: try data.long(0), isHidden: try data.byte(4) & 3 != 0))
  }

  private func strings(_ record: BinaryRecords.Record) throws(WorkbookError) -> [String] {
    let count = try record.first(part).long(4)
    var text = try BinaryText(record, from: 8, part: part)
    var strings: [String] = []
    while strings.count < count { strings.append(try text.text(countBytes: 2)) }
    // Text left over means that the lengths are wrong.
    guard text.isAtEnd else { throw .damaged(part: part) }
    return strings
  }
}
