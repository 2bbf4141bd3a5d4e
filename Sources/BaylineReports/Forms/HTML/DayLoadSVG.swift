import BaylineModel
import BaylineWording

/// A bar for each day, of its load in percent of its capacity: booked, expected and outgoing visits one upon the other; a line where the bar
/// would end with every visit on its best day; a line at the capacity.
struct DayLoadSVG {
  let chart: DayLoadChart
  let words: Glossary

  private static let (left, top, height, bottom) = (46, 18, 170, 34)
  private static let colours = (booked: "#6b7b8c", expected: "#b9c4cf", calls: "#2f7fc1", before: "#c0392b")

  func write(to html: inout HTMLBuilder) {
    let step = max(22, min(44, 900 / max(1, chart.days.count)))
    let width = Self.left + step * chart.days.count + 12
    let percents = chart.days.flatMap { day in
      [day.before, day.after].map { $0 * 100 / max(1, day.capacity) }
    }
    let most = max(100, ((percents.max() ?? 100) + 9) / 10 * 10)
    func y(_ percent: Double) -> Int {
      Self.top + Self.height - Int((percent * Double(Self.height) / Double(most)).rounded())
    }
    html.element("figure") { html in
      html.element("figcaption", text: chart.caption.printable)
      html.element("div", ["class": "scroll"]) { html in
        html.element(
          "svg",
          [
            "viewBox": "0 0 \(width) \(Self.top + Self.height + Self.bottom)", "width": "\(width)",
            "role": "img",
            "style": "max-width:100%;height:auto;display:block", "font-size": "10",
          ]
        ) { html in
          html.element("title", text: chart.caption.printable)
          for percent in stride(from: 0, through: most, by: most > 150 ? 50 : 20) {
            line(Self.left, width - 8, y(Double(percent)), "#dde2e8", "1", &html)
            html.element(
              "text",
              [
                "x": "\(Self.left - 6)", "y": "\(y(Double(percent)) + 4)", "text-anchor": "end",
                "fill": "#444",
              ],
              text: "\(percent)%")
          }
          for (index, day) in chart.days.enumerated() {
            bar(day, at: Self.left + index * step, step, y, &html)
          }
          line(Self.left, width - 8, y(100), "#111", "1.5", &html)
        }
      }
      legend(&html)
    }
  }

  private func bar(
    _ day: DayLoadChart.Day, at left: Int, _ step: Int, _ y: (Double) -> Int, _ html: inout HTMLBuilder
  ) {
    func share(_ load: Int) -> Double { Double(load) * 100 / Double(max(1, day.capacity)) }
    let (x, wide) = (left + step / 8, step * 3 / 4)
    let parts = [
      (0, day.booked, Self.colours.booked), (day.booked, day.booked + day.expected, Self.colours.expected),
      (day.booked + day.expected, day.after, Self.colours.calls),
    ]
    html.element("g") { html in
      html.element(
        "title",
        text: words(
          "\(day.label) \(day.weekday)：产能 \(day.capacity)，已约 \(day.booked)，预计 \(day.expected)，最佳日 \(day.before)，削峰后 \(day.after)",
          "\(day.weekday) \(day.label): capacity \(day.capacity), booked \(day.booked), expected \(day.expected), on best days "
            + "\(day.before), levelled \(day.after)"))
      for (from, to, colour) in parts where to > from {
        html.open(
          "rect",
          [
            "x": "\(x)", "y": "\(y(share(to)))", "width": "\(wide)",
            "height": "\(max(0, y(share(from)) - y(share(to))))",
            "fill": colour,
          ])
        html.literal("</rect>")
      }
      line(x - 2, x + wide + 2, y(share(day.before)), Self.colours.before, "2", &html)
      // Above the bar, or above the line where that is just there.
      let (bar, mark) = (y(share(day.after)), y(share(day.before)))
      html.element(
        "text",
        [
          "x": "\(x + wide / 2)", "y": "\((mark <= bar && bar - mark < 14 ? mark : bar) - 4)",
          "text-anchor": "middle", "font-size": "9",
        ],
        text: "\(Int(share(day.after).rounded()))")
    }
    let base = Self.top + Self.height
    for (offset, text) in [(13, day.label), (26, day.weekday)] {
      html.element(
        "text",
        [
          "x": "\(x + wide / 2)", "y": "\(base + offset)", "text-anchor": "middle",
          "font-size": step < 30 ? "8" : "10",
        ],
        text: text)
    }
  }

  private func line(
    _ from: Int, _ to: Int, _ y: Int, _ colour: String, _ width: String, _ html: inout HTMLBuilder
  ) {
    html.open(
      "line",
      ["x1": "\(from)", "x2": "\(to)", "y1": "\(y)", "y2": "\(y)", "stroke": colour, "stroke-width": width])
    html.literal("</line>")
  }

  private func legend(_ html: inout HTMLBuilder) {
    html.element("p", ["class": "legend"]) { html in
      for (colour, text) in [
        (Self.colours.booked, words("已约", "booked")),
        (Self.colours.expected, words("预计自行到店", "expected by themselves")),
        (Self.colours.calls, words("主动预约（削峰后）", "outgoing, levelled")),
        (Self.colours.before, words("线：每辆都在最佳日", "line: every visit on its best day")),
        ("#111", words("线：产能（扣除预留）", "line: capacity less the reserve")),
      ] {
        html.element("span") { html in
          html.element("i", ["style": "background:\(colour)"], text: "")
          html.add(text)
        }
      }
    }
  }
}
