import BaylineMath
import BaylineWording

/// Distributions: percentiles as boxes, the mean with its interval, and the planned value.
struct BoxChart: DrawnChart {
  /// The distribution of a figure, or of a figure in one scenario.
  struct Row: Sendable {
    let name: String
    /// `nil` without values.
    let spread: SampleStatistics?
    /// The planned value, if there is one.
    let plan: Double?
    /// `nil` if neither direction is better.
    let moreIsBetter: Bool?

    init(name: String, spread: SampleStatistics?, plan: Double?, moreIsBetter: Bool?) {
      self.name = name.printable
      let isDrawable = spread.map { spread in
        spread.count > 0
          && [
            spread.p5, spread.p25, spread.p50, spread.p75, spread.p95, spread.mean, spread.low, spread.high,
          ]
          .allSatisfy(\.isDrawable)
      }
      self.spread = isDrawable == true ? spread : nil
      self.plan = plan?.drawable
      self.moreIsBetter = moreIsBetter
    }
  }

  /// Rows on one scale.
  struct Group: Sendable {
    /// The heading above the rows; may be empty.
    let title: String
    /// The unit of all rows.
    let measure: ValueUnit
    let rows: [Row]
    /// A line across them: a target.
    var reference: ReferenceLine?
  }

  let title: String
  var note: String?
  /// One below the other, each on its own scale.
  let groups: [Group]

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    var y = legend(words).draw(at: 0, &picture)
    // The names of all groups get the same width, so that the scales line up.
    let all = groups.flatMap(names)
    for group in groups {
      let better = Set(group.rows.map(\.moreIsBetter))
      let common = better.count == 1 ? better.first ?? nil : nil
      let panels = RowPanels(
        names: names(of: group), otherNames: all, panels: [panel(group, common, words)], words: words)
      y = panels.draw(at: y, &picture) + 8
    }
    return picture
  }

  /// With an arrow towards the better side if the rows differ in it.
  private func names(of group: Group) -> [String] {
    let differ = Set(group.rows.map(\.moreIsBetter)).count > 1
    return group.rows.map { row in
      differ ? row.name + (row.moreIsBetter.map { $0 ? " ↑" : " ↓" } ?? "") : row.name
    }
  }

  private var hasArrows: Bool { groups.contains { Set($0.rows.map(\.moreIsBetter)).count > 1 } }

  private func legend(_ words: Glossary) -> Legend {
    var legend = Legend()
    let rows = groups.flatMap(\.rows)
    if rows.contains(where: { $0.spread != nil }) {
      legend.add(
        .area(.paleBlue, .none, line: .blue),
        words("90% 的运行（第 5–95 百分位）", "90% of runs (5th to 95th percentile)"))
      legend.add(.area(.midBlue, .none, line: .blue), words("中间一半（25–75）", "middle half (25th to 75th)"))
      legend.add(.line(Stroke(.text, 2.5)), words("中位数", "median"))
      legend.add(
        .whisker(.diamond, .text, isHollow: true), words("均值及 95% 置信区间", "mean with 95% interval"))
    }
    if rows.contains(where: { $0.plan != nil }) {
      legend.add(.mark(.downTriangle, .vermilion, isHollow: false), words("计划值", "by the plan"))
    }
    if hasArrows {
      legend.add(.none, words("↑ 越多越好，↓ 越少越好", "↑ more is better, ↓ less is better"))
    }
    return legend
  }

  private func panel(_ group: Group, _ moreIsBetter: Bool?, _ words: Glossary) -> RowPanels.Panel {
    let numbers = group.rows.flatMap { row in
      (row.spread.map { [$0.p5, $0.p95, $0.low, $0.high, $0.mean] } ?? []) + (row.plan.map { [$0] } ?? [])
    }
    let all = numbers + (group.reference.map { [$0.value] } ?? [])
    let means = group.rows.compactMap { $0.spread.map { Estimate($0) } }
    let scale = ScaleText(NiceScale(around: all, steps: 4, hasZero: false), words)
    let format = EstimateText(means, scale)
    return RowPanels.Panel(
      title: group.title.printable, axis: { $0.title(group.measure) }, moreIsBetter: moreIsBetter,
      numbers: numbers, hasZero: false, references: group.reference.map { [$0] } ?? [],
      remarks: group.rows.map { row in
        guard let spread = row.spread else { return (words.noValue, NumberText.missing) }
        let mean = format.short(Estimate(spread))
        let plan = row.plan.map { words("，计划 \(format.number($0))", ", plan \(format.number($0))") } ?? ""
        return (words("均值 \(mean)\(plan)", "mean \(mean)\(plan)"), mean)
      },
      draw: { row, plot, picture in
        let row = group.rows[row]
        picture.add(.titled(sentence(row, format, words), shapes(row, plot)))
      })
  }

  private func sentence(_ row: Row, _ format: EstimateText, _ words: Glossary) -> String {
    guard let spread = row.spread else { return "\(row.name): \(words.noValue)" }
    let percentiles = [spread.p5, spread.p25, spread.p50, spread.p75, spread.p95].map(format.number)
      .joined(separator: " · ")
    let plan = row.plan.map { words("；计划 \(format.number($0))", "; plan \(format.number($0))") } ?? ""
    return words(
      "\(row.name)：均值 \(format.long(Estimate(spread)))；5–25–50–75–95 百分位 \(percentiles)\(plan)",
      "\(row.name): mean \(format.long(Estimate(spread))); percentiles 5, 25, 50, 75, 95: \(percentiles)\(plan)"
    )
  }

  private func shapes(_ row: Row, _ plot: RowPanels.Plot) -> [Picture.Shape] {
    let y = plot.middle
    let half = min(7, plot.box.height / 2 - 2)
    var shapes: [Picture.Shape] = []
    if let spread = row.spread {
      func band(_ from: Double, _ to: Double, _ half: Double, _ fill: Ink) -> Picture.Shape {
        .rectangle(
          Box(between: Point(plot.x(from), y - half), Point(plot.x(to), y + half)), fill: fill,
          stroke: Stroke(.blue, 0.8))
      }
      shapes = [
        band(spread.p5, spread.p95, half * 0.6, .paleBlue), band(spread.p25, spread.p75, half, .midBlue),
        .line(
          Point(plot.x(spread.p50), y - half), Point(plot.x(spread.p50), y + half), Stroke(.text, 2.5)),
        .line(Point(plot.x(spread.low), y), Point(plot.x(spread.high), y), Stroke(.text, 1.4)),
        .mark(.diamond, Point(plot.x(spread.mean), y), radius: 4, .text, isHollow: true),
      ]
    }
    if let plan = row.plan {
      shapes.append(
        .mark(.downTriangle, Point(plot.x(plan), y - half + 1), radius: 4.5, .vermilion, isHollow: false))
    }
    return shapes
  }
}
