import BaylineFormats

/// A table whose headings were understood.
struct Sheet {
  let kind: TableKind
  let source: TableSource
  /// The rows below the headings that have a cell.
  private(set) var rows: [SheetRow] = []
  /// Rows above the headings, such as a title.
  private(set) var titleRows = 0
  /// Headings of columns of one's own (`x-…`), which are passed over.
  private(set) var notes: [String] = []

  /// The rows below the headings that a workbook hides, and those with merged cells: ascending, disjoint.
  private(set) var hiddenRows: [ClosedRange<Int>] = []
  private(set) var mergedRows: [ClosedRange<Int>] = []

  /// How far down the headings may stand.
  private static let searchedRows = 10

  /// Understands a table by its headings; `nil` after its faults were noted, or where it has no cells.
  ///
  /// - Parameter kinds: what it may be.
  init?(_ table: RawTable, _ log: SheetLog, among kinds: [TableKind] = TableKind.ofDemands) {
    guard let first = table.rows.first else { return nil }
    let candidates = table.rows.prefix(Self.searchedRows).enumerated().map {
      (index: $0, best: Self.bestKind($1, among: kinds))
    }
    guard let header = candidates.max(by: { ($0.best.known, -$0.index) < ($1.best.known, -$1.index) }),
      header.best.known >= 2
    else {
      if let cell = first.cells.first { log.report(.unknownTable, at: cell) }
      return nil
    }
    kind = header.best.kind
    source = table.source
    titleRows = header.index
    let columns = understand(table.rows[header.index], log)
    rows = table.rows.dropFirst(header.index + 1).map { row in
      SheetRow(kind: kind, source: source, row: row, columns: columns, log: log)
    }
    if let last = rows.last?.line {
      let lines = table.rows[header.index].line + 1...last
      hiddenRows = Self.joined(table.hiddenRows.map { $0...$0 }, within: lines)
      mergedRows = Self.joined(table.mergedRows, within: lines)
    }
  }

  /// What of some spans of lines lies within others, those that touch together.
  private static func joined(_ spans: [ClosedRange<Int>], within lines: ClosedRange<Int>) -> [ClosedRange<
    Int
  >] {
    let inside = spans.filter { $0.overlaps(lines) }.map { $0.clamped(to: lines) }
    return inside.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, span in
      if let last = joined.last, span.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        joined.append(span)
      }
    }
  }

  // MARK: - Headings

  /// The kind of table that most headings of a row fit, and how many do.
  static func bestKind(
    _ row: RawTable.Row, among kinds: [TableKind] = TableKind.allCases
  ) -> (kind: TableKind, known: Int) {
    let names = Set(row.cells.map { normalised($0.text) })
    func score(_ kind: TableKind) -> (known: Int, missing: Int) {
      let columns = kind.columns
      let ambiguous = Column.ambiguous[kind]?.keys.count { names.contains(normalised($0)) } ?? 0
      return (
        columns.count { !names.isDisjoint(with: $0.names) } + ambiguous,
        -columns.count { $0.isRequired && names.isDisjoint(with: $0.names) }
      )
    }
    let best = kinds.map { ($0, score($0)) }.max { $0.1 < $1.1 }
    return best.map { ($0.0, $0.1.known) } ?? (.visits, 0)
  }

  /// The columns of our keys, after faults of the headings were noted. Columns of one's own have no key.
  private mutating func understand(_ header: RawTable.Row, _ log: SheetLog) -> [Int: (
    key: String?, heading: String
  )] {
    var columns: [Int: (key: String?, heading: String)] = [:]
    var taken: Set<String> = []
    let known = kind.columns
    for cell in header.cells {
      if let problem = cell.problem { log.report(problem, at: cell) }
      let name = Self.normalised(cell.text)
      if name.isEmpty { continue }
      columns[cell.column] = (nil, cell.text)
      if let column = known.first(where: { $0.names.contains(name) }) {
        columns[cell.column]?.key = column.key
        if !taken.insert(column.key).inserted { log.report(.duplicateHeading(cell.text), at: cell) }
      } else if let ways = Column.ambiguous[kind]?.first(where: { Self.normalised($0.key) == name })?.value {
        let choices = ways.compactMap { kind.column($0)?.bothHeadings }
        taken.formUnion(ways)
        log.report(.ambiguousHeading(cell.text, choices: choices), at: cell)
      } else if name.hasPrefix("x-") || name.hasPrefix("x_") {
        notes.append(cell.text)
      } else {
        let names = known.flatMap { $0.chinese + $0.english }
        log.report(.unknownHeading(cell.text, nearest: log.nearest(to: cell.text, among: names)), at: cell)
      }
    }
    for column in known where column.isRequired && !taken.contains(column.key) {
      var place = header.cells[0]
      place.column = (header.cells.last?.column ?? 0) + 1
      place.text = ""
      if !log.has(place) { log.report(.missingHeading(column.bothHeadings), at: place) }
    }
    return columns
  }

  /// A heading without what does not matter: blanks, line breaks, marks of required columns, capitals.
  static func normalised(_ heading: String) -> String {
    let kept = CellText.normalised(heading).unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" }
    return String(String.UnicodeScalarView(kept)).lowercased()
  }
}

/// A row below headings.
struct SheetRow {
  let source: TableSource
  let line: Int
  private let cells: [String: Cell]
  /// Columns and headings by key, for cells that are empty.
  private let columns: [String: (column: Int, heading: String)]
  private let firstColumn: Int

  fileprivate init(
    kind: TableKind, source: TableSource, row: RawTable.Row, columns: [Int: (key: String?, heading: String)],
    log: SheetLog
  ) {
    self.source = source
    line = row.line
    var cells: [String: Cell] = [:]
    for var cell in row.cells {
      if let problem = cell.problem { log.report(problem, at: cell) }
      guard let column = columns[cell.column] else {
        if !CellText.isBlank(cell.text) { log.report(.cellWithoutHeading, at: cell) }
        continue
      }
      cell.heading = column.heading
      if let key = column.key, cells[key] == nil, !CellText.isBlank(cell.text) { cells[key] = cell }
    }
    self.cells = cells
    self.columns = Dictionary(
      columns.compactMap { column in column.value.key.map { ($0, (column.key, column.value.heading)) } },
      uniquingKeysWith: { $0.0 < $1.0 ? $0 : $1 })
    firstColumn = row.cells.first?.column ?? 0
  }

  /// The cell of a column, if it is filled.
  subscript(key: String) -> Cell? { cells[key] }

  /// Whether no known column is filled.
  var isEmpty: Bool { cells.isEmpty }

  /// The cell of a column, filled or not; of the row where the table has no such column.
  func place(_ key: String) -> Cell {
    cells[key]
      ?? Cell(
        source: source, line: line, column: columns[key]?.column ?? firstColumn,
        heading: columns[key]?.heading)
  }

  /// Whether the table has a column.
  func has(_ key: String) -> Bool { columns[key] != nil }
}
