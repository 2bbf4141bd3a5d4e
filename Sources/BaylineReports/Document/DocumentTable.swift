import BaylineWording

/// Rows under headings.
struct DocumentTable: Sendable {
  /// How a table is set.
  enum Style: Sendable {
    /// Columns share the width of a sheet; long cells wrap.
    case sheet
    /// As narrow as its contents, one line per row.
    case compact
    /// Numbers aligned by their decimals, with a key; too many columns are split for terminals.
    case report
  }

  /// The name of its CSV file without the extension; reports only.
  var name = ""
  var caption = ""
  var columns: [DocumentColumn]
  var rows: [DocumentRow]
  /// Shown in place of a table without rows. Without it reports say "None" and forms show the headings alone.
  var empty = ""
  /// Intervals appear in the CSV file only, because there are many columns and a chart beside them.
  var isBrief = false
  var isCompact = false
  /// Rows and columns are read against each other, so that a phone shows the table as it is, not as cards.
  var isGrid = false

  var style: Style {
    isCompact ? .compact : columns.contains { $0.share != nil } ? .sheet : .report
  }

  /// The decimals of each column, the same in all of its rows.
  var decimals: [Int] {
    columns.indices.map { column in
      if let fixed = columns[column].decimals { return fixed }
      let estimates = rows.compactMap { row -> Estimate? in
        guard column < row.cells.count else { return nil }
        return switch row.cells[column].content {
        case .lines, .bar: nil
        case .number(let number): number.map { Estimate($0) }
        case .estimate(let estimate): estimate
        }
      }
      return NumberText.decimals(
        for: estimates.flatMap { [$0.value, $0.low, $0.high] }, margins: estimates.map(\.margin))
    }
  }

  /// Explains the signs that appear in the table; empty if there are none.
  func key(_ words: Glossary) -> String {
    let judgements = Set(rows.flatMap { $0.cells.compactMap(\.judgement) })
    var parts = [Judgement.better, .worse, .different, .unclear].filter(judgements.contains)
      .map { "\($0.sign) \($0.name(words))" }
    if rows.contains(where: { $0.emphasis == .best }) { parts.append("★ \(words("最优", "the best"))") }
    let hasIntervals =
      !isBrief
      && rows.contains { row in
        row.cells.contains { cell in
          if case .estimate(let estimate?) = cell.content { estimate.low < estimate.high } else { false }
        }
      }
    if hasIntervals { parts.append("[ ] \(words.interval)") }
    return parts.joined(separator: " · ")
  }
}

/// A column of a table.
struct DocumentColumn: Sendable {
  /// Without the unit and without control characters.
  let heading: String
  /// Its share of the sheet's width, relative to the other columns; `nil` for as wide as its contents.
  var share: Int?
  let alignment: TextTable.Alignment
  /// Short lines are not broken on paper: plates, and boxes with their labels.
  var keepsLines = false
  /// The unit of its numbers; `nil` for text.
  var measure: ValueUnit?
  /// Positive numbers have a plus sign: differences.
  var isSigned = false
  /// Fixed decimals; `nil` to choose them by the numbers.
  var decimals: Int?

  /// Text in a column as wide as its contents.
  init(_ heading: String, alignment: TextTable.Alignment = .left) {
    self.heading = heading.printable
    self.alignment = alignment
  }

  /// Text in a column with a share of the width.
  init(_ heading: String, _ share: Int, _ alignment: TextTable.Alignment = .left, keepsLines: Bool = false) {
    self.init(heading, alignment: alignment)
    self.share = share
    self.keepsLines = keepsLines
  }

  /// Numbers.
  init(_ heading: String, _ measure: ValueUnit, isSigned: Bool = false, decimals: Int? = nil) {
    self.init(heading, alignment: .right)
    self.measure = measure
    self.isSigned = isSigned
    self.decimals = decimals
  }

  /// Plates of vehicles.
  static func plate(_ words: Glossary, _ share: Int) -> DocumentColumn {
    DocumentColumn(words("车牌号", "Plate"), share, keepsLines: true)
  }

  var isNumeric: Bool { measure != nil }

  /// The heading with the unit, on one line.
  func title(_ words: Glossary) -> String {
    let unit = measure?.name(words) ?? ""
    return unit.isEmpty ? heading : heading + words.bracketed(unit)
  }

  /// Whether a cell's lines are short enough to be kept unbroken.
  func keepsLines(of cell: DocumentCell) -> Bool {
    keepsLines && cell.text.allSatisfy { $0.displayWidth <= 12 }
      && cell.visit.map { $0.displayWidth <= 14 } ?? true
  }
}

/// A row of a table.
struct DocumentRow: Sendable {
  enum Emphasis: String, Sendable {
    case none = ""
    /// Something is wrong, which a cell says in words.
    case flagged
    /// The one to choose.
    case best
    /// Less reliable than the others: stopped early, or failing a target.
    case muted
  }

  let cells: [DocumentCell]
  let emphasis: Emphasis

  init(_ cells: [DocumentCell], isFlagged: Bool = false, isBest: Bool = false, isMuted: Bool = false) {
    self.cells = cells
    emphasis = isFlagged ? .flagged : isBest ? .best : isMuted ? .muted : .none
  }
}
