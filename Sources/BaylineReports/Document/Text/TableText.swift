import BaylineWording

/// A table for a terminal, set by its style.
struct TableText {
  let table: DocumentTable
  let words: Glossary
  /// Columns of the terminal.
  let width: Int

  var lines: [String] {
    switch table.style {
    case .sheet: caption + WrappedTable(table: table, words: words, width: width).lines
    case .compact: caption + compact
    case .report: caption.flatMap { $0.wrapped(to: width) } + report
    }
  }

  private var caption: [String] { table.caption.isEmpty ? [] : [table.caption.printable] }

  private var compact: [String] {
    var text = TextTable(table.columns.map(\.alignment))
    text.append(table.columns.map(\.heading))
    for row in table.rows {
      text.append(
        row.cells.enumerated().map { column, cell in
          switch cell.content {
          case .lines: column == 0 ? cell.joinedLines(words).truncated(to: 24) : cell.joinedLines(words)
          case .number(let number): number.map(NumberText.bare) ?? NumberText.missing
          case .estimate(let estimate): estimate.map { NumberText.bare($0.value) } ?? NumberText.missing
          case .bar(let bar): ScheduleSummary.bar(bar.percent)
          }
        })
    }
    return text.lines.map { $0.truncated(to: width) }
  }

  private var report: [String] {
    guard !table.rows.isEmpty else { return [table.empty.isEmpty ? words.none : table.empty.printable] }
    let key = table.key(words)
    return SplitTable(table: table, words: words, width: width).lines
      + (key.isEmpty ? [] : key.wrapped(to: width))
  }
}

/// A table whose long cells wrap; a card for each row where even the words do not fit.
private struct WrappedTable {
  let table: DocumentTable
  let words: Glossary
  let width: Int

  var lines: [String] {
    guard let widths else { return cards }
    var lines = block(table.columns.map { [$0.heading] }, widths)
    lines.append(String(repeating: "-", count: widths.reduce(0, +) + 2 * (widths.count - 1)))
    for row in table.rows { lines += block(row.cells.map(\.lines), widths) }
    return lines
  }

  /// The width of each column, the widest narrowed until all fit; `nil` if they cannot.
  private var widths: [Int]? {
    var widths = table.columns.map(\.heading.displayWidth)
    for row in table.rows {
      for (column, cell) in row.cells.enumerated() where column < widths.count {
        widths[column] = max(widths[column], cell.lines.map(\.displayWidth).max() ?? 0)
      }
    }
    let room = width - 2 * (widths.count - 1)
    let minWidths = minWidths
    guard minWidths.reduce(0, +) <= room, !widths.isEmpty else { return nil }
    while widths.reduce(0, +) > room {
      guard
        let widest = widths.indices.filter({ widths[$0] > minWidths[$0] })
          .max(by: { widths[$0] < widths[$1] })
      else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  /// The longest word of each column, so that times and plates stay whole; ten columns are enough for prose.
  private var minWidths: [Int] {
    table.columns.enumerated().map { column, head in
      func longestWord(_ text: String) -> Int {
        text.split(separator: " ").map { String($0).displayWidth }.max() ?? 0
      }
      let words = table.rows.flatMap {
        column < $0.cells.count ? $0.cells[column].lines.map(longestWord) : []
      }
      // The heading can be cut between any two characters, but not inside one.
      let widestCharacter = head.heading.map(\.displayWidth).max() ?? 0
      return max(widestCharacter, min(head.share ?? 0 > 20 ? 10 : 24, words.max() ?? 0))
    }
  }

  /// A row as lines: long cells continue below.
  private func block(_ cells: [[String]], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { lines, width in
      lines.flatMap { $0.wrapped(to: width) }.flatMap { $0.broken(to: width) }
    }
    let height = max(1, wrapped.map(\.count).max() ?? 1)
    return (0..<height).map { line in
      zip(zip(wrapped, widths), table.columns).map { pair, column in
        let text = line < pair.0.count ? pair.0[line] : ""
        return column.alignment == .right ? text.paddedLeft(to: pair.1) : text.padded(to: pair.1)
      }.joined(separator: "  ").trimmingEnd()
    }
  }

  /// Each row as a card: a line for each heading and its value.
  private var cards: [String] {
    let label = min(24, table.columns.map(\.heading.displayWidth).max() ?? 0)
    let room = width - label - 2
    return table.rows.enumerated().flatMap { number, row -> [String] in
      let lines = zip(table.columns, row.cells).flatMap { column, cell -> [String] in
        let value = cell.joinedLines(words) + (cell.visit.map { " (\($0))" } ?? "")
        guard !value.isEmpty else { return [] }
        return value.wrapped(to: room).flatMap { $0.broken(to: room) }.enumerated().map { index, part in
          (index == 0 ? column.heading.truncated(to: label) : "").padded(to: label) + "  " + part
        }
      }
      return (number > 0 ? [""] : []) + lines
    }
  }
}

/// A table of numbers; one that is too wide is split into several, each with the first column.
private struct SplitTable {
  /// Columns that a first column is cut to where the table is too wide.
  private static let maxNameWidth = 34

  let table: DocumentTable
  let width: Int
  /// Heading and unit of each column.
  private let heads: [[String]]
  /// Text of each cell, by row.
  private let cells: [[String]]
  private var widths: [Int]

  init(table: DocumentTable, words: Glossary, width: Int) {
    self.table = table
    self.width = width
    let decimals = table.decimals
    let heads = table.columns.map { [$0.heading, $0.measure?.name(words) ?? ""] }
    let cells = table.rows.map { row in
      zip(row.cells, table.columns).enumerated().map { index, pair in
        let (value, range) = pair.0.parts(pair.1, decimals: decimals[index], words)
        return NumberText.plain(
          [value, table.isBrief ? "" : range, pair.0.judgement?.sign ?? ""].filter { !$0.isEmpty }
            .joined(separator: " "))
      }
    }
    widths = table.columns.indices.map { column in
      (heads[column] + cells.map { column < $0.count ? $0[column] : "" }).map(\.displayWidth).max() ?? 0
    }
    if widths.reduce(0, +) + 2 * widths.count > width, let first = widths.first {
      widths[0] = min(first, Self.maxNameWidth)
    }
    (self.heads, self.cells) = (heads, cells)
  }

  var lines: [String] {
    var lines: [String] = []
    for part in parts {
      if part.contains(1) == false, part.count > 1 { lines.append("") }
      lines += self.lines(part)
    }
    return lines
  }

  /// The columns that fit beside each other.
  private var parts: [[Int]] {
    guard let first = widths.first else { return [] }
    // The star of the best row takes two columns.
    let room = width - first - 2
    var parts = [[0]]
    var used = 0
    for column in widths.indices.dropFirst() {
      let width = widths[column] + 2
      if used + width > room, used > 0 {
        parts.append([0])
        used = 0
      }
      parts[parts.count - 1].append(column)
      used += width
    }
    return parts
  }

  private func lines(_ part: [Int]) -> [String] {
    var text = TextTable(part.map { table.columns[$0].alignment })
    let hasBest = table.rows.contains { $0.emphasis == .best }
    for line in 0..<2 where part.contains(where: { !heads[$0][line].isEmpty }) {
      text.append(part.map { ($0 == 0 && hasBest ? "  " : "") + heads[$0][line].truncated(to: widths[$0]) })
    }
    let head = text.lines.count
    for (row, cells) in zip(table.rows, cells) {
      text.append(
        part.map { column in
          let cell = column < cells.count ? cells[column].truncated(to: min(widths[column], width)) : ""
          return (column == 0 && hasBest ? row.emphasis == .best ? "★ " : "  " : "") + cell
        })
    }
    var lines = text.lines
    lines.insert(String(repeating: "-", count: lines.map(\.displayWidth).max() ?? 0), at: head)
    return lines
  }
}

extension String {
  /// The text cut every `columns` columns.
  fileprivate func broken(to columns: Int) -> [String] {
    guard displayWidth > columns else { return [self] }
    var parts: [String] = []
    var part = ""
    var width = 0
    for character in self {
      if width + character.displayWidth > columns, !part.isEmpty {
        parts.append(part)
        (part, width) = ("", 0)
      }
      part.append(character)
      width += character.displayWidth
    }
    return parts + [part]
  }
}
