import BaylineWording

/// Differences from today with 95% intervals: a row for each item, a panel for each figure.
struct IntervalChart: DrawnChart {
  let rows: ChartRows
  /// The name of the zero line; `nil` is today.
  var reference: String?

  var title: String { rows.title }
  var note: String? { rows.note }

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    let drawn = RowPanels(
      names: rows.namesInOrder, panels: rows.panels.map { panel($0, words) }, words: words)
    let top = legend(words).draw(at: 0, &picture)
    _ = drawn.draw(at: top, &picture)
    return picture
  }

  private func legend(_ words: Glossary) -> Legend {
    let judgements = Set(
      rows.panels.flatMap { panel in
        rows.values(panel).compactMap { value in
          value.map { Judgement($0, moreIsBetter: panel.moreIsBetter) }
        }
      })
    var legend = Legend()
    for judgement in [Judgement.better, .worse, .different, .unclear] where judgements.contains(judgement) {
      let name = judgement.name(words)
      legend.add(
        .whisker(judgement.mark, judgement.ink, isHollow: judgement == .unclear),
        judgement == .unclear ? words("\(name)（区间含 0）", "\(name) (interval includes 0)") : name)
    }
    return legend
  }

  private func panel(_ panel: RowMeasure, _ words: Glossary) -> RowPanels.Panel {
    let values = rows.values(panel)
    let known = values.compactMap { $0 }
    // Without any difference, zero is in the middle.
    let differs = known.contains { $0.low != 0 || $0.high != 0 }
    let numbers: [Double] = differs ? known.flatMap { [$0.low, $0.value, $0.high] } : [-1, 1]
    let scale = ScaleText(NiceScale(around: numbers, steps: 4, hasZero: true), words)
    let format = EstimateText(known, scale, isSigned: true)
    return RowPanels.Panel(
      title: panel.title.printable,
      axis: { text in
        let unit = text.title(panel.measure)
        return words(
          "与\(reference ?? words.today)之差（\(unit)）", "difference from \(reference ?? words.today) (\(unit))")
      },
      moreIsBetter: panel.moreIsBetter, numbers: numbers, hasZero: true,
      references: [ReferenceLine(0, reference ?? words.today)],
      remarks: values.map { value in
        value.map { (format.long($0), format.short($0)) } ?? (words.noValue, NumberText.missing)
      },
      draw: { row, plot, picture in
        guard let value = values[row] else { return }
        let judgement = Judgement(value, moreIsBetter: panel.moreIsBetter)
        let title = "\(rows.namesInOrder[row]): \(format.long(value)) · \(judgement.name(words))"
        picture.add(.titled(title, Whisker.shapes(value, plot, judgement)))
      })
  }
}

extension Judgement {
  var ink: Ink {
    switch self {
    case .better: .blue
    case .worse: .vermilion
    case .different: .text
    case .unclear: .grey
    }
  }

  var mark: MarkShape {
    switch self {
    case .better, .unclear: .circle
    case .worse: .diamond
    case .different: .square
    }
  }
}

/// A mark with its interval.
enum Whisker {
  static func shapes(_ value: Estimate, _ plot: RowPanels.Plot, _ judgement: Judgement) -> [Picture.Shape] {
    let mark = Picture.Shape.mark(
      judgement.mark, Point(plot.x(value.value), plot.middle), radius: 4.5, judgement.ink,
      isHollow: judgement == .unclear)
    return [line(value, plot, Stroke(judgement.ink, 1.8)), mark].compactMap(\.self)
  }

  /// The interval with its end ticks; `nil` if it has no width.
  static func line(_ value: Estimate, _ plot: RowPanels.Plot, _ stroke: Stroke) -> Picture.Shape? {
    let (low, high, y) = (plot.x(value.low), plot.x(value.high), plot.middle)
    guard high > low else { return nil }
    return .segments(
      [
        (Point(low, y), Point(high, y)), (Point(low, y - 3), Point(low, y + 3)),
        (Point(high, y - 3), Point(high, y + 3)),
      ], stroke)
  }
}

/// Formats estimates beside a scale: in the units of the scale, with the same decimals in all rows.
struct EstimateText {
  private let decimals: Int
  private let isSigned: Bool
  private let scale: ScaleText

  init(_ estimates: [Estimate], _ scale: ScaleText, isSigned: Bool = false) {
    self.scale = scale
    self.isSigned = isSigned
    decimals = NumberText.decimals(
      for: estimates.flatMap { [$0.value, $0.low, $0.high].map(scale.shifted) },
      margins: estimates.map { scale.shifted($0.margin) })
  }

  func long(_ estimate: Estimate) -> String {
    Estimate(scale.shifted(estimate.value), scale.shifted(estimate.low), scale.shifted(estimate.high))
      .text(decimals: decimals, isSigned: isSigned)
  }

  func short(_ estimate: Estimate) -> String { number(estimate.value) }

  func number(_ value: Double) -> String {
    NumberText.text(scale.shifted(value), decimals: decimals, isSigned: isSigned)
  }
}
