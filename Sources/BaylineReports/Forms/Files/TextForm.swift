import BaylineModel
import BaylineWording

/// A form for the terminal: tables of at most so many columns, and cards where a table has too many.
struct TextForm {
  /// Columns of a terminal that it fits.
  static let width = 100

  private let form: Form
  private let facts: FormContext
  private var words: Glossary { facts.words }

  init(_ form: Form, _ facts: FormContext) {
    self.form = form
    self.facts = facts
  }

  /// The form, ending in a line break.
  var text: String {
    let pages = form.pages.isEmpty ? [FormPage(day: nil, blocks: [])] : form.pages
    return pages.map { lines(of: $0).joined(separator: "\n") }.joined(separator: "\n\n\n") + "\n"
  }

  private func lines(of page: FormPage) -> [String] {
    var lines = [form.title + (page.day.map { "  " + facts.day($0) } ?? "")]
    lines += facts.site.name.printable.wrapped(to: Self.width)
    lines += page.notes.flatMap { $0.printable.wrapped(to: Self.width) }
    if form.kind.isPersonal { lines.append(words("含客户信息，请勿张贴", "Personal data: do not post")) }
    if let warning = facts.warning { lines += ("! " + warning).wrapped(to: Self.width) }
    for block in page.blocks {
      lines.append("")
      switch block {
      case .table(let table): lines += self.lines(of: table)
      case .chart(let chart): lines += TextGantt(chart).lines
      case .load(let load): lines += self.lines(of: load)
      case .dayLoads(let chart):
        lines.append(chart.caption)
        lines += chart.days.map { "\($0.label) \($0.weekday)  \($0.after * 100 / max(1, $0.capacity))%" }
      }
    }
    if page.blocks.isEmpty { lines += ["", words("无", "None")] }
    return lines
  }

  // MARK: - Tables

  private func lines(of table: FormTable) -> [String] {
    let caption = table.caption.map { [$0] } ?? []
    guard let widths = widths(of: table) else { return caption + cards(of: table) }
    var lines = caption + block(table.columns.map { [$0.heading.printable] }, widths, table.columns)
    lines.append(String(repeating: "-", count: widths.reduce(0, +) + 2 * (widths.count - 1)))
    for row in table.rows { lines += block(row.cells.map(\.lines), widths, table.columns) }
    return lines
  }

  /// The width of each column so that all fit, the widest made narrower first; `nil` if they do not.
  private func widths(of table: FormTable) -> [Int]? {
    var widths = table.columns.map(\.heading.printable.displayWidth)
    for row in table.rows {
      for (column, cell) in row.cells.enumerated() where column < widths.count {
        widths[column] = max(widths[column], cell.lines.map(\.displayWidth).max() ?? 0)
      }
    }
    let room = Self.width - 2 * (widths.count - 1)
    let least = minWidths(of: table)
    guard least.reduce(0, +) <= room, !widths.isEmpty else { return nil }
    while widths.reduce(0, +) > room {
      guard
        let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
      else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  /// The longest word of each column, so that times and plates stay whole; ten columns are enough for prose.
  private func minWidths(of table: FormTable) -> [Int] {
    table.columns.enumerated().map { column, head in
      func longest(_ text: String) -> Int {
        text.split(separator: " ").map { String($0).displayWidth }.max() ?? 0
      }
      let words = table.rows.flatMap { column < $0.cells.count ? $0.cells[column].lines.map(longest) : [] }
      return head.share > 20 ? min(10, words.max() ?? 0) : min(24, words.max() ?? 0)
    }
  }

  /// A row as lines: cells that are too long go on below.
  private func block(_ cells: [[String]], _ widths: [Int], _ columns: [FormColumn]) -> [String] {
    let wrapped = zip(cells, widths).map { lines, width in
      lines.flatMap { $0.wrapped(to: width) }.flatMap { $0.broken(to: width) }
    }
    let height = max(1, wrapped.map(\.count).max() ?? 1)
    return (0..<height).map { line in
      zip(zip(wrapped, widths), columns).map { pair, column in
        let text = line < pair.0.count ? pair.0[line] : ""
        return column.alignment == .right ? text.paddedLeft(to: pair.1) : text.padded(to: pair.1)
      }.joined(separator: "  ").trimmingEnd()
    }
  }

  /// A row as a card: heading and value on a line each.
  private func cards(of table: FormTable) -> [String] {
    let label = min(24, table.columns.map(\.heading.displayWidth).max() ?? 0)
    return table.rows.enumerated().flatMap { number, row -> [String] in
      let lines = zip(table.columns, row.cells).flatMap { column, cell -> [String] in
        let value = cell.text(words("；", "; "))
        guard !value.isEmpty else { return [] }
        let parts = value.wrapped(to: Self.width - label - 2).flatMap {
          $0.broken(to: Self.width - label - 2)
        }
        return parts.enumerated().map { index, part in
          (index == 0 ? column.heading.truncated(to: label) : "").padded(to: label) + "  " + part
        }
      }
      return (number > 0 ? [""] : []) + lines
    }
  }

  private func lines(of load: LoadTable) -> [String] {
    var table = TextTable([.left, .right, .right, .right, .left, .left])
    table.append(load.columns)
    for row in load.rows {
      let remark = row.bookable.map { words("可预约上限 \($0)", "bookable up to \($0)") }
      table.append([
        row.label.truncated(to: 24), "\(row.used)", "\(row.available)", "\(row.percent)%",
        ScheduleSummary.bar(row.percent),
        [remark ?? "", row.remark].filter { !$0.isEmpty }.joined(separator: words("；", "; ")),
      ])
    }
    return [load.caption] + table.lines.map { $0.truncated(to: Self.width) }
  }
}

/// A Gantt chart in characters: a quarter of an hour, or more, each.
struct TextGantt {
  private let chart: GanttChart

  init(_ chart: GanttChart) {
    self.chart = chart
  }

  var lines: [String] {
    let step = [15, 20, 30, 60].first { (chart.span.to - chart.span.from) / $0 <= 64 } ?? 60
    let times = stride(from: 0, to: chart.span.to - chart.span.from, by: step).map { chart.span.from + $0 }
    var scale = ""
    for time in times where time.minuteOfDay % 120 == 0 {
      let column = (time - chart.span.from) / step
      scale = scale.padded(to: column) + time.clock
    }
    let rows = chart.rows.map { row in
      let cells = times.map { time in cell(row, TimeWindow(from: time, to: time + step)) }.joined()
      return row.label.truncated(to: 22).padded(to: 22) + " " + cells + " " + row.load.paddedLeft(to: 5)
    }
    return [chart.caption, String(repeating: " ", count: 23) + scale] + rows
  }

  /// What most of a step is: work, a fixed one or a late one, off duty, or free.
  private func cell(_ row: GanttChart.Row, _ step: TimeWindow) -> String {
    func touches(_ window: TimeWindow) -> Bool {
      2 * (min(window.to, step.to) - max(window.from, step.from)) >= step.to - step.from
    }
    if let bar = row.bars.first(where: { touches($0.span) && !$0.pauses.contains(where: touches) }) {
      return bar.isLate ? "!" : bar.isFixed ? "#" : "="
    }
    return row.off.contains(where: touches) ? " " : "."
  }
}

extension String {
  /// The text cut into pieces of at most so many columns, wherever that is.
  fileprivate func broken(to columns: Int) -> [String] {
    guard displayWidth > columns else { return [self] }
    var pieces: [String] = []
    var piece = ""
    var width = 0
    for character in self {
      if width + character.displayWidth > columns, !piece.isEmpty {
        pieces.append(piece)
        (piece, width) = ("", 0)
      }
      piece.append(character)
      width += character.displayWidth
    }
    return pieces + [piece]
  }
}
