import BaylineWording

/// The ground of charts whose values go up: scale lines, their numbers, the unit above them, lines with names across.
struct PlotFrame {
  let scale: NiceScale
  let text: ScaleText
  /// Where values are drawn.
  let plot: Box
  private let references: [ReferenceLine]
  private let small = Picture.smallSize

  /// Draws the ground of a chart from some height on.
  ///
  /// - Parameters:
  ///   - footer: room below the plot, for what is written along it.
  ///   - headroom: room above the plot, for labels.
  ///   - references: lines across with their names.
  init(
    _ numbers: [Double], hasZero: Bool, isWhole: Bool = false, measure: ValueUnit, what: String? = nil,
    moreIsBetter: Bool?, references: [ReferenceLine] = [], at top: Double, height: Double, footer: Double,
    headroom: Double = 0, _ words: Glossary, _ picture: inout Picture
  ) {
    let lines = references.filter(\.value.isDrawable)
    self.references = lines
    (scale, text) = NiceScale.fitting(
      numbers + lines.map(\.value), hasZero: hasZero, isWhole: isWhole, most: 6, words
    ) { _, scale in Double(scale.ticks.count - 1) * 20 <= height }
    let text = text
    let labels = scale.ticks.map { text.tick($0) }
    let column = (labels.map { $0.drawn(Picture.smallSize) }.max() ?? 0) + 10
    plot = Box(column, top + 26 + headroom, picture.width - column - 12, height)
    picture.extend(to: plot.bottom + footer)

    let better = words.betterUpwards(moreIsBetter)
    let unit = [what?.printable, text.title(measure)].compactMap { $0 }.joined(separator: words("，", ", "))
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

  /// The height of a value.
  func y(_ value: Double) -> Double { plot.bottom - scale.fraction(value) * plot.height }

  /// Names the lines across, where the marks leave room.
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
  /// Draws an upright scale line for each round number along the bottom, with the unit and the better side below.
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
    // The better side stands at its end of the scale.
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
