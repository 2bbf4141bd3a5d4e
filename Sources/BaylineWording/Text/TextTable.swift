/// Rows of cells in aligned columns, for a terminal.
public struct TextTable: Sendable {
  /// The side of its column to which a cell is aligned.
  public enum Alignment: Sendable {
    /// For words.
    case left
    /// For numbers.
    case right
  }

  /// The alignment of each column.
  public let columns: [Alignment]
  /// The number of spaces between columns.
  public var gap = 2
  private var rows: [[String]] = []

  /// Creates an empty table.
  public init(_ columns: [Alignment]) {
    self.columns = columns
  }

  /// Appends a row; missing cells at its end stay empty. Line breaks in cells become spaces.
  public mutating func append(_ cells: [String]) {
    rows.append(cells.prefix(columns.count).map(\.printable))
  }

  /// The rows as lines, without trailing spaces.
  public var lines: [String] {
    let widths = columns.indices.map { column in
      rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        switch columns[column] {
        case .left: cell.padded(to: widths[column])
        case .right: cell.paddedLeft(to: widths[column])
        }
      }
      return cells.joined(separator: String(repeating: " ", count: gap)).trimmingEnd()
    }
  }
}

extension String {
  /// The text without trailing spaces.
  package func trimmingEnd() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
