import BaylineModel
import BaylineWording

/// A sheet of a workbook to be written.
struct WorkbookSheet {
  /// The format of a column's cells.
  enum Style: Int {
    case plain, heading, time, date, text
  }

  /// A column with its heading.
  struct Column {
    var heading: String
    var style = Style.plain
    /// What to write in it, shown as a note on the heading.
    var note: String?
    /// The minimum width in characters.
    var minWidth = 8
  }

  /// The values that some cells offer in a drop-down list.
  struct Choices {
    /// Where the values come from.
    enum Source: Hashable {
      case values([String])
      /// A range of cells such as `'班次'!$A$2:$A$500`.
      case range(String)
    }

    var source: Source
    /// The cells, such as `B2:B500`.
    var cells: String
    /// Whether other values are rejected; not in cells that may hold several values.
    var isStrict = true
  }

  var name: String
  var columns: [Column]
  var rows: [[SheetValue]]
  var choices: [Choices] = []

  /// The last row with drop-down lists, below which a sheet has none.
  static let lastRow = 2000

  /// The cells of a column below its heading.
  static func cells(_ column: Int, lastRow: Int = Self.lastRow) -> String {
    let letters = Cell.letters(column)
    return "\(letters)2:\(letters)\(lastRow)"
  }

  /// The cells of a column of a sheet below its heading, as other sheets refer to them.
  static func range(_ column: Int, of sheet: String, lastRow: Int = Self.lastRow) -> String {
    let letters = Cell.letters(column)
    return "'\(sheet.replacing("'", with: "''"))'!$\(letters)$2:$\(letters)$\(lastRow)"
  }
}

extension WorkbookSheet {
  /// The sheet of a table of a demand.
  init(_ table: SheetTable, language: Language, choices: TableChoices) {
    let kind = table.kind
    name = kind.title(language)
    columns = kind.writtenColumns.map { column in
      Column(
        heading: column.heading(language), style: column.content.style,
        note: kind.note(column.key, language), minWidth: column.content.minWidth)
    }
    rows = table.rows.map { row in kind.writtenColumns.map { row[$0.key] } }
    self.choices = choices.choices(of: kind)
  }
}

extension Column.Content {
  /// The format of a column's cells.
  var style: WorkbookSheet.Style {
    switch self {
    case .time: .time
    case .date: .date
    case .id, .list, .windows: .text
    case .text, .integer, .decimal, .flag, .level, .bayAfter: .plain
    }
  }

  /// The width in characters that typical values need.
  var minWidth: Int {
    switch self {
    case .flag, .level, .integer, .decimal, .bayAfter: 8
    case .date, .id: 12
    case .text: 14
    case .time: 17
    case .list: 18
    case .windows: 24
    }
  }
}
