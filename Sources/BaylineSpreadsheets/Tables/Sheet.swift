import BaylineFormats

/// A table whose headings are recognised.
struct Sheet {
  let kind: TableKind
  let source: TableSource
  /// The rows below the headings, without empty ones.
  var rows: [SheetRow] = []
  /// The number of rows above the headings, such as a title.
  var titleRows = 0
  /// Filled cells in columns without a heading, where they are not errors.
  var strayCells: [Cell] = []
  /// What was assumed and passed over.
  var notes: [ImportNote] = []
}

/// Finds the tables of a sheet: their headings in any row, below titles and group headings, and the rows that belong to them.
struct SheetReader {
  /// What is known when sheets are read.
  struct Options {
    /// Whether rows that a filter or the user has hidden count.
    var readsHiddenRows = false
    /// The advisors of the site, whose names sheets and columns may have.
    var advisors: NameMatcher?
  }

  let table: RawTable
  let kinds: [TableKind]
  let options: Options
  let log: SheetDiagnostics
  /// The hidden rows that are left out.
  private let hidden: [ClosedRange<Int>]

  /// The number of rows in which the first headings are looked for.
  static let searchedRows = 1_000

  init(_ raw: RawTable, among kinds: [TableKind], _ options: Options, _ log: SheetDiagnostics) {
    let merged = raw.withMergedCells()
    if merged == nil {
      let limit = Diagnostic.InputLimit.cells
      let problem = Diagnostic.Problem.tooLarge("> \(limit.value)", limit)
      log.report(Diagnostic(file: raw.source.file, place: raw.source.sheet ?? "$", problem: problem))
    }
    var table = merged ?? raw
    let hiddenLines = Set(options.readsHiddenRows ? [] : table.hiddenRows)
    if !hiddenLines.isEmpty { table.rows.removeAll { hiddenLines.contains($0.line) } }
    hidden = Self.joined(hiddenLines.map { $0...$0 })
    self.table = table
    self.kinds = kinds
    self.options = options
    self.log = log
  }

  /// The tables; empty if no row has headings, which is not reported.
  func sheets() -> [Sheet] {
    guard let first = HeadingRow.first(in: table.rows.prefix(Self.searchedRows), among: kinds) else {
      return AdvisorMatrix(table, options.advisors, among: kinds).map { [noted($0.sheet(), 0)] } ?? []
    }
    var starts = [first]
    // Headings are repeated on each printed page, or in other columns for the afternoon.
    if let kind = HeadingRow(table.rows, first, among: kinds)?.kind, kind == .visits || kind.isExported {
      starts += HeadingRow.repeated(in: table.rows, after: first, kind)
    }
    return starts.enumerated().compactMap { index, start in
      let end = index + 1 < starts.count ? starts[index + 1] : table.rows.count
      return sheet(start, end, isFirst: index == 0)
    }
  }

  // MARK: - A table

  private func sheet(_ start: Int, _ end: Int, isFirst: Bool) -> Sheet? {
    guard let header = HeadingRow(table.rows, start, among: kinds) else { return nil }
    var found = header.understand(table.source, log)
    var sheet = Sheet(kind: header.kind, source: table.source)
    sheet.titleRows = isFirst ? start : 0
    let below = table.rows[(start + 1)..<end]
    if header.kind == .visits {
      var visits = VisitRows(found.columns, options.advisors, table, titles: isFirst ? start : 0)
      sheet.rows = below.compactMap { visits.row($0) }
      found.notes += visits.notes
    } else {
      sheet.rows = below.map { SheetRow($0, found.columns) }
    }
    check(&sheet, below, found.columns)
    sheet.notes = found.notes
    return isFirst ? noted(sheet, table.rows[start].line) : sheet
  }

  /// Reports errors of the file format in columns that are read, and cells without a heading.
  private func check(_ sheet: inout Sheet, _ below: ArraySlice<RawTable.Row>, _ columns: ColumnIndex) {
    let lines = Set(sheet.rows.map(\.line))
    var stray: [Cell] = []
    for row in below where lines.contains(row.line) {
      for cell in row.cells {
        if !sheet.kind.isExported, let problem = cell.problem, columns.isKeyed(cell.column) {
          log.report(problem, at: cell)
        }
        if !columns.isNamed(cell.column), !CellText.isBlank(cell.text) { stray.append(cell) }
      }
    }
    if sheet.kind.isExported {
      sheet.strayCells = stray
    } else if sheet.kind == .visits, table.source.sheet != nil {
      if !stray.isEmpty { sheet.notes.append(.strayCells(stray.map(\.address))) }
    } else {
      // In a text, one comma too many moves the cells behind it.
      for cell in stray { log.report(.cellWithoutHeading, at: cell) }
    }
  }

  /// The sheet with notes about its hidden and merged rows.
  private func noted(_ sheet: Sheet, _ headings: Int) -> Sheet {
    var copy = sheet
    let below = { (span: ClosedRange<Int>) in span.upperBound > headings }
    let left = hidden.filter(below)
    if !left.isEmpty { copy.notes.append(.hiddenRows(table: table.source.name, left)) }
    let merged = Self.joined(table.merges.map(\.lines).filter { $0.count > 1 && below($0) })
    if !merged.isEmpty { copy.notes.append(.mergedRows(table: table.source.name, merged)) }
    return copy
  }

  /// Spans of lines in order, those that touch joined.
  static func joined(_ spans: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    spans.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, span in
      if let last = joined.last, span.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        joined.append(span)
      }
    }
  }
}
