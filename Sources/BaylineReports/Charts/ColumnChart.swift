import BaylineWording

/// Columns by day or by name, stacked or side by side, with their capacity.
struct ColumnChart: DrawnChart {
  /// A part of each column.
  struct Series: Sendable {
    let name: String
    /// A number for each column; `nil` where there is none.
    let values: [Double?]

    init(_ name: String, _ values: [Double?]) {
      self.name = name.printable
      self.values = values.map { $0?.drawable }
    }
  }

  enum Layout: Sendable {
    case stacked, grouped
  }

  let title: String
  var note: String?
  let axis: CategoryAxis
  /// The unit of the columns.
  let measure: ValueUnit
  /// `nil` if neither direction is better.
  var moreIsBetter: Bool?
  let layout: Layout
  /// The lowest or leftmost first.
  let series: [Series]
  /// The capacity of each column.
  var limit: Series?
  /// A level to compare each column with.
  var marks: Series?
  var references: [ReferenceLine] = []
  /// The text of each column on hover; made of names and numbers by default.
  var titles: [String]?

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    let top = legend(words).draw(at: 0, &picture)
    let columns = (0..<axis.count).map(bars)
    let levels = [limit, marks].flatMap { series in (0..<axis.count).compactMap { value(series, $0) } }
    let frame = PlotFrame(
      columns.flatMap { $0.flatMap { [$0.from, $0.to] } } + levels,
      .init(
        measure: measure, moreIsBetter: moreIsBetter, references: references,
        height: picture.isNarrow ? 190 : 240, footer: axis.footer(width: width), headroom: 24),
      at: top, words, &picture)
    axis.draw(below: frame.plot, words, &picture)
    let sums = EstimateText(
      columns.flatMap { bars in (totals(bars) + bars.map { $0.to - $0.from }).map { Estimate($0) } },
      frame.text)
    for (column, bars) in columns.enumerated() {
      if let titles {
        picture.add(.titled(titles[column], bars.flatMap { shapes($0, in: box($0, column, frame)) }))
        continue
      }
      for bar in bars {
        picture.add(
          .titled(title(bar, column, sums, words), shapes(bar, in: box(bar, column, frame))))
      }
    }
    drawLimits(frame, &picture)
    drawMarks(frame, &picture)
    frame.nameReferences(&picture)
    label(columns, frame, sums, &picture)
    return picture
  }

  // MARK: - Bars

  /// A series' part of a column.
  private struct Bar {
    let series: Int
    let from, to: Double
  }

  private func value(_ series: Series?, _ column: Int) -> Double? {
    guard let series, column < series.values.count else { return nil }
    return series.values[column]
  }

  private func bars(_ column: Int) -> [Bar] {
    var (above, below) = (0.0, 0.0)
    return series.indices.compactMap { index in
      guard let value = value(series[index], column) else { return nil }
      guard layout == .stacked else { return Bar(series: index, from: 0, to: value) }
      let from = value < 0 ? below : above
      if value < 0 { below += value } else { above += value }
      guard (from + value).isDrawable else { return nil }
      return Bar(series: index, from: from, to: from + value)
    }
  }

  /// The values that label the tops of a column.
  private func totals(_ bars: [Bar]) -> [Double] {
    layout == .grouped ? bars.map(\.to) : bars.map(\.to).max().map { [max(0, $0)] } ?? []
  }

  /// The place of a bar in the slot of its column.
  private func box(_ bar: Bar, _ column: Int, _ frame: PlotFrame) -> Box {
    let slot = axis.slot(column, in: frame.plot)
    let gap = min(slot.width * 0.12, 12)
    let width = max(0.5, slot.width - 2 * gap)
    let count = layout == .stacked ? 1.0 : Double(max(1, series.count))
    let each = min(width / count, 64)
    let left = slot.middle.x - each * count / 2 + (layout == .stacked ? 0 : Double(bar.series) * each)
    return Box(between: Point(left, frame.y(bar.from)), Point(left + each, frame.y(bar.to)))
  }

  private func title(_ bar: Bar, _ column: Int, _ text: EstimateText, _ words: Glossary) -> String {
    var title = "\(axis.name(column, words)): \(series[bar.series].name) \(text.number(bar.to - bar.from))"
    if let limit, let value = value(limit, column) { title += ", \(limit.name) \(text.number(value))" }
    return title
  }

  private func shapes(_ bar: Bar, in box: Box) -> [Picture.Shape] {
    let look = SeriesStyle.at(bar.series)
    let hatch = box.width >= 4 ? Picture.Shape.hatch(look.hatch, over: box, look.line) : nil
    let body = Picture.Shape.rectangle(
      box, fill: look.fill, stroke: Stroke(look.line, box.width < 6 ? 0.3 : 0.8))
    return [body] + [hatch].compactMap(\.self)
  }

  /// Draws the limits as a line of steps, interrupted where there is none.
  private func drawLimits(_ frame: PlotFrame, _ picture: inout Picture) {
    var run: [(from: Double, to: Double, y: Double)] = []
    for column in 0...axis.count {
      if column < axis.count, let limit = value(limit, column) {
        let slot = axis.slot(column, in: frame.plot)
        run.append((slot.x, slot.right, frame.y(limit)))
      } else {
        if !run.isEmpty { picture.add(.steps(run, Self.limitStroke)) }
        run = []
      }
    }
  }

  private func drawMarks(_ frame: PlotFrame, _ picture: inout Picture) {
    let lines = (0..<axis.count).compactMap { column -> (Point, Point)? in
      guard let mark = value(marks, column) else { return nil }
      let slot = axis.slot(column, in: frame.plot)
      let (edge, y) = (slot.width * 0.06, frame.y(mark))
      return (Point(slot.x + edge, y), Point(slot.right - edge, y))
    }
    if !lines.isEmpty { picture.add(.segments(lines, Self.markStroke)) }
  }

  private static let limitStroke = Stroke(.text, 1.8, .dashes)
  private static let markStroke = Stroke(.red, 2)

  // MARK: - Labels

  private func legend(_ words: Glossary) -> Legend {
    var legend = Legend()
    if series.count > 1 || limit != nil || marks != nil {
      for (index, series) in series.enumerated() {
        let look = SeriesStyle.at(index)
        legend.add(.area(look.fill, look.hatch, line: look.line), series.name)
      }
    }
    if let limit {
      legend.add(.line(Self.limitStroke), limit.name)
      let isOver = (0..<axis.count).contains { self.isOver($0) }
      if isOver {
        legend.add(
          .mark(.downTriangle, .vermilion, isHollow: false),
          words("超过\(limit.name)", "more than \(limit.name)"))
      }
    }
    if let marks { legend.add(.line(Self.markStroke), marks.name) }
    return legend
  }

  private func isOver(_ column: Int) -> Bool {
    guard let limit = value(limit, column) else { return false }
    return (totals(bars(column)).max() ?? 0) > limit + limit.magnitude * 1e-9
  }

  private func label(
    _ columns: [[Bar]], _ frame: PlotFrame, _ text: EstimateText, _ picture: inout Picture
  ) {
    let size = Picture.smallSize
    for (column, bars) in columns.enumerated() where isOver(column) {
      guard let top = bars.map({ box($0, column, frame).y }).min() else { continue }
      let x = axis.slot(column, in: frame.plot).middle.x
      picture.add(.mark(.downTriangle, Point(x, top - 6), radius: 4.5, .vermilion, isHollow: false))
      picture.occupy(Box(x - 5, top - 11, 10, 10))
    }
    // Either all columns have numbers, or none.
    let tops = columns.enumerated().flatMap { column, bars -> [Picture.Label] in
      let tops = layout == .grouped ? bars : bars.max(by: { $0.to < $1.to }).map { [$0] } ?? []
      return tops.map { bar in
        let box = box(bar, column, frame)
        let isBelow = bar.to < 0
        let y = isBelow ? box.bottom + 12 : box.y - (isOver(column) ? 15 : 4)
        return Picture.Label(text.number(bar.to), Point(box.middle.x, y), .middle, size: size, hasHalo: true)
      }
    }
    let room = Box(frame.plot.x, frame.plot.y - 26, frame.plot.width, frame.plot.height + 26)
    let fit = tops.allSatisfy { picture.isFree($0.box, in: room) }
    let apart = zip(tops, tops.dropFirst()).allSatisfy { !$0.box.overlaps($1.box) }
    if fit && apart { for top in tops { picture.labelIfFree(top, in: room) } }
    guard layout == .stacked, series.count > 1 else { return }
    for (column, bars) in columns.enumerated() {
      for bar in bars {
        let box = box(bar, column, frame)
        let number = text.number(bar.to - bar.from)
        let width = number.drawn(size) + 6
        guard box.height >= 16, box.width >= width, picture.isFree(box.inset(1)) else { continue }
        let ground = Box(box.middle.x - width / 2, box.middle.y - 7, width, 14)
        picture.add(.rectangle(ground, fill: SeriesStyle.at(bar.series).fill, stroke: nil))
        picture.labelIfFree(.init(number, Point(box.middle.x, box.middle.y + 4), .middle, size: size))
      }
    }
  }
}

extension Box {
  fileprivate func inset(_ edge: Double) -> Box {
    Box(x + edge, y + edge, width - 2 * edge, height - 2 * edge)
  }
}
