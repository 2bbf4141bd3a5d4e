import BaylineWording

/// A table of a page: words on the left, numbers aligned by their decimals on the right.
package struct PageTable: Sendable {
  /// The name of its CSV file, without the ending.
  package let name: String
  /// What stands above it.
  package let caption: String
  /// The columns.
  package let columns: [PageColumn]
  /// The rows.
  package let rows: [PageRow]
  /// What stands in its place if it has no rows.
  package let empty: String
  /// Its numbers stand without their intervals but in CSV: it has many columns, and a chart beside it.
  package let isBrief: Bool

  /// A table.
  package init(
    name: String, caption: String, columns: [PageColumn], rows: [PageRow], empty: String = "",
    isBrief: Bool = false
  ) {
    self.name = name
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.empty = empty
    self.isBrief = isBrief
  }

  /// The decimals of each column, alike in all of its rows.
  var decimals: [Int] {
    columns.indices.map { column in
      if let fixed = columns[column].decimals { return fixed }
      let estimates = rows.compactMap { row -> Estimate? in
        guard column < row.cells.count else { return nil }
        return switch row.cells[column].content {
        case .words: nil
        case .number(let number): number.map { Estimate($0) }
        case .estimate(let estimate): estimate
        }
      }
      return NumberText.decimals(
        for: estimates.flatMap { [$0.value, $0.low, $0.high] }, margins: estimates.map(\.margin))
    }
  }

  /// The judgements that its cells have, and whether a row is the best: what a key has to explain.
  /// - Parameter hasRanges: Whether intervals are shown.
  func key(_ words: Glossary, hasRanges: Bool = true) -> String {
    let judgements = Set(rows.flatMap { $0.cells.compactMap(\.judgement) })
    var parts = [Judgement.better, .worse, .different, .unclear].filter(judgements.contains)
      .map { "\($0.sign) \($0.name(words))" }
    if rows.contains(where: \.isBest) { parts.append("★ \(words("最优", "the best"))") }
    let hasIntervals =
      hasRanges
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
package struct PageColumn: Sendable {
  /// Its heading, without the unit.
  package let heading: String
  /// What its numbers count; `nil` for words.
  package let measure: ValueUnit?
  /// Numbers above zero have a plus sign: differences.
  package let isSigned: Bool
  /// So many decimals, whatever the numbers are.
  package let decimals: Int?

  /// A column of words.
  package init(_ heading: String) {
    (self.heading, measure, isSigned, decimals) = (heading.printable, nil, false, nil)
  }

  /// A column of numbers.
  package init(_ heading: String, _ measure: ValueUnit, isSigned: Bool = false, decimals: Int? = nil) {
    self.heading = heading.printable
    self.measure = measure
    self.isSigned = isSigned
    self.decimals = decimals
  }

  var isNumeric: Bool { measure != nil }

  /// The heading with the unit, on one line.
  func title(_ words: Glossary) -> String {
    guard let measure else { return heading }
    let name = measure.name(words)
    return name.isEmpty ? heading : heading + words.bracketed(name)
  }
}

/// A row of a table.
package struct PageRow: Sendable {
  /// The cells, one for each column.
  package let cells: [PageCell]
  /// It is the one to choose.
  package let isBest: Bool
  /// It says less than the others: it was not looked at to the end, it fails.
  package let isMuted: Bool

  /// A row.
  package init(_ cells: [PageCell], isBest: Bool = false, isMuted: Bool = false) {
    self.cells = cells
    self.isBest = isBest
    self.isMuted = isMuted
  }
}

/// A cell of a table.
package struct PageCell: Sendable, ExpressibleByStringInterpolation {
  /// What it says.
  package enum Content: Sendable {
    case words(String)
    case number(Double?)
    case estimate(Estimate?)
  }

  /// What it says.
  package let content: Content
  /// What its interval means, shown as a sign.
  package let judgement: Judgement?

  private init(_ content: Content, _ judgement: Judgement?) {
    self.content = content
    self.judgement = judgement
  }

  /// Words.
  package init(stringLiteral text: String) {
    self.init(.words(text.printable), nil)
  }

  /// Words.
  package static func words(_ text: String) -> PageCell { PageCell(.words(text.printable), nil) }

  /// A number, or none.
  package static func number(_ number: Double?) -> PageCell { PageCell(.number(number), nil) }

  /// A number with its interval, or none.
  package static func estimate(_ estimate: Estimate?) -> PageCell { PageCell(.estimate(estimate), nil) }

  /// A difference with its interval and what that means, or none.
  /// - Parameter moreIsBetter: `nil` if neither side is.
  package static func difference(_ difference: Estimate?, moreIsBetter: Bool?) -> PageCell {
    PageCell(.estimate(difference), difference.map { Judgement($0, moreIsBetter: moreIsBetter) })
  }

  /// The number itself and, in brackets, its interval.
  func parts(_ column: PageColumn, decimals: Int) -> (value: String, range: String) {
    func number(_ number: Double) -> String {
      NumberText.text(number, decimals: decimals, isSigned: column.isSigned)
    }
    switch content {
    case .words(let text): return (text, "")
    case .number(let value): return (value.map(number) ?? NumberText.missing, "")
    case .estimate(let estimate):
      guard let estimate else { return (NumberText.missing, "") }
      return (
        number(estimate.value),
        estimate.low < estimate.high ? "[\(number(estimate.low)), \(number(estimate.high))]" : ""
      )
    }
  }

  /// All of it on one line.
  func text(_ column: PageColumn, decimals: Int, hasRange: Bool = true) -> String {
    let (value, range) = parts(column, decimals: decimals)
    return [value, hasRange ? range : "", judgement?.sign ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
