import BaylineFormats

/// The columns of a table, which all of its rows share.
final class ColumnIndex {
  let source: TableSource
  /// Columns and headings by key.
  private(set) var byKey: [String: (column: Int, heading: String)] = [:]
  /// By column: whether it has a heading, and whether it has a key.
  private var named: [Bool] = []
  private var keyed: [Bool] = []

  init(_ source: TableSource) {
    self.source = source
  }

  /// Notes that a column has a heading.
  func name(_ column: Int, _ heading: String) {
    while named.count <= column {
      named.append(false)
      keyed.append(false)
    }
    named[column] = true
  }

  /// Gives a key its column, instead of another one if it has one.
  func set(_ key: String, _ column: Int, _ heading: String) {
    if let old = byKey[key] { keyed[old.column] = false }
    byKey[key] = (column, heading)
    keyed[column] = true
  }

  /// Whether a column has a heading.
  func isNamed(_ column: Int) -> Bool { column < named.count && named[column] }
  /// Whether a column has a key.
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

  /// The cell of a column, if it is filled.
  subscript(key: String) -> Cell? {
    guard let (column, heading) = columns.byKey[key],
      var cell = cells.first(where: { $0.column == column }), !CellText.isBlank(cell.text)
    else { return nil }
    cell.heading = heading
    return cell
  }

  /// The cell of a column, filled or not; of the row where the table has no such column.
  func place(_ key: String) -> Cell {
    self[key]
      ?? Cell(
        source: source, line: line, column: columns.byKey[key]?.column ?? cells.first?.column ?? 0,
        heading: columns.byKey[key]?.heading)
  }

  /// Whether the table has a column.
  func has(_ key: String) -> Bool { columns.byKey[key] != nil }
}
