import BaylineFormats

/// The source of a table: a file, or a sheet of a workbook. A class, because every cell refers to it.
final class TableSource: Hashable, Sendable {
  /// The position among all tables, for sorting.
  let order: Int
  let file: String
  /// The sheet's name; `nil` for a text file.
  let sheet: String?
  /// Whether serial dates count from 1904, as in workbooks of old Macs.
  let countsFrom1904: Bool

  init(order: Int, file: String, sheet: String? = nil, countsFrom1904: Bool = false) {
    self.order = order
    self.file = file
    self.sheet = sheet
    self.countsFrom1904 = countsFrom1904
  }

  /// The file with the sheet in it: `book.xlsx!Sheet1`.
  var name: String { sheet.map { "\(file)!\($0)" } ?? file }

  static func == (left: TableSource, right: TableSource) -> Bool {
    left === right
      || (left.order, left.file, left.sheet, left.countsFrom1904)
        == (right.order, right.file, right.sheet, right.countsFrom1904)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(order) }
}

/// A cell with its place.
struct Cell: Hashable {
  var source: TableSource
  /// The line of a text file or the row of a sheet, from 1.
  var line: Int
  /// The column, from 0.
  var column: Int
  /// The heading of its column.
  var heading: String?
  /// The text; empty for an empty cell.
  var text: String
  /// Boxed to keep cells small: of millions of cells almost none has a problem.
  private var fault: ProblemBox?

  private final class ProblemBox: Hashable, Sendable {
    let problem: Diagnostic.Problem
    init(_ problem: Diagnostic.Problem) { self.problem = problem }
    static func == (left: ProblemBox, right: ProblemBox) -> Bool { left.problem == right.problem }
    func hash(into hasher: inout Hasher) { hasher.combine(problem) }
  }

  init(
    source: TableSource, line: Int, column: Int, heading: String? = nil, text: String = "",
    problem: Diagnostic.Problem? = nil
  ) {
    self.source = source
    self.line = line
    self.column = column
    self.heading = heading
    self.text = text
    fault = problem.map(ProblemBox.init)
  }

  /// An error of the file format itself in this cell.
  var problem: Diagnostic.Problem? {
    get { fault?.problem }
    set { fault = newValue.map(ProblemBox.init) }
  }

  /// `12:E`; in a workbook `Sheet1!E12`.
  var place: String {
    let letters = Self.letters(column)
    return source.sheet.map { "\($0)!\(letters)\(line)" } ?? "\(line):\(letters)"
  }

  /// The place with its file, for messages: `book.xlsx:Sheet1!E12`.
  var address: String { "\(source.file):\(place)" }

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

/// The rows of a file with their cells; empty rows are omitted.
struct RawTable {
  var source: TableSource
  var rows: [Row] = []
  /// The lines of hidden rows.
  var hiddenRows: [Int] = []
  /// The spans of merged cells.
  var merges: [MergedCells] = []

  struct Row {
    var line: Int
    /// The filled cells from left to right.
    var cells: [Cell]
  }
}

/// A span of merged cells, whose text is in the upper left one.
struct MergedCells: Hashable {
  var lines: ClosedRange<Int>
  var columns: ClosedRange<Int>
}

extension RawTable {
  /// The table with the text of vertically merged cells in each of their rows that has other cells; a filled cell keeps the place
  /// of the text. Text merged over several columns is a title or a section, and stays in its first column. `nil` if that
  /// would be more cells than a file may have.
  func withMergedCells(limit: Int = Diagnostic.InputLimit.cells.value) -> RawTable? {
    guard merges.contains(where: { $0.lines.count > 1 }) else { return self }
    let positions = Dictionary(rows.enumerated().map { ($1.line, $0) }) { first, _ in first }
    var added: [Int: [Int: Cell]] = [:]
    var known: Set<MergedCells> = []
    var count = 0
    for span in merges where span.lines.count > 1 && known.insert(span).inserted {
      guard let top = positions[span.lines.lowerBound], let source = rows[top].cell(span.columns.lowerBound)
      else { continue }
      // A damaged file may merge all million rows: only those that exist are visited.
      for position in (top + 1)..<rows.count {
        guard span.lines.contains(rows[position].line) else { break }
        count += 1
        guard count <= limit else { return nil }
        guard rows[position].cell(source.column) == nil, added[position]?[source.column] == nil else {
          continue
        }
        added[position, default: [:]][source.column] = source
      }
    }
    var copy = self
    for (position, cells) in added {
      copy.rows[position].cells += cells.values
      copy.rows[position].cells.sort { $0.column < $1.column }
    }
    return copy
  }
}

extension RawTable.Row {
  /// The cell of a column.
  fileprivate func cell(_ column: Int) -> Cell? {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].column == column ? cells[low] : nil
  }
}

extension Cell {
  /// The same place with another text.
  func with(_ text: String, heading: String? = nil) -> Cell {
    var copy = self
    copy.text = text
    copy.heading = heading ?? self.heading
    return copy
  }
}
