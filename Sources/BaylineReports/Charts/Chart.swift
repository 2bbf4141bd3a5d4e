import BaylineWording

/// A chart as values.
enum Chart: Sendable {
  case intervals(IntervalChart)
  case bars(BarChart)
  case boxes(BoxChart)
  case frontier(FrontierChart)
  case series(SeriesChart)
  case columns(ColumnChart)
  case histogram(HistogramChart)
  case gantt(GanttChart)

  var drawing: any DrawnChart {
    switch self {
    case .intervals(let chart): chart
    case .bars(let chart): chart
    case .boxes(let chart): chart
    case .frontier(let chart): chart
    case .series(let chart): chart
    case .columns(let chart): chart
    case .histogram(let chart): chart
    case .gantt(let chart): chart
    }
  }
}

/// A chart that can be drawn.
protocol DrawnChart: Sendable {
  /// What is measured, as a heading.
  var title: String { get }
  /// How to read it, below the heading; `nil` if that is plain.
  var note: String? { get }
  /// The widths that it is laid out for, in units of the picture.
  var widths: ChartWidths { get }
  /// The chart in characters for a terminal; empty if the tables beside it say the same.
  var textLines: [String] { get }
  /// Draws the chart at a width; the height follows.
  func picture(width: Double, _ words: Glossary) -> Picture
}

extension DrawnChart {
  var note: String? { nil }
  var widths: ChartWidths { .page }
  var textLines: [String] { [] }
}

/// The widths that a chart is laid out for.
struct ChartWidths: Hashable, Sendable {
  /// On a screen or a sheet.
  let wide: Double
  /// On a phone; `nil` for a chart that scrolls sideways there.
  let phone: Double?

  static let page = ChartWidths(wide: 940, phone: 350)
}

/// A line across a chart with its name: today, a target, the capacity.
struct ReferenceLine: Hashable, Sendable {
  let value: Double
  let label: String

  init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}

/// Writes charts into HTML.
enum ChartWriter {
  /// Writes a chart as a figure with its heading. A chart that is laid out twice has a picture for each width, of which
  /// the style sheet shows one.
  static func write(_ chart: Chart, _ words: Glossary, to html: inout HTMLBuilder) {
    let chart = chart.drawing
    let name = chart.title.printable
    let wide = chart.picture(width: chart.widths.wide, words)
    html.element("figure", ["class": chart.widths.phone == nil ? "" : "chart"]) { html in
      html.element("figcaption") { html in
        html.add(name)
        if let note = chart.note { html.element("small", text: note.printable) }
      }
      if let phone = chart.widths.phone {
        SVGWriter.write(wide, name: name, style: "wide", to: &html)
        SVGWriter.write(chart.picture(width: phone, words), name: name, style: "phone", to: &html)
      } else {
        html.element("div", ["class": "scroll"]) { html in
          SVGWriter.write(wide, name: name, style: "gantt", to: &html)
        }
      }
    }
  }
}
