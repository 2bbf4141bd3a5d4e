import BaylineWording

/// Bars from zero with their intervals: a row for each item, a panel for each measure. For rankings, such as the value of
/// one more of each resource.
struct BarChart: DrawnChart {
  let rows: ChartRows
  /// A line across all rows of the first panel.
  var reference: ReferenceLine?

  var title: String { rows.title }
  var note: String? { rows.note }

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    let drawn = rows.panels.enumerated().map { panel($1, $0 == 0 ? reference : nil, words) }
    let top = legend(words).draw(at: 0, &picture)
    _ = RowPanels(names: rows.namesInOrder, panels: drawn, words: words).draw(at: top, &picture)
    return picture
  }

  private func legend(_ words: Glossary) -> Legend {
    var legend = Legend()
    let values = rows.panels.flatMap { panel in
      rows.values(panel).compactMap { value in value.map { (panel, $0) } }
    }
    let judgements = Set(
      values.compactMap { panel, value in
        panel.moreIsBetter.map { Judgement(value, moreIsBetter: $0) }
      })
    for judgement in [Judgement.better, .worse, .unclear] where judgements.contains(judgement) {
      let name = judgement.name(words)
      let look = judgement.bar
      legend.add(
        .area(look.fill, look.hatch, line: judgement.ink),
        judgement == .unclear ? words("\(name)（区间含 0）", "\(name) (interval includes 0)") : name)
    }
    if values.contains(where: { $1.low < $1.high }) {
      legend.add(.line(Stroke(.text, 1.4)), words.interval)
    }
    return legend
  }

  private func panel(_ panel: RowMeasure, _ reference: ReferenceLine?, _ words: Glossary) -> RowPanels.Panel {
    let values = rows.values(panel)
    let known = values.compactMap { $0 }
    let numbers = known.flatMap { [$0.low, $0.value, $0.high] }
    let all = numbers + (reference.map { [$0.value] } ?? [])
    let format = EstimateText(
      known, ScaleText(NiceScale(around: all, steps: 4, hasZero: true), words),
      isSigned: panel.moreIsBetter != nil)
    return RowPanels.Panel(
      title: panel.title.printable, axis: { $0.title(panel.measure) }, moreIsBetter: panel.moreIsBetter,
      numbers: numbers, hasZero: true, references: reference.map { [$0] } ?? [],
      remarks: values.map { value in
        value.map { (format.long($0), format.short($0)) } ?? (words.noValue, NumberText.missing)
      },
      draw: { row, plot, picture in
        let zero = plot.x(0)
        picture.add(
          .line(Point(zero, plot.box.y), Point(zero, plot.box.bottom), Stroke(.text, 1.2)))
        guard let value = values[row] else { return }
        let judgement = panel.moreIsBetter.map { Judgement(value, moreIsBetter: $0) }
        let words = [format.long(value), judgement?.name(words)].compactMap { $0 }.joined(separator: " · ")
        picture.add(.titled("\(rows.namesInOrder[row]): \(words)", shapes(value, plot, judgement)))
      })
  }

  private func shapes(
    _ value: Estimate, _ plot: RowPanels.Plot, _ judgement: Judgement?
  ) -> [Picture.Shape] {
    let height = min(14, plot.box.height - 6)
    let y = plot.middle
    let bar = Box(
      between: Point(plot.x(0), y - height / 2), Point(plot.x(value.value), y + height / 2))
    let look = judgement?.bar ?? (fill: .midBlue, hatch: .none)
    let ink = judgement?.ink ?? .blue
    var shapes: [Picture.Shape] = [.rectangle(bar, fill: look.fill, stroke: Stroke(ink))]
    if let hatch = Picture.Shape.hatch(look.hatch, over: bar, ink) { shapes.append(hatch) }
    if let whisker = Whisker.line(value, plot, Stroke(.text, 1.4)) { shapes.append(whisker) }
    return shapes
  }
}

extension Judgement {
  /// How a bar looks.
  fileprivate var bar: (fill: Ink, hatch: Hatch) {
    switch self {
    case .better: (.midBlue, .none)
    case .worse: (.paleOrange, .rising)
    case .different: (.paleGrey, .level)
    case .unclear: (.white, .none)
    }
  }
}
