import BaylineMath
import BaylineModel
import BaylineSolver

@testable import BaylineReports

/// Charts of random and of awkward values.
struct RandomCharts {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// Short and long, Chinese and English, empty, hostile, with emoji and marks that turn the direction.
  static let names = [
    "Today", "", "现状", "一名机修技师由初级培训到中级并调到晚班，周六加班另计",
    "One more senior electrical technician on the late shift, Mondays",
    "<script>alert(1)</script>", "\"'&<>]]>", "王芳 (T01)", "B12", "🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗", "x\u{202E}y\u{0}\n\u{7}z",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "e\u{301}e\u{301}e\u{301}",
    String(repeating: "很长的名称", count: 60), "喷漆房 2", "−10% 需求", "Loan vehicle",
  ]

  mutating func below(_ bound: Int) -> Int { random.below(bound) }
  mutating func unit() -> Double { Double(below(1_000_000)) / 1_000_000 }
  mutating func name() -> String { Self.names[below(Self.names.count)] }
  mutating func flag() -> Bool { below(2) == 0 }

  /// How great the numbers of a chart are, and where they lie.
  private mutating func numbers(_ count: Int) -> [Double?] {
    let sizes = [1, 1, 1, 10, 100, 1e-9, 1e-3, 1e4, 1e7, 1e12, 1e300, 1e-300]
    let size = sizes[below(sizes.count)]
    let shift = [0, 0, -1, 5, 1e9][below(5)]
    let isEqual = below(8) == 0
    let hasGaps = below(3) == 0
    return (0..<count).map { _ in
      if hasGaps && below(4) == 0 { return below(3) == 0 ? .nan : below(2) == 0 ? .infinity : nil }
      return isEqual ? size : (unit() * 2 + shift) * size
    }
  }

  private mutating func estimates(_ count: Int) -> [Estimate?] {
    let isExact = below(4) == 0
    let width = unit()
    return numbers(count).map { number in
      guard let number else { return nil }
      guard !isExact, below(6) > 0 else { return Estimate(number) }
      let half = width * number.magnitude * unit()
      return Estimate(number, number - half, number + half)
    }
  }

  private mutating func measure() -> ValueUnit {
    [
      .vehicles, .customers, .visits, .percent, .percentagePoints, .minutes, .hours, .money("元"), .money(""),
      .named(name()),
    ][below(10)]
  }

  private mutating func better() -> Bool? { [true, false, nil][below(3)] }

  private mutating func axis() -> CategoryAxis {
    let count = [1, 2, 7, 14, 31, 40, 365, 730][below(8)]
    if count <= 40 && flag() { return .names((0..<count).map { _ in name() }) }
    let start = CivilDate(ordinal: 740_000 + below(400))
    return .days((0..<count).map { start.advanced(by: $0) })
  }

  private mutating func references() -> [ReferenceLine] {
    (0..<below(3)).map { _ in ReferenceLine(numbers(1)[0] ?? 0, name()) }
  }

  mutating func next() -> Chart {
    let rows = [0, 1, 2, 3, 8, 13, 25, 40][below(8)]
    let names = (0..<rows).map { _ in name() }
    switch below(7) {
    case 0:
      let panels = (0...below(6)).map { _ in
        RowMeasure(
          title: name(), measure: measure(), moreIsBetter: better(), differences: estimates(rows))
      }
      return .intervals(
        IntervalChart(
          rows: ChartRows(title: name(), note: name(), names: names, panels: panels, isSorted: flag())))
    case 1:
      let panels = (0...below(3)).map { _ in
        RowMeasure(title: name(), measure: measure(), moreIsBetter: better(), values: estimates(rows))
      }
      return .bars(
        BarChart(
          rows: ChartRows(
            title: name(), names: names, panels: panels, isSorted: flag()), reference: references().first))
    case 2:
      let groups = (0...below(3)).map { _ in
        BoxChart.Group(
          title: name(), measure: measure(),
          rows: names.map { name in
            BoxChart.Row(
              name: name,
              spread: below(6) == 0 ? nil : SampleStatistics(numbers(1 + below(60)).compactMap { $0 }),
              plan: numbers(1)[0], moreIsBetter: better())
          }, reference: references().first)
      }
      return .boxes(BoxChart(title: name(), groups: groups))
    case 3:
      let services = estimates(rows)
      let costs = numbers(rows)
      let items = names.indices.map { row in
        FrontierChart.Item(
          name: names[row], cost: costs[row] ?? .nan, service: services[row] ?? Estimate(.nan),
          isAllowed: flag())
      }
      return .frontier(
        FrontierChart(
          title: name(), cost: .init(name(), measure()), service: .init(name(), measure()),
          moreIsBetter: flag(), items: items, chosen: rows > 0 && flag() ? below(rows) : nil,
          target: references().first))
    case 4:
      let axis = axis()
      let styles: [SeriesChart.Style] = [.band, .line, .steps, .dots, .limit]
      let series = (0...below(4)).map { _ in
        SeriesChart.Series(name(), styles[below(5)], estimates(axis.count), marksPeak: flag())
      }
      return .series(
        SeriesChart(
          title: name(), axis: axis, measure: measure(), moreIsBetter: better(), series: series,
          references: references(), hasZero: flag()))
    case 5:
      let axis = axis()
      return .columns(
        ColumnChart(
          title: name(), axis: axis, measure: measure(), moreIsBetter: better(),
          layout: flag() ? .stacked : .grouped,
          series: (0...below(6)).map { _ in .init(name(), numbers(axis.count)) },
          limit: flag() ? .init(name(), numbers(axis.count)) : nil, references: references()))
    default:
      let whole = flag()
      let values = numbers([0, 1, 2, 20, 200, 1000][below(6)]).compactMap { $0 }
      return .histogram(
        HistogramChart(
          title: name(), measure: measure(), moreIsBetter: better(),
          values: whole ? values.map { ($0 * 3).rounded() } : values, plan: numbers(1)[0],
          target: references().first))
    }
  }
}

extension RandomCharts {
  /// A Gantt chart whose bars may overlap, touch and be too narrow for any label.
  mutating func gantt() -> GanttChart {
    let start = CivilTime(CivilDate(ordinal: 740_000), minuteOfDay: 60 * below(10))
    let minutes = 60 * (1 + below(14))
    let span = TimeWindow(from: start, to: start + minutes)
    let rows = (0..<below(12)).map { _ in
      let bars = (0..<below(9)).map { _ in
        let (title, place) = (name(), window(in: span))
        return GanttChart.Bar(
          span: place, continues: (flag(), flag()), labels: [title, String(title.suffix(5))], title: title,
          kind: VisitKind.known[below(VisitKind.known.count)], isLate: flag(), isFixed: flag(),
          pauses: flag() ? [place] : [], isHeld: flag(), isMoved: flag())
      }
      return GanttChart.Row(
        label: name(), detail: name(), load: "\(below(300))%",
        off: (0..<below(3)).map { _ in window(in: span) },
        bars: bars, marks: bars.map { .init(at: $0.span.to, isKept: flag(), title: name()) })
    }
    let curve = LoadCurve(
      caption: name(), onDuty: (0..<minutes / 15).map { _ in below(20) },
      atWork: (0..<minutes / 15).map { _ in below(20) }, reservePercent: below(40))
    return GanttChart(
      title: name(), span: span, rows: rows, now: flag() ? span.from + below(minutes) : nil,
      curve: flag() ? curve : nil, legend: flag() ? .shown(held: flag(), moves: flag()) : .none)
  }

  private mutating func window(in span: TimeWindow) -> TimeWindow {
    let from = span.from + below(span.to - span.from)
    return TimeWindow(from: from, to: from + 1 + below(span.to - from))
  }
}
