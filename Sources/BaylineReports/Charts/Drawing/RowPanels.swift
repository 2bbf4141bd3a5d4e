import BaylineWording

/// Panels side by side with common rows ("small multiples": E. R. Tufte, 1983, "The visual display of quantitative
/// information"): a name on the left, a mark in each panel, a scale below. On a phone the panels are below each other,
/// and each name is above its marks.
struct RowPanels {
  /// A scale and the marks in its rows.
  struct Panel {
    /// The heading; may be empty.
    var title: String
    /// The unit, below the scale.
    var axis: (ScaleText) -> String
    var moreIsBetter: Bool?
    /// All numbers on the scale.
    var numbers: [Double]
    var hasZero: Bool
    var references: [ReferenceLine]
    /// The remark beside each row, in full and abbreviated.
    var remarks: [(long: String, short: String)]
    /// Draws the marks of a row.
    var draw: (_ row: Int, _ plot: Plot, _ picture: inout Picture) -> Void
  }

  /// The place of a row's marks.
  struct Plot {
    let scale: NiceScale
    let box: Box
    var middle: Double { box.middle.y }
    func x(_ value: Double) -> Double { box.x + scale.fraction(value) * box.width }
  }

  let names: [String]
  /// Names of other rows of the same picture, so that all names get the same width.
  var otherNames: [String] = []
  let panels: [Panel]
  let words: Glossary

  private let small = Picture.smallSize

  /// Draws the panels from `top` downwards, as many beside each other as fit.
  /// - Returns: The bottom of the panels.
  func draw(at top: Double, _ picture: inout Picture) -> Double {
    guard !panels.isEmpty else { return top }
    let column = picture.isNarrow ? 0 : nameColumn(picture.width)
    let minWidth = 162.0
    let perRow = picture.isNarrow ? 1 : max(1, Int((picture.width - column) / minWidth))
    let blocks = (panels.count + perRow - 1) / perRow
    let perBlock = (panels.count + blocks - 1) / blocks
    var y = top
    for first in stride(from: 0, to: panels.count, by: perBlock) {
      if first > 0 { y += 14 }
      y = block(Array(panels[first..<min(panels.count, first + perBlock)]), perBlock, column, y, &picture)
    }
    return y
  }

  private func nameColumn(_ width: Double) -> Double {
    let widest = (names + otherNames).map { $0.drawn(Picture.fontSize) }.max() ?? 0
    return min(widest + 14, width * 0.3)
  }

  private func rowHeight(isNarrow: Bool) -> Double {
    isNarrow ? 38 : names.count > 24 ? 17 : names.count > 12 ? 20 : 24
  }

  // MARK: - A row of panels

  private func block(
    _ panels: [Panel], _ count: Int, _ column: Double, _ top: Double, _ picture: inout Picture
  ) -> Double {
    let width = (picture.width - column) / Double(count)
    let size = Picture.fontSize
    let titles = panels.map {
      $0.title.isEmpty ? [] : $0.title.lines(width - 12, size, atMost: 3, isBold: true)
    }
    let titleLines = Double(titles.map(\.count).max() ?? 0)
    let hasReferences = panels.contains { !$0.references.isEmpty }
    let head = titleLines * 16 + (hasReferences ? 16 : 4)
    let height = rowHeight(isNarrow: picture.isNarrow)
    let rowsTop = top + head
    let rowsBottom = rowsTop + Double(names.count) * height
    let axisBottom = rowsBottom + 50
    picture.extend(to: axisBottom)

    for row in names.indices where row % 2 == 0 {
      let right = column + width * Double(panels.count)
      picture.add(
        .rectangle(Box(0, rowsTop + Double(row) * height, right, height), fill: .shade, stroke: nil))
    }
    // The same in all panels beside each other.
    let isLong = panels.allSatisfy { self.fits($0.remarks.map(\.long), width, isNarrow: picture.isNarrow) }
    for (index, panel) in panels.enumerated() {
      let box = Box(column + Double(index) * width, rowsTop, width, rowsBottom - rowsTop)
      for (line, text) in titles[index].enumerated() {
        let y = top + 12 + (titleLines - Double(titles[index].count) + Double(line)) * 16
        picture.label(.init(text, Point(box.x + 6, y), isBold: true, title: line == 0 ? panel.title : nil))
      }
      self.panel(panel, box, height, isLong: isLong, &picture)
    }
    if !picture.isNarrow {
      for (row, name) in names.enumerated() {
        let label = name.fitted(column - 12, size)
        picture.label(
          .init(
            label, Point(4, rowsTop + (Double(row) + 0.5) * height + 4), title: name))
      }
    }
    return axisBottom
  }

  // MARK: - A panel

  private func panel(
    _ panel: Panel, _ box: Box, _ height: Double, isLong: Bool, _ picture: inout Picture
  ) {
    let (remarks, column) = self.remarks(of: panel, isLong: isLong, in: box.width, isNarrow: picture.isNarrow)
    let left = box.x + (picture.isNarrow ? 10 : 14)
    let right = box.right - (picture.isNarrow ? 10 : column + 16)
    let plot = Box(left, box.y, right - left, box.height)
    let numbers = panel.numbers + panel.references.map(\.value)
    let (scale, text) = fitting(numbers, hasZero: panel.hasZero, width: plot.width)
    func x(_ value: Double) -> Double { plot.x + scale.fraction(value) * plot.width }

    for tick in scale.ticks {
      picture.add(.line(Point(x(tick), plot.y), Point(x(tick), plot.bottom + 4), Stroke(.line)))
      picture.labelIfFree(
        .init(text.tick(tick), Point(x(tick), plot.bottom + 16), .middle, size: small, ink: .muted),
        in: Box(box.x, plot.bottom, box.width, 30))
    }
    for reference in panel.references {
      let at = x(reference.value)
      picture.add(.line(Point(at, plot.y - 3), Point(at, plot.bottom + 4), Stroke(.text, 1.4)))
      let label = reference.label.printable.fitted(box.width * 0.6, small)
      let place = Picture.Label(label, Point(at, plot.y - 5), .middle, size: small)
      picture.label(
        place,
        at: [(place.at, .middle), (Point(at - 3, place.at.y), .start), (Point(at + 3, place.at.y), .end)],
        in: Box(box.x, box.y - 20, box.width, 40))
    }
    let title = panel.axis(text)
    let better = words.betterSideways(panel.moreIsBetter)
    picture.label(
      .init(title.fitted(box.width - 12, small), Point(plot.x, plot.bottom + 30), size: small, ink: .muted))
    if let better {
      let isRight = panel.moreIsBetter == true
      picture.label(
        .init(
          better.fitted(box.width - 12, small), Point(isRight ? plot.right : plot.x, plot.bottom + 44),
          isRight ? .end : .start, size: small))
    }

    for row in names.indices {
      let top = box.y + Double(row) * height
      // On a phone the name and the remark take the upper half.
      let lower = picture.isNarrow ? Box(plot.x, top + 17, plot.width, height - 17) : nil
      panel.draw(
        row, Plot(scale: scale, box: lower ?? Box(plot.x, top, plot.width, height)), &picture)
      let remark = row < remarks.count ? remarks[row] : ""
      if picture.isNarrow {
        let room = box.width - remark.drawn(small) - 18
        let name = names[row].fitted(room, Picture.fontSize)
        picture.label(.init(name, Point(4, top + 13), title: names[row], hasHalo: true))
        if !remark.isEmpty {
          picture.label(
            .init(remark, Point(box.right - 4, top + 13), .end, size: small, ink: .muted, hasHalo: true))
        }
      } else if !remark.isEmpty {
        picture.label(
          .init(remark, Point(box.right - 6, top + height / 2 + 4), .end, size: small, ink: .muted))
      }
    }
  }

  /// The remarks and their width, if they leave room for the marks.
  private func remarks(
    of panel: Panel, isLong: Bool, in width: Double, isNarrow: Bool
  ) -> ([String], Double) {
    let texts = panel.remarks.map { isLong ? $0.long : $0.short }
    return fits(texts, width, isNarrow: isNarrow) ? (texts, widest(texts)) : ([], 0)
  }

  private func fits(_ remarks: [String], _ width: Double, isNarrow: Bool) -> Bool {
    widest(remarks) <= width * (isNarrow ? 0.5 : 0.36)
  }

  private func widest(_ texts: [String]) -> Double {
    texts.map { $0.drawn(small) }.max() ?? 0
  }

  /// The scale with as many lines as their labels allow.
  private func fitting(_ numbers: [Double], hasZero: Bool, width: Double) -> (NiceScale, ScaleText) {
    NiceScale.fitting(numbers, hasZero: hasZero, words) { text, scale in
      let widest = scale.ticks.map { text.tick($0).drawn(small) }.max() ?? 0
      return Double(scale.ticks.count - 1) * (widest + 8) <= width
    }
  }
}

extension NiceScale {
  /// The scale with the most lines that fit; with two or three lines if none does.
  static func fitting(
    _ numbers: [Double], hasZero: Bool, isInteger: Bool = false, _ words: Glossary,
    _ fits: (ScaleText, NiceScale) -> Bool
  ) -> (NiceScale, ScaleText) {
    for steps in stride(from: 6, through: 2, by: -1) {
      let scale = NiceScale(around: numbers, steps: steps, hasZero: hasZero, isInteger: isInteger)
      let text = ScaleText(scale, words)
      if fits(text, scale) { return (scale, text) }
    }
    let scale = NiceScale(around: numbers, steps: 1, hasZero: hasZero, isInteger: isInteger)
    return (scale, ScaleText(scale, words))
  }
}
