import BaylineWording

/// Technicians on duty and at work, a number for each step of a Gantt chart's span.
struct LoadCurve: Sendable {
  let caption: String
  let onDuty: [Int]
  let atWork: [Int]
  /// The share of the capacity kept free, in percent.
  let reservePercent: Int

  /// Draws the curve into a box, with its names to the left of it.
  func draw(in box: Box, _ words: Glossary, _ picture: inout Picture) {
    let most = max(1, (onDuty + atWork).max() ?? 1)
    let steps = Double(max(1, onDuty.count))
    func x(_ step: Int) -> Double { box.x + Double(step) * box.width / steps }
    func y(_ people: Double) -> Double { box.bottom - people * box.height / Double(most) }
    func line(_ people: [Double], _ stroke: Stroke) -> Picture.Shape {
      .steps(people.enumerated().map { (x($0), x($0 + 1), y($1)) }, stroke)
    }

    let bars = zip(atWork, onDuty).enumerated().compactMap { step, people -> Picture.Shape? in
      let (atWork, onDuty) = people
      guard atWork > 0 else { return nil }
      let bar = Box(between: Point(x(step), y(Double(atWork))), Point(x(step + 1), box.bottom))
      return .rectangle(bar, fill: atWork > onDuty ? .red : .midBlue, stroke: nil)
    }
    picture.add(.titled(caption, bars))
    picture.add(line(onDuty.map(Double.init), Stroke(.text, 1.5)))
    if reservePercent > 0 {
      picture.add(
        line(onDuty.map { Double($0 * (100 - reservePercent)) / 100 }, Stroke(.red, 1.5, .dashes)))
    }
    name(in: box, most, words, &picture)
  }

  private func name(in box: Box, _ most: Int, _ words: Glossary, _ picture: inout Picture) {
    let (size, room) = (10, box.x - 36)
    picture.label(
      .init(
        caption.fitted(room, Picture.fontSize, isBold: true), Point(4, box.y + 12), isBold: true,
        title: caption))
    let keys =
      [words("实线：在岗", "line: on duty")]
      + (reservePercent > 0
        ? [words("虚线：扣除预留 \(reservePercent)%", "dashes: less \(reservePercent)% reserve")] : [])
    for (row, key) in keys.enumerated() {
      picture.label(
        .init(
          key.fitted(room, size), Point(4, box.y + 28 + Double(row) * 14), size: size, ink: .muted, title: key
        ))
    }
    for (count, y) in [(most, box.y + 8), (0, box.bottom)] {
      picture.label(.init("\(count)", Point(box.x - 6, y), .end, size: size))
    }
  }
}
