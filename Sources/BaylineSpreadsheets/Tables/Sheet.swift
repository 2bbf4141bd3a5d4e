import BaylineFormats

/// A table whose headings are recognised.
struct Sheet {
  let kind: TableKind
  let source: TableSource
  /// The rows below the headings, without empty ones.
  private(set) var rows: [SheetRow] = []
  /// The number of rows above the headings, such as a title.
  private(set) var titleRows = 0
  /// Headings of ignored columns: those named `x-…`, and in exports of other programs all unknown ones.
  private(set) var ignoredHeadings: [String] = []
  /// Filled cells in columns without a heading, where they are not errors.
  private(set) var strayCells: [Cell] = []

  /// The hidden rows below the headings, and those with merged cells: ascending, disjoint.
  private(set) var hiddenRows: [ClosedRange<Int>] = []
  private(set) var mergedRows: [ClosedRange<Int>] = []

  /// The number of rows in which headings are looked for.
  static let searchedRows = 10

  /// Recognises a table by its headings; `nil` after reporting errors, or if it has no cells.
  ///
  /// - Parameter kinds: The kinds to choose from.
  init?(_ table: RawTable, _ log: SheetDiagnostics, among kinds: [TableKind] = TableKind.demandTables) {
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
    rows.reserveCapacity(table.rows.count)
    for row in table.rows.dropFirst(header.index + 1) {
      if !kind.isExported { report(row, columns, log) } else { noteStrayCells(row, columns) }
      rows.append(SheetRow(row, columns))
    }
    if let last = rows.last?.line {
      let lines = table.rows[header.index].line + 1...last
      hiddenRows = Self.joined(table.hiddenRows.map { $0...$0 }, within: lines)
      mergedRows = Self.joined(table.mergedRows, within: lines)
    }
  }

  /// Clamps spans of lines to a range and joins those that touch.
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

  /// The kind of table that matches most headings of a row, and how many it matches.
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

  /// The columns of known keys, after reporting errors of the headings. Ignored columns have no key.
  private mutating func understand(_ header: RawTable.Row, _ log: SheetDiagnostics) -> ColumnIndex {
    let columns = ColumnIndex(source)
    var taken: [String: (cell: Cell, rank: Int)] = [:]
    let known = kind.columns
    for cell in header.cells {
      if let problem = cell.problem { log.report(problem, at: cell) }
      let name = Self.normalised(cell.text)
      if name.isEmpty { continue }
      columns.name(cell.column, cell.text)
      if let column = known.first(where: { $0.names.contains(name) }) {
        let rank = column.rank(of: name)
        if let other = taken[column.key] {
          if kind.isExported, rank != other.rank {
            // Either column would do, such as the ends of the work and of the bill: the one listed first wins.
            ignoredHeadings.append((rank < other.rank ? other.cell : cell).text)
          } else {
            log.report(.duplicateHeading(cell.text), at: cell)
          }
          if rank >= other.rank { continue }
        }
        taken[column.key] = (cell, rank)
        columns.set(column.key, cell.column, cell.text)
      } else if let ways = Column.ambiguous[kind]?.first(where: { Self.normalised($0.key) == name })?.value {
        let choices = ways.compactMap { kind.column($0)?.bilingualHeading }
        for way in ways { taken[way] = (cell, 0) }
        log.report(.ambiguousHeading(cell.text, choices: choices), at: cell)
      } else if kind.isExported || name.hasPrefix("x-") || name.hasPrefix("x_") {
        ignoredHeadings.append(cell.text)
      } else {
        let names = known.flatMap { $0.chinese + $0.english }
        log.report(.unknownHeading(cell.text, nearest: log.nearest(to: cell.text, among: names)), at: cell)
      }
    }
    for column in known where column.isRequired && taken[column.key] == nil {
      var place = header.cells[0]
      place.column = (header.cells.last?.column ?? 0) + 1
      place.text = ""
      if !log.has(place) { log.report(.missingHeading(column.bilingualHeading), at: place) }
    }
    return columns
  }

  /// Reports errors of the file format and cells without a heading.
  private func report(_ row: RawTable.Row, _ columns: ColumnIndex, _ log: SheetDiagnostics) {
    for cell in row.cells {
      if let problem = cell.problem { log.report(problem, at: cell) }
      if !columns.isNamed(cell.column), !CellText.isBlank(cell.text) {
        log.report(.cellWithoutHeading, at: cell)
      }
    }
  }

  private mutating func noteStrayCells(_ row: RawTable.Row, _ columns: ColumnIndex) {
    for cell in row.cells where !columns.isNamed(cell.column) && !CellText.isBlank(cell.text) {
      strayCells.append(cell)
    }
  }

  /// A heading without white space, case and marks of required columns.
  static func normalised(_ heading: String) -> String {
    let kept = CellText.normalised(heading).unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" }
    return String(String.UnicodeScalarView(kept)).lowercased()
  }
}
