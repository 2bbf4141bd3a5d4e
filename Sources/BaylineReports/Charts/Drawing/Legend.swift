import BaylineWording

/// Explains the marks, lines and areas of a chart.
struct Legend {
  enum Swatch: Sendable {
    case mark(MarkShape, Ink, isHollow: Bool)
    /// A mark with whiskers.
    case whisker(MarkShape, Ink, isHollow: Bool)
    case line(Stroke)
    case area(Ink, Hatch, line: Ink)
    /// No swatch: the text names a sign that the chart shows.
    case none
  }

  private(set) var entries: [(swatch: Swatch, text: String)] = []

  mutating func add(_ swatch: Swatch, _ text: String) {
    entries.append((swatch, text.printable))
  }

  /// Draws the entries in lines, from `top` downwards.
  /// - Returns: The bottom of the legend.
  func draw(at top: Double, _ picture: inout Picture) -> Double {
    guard !entries.isEmpty else { return top }
    let size = Picture.smallSize
    let (line, gap) = (18.0, 16.0)
    var x = 0.0
    var y = top
    for (swatch, text) in entries {
      let lead = if case .none = swatch { 0.0 } else { 26.0 }
      let label = text.fitted(picture.width - lead, size)
      let width = lead + label.drawn(size)
      if x > 0, x + width > picture.width {
        x = 0
        y += line
      }
      draw(swatch, Box(x, y + 3, 20, 11), &picture)
      picture.label(
        .init(
          label, Point(x + lead, y + 12.5), size: size, ink: .muted, title: text))
      x += width + gap
    }
    picture.extend(to: y + line)
    return y + line + 4
  }

  private func draw(_ swatch: Swatch, _ box: Box, _ picture: inout Picture) {
    switch swatch {
    case .mark(let shape, let ink, let isHollow):
      picture.add(.mark(shape, box.middle, radius: 5, ink, isHollow: isHollow))
    case .whisker(let shape, let ink, let isHollow):
      picture.add(.line(Point(box.x, box.middle.y), Point(box.right, box.middle.y), Stroke(ink, 1.8)))
      picture.add(.mark(shape, box.middle, radius: 5, ink, isHollow: isHollow))
    case .line(let stroke):
      picture.add(.line(Point(box.x, box.middle.y), Point(box.right, box.middle.y), stroke))
    case .area(let ink, let hatch, let line):
      picture.add(.rectangle(box, fill: ink, stroke: Stroke(line, 0.8)))
      if let pattern = Picture.Shape.hatch(hatch, over: box, line) { picture.add(pattern) }
    case .none: break
    }
  }
}
