import BaylineFormats
import BaylineWording

/// A table for spreadsheets: each number in a cell of its own, without thousands separators, and so the ids of visits beside
/// their plates.
struct DocumentCSV {
  let table: DocumentTable
  let words: Glossary

  var text: String {
    var writer = CSVWriter()
    let columns = table.columns.indices.map { column in
      let cells = table.rows.compactMap { column < $0.cells.count ? $0.cells[column] : nil }
      return (
        hasInterval: cells.contains { if case .estimate = $0.content { true } else { false } },
        isJudged: cells.contains { $0.judgement != nil }, hasVisit: cells.contains { $0.visit != nil }
      )
    }
    let hasBest = table.rows.contains { $0.emphasis == .best }
    var head = zip(table.columns, columns).flatMap { column, parts in
      let title = column.title(words)
      return [title]
        + (parts.hasInterval
          ? [words("\(title)下限", "\(title) low"), words("\(title)上限", "\(title) high")] : [])
        + (parts.isJudged ? [words("\(column.heading)判断", "\(column.heading) verdict")] : [])
        + (parts.hasVisit ? [words("预约号", "Visit")] : [])
    }
    if hasBest { head.append(words("最优", "Best")) }
    writer.add(head)
    for row in table.rows {
      var cells = zip(row.cells, columns).flatMap { cell, parts in
        self.cells(cell, hasInterval: parts.hasInterval)
          + (parts.isJudged ? [cell.judgement?.name(words) ?? ""] : [])
          + (parts.hasVisit ? [cell.visit ?? cell.joinedLines(words)] : [])
      }
      if hasBest { cells.append(row.emphasis == .best ? "1" : "") }
      writer.add(cells)
    }
    return writer.text
  }

  private func cells(_ cell: DocumentCell, hasInterval: Bool) -> [String] {
    let rest = hasInterval ? ["", ""] : []
    switch cell.content {
    case .lines: return [cell.joinedLines(words)] + rest
    case .number(let number): return [number.map(NumberText.bare) ?? ""] + rest
    case .bar(let bar): return [String(bar.percent)] + rest
    case .estimate(let estimate):
      guard let estimate else { return [""] + rest }
      return [estimate.value, estimate.low, estimate.high].map(NumberText.bare)
    }
  }
}
