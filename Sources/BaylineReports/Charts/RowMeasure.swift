import BaylineWording

/// A number for each row of a chart: a measure of a ranking, or the differences of a figure.
struct RowMeasure: Sendable {
  let title: String
  let measure: ValueUnit
  /// `nil` for numbers that are not judged, or if neither direction is better.
  let moreIsBetter: Bool?
  /// A value for each row; `nil` where it is unknown.
  let values: [Estimate?]

  /// The value of a row, if it can be drawn.
  func drawable(_ row: Int) -> Estimate? {
    guard row < values.count, let value = values[row], value.isDrawable else { return nil }
    return value
  }

  /// The indices of the rows by value, the best first and unknown ones last.
  func order(of count: Int) -> [Int] {
    let sign = moreIsBetter == false ? 1.0 : -1.0
    let keys = (0..<count).map { row in drawable(row).map { sign * $0.value } ?? .infinity }
    return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
  }
}

extension RowMeasure {
  init(title: String, measure: ValueUnit, moreIsBetter: Bool?, differences: [Estimate?]) {
    self.init(title: title, measure: measure, moreIsBetter: moreIsBetter, values: differences)
  }
}

/// A titled chart's rows and the order in which they are drawn, with a panel for each measure.
struct ChartRows: Sendable {
  let title: String
  let note: String?
  let names: [String]
  let panels: [RowMeasure]
  /// The indices of the rows from the top down.
  let order: [Int]

  /// The names in drawing order.
  var namesInOrder: [String] { order.map { names[$0] } }

  /// - Parameter isSorted: Whether to sort the rows by the first measure, the best first.
  init(title: String, note: String? = nil, names: [String], panels: [RowMeasure], isSorted: Bool = false) {
    self.title = title
    self.note = note
    self.names = names.map(\.printable)
    self.panels = panels
    order = (isSorted ? panels.first?.order(of: names.count) : nil) ?? Array(names.indices)
  }

  /// The values of a panel in drawing order, `nil` where there is nothing to draw.
  func values(_ panel: RowMeasure) -> [Estimate?] { order.map(panel.drawable) }
}
