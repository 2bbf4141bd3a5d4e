/// Rows of cells in aligned columns, for a terminal.
public struct TextTable: Sendable {
  /// On which side of its column a cell stands.
  public enum Alignment: Sendable {
    /// Left: words.
    case left
    /// Right: numbers.
    case right
  }

  /// The alignment of each column.
  public let columns: [Alignment]
  /// Spaces between two columns.
  public var gap = 2
  private var rows: [[String]] = []

  /// An empty table with columns.
  public init(_ columns: [Alignment]) {
    self.columns = columns
  }

  /// Appends a row; cells that are missing at its end stay empty. A cell is one line: of a line break it has a blank.
  public mutating func append(_ cells: [String]) {
    rows.append(cells.prefix(columns.count).map(\.printable))
  }

  /// The rows as lines, without spaces at their ends.
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
  /// The text without spaces at its end.
  package func trimmingEnd() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
