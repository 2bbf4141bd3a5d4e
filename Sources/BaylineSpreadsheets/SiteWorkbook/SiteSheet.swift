import BaylineFormats
import BaylineModel

/// A table of a site whose headings are recognised.
struct SiteSheet {
  let table: SiteTable
  private(set) var rows: [SheetRow] = []
  /// The headings of ignored columns.
  private(set) var ignored: [String] = []
  /// The trades with a column of levels, and the keys of these columns.
  private(set) var trades: [(name: String, key: String)] = []

  /// Recognises a table by its headings; `nil` if it is not a site's, after reporting faults where it seems to be one.
  init?(_ raw: RawTable, _ log: SheetDiagnostics) {
    guard let header = Self.header(of: raw) else {
      if let sheet = raw.source.sheet, let first = raw.rows.first?.cells.first,
        let table = Self.table(titled: sheet)
      {
        log.report(
          .missingHeading(table.columns.first { $0.isRequired }?.bilingualHeading ?? ""), at: first)
      }
      return nil
    }
    table = header.table
    let columns = understand(raw.rows[header.index], raw.source, log)
    for row in raw.rows.dropFirst(header.index + 1) {
      for cell in row.cells {
        if let problem = cell.problem { log.report(problem, at: cell) }
        if !columns.isNamed(cell.column), !CellText.isBlank(cell.text) {
          log.report(.cellWithoutHeading, at: cell)
        }
      }
      let read = SheetRow(row, columns)
      if !read.isEmpty { rows.append(read) }
    }
  }

  /// Whether a table shows by its headings that it is a site's.
  static func isDistinctive(_ raw: RawTable) -> Bool {
    guard let header = header(of: raw), header.table.isDistinctive, header.missing == 0 else { return false }
    // A time clock may have the people's shifts beside their work.
    let kinds = TableKind.demandTables + TableKind.historyTables
    return HeadingRow.best(raw.rows[header.index], among: kinds).known <= header.known
  }

  /// The number of rows in which headings are looked for.
  private static let searchedRows = 10

  /// The row of headings: the one with most known headings, which has a required one that identifies the table.
  private static func header(
    of raw: RawTable
  ) -> (index: Int, table: SiteTable, known: Int, missing: Int)? {
    let rows = raw.rows.prefix(searchedRows).enumerated()
    let found = rows.flatMap { index, row -> [(index: Int, table: SiteTable, known: Int, missing: Int)] in
      let names = Set(row.cells.map { Heading.normalised($0.text) })
      return SiteTable.allCases.compactMap { table in
        let required = table.columns.filter(\.isRequired)
        let known = table.columns.count { !names.isDisjoint(with: $0.names) }
        let missing = required.count { names.isDisjoint(with: $0.names) }
        return known >= 2 && missing < required.count ? (index, table, known, missing) : nil
      }
    }
    return found.max {
      (-$0.missing, $0.known, -$0.index) < (-$1.missing, $1.known, -$1.index)
    }
  }

  private static func table(titled name: String) -> SiteTable? {
    SiteTable.allCases.first { table in Language.allCases.contains { table.title($0) == name } }
  }

  private mutating func understand(
    _ header: RawTable.Row, _ source: TableSource, _ log: SheetDiagnostics
  ) -> ColumnIndex {
    let columns = ColumnIndex(source)
    var taken: Set<String> = []
    for cell in header.cells {
      if let problem = cell.problem { log.report(problem, at: cell) }
      let name = Heading.normalised(cell.text)
      if name.isEmpty { continue }
      columns.name(cell.column)
      var key = table.columns.first { $0.names.contains(name) }?.key
      if key == nil, table == .technicians, let trade = SiteTable.trade(inHeading: cell.text), !trade.isEmpty
      {
        key = "skill \(trade)"
        trades.append((trade, "skill \(trade)"))
      }
      guard let key else {
        ignored.append(cell.text)
        continue
      }
      guard taken.insert(key).inserted else {
        log.report(.duplicateHeading(cell.text), at: cell)
        continue
      }
      columns.set(key, ColumnIndex.Place(column: cell.column, heading: cell.text))
    }
    for column in table.columns where column.isRequired && !taken.contains(column.key) {
      var place = header.cells[0]
      place.column = (header.cells.last?.column ?? 0) + 1
      place.text = ""
      if !log.has(place) { log.report(.missingHeading(column.bilingualHeading), at: place) }
    }
    return columns
  }
}
