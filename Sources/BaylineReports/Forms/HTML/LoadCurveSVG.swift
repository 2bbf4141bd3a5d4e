import BaylineWording

/// Technicians at work and on duty along the day, under a Gantt chart and to its scale.
struct LoadCurveSVG {
  let curve: LoadCurve
  let left: Int
  let right: Int
  let words: Glossary

  func write(at top: Int, height: Int, _ html: inout HTMLBuilder) {
    let most = max(1, (curve.onDuty + curve.atWork).max() ?? 1)
    let steps = max(1, curve.onDuty.count)
    func x(_ step: Int) -> Int { left + step * (right - left) / steps }
    func y(_ tenths: Int) -> Int { top + height - tenths * height / (most * 10) }
    html.element(
      "text", ["x": "4", "y": "\(top + 16)", "font-weight": "600"],
      text: curve.caption.clipped(to: left - 40, font: 12))
    html.element(
      "text", ["x": "4", "y": "\(top + 34)", "font-size": "10", "fill": "#555"],
      text: words("实线：在岗", "line: on duty"))
    if curve.reserve > 0 {
      html.element(
        "text", ["x": "4", "y": "\(top + 48)", "font-size": "10", "fill": "#555"],
        text: words("虚线：扣除预留 \(curve.reserve)%", "dashes: less \(curve.reserve)% reserve"))
    }
    html.element(
      "text", ["x": "\(left - 6)", "y": "\(top + 9)", "font-size": "10", "text-anchor": "end"],
      text: "\(most)")
    html.element(
      "text", ["x": "\(left - 6)", "y": "\(top + height)", "font-size": "10", "text-anchor": "end"], text: "0"
    )
    html.element("g") { html in
      html.element("title", text: curve.caption)
      for (step, count) in curve.atWork.enumerated() where count > 0 {
        let isOver = count > curve.onDuty[step]
        html.open(
          "rect",
          [
            "x": "\(x(step))", "y": "\(y(count * 10))", "width": "\(x(step + 1) - x(step))",
            "height": "\(top + height - y(count * 10))", "fill": isOver ? "#c0392b" : "#9dbde0",
          ])
        html.literal("</rect>")
      }
    }
    polyline(curve.onDuty.map { $0 * 10 }, dashes: "", x, y, &html)
    if curve.reserve > 0 {
      polyline(curve.onDuty.map { $0 * (100 - curve.reserve) / 10 }, dashes: "5 3", x, y, &html)
    }
  }

  /// A line of steps through tenths of people.
  private func polyline(
    _ tenths: [Int], dashes: String, _ x: (Int) -> Int, _ y: (Int) -> Int, _ html: inout HTMLBuilder
  ) {
    let points = tenths.enumerated().flatMap { step, value in
      ["\(x(step)),\(y(value))", "\(x(step + 1)),\(y(value))"]
    }
    html.open(
      "polyline",
      [
        "points": points.joined(separator: " "), "fill": "none", "stroke": dashes.isEmpty ? "#123" : "#a00",
        "stroke-width": "1.5", "stroke-dasharray": dashes,
      ])
    html.literal("</polyline>")
  }
}
