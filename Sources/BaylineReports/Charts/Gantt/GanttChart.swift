import BaylineModel
import BaylineWording

/// Rows of bars along a day: the work in each bay or of each technician.
struct GanttChart: DrawnChart {
  let title: String
  /// The time that the chart shows; bars are clipped to it.
  let span: TimeWindow
  let rows: [Row]
  /// The time of the plan, if it is in the span.
  let now: CivilTime?
  /// Technicians on duty and at work along the span, drawn below the rows with the legend.
  let curve: LoadCurve?
  /// The legend below the chart explains its own signs and those of the charts above that share it.
  var legend = LegendScope.none

  /// Whether a chart has a legend.
  enum LegendScope: Sendable, Hashable {
    case none
    /// Of the chart, with the signs of held bays and moves where another chart has them.
    case shown(held: Bool, moves: Bool)
  }

  struct Row: Sendable {
    let label: String
    /// The team of a technician, or the types of a bay.
    let detail: String
    /// The use on that day: `78%`.
    let load: String
    /// Off duty, lunch, closed.
    let off: [TimeWindow]
    let bars: [Bar]
    let marks: [Mark]
  }

  struct Bar: Sendable {
    let span: TimeWindow
    /// Whether the work began before the span, or continues after it.
    let continues: (before: Bool, after: Bool)
    /// From the longest to the shortest; the first that fits is shown.
    let labels: [String]
    /// All details, shown on hover.
    let title: String
    let kind: VisitKind
    let isLate: Bool
    /// Whether the work is locked.
    let isFixed: Bool
    /// Interruptions of the work.
    let pauses: [TimeWindow]
    /// Whether the vehicle only stands there between two operations.
    var isHeld = false
    /// Whether the vehicle comes from another bay.
    var isMoved = false
  }

  /// The promised time of a vehicle, on the row of its last operation.
  struct Mark: Sendable {
    let at: CivilTime
    let isKept: Bool
    let title: String
  }

  /// Lays overlapping bars out below each other; only infeasible schedules have any.
  static func lanes(of bars: [Bar]) -> [[Bar]] {
    var lanes: [[Bar]] = []
    for bar in bars.sorted(by: { ($0.span.from, $0.title) < ($1.span.from, $1.title) }) {
      if let free = lanes.firstIndex(where: { ($0.last?.span.to ?? bar.span.from) <= bar.span.from }) {
        lanes[free].append(bar)
      } else {
        lanes.append([bar])
      }
    }
    return lanes
  }
}

// MARK: - Text

extension GanttChart {
  /// The chart in characters, a quarter of an hour or more each.
  var textLines: [String] {
    let step = [15, 20, 30, 60].first { (span.to - span.from) / $0 <= 64 } ?? 60
    let times = stride(from: 0, to: span.to - span.from, by: step).map { span.from + $0 }
    var scale = ""
    for time in times where time.minuteOfDay % 120 == 0 {
      scale = scale.padded(to: (time - span.from) / step) + time.clock
    }
    let lines = rows.map { row in
      let cells = times.map { time in row.character(in: TimeWindow(from: time, to: time + step)) }.joined()
      return row.label.truncated(to: 22).padded(to: 22) + " " + cells + " " + row.load.paddedLeft(to: 5)
    }
    return [title, String(repeating: " ", count: 23) + scale] + lines
  }
}

extension GanttChart.Row {
  /// What fills at least half of a step: late, locked or other work, a vehicle that only stands there, off duty, or nothing.
  fileprivate func character(in step: TimeWindow) -> String {
    func fills(_ window: TimeWindow) -> Bool {
      2 * (min(window.to, step.to) - max(window.from, step.from)) >= step.to - step.from
    }
    if let bar = bars.first(where: { fills($0.span) && !$0.pauses.contains(where: fills) }) {
      return bar.isHeld ? "-" : bar.isLate ? "!" : bar.isFixed ? "#" : "="
    }
    return off.contains(where: fills) ? " " : "."
  }
}
