import BaylineWording

/// A manager's page for the terminal: the sentences and the tables.
struct PageText {
  /// Columns of a terminal that it fits.
  static let width = 100
  /// Columns that a first column is cut to where a table is too wide.
  private static let widestName = 34

  let page: ManagerPage
  private var words: Glossary { page.words }

  /// The page, ending in a line break.
  var text: String {
    var lines = page.siteName.printable.wrapped(to: Self.width) + page.title.printable.wrapped(to: Self.width)
    for warning in page.warnings { lines += ("! " + warning.printable).wrapped(to: Self.width) }
    if !page.keyFindings.isEmpty { lines.append("") }
    for lead in page.keyFindings { lines += lead.printable.wrapped(to: Self.width) }
    for section in page.sections {
      let blocks = section.blocks.compactMap(self.lines(of:))
      if blocks.isEmpty { continue }
      lines += ["", section.heading.printable]
      lines += blocks.enumerated().flatMap { $0 == 0 ? $1 : [""] + $1 }
    }
    let foot = page.notes.map(\.printable) + [page.origin.text(words)]
    lines += [""] + foot.flatMap { $0.wrapped(to: Self.width) }
    return lines.map { NumberText.plain($0).trimmingEnd() + "\n" }.joined()
  }

  /// A block in lines; `nil` for what a terminal cannot show, which the tables say as well.
  private func lines(of block: PageSection.Block) -> [String]? {
    switch block {
    case .text(let text): text.printable.wrapped(to: Self.width)
    case .table(let table): lines(of: table)
    case .chart: nil
    }
  }

  /// A table; one that is too wide is told in several, each with the first column.
  func lines(of table: PageTable) -> [String] {
    let caption = table.caption.printable.wrapped(to: Self.width).filter { !$0.isEmpty }
    guard !table.rows.isEmpty else {
      return caption + [table.empty.isEmpty ? words("无", "None") : table.empty.printable]
    }
    let decimals = table.decimals
    let cells = table.rows.map { row in
      zip(row.cells, table.columns).enumerated().map { index, pair in
        NumberText.plain(
          pair.0.text(pair.1, decimals: decimals[index], hasRange: !table.isBrief))
      }
    }
    let heads = table.columns.map { [$0.heading, $0.measure?.name(words) ?? ""] }
    var widths = table.columns.indices.map { column in
      (heads[column] + cells.map { column < $0.count ? $0[column] : "" }).map(\.displayWidth).max() ?? 0
    }
    if widths.reduce(0, +) + 2 * widths.count > Self.width, let first = widths.first {
      widths[0] = min(first, Self.widestName)
    }
    var lines = caption
    for part in parts(widths) {
      if part.contains(1) == false, part.count > 1 { lines.append("") }
      lines += self.lines(part, table, heads, cells, widths)
    }
    let key = table.key(words, hasRanges: !table.isBrief)
    return key.isEmpty ? lines : lines + key.wrapped(to: Self.width)
  }

  /// The columns that stand beside each other.
  private func parts(_ widths: [Int]) -> [[Int]] {
    guard let first = widths.first else { return [] }
    // A sign before the name of the best row takes two.
    let room = Self.width - first - 2
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

  private func lines(
    _ part: [Int], _ table: PageTable, _ heads: [[String]], _ cells: [[String]], _ widths: [Int]
  ) -> [String] {
    var text = TextTable(part.map { table.columns[$0].isNumeric ? .right : .left })
    let hasBest = table.rows.contains(where: \.isBest)
    for line in 0..<2 where part.contains(where: { !heads[$0][line].isEmpty }) {
      text.append(part.map { ($0 == 0 && hasBest ? "  " : "") + heads[$0][line].truncated(to: widths[$0]) })
    }
    let head = text.lines.count
    for (row, cells) in zip(table.rows, cells) {
      text.append(
        part.map { column in
          let cell = column < cells.count ? cells[column].truncated(to: min(widths[column], Self.width)) : ""
          return (column == 0 && hasBest ? row.isBest ? "★ " : "  " : "") + cell
        })
    }
    var lines = text.lines
    lines.insert(String(repeating: "-", count: lines.map(\.displayWidth).max() ?? 0), at: head)
    return lines
  }
}
