import BaylineModel
import BaylineWording

/// A Gantt chart as SVG in the page: labels fit their bars or are left out, and each bar says all of it as its title.
struct GanttSVG {
  let chart: GanttChart
  let words: Glossary

  // In units of the picture, of which 1,500 are as wide as an A3 sheet.
  private let width = 1500
  private let left = 190
  private let right = 44
  private let lane = 20
  /// Room above the bars of a row for the marks of promised times.
  private let strip = 6
  private let axis = 20
  private let curveHeight = 46
  private let font = 12

  private var minutes: Int { chart.span.to - chart.span.from }

  private func x(_ time: CivilTime) -> Int {
    left + (time - chart.span.from) * (width - left - right) / max(1, minutes)
  }

  func write(to html: inout HTMLBuilder) {
    let rows = chart.rows.map { lanes(of: $0.bars) }
    let heights = rows.map { strip + max(1, $0.count) * lane }
    let body = heights.reduce(0, +)
    let curve = chart.curve == nil ? 0 : curveHeight + 18
    let height = axis + body + curve + 4
    html.element("figure") { html in
      html.element("figcaption", text: chart.caption)
      html.element("div", ["class": "scroll"]) { html in
        html.element(
          "svg",
          [
            "class": "gantt", "viewBox": "0 0 \(width) \(height)", "font-size": "\(font)", "role": "img",
            "aria-label": chart.caption,
          ]
        ) { html in
          var y = axis
          for (row, height) in zip(chart.rows, heights) {
            background(row, y, height, &html)
            y += height
          }
          grid(from: axis, to: axis + body, &html)
          // Below the bars, so that it strikes through no label; the strips above them show it.
          if let now = chart.now {
            line(x(now), axis - 4, x(now), axis + body, "#c00000", 2, &html)
          }
          y = axis
          for ((row, lanes), height) in zip(zip(chart.rows, rows), heights) {
            self.row(row, lanes, y, height, &html)
            y += height
          }
          if let curve = chart.curve {
            LoadCurveSVG(curve: curve, left: left, right: width - right, words: words)
              .write(at: y + 16, height: curveHeight, &html)
          }
        }
      }
    }
    if chart.curve != nil { legend(&html) }
  }

  // MARK: - Ground

  private func background(_ row: GanttChart.Row, _ y: Int, _ height: Int, _ html: inout HTMLBuilder) {
    rectangle(left, y, width - left - right, height, fill: "#ffffff", &html)
    for off in row.off {
      rectangle(x(off.from), y, x(off.to) - x(off.from), height, fill: "#dcdce2", &html)
    }
    line(0, y + height, width, y + height, "#99a", 1, &html)
  }

  private func grid(from top: Int, to bottom: Int, _ html: inout HTMLBuilder) {
    // An hour apart, or as many as keep the labels apart.
    let every = [1, 2, 3, 4, 6, 12].first { x(chart.span.from + $0 * 60) - left >= 44 } ?? 24
    for minute in stride(from: 0, through: minutes, by: 60) {
      let time = chart.span.from + minute
      line(x(time), top, x(time), bottom, "#bbc", 1, &html)
      if minute / 60 % every == 0 {
        let clock = minute == minutes && time.minuteOfDay == 0 ? "24:00" : time.clock
        label(clock, x(time), top - 6, anchor: minute == minutes ? "end" : "middle", &html)
      }
    }
  }

  // MARK: - Rows

  private func row(
    _ row: GanttChart.Row, _ lanes: [[GanttChart.Bar]], _ y: Int, _ height: Int, _ html: inout HTMLBuilder
  ) {
    let base = y + height / 2 + 5
    let name = row.label.clipped(to: left - 70, font: font)
    html.element("g") { html in
      html.element("title", text: row.detail.isEmpty ? row.label : "\(row.label) · \(row.detail)")
      label(name, 4, base, weight: "600", &html)
      let rest = left - 4 - name.drawnWidth(font: font) - 14
      let detail = row.detail.clipped(to: rest, font: font - 2)
      if detail.count > 1 {
        label(detail, left - 6, base, anchor: "end", size: font - 2, fill: "#555", &html)
      }
    }
    label(row.load, width - 2, base, anchor: "end", &html)
    for (number, bars) in lanes.enumerated() {
      for bar in bars { self.bar(bar, y + strip + number * lane, &html) }
    }
    for mark in row.marks { self.mark(mark, y, &html) }
  }

  private func bar(_ bar: GanttChart.Bar, _ y: Int, _ html: inout HTMLBuilder) {
    let (from, to) = (x(bar.span.from), x(bar.span.to))
    let height = lane - 3
    html.element("g") { html in
      html.element("title", text: bar.title)
      html.open(
        "rect",
        [
          "x": "\(from)", "y": "\(y)", "width": "\(max(2, to - from - 1))", "height": "\(height)", "rx": "2",
          "fill": Self.fill(bar.kind), "stroke": bar.isLate ? "#a00000" : "#445",
          "stroke-width": bar.isLate ? "2.5" : "1",
        ])
      html.literal("</rect>")
      for pause in bar.pauses {
        rectangle(x(pause.from), y + 1, x(pause.to) - x(pause.from), height - 2, fill: "#dcdce2", &html)
      }
      // Fixed work has a thick foot, which is seen without colour.
      if bar.isFixed { rectangle(from, y + height - 3, max(2, to - from - 1), 3, fill: "#223", &html) }
      let before = bar.continues.before ? "◂" : ""
      let after = bar.continues.after ? "▸" : ""
      let room = to - from - 8
      let fitting = bar.labels.map { before + $0 + after }.first { $0.drawnWidth(font: font) <= room }
      if let fitting {
        label(fitting, from + 4, y + 13, &html)
      } else if let tail = bar.labels.last, to - from >= 16 {
        // A narrow bar: the last signs of the plate, small.
        let small = String(tail.suffix(3))
        if small.drawnWidth(font: font - 3) <= to - from - 3 {
          label(small, from + 2, y + 12, size: font - 3, &html)
        }
      }
    }
  }

  private func mark(_ mark: GanttChart.Mark, _ y: Int, _ html: inout HTMLBuilder) {
    let at = x(mark.at)
    html.element("g") { html in
      html.element("title", text: mark.title)
      if mark.isKept {
        polygon([(at - 5, y), (at + 5, y), (at, y + strip)], fill: "#064", &html)
      } else {
        line(at - 4, y, at + 4, y + strip, "#a00000", 2, &html)
        line(at - 4, y + strip, at + 4, y, "#a00000", 2, &html)
      }
    }
  }

  /// Bars that overlap, which only those of an infeasible schedule do, go below each other.
  private func lanes(of bars: [GanttChart.Bar]) -> [[GanttChart.Bar]] {
    var lanes: [[GanttChart.Bar]] = []
    for bar in bars.sorted(by: { ($0.span.from, $0.title) < ($1.span.from, $1.title) }) {
      if let free = lanes.firstIndex(where: { ($0.last?.span.to ?? bar.span.from) <= bar.span.from }) {
        lanes[free].append(bar)
      } else {
        lanes.append([bar])
      }
    }
    return lanes
  }

  // MARK: - Legend

  private func legend(_ html: inout HTMLBuilder) {
    // The kinds of all bars: the chart that has the legend is the last one and shows every job with technicians.
    let kinds = Set(chart.rows.flatMap(\.bars).map(\.kind)).sorted {
      (VisitKind.known.firstIndex(of: $0) ?? 99, $0.rawValue) < (
        VisitKind.known.firstIndex(of: $1) ?? 99, $1.rawValue
      )
    }
    html.element("p", ["class": "legend"]) { html in
      for kind in kinds {
        html.element("span", ["class": "key"]) { html in
          html.element("i", ["style": "background:\(Self.fill(kind))"], text: "")
          html.add(words.kind(kind).printable)
        }
      }
      for text in [
        words("灰：不在岗、午休、停工", "grey: off duty, lunch, pause"), words("▼ 应交车时间", "▼ promised time"),
        words("✕、粗框、!：逾期", "✕, thick frame, !: late"), words("粗底边：锁定", "thick foot: locked"),
        words("◂ ▸：跨日", "◂ ▸: from or to another day"), words("右侧 %：当日占用", "right %: use of the day"),
      ] where !text.isEmpty {
        html.element("span", ["class": "key"], text: text)
      }
    }
  }

  private static func fill(_ kind: VisitKind) -> String {
    switch kind {
    case .comeback: "#f7c4bd"
    case .recall: "#f3cfe6"
    case .accident: "#f9dcae"
    case .repair: "#cfe0f5"
    case .warranty: "#d9d2f0"
    case .firstService: "#c9ecd0"
    case .maintenance: "#e0efc0"
    case .inspection: "#d3eef0"
    default: "#ececec"
    }
  }

  // MARK: - Shapes

  private func rectangle(_ x: Int, _ y: Int, _ w: Int, _ h: Int, fill: String, _ html: inout HTMLBuilder) {
    guard w > 0, h > 0 else { return }
    html.open("rect", ["x": "\(x)", "y": "\(y)", "width": "\(w)", "height": "\(h)", "fill": fill])
    html.literal("</rect>")
  }

  private func polygon(_ points: [(Int, Int)], fill: String, _ html: inout HTMLBuilder) {
    html.open("polygon", ["points": points.map { "\($0.0),\($0.1)" }.joined(separator: " "), "fill": fill])
    html.literal("</polygon>")
  }

  private func line(
    _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ colour: String, _ thickness: Int, _ html: inout HTMLBuilder
  ) {
    html.open(
      "line",
      [
        "x1": "\(x1)", "y1": "\(y1)", "x2": "\(x2)", "y2": "\(y2)", "stroke": colour,
        "stroke-width": "\(thickness)",
      ])
    html.literal("</line>")
  }

  private func label(
    _ text: String, _ x: Int, _ y: Int, anchor: String = "", size: Int? = nil, weight: String = "",
    fill: String = "", _ html: inout HTMLBuilder
  ) {
    html.element(
      "text",
      [
        "x": "\(x)", "y": "\(y)", "text-anchor": anchor, "font-size": size.map { "\($0)" } ?? "",
        "font-weight": weight, "fill": fill,
      ], text: text)
  }

  /// A bar of a load table: what is used of what there is, and the line up to which may be booked ahead.
  static func loadBar(_ row: LoadTable.Row, _ words: Glossary, _ html: inout HTMLBuilder) {
    let full = 200
    // Up to 120% are shown.
    func x(_ minutes: Int) -> Int { row.available > 0 ? min(240, minutes * full / row.available) : 0 }
    html.element("svg", ["viewBox": "0 0 240 14", "role": "img", "aria-label": "\(row.percent)%"]) { html in
      html.open(
        "rect", ["x": "0", "y": "1", "width": "\(full)", "height": "12", "fill": "#fff", "stroke": "#778"])
      html.literal("</rect>")
      html.open(
        "rect",
        [
          "x": "0", "y": "1", "width": "\(x(row.used))", "height": "12",
          "fill": row.used > row.available ? "#c0392b" : "#5b8fc7",
        ])
      html.literal("</rect>")
      if let bookable = row.bookable {
        html.open(
          "line",
          [
            "x1": "\(x(bookable))", "x2": "\(x(bookable))", "y1": "0", "y2": "14", "stroke": "#a00",
            "stroke-width": "2", "stroke-dasharray": "3 2",
          ])
        html.literal("</line>")
      }
    }
  }
}
