import BaylineMath
import BaylineWording

/// The distribution of a figure: the share of the runs in each class, with the mean, the range of most runs and the
/// planned value.
struct HistogramChart: DrawnChart {
  let title: String
  let note: String?
  let measure: ValueUnit
  /// `nil` if neither direction is better.
  let moreIsBetter: Bool?
  /// The figure in each run.
  let values: [Double]
  /// The planned value, if there is one.
  let plan: Double?
  let target: ReferenceLine?
  let subject: Subject

  /// What each value belongs to.
  enum Subject: Sendable {
    case runs, days
  }

  init(
    title: String, note: String? = nil, measure: ValueUnit, moreIsBetter: Bool?, values: [Double],
    plan: Double? = nil, target: ReferenceLine? = nil, subject: Subject = .runs
  ) {
    self.subject = subject
    self.title = title
    self.note = note
    self.measure = measure
    self.moreIsBetter = moreIsBetter
    self.values = values.filter(\.isDrawable)
    self.plan = plan?.drawable
    self.target = target.flatMap { $0.value.isDrawable ? $0 : nil }
  }

  /// A class of values with its count.
  struct Bin: Hashable {
    let from, to: Double
    var count: Int
  }

  /// Classes of round widths, about two dozen at most; a class for each number if the values are few integers.
  var bins: [Bin] {
    guard let least = values.min(), let most = values.max() else { return [] }
    let isInteger = values.allSatisfy { $0 == $0.rounded() }
    if isInteger && most - least <= 24 {
      var bins = (0...Int(most - least)).map {
        Bin(from: least + Double($0) - 0.5, to: least + Double($0) + 0.5, count: 0)
      }
      for value in values { bins[Int(value - least)].count += 1 }
      return bins
    }
    // About the square root of the number of runs, within what a picture can show.
    let steps = max(5, min(20, Int(Double(values.count).squareRoot().rounded(.up))))
    let scale = NiceScale(around: values, steps: steps, hasZero: false, isInteger: isInteger)
    var bins = zip(scale.ticks, scale.ticks.dropFirst()).map { Bin(from: $0, to: $1, count: 0) }
    guard let first = bins.first, let last = bins.last else { return [] }
    let width = (last.to - first.from) / Double(bins.count)
    for value in values {
      bins[max(0, min(bins.count - 1, Int((value - first.from) / width)))].count += 1
    }
    return bins
  }

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    let bins = bins
    let statistics = values.isEmpty ? nil : SampleStatistics(values)
    let top = legend(statistics, words).draw(at: 0, &picture)
    let shares = bins.map { 100 * Double($0.count) / Double(max(1, values.count)) }
    let marks = [statistics?.mean, plan, target?.value].compactMap { $0 }
    let frame = PlotFrame(
      shares,
      .init(
        measure: .percent,
        subject: subject == .runs ? words("运行次数占比", "share of the runs") : words("天数占比", "share of the days"),
        height: picture.isNarrow ? 130 : 160, footer: 38, headroom: Double(marks.count) * 14 - 8),
      at: top, words, &picture)
    let ends = bins.flatMap { [$0.from, $0.to] }
    let (across, text) = NiceScale.fitting(
      ends + marks, hasZero: false, isInteger: bins.first.map { $0.from != $0.from.rounded() } == true, words
    ) { text, scale in
      let widest = scale.ticks.map { text.tick($0).drawn(Picture.smallSize) }.max() ?? 0
      return Double(scale.ticks.count - 1) * (widest + 14) <= frame.plot.width
    }
    frame.drawAcross(across, text, title: text.title(measure), moreIsBetter: moreIsBetter, words, &picture)
    func x(_ value: Double) -> Double { frame.plot.x + across.fraction(value) * frame.plot.width }
    for (share, part) in zip(shares, bins) where part.count > 0 {
      let bar = Box(between: Point(x(part.from), frame.plot.bottom), Point(x(part.to), frame.y(share)))
      let share = NumberText.text(share, decimals: 1)
      let title = "\(text.number(part.from, 2))–\(text.number(part.to, 2)): \(share)%"
      picture.add(.titled(title, [.rectangle(bar, fill: .paleBlue, stroke: Stroke(.blue, 0.8))]))
    }
    if let statistics { mark(statistics, frame, x, text, words, &picture) }
    return picture
  }

  // MARK: -

  private func legend(_ statistics: SampleStatistics?, _ words: Glossary) -> Legend {
    var legend = Legend()
    guard let statistics, statistics.p5 < statistics.p95 else { return legend }
    legend.add(
      .line(Stroke(.text, 4)),
      subject == .runs ? words("90% 的运行", "90% of the runs") : words("90% 的日子", "90% of the days"))
    return legend
  }

  private func mark(
    _ statistics: SampleStatistics, _ frame: PlotFrame, _ x: (Double) -> Double, _ text: ScaleText,
    _ words: Glossary, _ picture: inout Picture
  ) {
    let plot = frame.plot
    if statistics.p5 < statistics.p95 {
      picture.add(
        .line(
          Point(max(plot.x, x(statistics.p5)), plot.bottom + 1),
          Point(min(plot.right, x(statistics.p95)), plot.bottom + 1), Stroke(.text, 4)))
    }
    let format = EstimateText(
      [Estimate(statistics)] + [plan, target?.value].compactMap { $0.map { Estimate($0) } }, text)
    var lines: [(value: Double, label: String, stroke: Stroke)] = [
      (
        statistics.mean,
        words("均值 \(format.number(statistics.mean))", "mean \(format.number(statistics.mean))"),
        Stroke(.text, 1.8)
      )
    ]
    if let plan {
      lines.append(
        (
          plan, words("计划 \(format.number(plan))", "plan \(format.number(plan))"),
          Stroke(.vermilion, 2, .dashes)
        ))
    }
    if let target { lines.append((target.value, target.label.printable, Stroke(.text, 1.4, .dots))) }
    for (row, line) in lines.enumerated() {
      let at = x(line.value)
      let height = Double(row) * 14
      picture.add(.line(Point(at, plot.y - 4 - height), Point(at, plot.bottom), line.stroke))
      let label = Picture.Label(
        line.label.fitted(plot.width - 8, Picture.smallSize), Point(0, 0), size: Picture.smallSize,
        isBold: true,
        title: line.label, hasHalo: true)
      let y = plot.y - 6 - height
      picture.label(
        label, at: [(Point(at + 4, y), .start), (Point(at - 4, y), .end), (Point(plot.right, y), .end)])
    }
  }
}

extension ScaleText {
  /// A number on the scale, with decimals unless it is an integer.
  func number(_ value: Double, _ decimals: Int) -> String {
    let number = shifted(value)
    return NumberText.text(number, decimals: number == number.rounded() ? 0 : decimals)
  }
}
