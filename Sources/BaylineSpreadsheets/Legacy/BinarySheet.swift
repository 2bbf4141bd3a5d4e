import BaylineFormats

/// Reads the cells of a sheet of an old workbook.
struct BinarySheet {
  private let source: TableSource
  private let book: BinaryWorkbook.BookContext
  private let limit: Int
  private var cells: [Cell] = []
  private var hiddenRows: [Int] = []
  private var merges: [MergedCells] = []
  /// A formula whose result is a text, which follows.
  private var pending: Cell?
  private(set) var cellCount = 0
  /// The number of bytes that the records of the sheet take up.
  private(set) var size = 0

  private var part: String { source.sheet ?? "" }

  /// - Parameter limit: The number of filled cells to keep; the rest is counted.
  init(_ source: TableSource, _ book: BinaryWorkbook.BookContext, limit: Int) {
    self.source = source
    self.book = book
    self.limit = limit
  }

  /// The table of the records of a sheet.
  mutating func table(_ records: BinaryRecords) throws(WorkbookError) -> RawTable {
    var records = records
    let start = records.at
    guard try records.next().id == BinaryRecords.ID.begin else { throw .damaged(part: part) }
    // Charts in the sheet have records of their own, from their begin to their end.
    var depth = 1
    while depth > 0 {
      let record = try records.next()
      switch record.id {
      case BinaryRecords.ID.begin: depth += 1
      case BinaryRecords.ID.end: depth -= 1
      default: if depth == 1 { try read(record) }
      }
    }
    if pending != nil { throw .damaged(part: part) }
    size = records.at - start
    return try sorted()
  }

  private mutating func read(_ record: BinaryRecords.Record) throws(WorkbookError) {
    let data = record.first(part)
    switch record.id {
    case BinaryRecords.ID.row:
      if try data.word(12) & 0x20 != 0 { hiddenRows.append(try data.word(0) + 1) }
    case BinaryRecords.ID.mergedCells:
      for index in 0..<(try data.word(0)) {
        let (first, last) = (try data.word(2 + 8 * index), try data.word(4 + 8 * index))
        let (left, right) = (try data.word(6 + 8 * index), try data.word(8 + 8 * index))
        guard first <= last, left <= right else { throw .damaged(part: part) }
        merges.append(MergedCells(lines: first + 1...last + 1, columns: left...right))
      }
    case BinaryRecords.ID.sharedText:
      var cell = try cell(data)
      let index = try data.long(6)
      if book.strings.indices.contains(index) {
        cell.text = book.strings[index]
      } else {
        cell.problem = .sheet(.damagedWorkbook(part: "SST"))
      }
      add(cell)
    case BinaryRecords.ID.text, BinaryRecords.ID.richText:
      var cell = try cell(data)
      var text = try BinaryText(record, from: 6, book.textStyle, part: part)
      cell.text = try text.text(countBytes: 2)
      add(cell)
    case BinaryRecords.ID.number: try add(try data.double(6), try data.word(4), to: try cell(data))
    case BinaryRecords.ID.shortNumber:
      try add(Self.short(try data.long(6)), try data.word(4), to: try cell(data))
    case BinaryRecords.ID.multipleNumbers: try readNumbers(data)
    case BinaryRecords.ID.truth:
      try add(value: try data.byte(6), isError: try data.byte(7) != 0, to: try cell(data))
    case BinaryRecords.ID.formula: try readFormula(data)
    case BinaryRecords.ID.string:
      guard var cell = pending else { break }
      pending = nil
      var text = try BinaryText(record, book.textStyle, part: part)
      cell.text = try text.text(countBytes: 2)
      add(cell)
    default: break
    }
  }

  // MARK: - Cells

  /// A cell without text; records of cells begin with row, column and style.
  private func cell(_ data: LittleEndian) throws(WorkbookError) -> Cell {
    let column = try data.word(2)
    guard column < 256 else { throw .damaged(part: part) }
    return Cell(source: source, line: try data.word(0) + 1, column: column)
  }

  private mutating func readNumbers(_ data: LittleEndian) throws(WorkbookError) {
    let first = try cell(data)
    let count = (data.count - 6) / 6
    guard count > 0, data.count == 6 + 6 * count, first.column + count <= 256 else {
      throw .damaged(part: part)
    }
    for index in 0..<count {
      var cell = first
      cell.column += index
      try add(Self.short(try data.long(6 + 6 * index)), try data.word(4 + 6 * index), to: cell)
    }
  }

  private mutating func readFormula(_ data: LittleEndian) throws(WorkbookError) {
    if pending != nil { throw .damaged(part: part) }
    var cell = try cell(data)
    guard try data.word(12) == 0xFFFF else {
      let number = try data.double(6)
      // Programs that do not calculate write 0 and ask for it to be done when the workbook is opened.
      if number == 0, try data.word(14) & 2 != 0 {
        cell.problem = .sheet(.formulaWithoutValue)
        add(cell)
      } else {
        try add(number, try data.word(4), to: cell)
      }
      return
    }
    switch try data.byte(6) {
    case 0: pending = cell
    case 1: try add(value: try data.byte(8), isError: false, to: cell)
    case 2: try add(value: try data.byte(8), isError: true, to: cell)
    case 3: break
    default: throw .damaged(part: part)
    }
  }

  private mutating func add(_ number: Double, _ style: Int, to cell: Cell) throws(WorkbookError) {
    guard number.isFinite else { throw .damaged(part: part) }
    var cell = cell
    cell.text = book.formats.text(
      number, written: number.description, style: style, countsFrom1904: book.countsFrom1904)
    add(cell)
  }

  private mutating func add(value: Int, isError: Bool, to cell: Cell) throws(WorkbookError) {
    var cell = cell
    if isError {
      guard let name = Self.errors[value] else { throw .damaged(part: part) }
      cell.problem = .sheet(.errorValue(name))
    } else {
      cell.text = value == 0 ? "FALSE" : "TRUE"
    }
    add(cell)
  }

  private mutating func add(_ cell: Cell) {
    guard !cell.text.isEmpty || cell.problem != nil else { return }
    cellCount += 1
    guard cellCount <= limit else { return }
    var cell = cell
    cell.problem = cell.problem ?? SpreadsheetFile.problem(of: cell.text)
    cells.append(cell)
  }

  /// A number of 30 bits: an integer or the upper half of a number, perhaps in hundredths.
  private static func short(_ bits: Int) -> Double {
    let number =
      bits & 2 != 0
      ? Double(Int32(truncatingIfNeeded: bits) >> 2) : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
    return bits & 1 != 0 ? number / 100 : number
  }

  private static let errors = [
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
  ]

  // MARK: - Rows

  /// The cells by rows and columns; records may come in any order.
  private func sorted() throws(WorkbookError) -> RawTable {
    var table = RawTable(source: source)
    var last = (line: 0, column: -1)
    let ordered = cells.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    for cell in ordered {
      // Two values of one cell contradict each other.
      guard last != (cell.line, cell.column) else { throw .damaged(part: part) }
      if last.line == cell.line {
        table.rows[table.rows.count - 1].cells.append(cell)
      } else {
        table.rows.append(RawTable.Row(line: cell.line, cells: [cell]))
      }
      last = (cell.line, cell.column)
    }
    let lines = Set(table.rows.map(\.line))
    table.hiddenRows = Set(hiddenRows).intersection(lines).sorted()
    table.merges = merges
    return table
  }
}
