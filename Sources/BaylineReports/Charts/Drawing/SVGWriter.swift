import BaylineWording

/// Writes pictures as SVG elements.
enum SVGWriter {
  /// Writes a picture.
  ///
  /// - Parameters:
  ///   - name: The accessible name.
  ///   - style: The class of the element.
  static func write(_ picture: Picture, name: String, style: String, to html: inout HTMLBuilder) {
    html.element(
      "svg",
      [
        "class": style, "viewBox": "0 0 \(number(picture.width)) \(number(picture.height))",
        "font-size": "\(Picture.fontSize)", "role": "img", "aria-label": name,
      ]
    ) { html in
      for shape in picture.shapes { write(shape, to: &html) }
    }
  }

  private static func write(_ shape: Picture.Shape, to html: inout HTMLBuilder) {
    switch shape {
    case .segments(let segments, let stroke):
      path(segments.map { "M\(point($0.0))L\(point($0.1))" }.joined(), fill: "", stroke, &html)
    case .polyline(let points, let stroke): path(through(points), fill: "none", stroke, &html)
    case .area(let points, let ink): path(through(points) + "Z", fill: ink.rawValue, nil, &html)
    case .rectangle(let box, let fill, let stroke, let radius): rectangle(box, fill, stroke, radius, &html)
    case .mark(let shape, let at, let radius, let ink, let isHollow):
      mark(shape, at, radius, ink, isHollow, &html)
    case .label(let label): self.label(label, &html)
    case .spot(let box, let title):
      html.element(
        "rect",
        [
          "x": number(box.x), "y": number(box.y), "width": number(box.width), "height": number(box.height),
          "fill": "none", "pointer-events": "all",
        ]
      ) { html in html.element("title", text: title.printable) }
    case .titled(let title, let shapes):
      html.element("g") { html in
        html.element("title", text: title.printable)
        for shape in shapes { write(shape, to: &html) }
      }
    }
  }

  private static func label(_ label: Picture.Label, _ html: inout HTMLBuilder) {
    html.element(
      "text",
      [
        "x": number(label.at.x), "y": number(label.at.y),
        "text-anchor": label.anchor == .start ? "" : label.anchor.rawValue,
        "font-size": label.size == Picture.fontSize ? "" : "\(label.size)",
        "font-weight": label.isBold ? "600" : "", "fill": label.ink == .text ? "" : label.ink.rawValue,
        "paint-order": label.hasHalo ? "stroke" : "", "stroke": label.hasHalo ? Ink.white.rawValue : "",
        "stroke-width": label.hasHalo ? "3" : "",
      ]
    ) { html in
      if let title = label.title { html.element("title", text: title.printable) }
      html.add(label.text.printable)
    }
  }

  private static func rectangle(
    _ box: Box, _ fill: Ink, _ stroke: Stroke?, _ radius: Double, _ html: inout HTMLBuilder
  ) {
    html.element(
      "rect",
      [
        "x": number(box.x), "y": number(box.y), "width": number(box.width), "height": number(box.height),
        "rx": radius > 0 ? number(radius) : "", "fill": fill.rawValue, "stroke": stroke?.ink.rawValue ?? "",
        "stroke-width": stroke.map { number($0.width) } ?? "",
        "stroke-dasharray": stroke?.dash.rawValue ?? "",
      ], text: "")
  }

  private static func path(_ data: String, fill: String, _ stroke: Stroke?, _ html: inout HTMLBuilder) {
    html.element(
      "path",
      [
        "d": data, "fill": fill, "stroke": stroke?.ink.rawValue ?? "",
        "stroke-width": stroke.map { number($0.width) } ?? "",
        "stroke-dasharray": stroke?.dash.rawValue ?? "",
      ], text: "")
  }

  private static func mark(
    _ shape: MarkShape, _ at: Point, _ radius: Double, _ ink: Ink, _ isHollow: Bool, _ html: inout HTMLBuilder
  ) {
    let fill = isHollow ? Ink.white.rawValue : ink.rawValue
    func corners(_ offsets: [(Double, Double)]) -> String {
      through(offsets.map { Point(at.x + $0.0 * radius, at.y + $0.1 * radius) }) + "Z"
    }
    let outline = Stroke(ink, 1.5)
    switch shape {
    case .circle:
      html.element(
        "circle",
        [
          "cx": number(at.x), "cy": number(at.y), "r": number(radius - 0.7), "fill": fill,
          "stroke": ink.rawValue, "stroke-width": number(outline.width),
        ], text: "")
    case .diamond: path(corners([(0, -1), (1, 0), (0, 1), (-1, 0)]), fill: fill, outline, &html)
    case .square:
      path(corners([(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]), fill: fill, outline, &html)
    case .triangle: path(corners([(0, -1), (0.9, 0.8), (-0.9, 0.8)]), fill: fill, outline, &html)
    case .downTriangle: path(corners([(0, 1), (0.9, -0.8), (-0.9, -0.8)]), fill: fill, outline, &html)
    case .cross:
      let arm = radius * 0.8
      path(
        "M\(point(Point(at.x - arm, at.y - arm)))L\(point(Point(at.x + arm, at.y + arm)))"
          + "M\(point(Point(at.x - arm, at.y + arm)))L\(point(Point(at.x + arm, at.y - arm)))",
        fill: "none", Stroke(ink, 2), &html)
    }
  }

  private static func through(_ points: [Point]) -> String {
    points.enumerated().map { ($0 == 0 ? "M" : "L") + point($1) }.joined()
  }

  private static func point(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }

  /// A coordinate rounded to a tenth.
  private static func number(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }
}
