import BaylineFormats

/// The columns of a table, shared by all of its rows.
final class ColumnIndex {
  let source: TableSource
  /// Columns and headings by key.
  private(set) var byKey: [String: (column: Int, heading: String)] = [:]
  /// Whether each column has a heading, and whether it has a key.
  private var named: [Bool] = []
  private var keyed: [Bool] = []

  init(_ source: TableSource) {
    self.source = source
  }

  /// Records that a column has a heading.
  func name(_ column: Int, _ heading: String) {
    while named.count <= column {
      named.append(false)
      keyed.append(false)
    }
    named[column] = true
  }

  /// Sets the column of a key, replacing any other.
  func set(_ key: String, _ column: Int, _ heading: String) {
    if let old = byKey[key] { keyed[old.column] = false }
    byKey[key] = (column, heading)
    keyed[column] = true
  }

  func isNamed(_ column: Int) -> Bool { column < named.count && named[column] }
  func isKeyed(_ column: Int) -> Bool { column < keyed.count && keyed[column] }
}

/// A row below headings.
struct SheetRow {
  let line: Int
  /// Whether no known column is filled.
  let isEmpty: Bool
  private let cells: [Cell]
  private let columns: ColumnIndex

  init(_ row: RawTable.Row, _ columns: ColumnIndex) {
    line = row.line
    cells = row.cells
    self.columns = columns
    isEmpty = !row.cells.contains { columns.isKeyed($0.column) && !CellText.isBlank($0.text) }
  }

  var source: TableSource { columns.source }

  /// The cell of a column; `nil` if it is empty.
  subscript(key: String) -> Cell? {
    guard let (column, heading) = columns.byKey[key],
      var cell = cells.first(where: { $0.column == column }), !CellText.isBlank(cell.text)
    else { return nil }
    cell.heading = heading
    return cell
  }

  /// The cell of a column, filled or not; the row's first cell if the table has no such column.
  func place(_ key: String) -> Cell {
    self[key]
      ?? Cell(
        source: source, line: line, column: columns.byKey[key]?.column ?? cells.first?.column ?? 0,
        heading: columns.byKey[key]?.heading)
  }

  /// The lines that the row extends over: cells of a text file may have line breaks.
  var lines: Set<Int> { Set(cells.map(\.line)).union([line]) }

  /// Whether the table has a column.
  func has(_ key: String) -> Bool { columns.byKey[key] != nil }
}
