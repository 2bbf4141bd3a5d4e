import BaylineModel
import BaylineWording

/// The categories along the bottom of a chart: days, or named items.
enum CategoryAxis: Sendable {
  case days([CivilDate])
  case names([String])

  var count: Int {
    switch self {
    case .days(let days): days.count
    case .names(let names): names.count
    }
  }

  /// A category in words.
  func name(_ index: Int, _ words: Glossary) -> String {
    switch self {
    case .days(let days): "\(days[index]) \(words.weekday(days[index].weekday))"
    case .names(let names): names[index].printable
    }
  }

  /// The height of the labels below the plot in a picture of a width.
  func footer(width: Double) -> Double {
    switch self {
    case .days: 36
    // The scale on the left takes some of the width.
    case .names(let names): 22 + 14 * Double(Self.rows(names, slot: (width - 70) / Double(max(1, count))))
    }
  }

  /// The number of rows over which names alternate so that they do not touch: with n rows, a name may be n slots wide.
  private static func rows(_ names: [String], slot: Double) -> Int {
    let widest = names.map { $0.printable.drawn(Picture.smallSize) }.max() ?? 0
    return (1...3).first { widest + 6 <= Double($0) * slot } ?? 3
  }

  /// The part of a plot that belongs to a category.
  func slot(_ index: Int, in plot: Box) -> Box {
    let width = plot.width / Double(max(1, count))
    return Box(plot.x + Double(index) * width, plot.y, width, plot.height)
  }

  /// Draws the labels below a plot, as many as fit.
  func draw(below plot: Box, _ words: Glossary, _ picture: inout Picture) {
    picture.add(.line(Point(plot.x, plot.bottom), Point(plot.right, plot.bottom), Stroke(.axis)))
    switch self {
    case .days(let days): draw(days, plot, words, &picture)
    case .names(let names): draw(names, plot, &picture)
    }
  }

  private func draw(_ names: [String], _ plot: Box, _ picture: inout Picture) {
    let size = Picture.smallSize
    let each = plot.width / Double(max(1, names.count))
    let rows = Self.rows(names, slot: (picture.width - 70) / Double(max(1, names.count)))
    for (index, name) in names.enumerated() {
      let x = slot(index, in: plot).middle.x
      let y = plot.bottom + 17 + Double(index % rows) * 14
      if index % rows > 0 {
        picture.add(.line(Point(x, plot.bottom), Point(x, y - 10), Stroke(.line)))
      }
      let label = name.printable.fitted(Double(rows) * each - 6, size)
      guard label != "…" else { continue }
      picture.labelIfFree(.init(label, Point(x, y), .middle, size: size, title: name, hasHalo: true))
    }
  }

  /// Labels all days with their weekdays; if they do not fit Mondays, else the first days of every 1, 2, 3, 6, 12 or 24
  /// months.
  private func draw(_ days: [CivilDate], _ plot: Box, _ words: Glossary, _ picture: inout Picture) {
    let size = Picture.smallSize
    guard let first = days.first else { return }
    let year = first.components.year
    let all = Array(days.indices)
    let mondays = all.filter { days[$0].weekday == .monday }
    func months(_ every: Int) -> [Int] {
      all.filter { index in
        let (year, month, _) = days[index].components
        let isFirst = index == 0 || days[index - 1].components.month != month
        // The first days shown count only if they are near the start of their month.
        return isFirst && (year * 12 + month - 1) % every == 0
          && (index > 0 || days[index].components.day <= 7)
      }
    }
    func short(_ index: Int) -> String { String(days[index].description.suffix(5)) }
    func month(_ index: Int) -> String { String(days[index].description.prefix(7)) }
    let choices: [(at: [Int], label: (Int) -> String, second: ((Int) -> String)?)] =
      [
        (all, short, { words.weekday(days[$0].weekday) }),
        (mondays, short, { $0 == mondays.first ? words.weekday(.monday) : "" }),
      ] + [1, 2, 3, 6, 12, 24].map { every in (months(every), month, nil) }
    let width = plot.width / Double(days.count)
    let choice = choices.first { choice in
      let widest = choice.at.map { choice.label($0).drawn(size) }.max() ?? 0
      return !choice.at.isEmpty
        && zip(choice.at, choice.at.dropFirst()).allSatisfy { Double($1 - $0) * width >= widest + 6 }
    }
    for index in choice?.at ?? [0] {
      let at = slot(index, in: plot).middle.x
      picture.add(.line(Point(at, plot.bottom), Point(at, plot.bottom + 4), Stroke(.axis)))
      picture.labelIfFree(
        .init(
          choice?.label(index) ?? days[index].description, Point(at, plot.bottom + 17), .middle, size: size,
          ink: .muted))
      if let second = choice?.second?(index), !second.isEmpty {
        picture.labelIfFree(
          .init(second, Point(at, plot.bottom + 30), .middle, size: size, ink: .muted))
      }
    }
    if choice?.second != nil, let corner = days.last, picture.height >= plot.bottom + 32 {
      // The year once, because the labels omit it.
      let last = corner.components.year
      let text = last == year ? "\(year)" : "\(year)–\(last)"
      picture.labelIfFree(
        .init(text, Point(0, plot.bottom + 30), .start, size: size, ink: .muted))
    }
  }
}
