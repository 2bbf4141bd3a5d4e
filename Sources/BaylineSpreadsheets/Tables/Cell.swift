import BaylineFormats

/// Where a table stands: a file, or a sheet of a workbook.
struct TableSource: Hashable {
  /// Tables are told in this order.
  var order: Int
  var file: String
  /// The sheet's name; `nil` in a file that is one table.
  var sheet: String?
  /// Whether plain numbers of days count from 1904 (workbooks of old Macs).
  var countsFrom1904 = false
}

/// A cell and its place.
struct Cell: Hashable {
  var source: TableSource
  /// The line of a text as an editor counts, or the row of a sheet, from 1.
  var line: Int
  /// The column, from 0.
  var column: Int
  /// The heading of its column.
  var heading: String?
  /// The text as it stands there; empty for an empty cell.
  var text = ""
  /// What the file itself has wrong here.
  var problem: InputProblem?

  /// `12:E`; in a workbook `Sheet1!E12`.
  var place: String {
    let letters = Self.letters(column)
    return source.sheet.map { "\($0)!\(letters)\(line)" } ?? "\(line):\(letters)"
  }

  /// A column as spreadsheets name it: A, …, Z, AA, ….
  static func letters(_ column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// Cells in rows, as they stand in a file; rows without cells are left out.
struct RawTable {
  var source: TableSource
  var rows: [Row] = []
  /// The lines of rows with cells that a workbook hides.
  var hiddenRows: [Int] = []
  /// The lines of each span of merged cells.
  var mergedRows: [ClosedRange<Int>] = []

  struct Row {
    var line: Int
    /// From left to right, none empty.
    var cells: [Cell]
  }
}
