import BaylineWording

/// The frame of charts with an upright scale: scale lines with numbers, the unit above them, named lines across.
struct PlotFrame {
  let scale: NiceScale
  let text: ScaleText
  /// The box in which values are drawn.
  let plot: Box
  private let references: [ReferenceLine]
  private let small = Picture.smallSize

  /// The scale of a frame and its measures.
  struct Style {
    let measure: ValueUnit
    /// The figure, before the unit.
    var subject: String?
    var moreIsBetter: Bool?
    var hasZero = true
    /// Lines across with their names.
    var references: [ReferenceLine] = []
    let height: Double
    /// Room below the plot for the labels along it.
    let footer: Double
    /// Room above the plot for labels.
    var headroom = 0.0
  }

  /// Draws the frame of a chart from `top` downwards.
  init(
    _ numbers: [Double], _ style: Style, at top: Double, _ words: Glossary, _ picture: inout Picture
  ) {
    let lines = style.references.filter(\.value.isDrawable)
    references = lines
    (scale, text) = NiceScale.fitting(numbers + lines.map(\.value), hasZero: style.hasZero, words) {
      _, scale in Double(scale.ticks.count - 1) * 20 <= style.height
    }
    let text = text
    let labels = scale.ticks.map { text.tick($0) }
    let column = (labels.map { $0.drawn(Picture.smallSize) }.max() ?? 0) + 10
    plot = Box(column, top + 26 + style.headroom, picture.width - column - 12, style.height)
    picture.extend(to: plot.bottom + style.footer)

    let better = words.betterUpwards(style.moreIsBetter)
    let unit = [style.subject?.printable, text.title(style.measure)].compactMap { $0 }.joined(
      separator: words("，", ", "))
    let betterWidth = better.map { $0.drawn(small) + 16 } ?? 0
    picture.label(
      .init(
        unit.fitted(picture.width - betterWidth, small), Point(0, top + 11), size: small, ink: .muted,
        title: unit))
    if let better {
      picture.label(.init(better, Point(picture.width - 2, top + 11), .end, size: small))
    }
    for (tick, label) in zip(scale.ticks, labels) {
      let y = self.y(tick)
      picture.add(
        .line(Point(plot.x, y), Point(plot.right, y), Stroke(tick == 0 ? .axis : .line)))
      picture.labelIfFree(.init(label, Point(plot.x - 6, y + 4), .end, size: small, ink: .muted))
    }
    for reference in lines {
      let y = self.y(reference.value)
      picture.add(.line(Point(plot.x, y), Point(plot.right, y), Stroke(.text, 1.6, .dashes)))
    }
  }

  /// The y coordinate of a value.
  func y(_ value: Double) -> Double { plot.bottom - scale.fraction(value) * plot.height }

  /// Names the lines across, where there is room between the marks.
  func nameReferences(_ picture: inout Picture) {
    for reference in references { name(reference, &picture) }
  }

  private func name(_ reference: ReferenceLine, _ picture: inout Picture) {
    let y = self.y(reference.value)
    let label = reference.label.printable.fitted(plot.width - 10, small)
    picture.label(
      .init(label, Point(0, 0), size: small, isBold: true, title: reference.label, hasHalo: true),
      at: [
        (Point(plot.right - 4, y - 5), .end), (Point(plot.x + 4, y - 5), .start),
        (Point(plot.right - 4, y + 13), .end), (Point(plot.x + 4, y + 13), .start),
      ]
        + [0.5, 0.75, 0.25, 0.62, 0.87, 0.37, 0.12].flatMap { part in
          [-5, 13].map { (Point(plot.x + part * plot.width, y + $0), .middle) }
        })
  }
}

extension PlotFrame {
  /// Draws a second scale along the bottom, with the unit and the better direction below.
  func drawAcross(
    _ across: NiceScale, _ acrossText: ScaleText, title: String, moreIsBetter: Bool?, _ words: Glossary,
    _ picture: inout Picture
  ) {
    for tick in across.ticks {
      let x = plot.x + across.fraction(tick) * plot.width
      picture.add(.line(Point(x, plot.y), Point(x, plot.bottom + 4), Stroke(.line)))
      picture.labelIfFree(
        .init(acrossText.tick(tick), Point(x, plot.bottom + 17), .middle, size: small, ink: .muted))
    }
    let better = words.betterSideways(moreIsBetter)
    let room = plot.width - (better.map { $0.drawn(small) + 12 } ?? 0)
    let name = title.printable.fitted(room, small)
    let isLeft = moreIsBetter == false
    // The better direction is named at its end of the scale.
    picture.label(
      .init(
        name, Point(isLeft ? plot.right : plot.x, plot.bottom + 33), isLeft ? .end : .start, size: small,
        ink: .muted, title: title))
    if let better {
      picture.label(
        .init(
          better, Point(isLeft ? plot.x : plot.right, plot.bottom + 33), isLeft ? .start : .end, size: small))
    }
  }
}
