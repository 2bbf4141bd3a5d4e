import BaylineWording

/// A chart: what is shown, as values.
package enum Chart: Sendable {
  case intervals(IntervalChart)
  case bars(BarChart)
  case boxes(BoxChart)
  case frontier(FrontierChart)
  case series(SeriesChart)
  case columns(ColumnChart)
  case histogram(HistogramChart)

  var drawing: any DrawnChart {
    switch self {
    case .intervals(let chart): chart
    case .bars(let chart): chart
    case .boxes(let chart): chart
    case .frontier(let chart): chart
    case .series(let chart): chart
    case .columns(let chart): chart
    case .histogram(let chart): chart
    }
  }
}

/// A chart that can be drawn.
protocol DrawnChart: Sendable {
  /// What is measured, as a heading.
  var title: String { get }
  /// How to read it, below the heading; `nil` if that is plain.
  var note: String? { get }
  /// The chart as a picture of some width; the height follows.
  func picture(width: Double, _ words: Glossary) -> Picture
}

/// A line on a chart with its name: today, a target, what there is.
package struct ReferenceLine: Hashable, Sendable {
  /// Where it lies on the scale.
  package let value: Double
  /// What it stands for.
  package let label: String

  /// A line with its name.
  package init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}

/// Writes charts into pages.
enum ChartWriter {
  /// The widths that a chart is laid out for: a screen or a sheet, and a phone.
  static let wide = 940.0, phone = 350.0

  /// A chart as a figure with its heading, laid out twice; the style sheet shows the one that fits.
  static func write(_ chart: Chart, _ words: Glossary, to html: inout HTMLBuilder) {
    let chart = chart.drawing
    html.element("figure", ["class": "chart"]) { html in
      html.element("figcaption") { html in
        html.add(chart.title.printable)
        if let note = chart.note { html.element("small", text: note.printable) }
      }
      for (width, style) in [(wide, "wide"), (phone, "phone")] {
        SVGWriter.write(
          chart.picture(width: width, words), name: chart.title.printable, style: style, to: &html)
      }
    }
  }
}
