import BaylineModel
import BaylineWording

extension GanttChart {
  /// An A3 sheet; on a phone the chart scrolls, because rows by hours have no narrow layout worth drawing.
  var widths: ChartWidths { ChartWidths(wide: 1500, phone: nil) }

  func picture(width: Double, _ words: Glossary) -> Picture {
    var canvas = GanttCanvas(chart: self, width: width)
    canvas.draw(words)
    return canvas.picture
  }
}

/// Draws a Gantt chart: names on the left, the load on the right, hours above.
private struct GanttCanvas {
  private static let (left, right, axis) = (190.0, 44.0, 20.0)
  private static let lane = 20.0
  /// Room above the bars of a row for the marks of promised times.
  private static let strip = 6.0
  private static let curveHeight = 46.0

  /// A row with its lanes and its place.
  private struct Strip {
    let row: GanttChart.Row
    let lanes: [[GanttChart.Bar]]
    let y, height: Double
  }

  let chart: GanttChart
  private(set) var picture: Picture
  private let strips: [Strip]
  private let bottom: Double

  init(chart: GanttChart, width: Double) {
    self.chart = chart
    picture = Picture(width: width)
    var y = Self.axis
    strips = chart.rows.map { row in
      let lanes = GanttChart.lanes(of: row.bars)
      let strip = Strip(
        row: row, lanes: lanes, y: y, height: Self.strip + Double(max(1, lanes.count)) * Self.lane)
      y += strip.height
      return strip
    }
    bottom = y
    picture.extend(to: y + 4)
  }

  private var plotWidth: Double { picture.width - Self.left - Self.right }
  private var minutes: Int { chart.span.to - chart.span.from }

  private func x(_ time: CivilTime) -> Double {
    Self.left + Double(time - chart.span.from) * plotWidth / Double(max(1, minutes))
  }

  private func box(_ window: TimeWindow, _ y: Double, _ height: Double) -> Box {
    Box(x(window.from), y, x(window.to) - x(window.from), height)
  }

  mutating func draw(_ words: Glossary) {
    for strip in strips { drawGround(strip) }
    drawHours()
    // Below the bars, so that it strikes through no label; the strips above them show it.
    if let now = chart.now {
      picture.add(.line(Point(x(now), Self.axis - 4), Point(x(now), bottom), Stroke(.red, 2)))
    }
    for strip in strips { draw(strip) }
    var below = bottom + 6
    if let curve = chart.curve {
      let box = Box(Self.left, bottom + 16, plotWidth, Self.curveHeight)
      picture.extend(to: box.bottom + 8)
      curve.draw(in: box, words, &picture)
      below = box.bottom + 10
    }
    if case .shown(let held, let moves) = chart.legend {
      _ = legend(words, held: held, moves: moves).draw(at: below, &picture)
    }
  }

  // MARK: - Ground

  private mutating func drawGround(_ strip: Strip) {
    for off in strip.row.off {
      picture.add(.rectangle(box(off, strip.y, strip.height), fill: .offDuty, stroke: nil))
    }
    let y = strip.y + strip.height
    picture.add(.line(Point(0, y), Point(picture.width, y), Stroke(.axis)))
  }

  private mutating func drawHours() {
    // Labels an hour apart, or more hours so that they do not touch.
    let every = [1, 2, 3, 4, 6, 12].first { x(chart.span.from + $0 * 60) - Self.left >= 44 } ?? 24
    for minute in stride(from: 0, through: minutes, by: 60) {
      let time = chart.span.from + minute
      picture.add(.line(Point(x(time), Self.axis), Point(x(time), bottom), Stroke(.grid)))
      guard minute / 60 % every == 0 else { continue }
      let clock = minute == minutes && time.minuteOfDay == 0 ? "24:00" : time.clock
      picture.labelIfFree(
        .init(clock, Point(x(time), Self.axis - 6), minute == minutes ? .end : .middle))
    }
  }

  // MARK: - Rows

  private mutating func draw(_ strip: Strip) {
    drawName(strip)
    for (number, bars) in strip.lanes.enumerated() {
      for bar in bars { draw(bar, strip.y + Self.strip + Double(number) * Self.lane) }
    }
    for mark in strip.row.marks { draw(mark, strip.y) }
  }

  private mutating func drawName(_ strip: Strip) {
    let row = strip.row
    let size = Picture.fontSize
    let base = strip.y + strip.height / 2 + 5
    let name = row.label.fitted(Self.left - 70, size, isBold: true)
    let title = row.detail.isEmpty ? row.label : "\(row.label) · \(row.detail)"
    var labels = [Picture.Label(name, Point(4, base), isBold: true)]
    let room = Self.left - 18 - name.drawn(size, isBold: true)
    let detail = row.detail.fitted(room, size - 2)
    if detail.count > 1 {
      labels.append(.init(detail, Point(Self.left - 6, base), .end, size: size - 2, ink: .muted))
    }
    picture.add(titled: title, labels: labels)
    let load = row.load.fitted(Self.right - 2, size)
    picture.label(.init(load, Point(picture.width - 2, base), .end, title: row.load))
  }

  private mutating func draw(_ bar: GanttChart.Bar, _ y: Double) {
    if bar.isHeld { return drawHeld(bar, y) }
    let (from, to) = (x(bar.span.from), x(bar.span.to))
    let body = Box(from, y, max(2, to - from - 1), Self.lane - 3)
    let frame = bar.isLate ? Stroke(.red, 2.5) : Stroke(.muted)
    var shapes = [Picture.Shape.rectangle(body, fill: bar.kind.fill, stroke: frame, radius: 2)]
    shapes += bar.pauses.map {
      .rectangle(box($0, y + 1, body.height - 2), fill: .offDuty, stroke: nil)
    }
    // A thick foot shows locked work without colour.
    if bar.isFixed {
      shapes.append(.rectangle(Box(from, body.bottom - 3, body.width, 3), fill: .text, stroke: nil))
    }
    picture.add(
      titled: bar.title, shapes,
      labels: [label(of: bar, at: Point(from, y), room: to - from)].compactMap(\.self))
  }

  /// A bay that is kept by a vehicle on which nobody works: low and pale, so that work stands out.
  private mutating func drawHeld(_ bar: GanttChart.Bar, _ y: Double) {
    let (from, to) = (x(bar.span.from), x(bar.span.to))
    let body = Box(from, y + 4, max(2, to - from - 1), Self.lane - 11)
    picture.add(
      titled: bar.title,
      [
        .rectangle(body, fill: .white, stroke: Stroke(.muted, 1, .dots)),
        .rectangle(
          Box(body.x, body.y + 2, body.width, body.height - 4), fill: bar.kind.fill, stroke: nil),
      ], labels: [])
  }

  /// The longest label that fits a bar; the end of the plate in small print on a narrow one.
  private func label(of bar: GanttChart.Bar, at corner: Point, room: Double) -> Picture.Label? {
    let size = Picture.fontSize
    let (before, after) = (
      bar.continues.before ? "◂" : bar.isMoved ? "→" : "", bar.continues.after ? "▸" : ""
    )
    let fitting = bar.labels.map { before + $0 + after }.first { $0.drawn(size) <= room - 8 }
    if let fitting { return Picture.Label(fitting, Point(corner.x + 4, corner.y + 13)) }
    guard let tail = bar.labels.last.map({ String($0.suffix(3)) }), tail.drawn(size - 3) <= room - 3 else {
      return nil
    }
    return Picture.Label(tail, Point(corner.x + 2, corner.y + 12), size: size - 3)
  }

  private mutating func draw(_ mark: GanttChart.Mark, _ y: Double) {
    let at = Point(x(mark.at), y + Self.strip / 2)
    picture.add(
      .titled(
        mark.title,
        [
          .mark(
            mark.isKept ? .downTriangle : .cross, at, radius: 4.5, mark.isKept ? .green : .red,
            isHollow: false)
        ]))
  }

  // MARK: - Legend

  private func legend(_ words: Glossary, held: Bool, moves: Bool) -> Legend {
    func position(_ kind: VisitKind) -> Int { VisitKind.known.firstIndex(of: kind) ?? VisitKind.known.count }
    let kinds = Set(chart.rows.flatMap(\.bars).map(\.kind)).sorted {
      (position($0), $0.rawValue) < (position($1), $1.rawValue)
    }
    var legend = Legend()
    for kind in kinds { legend.add(.area(kind.fill, .none, line: .muted), words.kind(kind)) }
    let texts =
      [
        words("灰：不在岗、午休、停工", "grey: off duty, lunch, pause"), words("▼ 应交车时间", "▼ promised time"),
        words("✕、粗框、!：逾期", "✕, thick frame, !: late"), words("粗底边：锁定", "thick foot: locked"),
        words("◂ ▸：跨日", "◂ ▸: from or to another day"),
      ]
      + (held ? [words("低浅条：占用工位待下道作业", "low pale bar: waits in the bay")] : [])
      + (moves ? [words("→：从别的工位移来", "→: moved from another bay")] : [])
    for text in texts + [
      words("右侧 %：当日占用", "right %: use of the day")
    ] {
      legend.add(.none, text)
    }
    return legend
  }
}

extension VisitKind {
  /// Pale, so that black labels stay legible; titles and tables name the kind as well.
  fileprivate var fill: Ink {
    switch self {
    case .comeback: .rose
    case .recall: .pink
    case .accident: .apricot
    case .repair: .paleSteel
    case .warranty: .lavender
    case .firstService: .mint
    case .maintenance: .lime
    case .inspection: .aqua
    default: .ash
    }
  }
}
