import BaylineModel
import BaylineWording

/// Numbers along days: bands, lines, steps and dots.
struct SeriesChart: DrawnChart {
  enum Style: Sendable {
    /// The interval of each day as a band with a line for the value.
    case band
    case line
    /// A level for each day.
    case steps
    case dots
    /// A capacity: a dashed level for each day.
    case limit
  }

  /// A number for each day.
  struct Series: Sendable {
    let name: String
    let style: Style
    /// A number for each day; `nil` where there is none. Only bands show the interval.
    let values: [Estimate?]
    /// Whether the day with the greatest number is labelled.
    let marksPeak: Bool

    /// Numbers with their intervals.
    init(_ name: String, _ style: Style, _ values: [Estimate?], marksPeak: Bool = false) {
      self.name = name.printable
      self.style = style
      self.values = values.map { $0?.isDrawable == true ? $0 : nil }
      self.marksPeak = marksPeak
    }

    /// Numbers without intervals.
    init(_ name: String, _ style: Style, _ values: [Double?], marksPeak: Bool = false) {
      self.init(name, style, values.map { $0.map { Estimate($0) } }, marksPeak: marksPeak)
    }
  }

  let title: String
  var note: String?
  let axis: CategoryAxis
  /// The unit of all series.
  let measure: ValueUnit
  /// `nil` if neither direction is better.
  var moreIsBetter: Bool?
  /// In drawing order.
  let series: [Series]
  var references: [ReferenceLine] = []
  /// Whether the scale includes zero.
  var hasZero = true

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    let top = legend(words).draw(at: 0, &picture)
    let numbers = series.flatMap { series in
      series.values.prefix(axis.count).flatMap { value in
        value.map { series.style == .band ? [$0.low, $0.value, $0.high] : [$0.value] } ?? []
      }
    }
    let frame = PlotFrame(
      numbers,
      .init(
        measure: measure, moreIsBetter: moreIsBetter, hasZero: hasZero, references: references,
        height: picture.isNarrow ? 190 : 240, footer: axis.footer(width: width)),
      at: top, words, &picture)
    axis.draw(below: frame.plot, words, &picture)
    for (position, series) in series.enumerated() { draw(series, look(position), frame, &picture) }
    if axis.count <= 130 { spots(frame, words, &picture) }
    frame.nameReferences(&picture)
    for (position, series) in series.enumerated() where series.marksPeak {
      peak(of: series, look(position), frame, &picture)
    }
    return picture
  }

  // MARK: - Look

  private func look(_ position: Int) -> SeriesStyle {
    let before = series.prefix(position).filter { $0.style == series[position].style && $0.style != .limit }
    let others = series.prefix(position).filter { $0.style != .limit && $0.style != .band }.count
    return SeriesStyle.at(series[position].style == .band ? before.count : max(others, before.count))
  }

  private func stroke(_ style: Style, _ look: SeriesStyle) -> Stroke {
    switch style {
    case .limit: Stroke(.text, 1.8, .dashes)
    case .steps, .line: Stroke(look.line, 2, look.dash)
    case .band: Stroke(look.line, 1.6)
    case .dots: Stroke(look.line)
    }
  }

  private func legend(_ words: Glossary) -> Legend {
    var legend = Legend()
    for (position, series) in series.enumerated() {
      let look = look(position)
      switch series.style {
      case .band: legend.add(.area(look.fill, .level, line: look.line), series.name)
      case .dots: legend.add(.mark(look.mark, .text, isHollow: false), series.name)
      case .line, .steps, .limit: legend.add(.line(stroke(series.style, look)), series.name)
      }
    }
    return legend
  }

  // MARK: - Series

  private func draw(_ series: Series, _ look: SeriesStyle, _ frame: PlotFrame, _ picture: inout Picture) {
    func x(_ index: Int) -> Double { axis.slot(index, in: frame.plot).middle.x }
    let stroke = stroke(series.style, look)
    for run in runs(of: series) {
      switch series.style {
      case .band:
        let upper = run.map { Point(x($0.day), frame.y($0.value.high)) }
        let lower = run.map { Point(x($0.day), frame.y($0.value.low)) }
        if run.count > 1 {
          picture.add(.area(upper + lower.reversed(), look.fill))
          picture.add(.polyline(run.map { Point(x($0.day), frame.y($0.value.value)) }, stroke))
        } else if let high = upper.first, let low = lower.first {
          picture.add(.line(low, high, Stroke(look.fill, 6)))
          picture.add(
            .mark(.circle, Point(high.x, frame.y(run[0].value.value)), radius: 3, look.line, isHollow: false))
        }
      case .line:
        let points = run.map { Point(x($0.day), frame.y($0.value.value)) }
        picture.add(.polyline(points, stroke))
        if run.count == 1 || run.count <= 40 {
          for point in points { picture.add(.mark(look.mark, point, radius: 3, look.line, isHollow: false)) }
        }
      case .steps, .limit:
        picture.add(
          .steps(
            run.map { day, value in
              let slot = axis.slot(day, in: frame.plot)
              return (slot.x, slot.right, frame.y(value.value))
            }, stroke))
      case .dots:
        let radius = axis.count > 200 ? 1.6 : axis.count > 60 ? 2.2 : 3.2
        for (day, value) in run {
          picture.add(
            .mark(look.mark, Point(x(day), frame.y(value.value)), radius: radius, .text, isHollow: false))
        }
      }
    }
  }

  /// The runs of days without a gap.
  private func runs(of series: Series) -> [[(day: Int, value: Estimate)]] {
    var runs: [[(day: Int, value: Estimate)]] = []
    for (day, value) in series.values.prefix(axis.count).enumerated() {
      guard let value else { continue }
      if let last = runs.last?.last, last.day == day - 1 {
        runs[runs.count - 1].append((day, value))
      } else {
        runs.append([(day, value)])
      }
    }
    return runs
  }

  // MARK: - Words

  private func texts(_ frame: PlotFrame) -> EstimateText {
    EstimateText(series.flatMap { $0.values.compactMap { $0 } }, frame.text)
  }

  private func spots(_ frame: PlotFrame, _ words: Glossary, _ picture: inout Picture) {
    let text = texts(frame)
    for day in 0..<axis.count {
      let values = series.compactMap { series -> String? in
        guard day < series.values.count, let value = series.values[day] else { return nil }
        return "\(series.name) \(series.style == .band ? text.long(value) : text.short(value))"
      }
      guard !values.isEmpty else { continue }
      picture.add(
        .spot(
          axis.slot(day, in: frame.plot), title: "\(axis.name(day, words)): \(values.joined(separator: ", "))"
        ))
    }
  }

  private func peak(of series: Series, _ look: SeriesStyle, _ frame: PlotFrame, _ picture: inout Picture) {
    let days = series.values.prefix(axis.count).enumerated().compactMap { day, value in
      value.map { (day: day, value: $0.value) }
    }
    guard let most = days.map(\.value).max() else { return }
    let text = "\(series.name) \(texts(frame).number(most))"
    let label = Picture.Label(
      text.fitted(frame.plot.width * 0.4, Picture.smallSize, isBold: true), Point(0, 0),
      size: Picture.smallSize,
      isBold: true, ink: series.style == .limit ? .text : look.line, title: text, hasHalo: true)
    let y = frame.y(most)
    let room = Box(frame.plot.x, frame.plot.y - 18, frame.plot.width, frame.plot.height + 18)
    // At the first of several equal peaks where there is room.
    let places = days.filter { $0.value == most }.prefix(40).flatMap {
      day, _ -> [(Point, Picture.Label.Anchor)] in
      let slot = axis.slot(day, in: frame.plot)
      return [
        (Point(slot.middle.x, y - 5), .middle), (Point(slot.right + 4, y + 4), .start),
        (Point(slot.x - 4, y + 4), .end),
      ]
    }
    picture.label(label, at: places, in: room)
  }
}
