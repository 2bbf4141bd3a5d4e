import BaylineWording

/// A table as HTML.
struct TableHTML {
  let table: DocumentTable
  let words: Glossary
  /// The sheet whose width the columns share; `nil` on a page without one.
  let print: FormKind.Print?

  /// The share of the width from which a column has a line of its own on a phone.
  private static let wideShare = 24

  func write(to html: inout HTMLBuilder) {
    if table.rows.isEmpty, table.style == .report || !table.empty.isEmpty {
      let empty = table.empty.isEmpty ? words.none : table.empty.printable
      let caption =
        table.style == .report || table.caption.isEmpty ? "" : table.caption.printable + words("：", ": ")
      html.element("p", ["class": "empty"], text: caption + empty)
      return
    }
    html.element("div", ["class": table.style == .compact ? "scroll load" : "scroll"]) { html in
      html.element("table", ["class": isCards ? "many" : ""]) { html in
        if !table.caption.isEmpty { html.element("caption", text: table.caption.printable) }
        head(&html)
        let decimals = table.decimals
        html.element("tbody") { html in
          for row in table.rows { self.row(row, decimals, &html) }
        }
      }
    }
    let key = table.key(words)
    if !key.isEmpty { html.element("p", ["class": "legend"], text: key) }
  }

  /// Whether a phone shows a card for each row.
  private var isCards: Bool {
    switch table.style {
    case .sheet: table.columns.count > 4 && !table.isGrid
    case .compact: false
    case .report: table.columns.count > 3
    }
  }

  private func head(_ html: inout HTMLBuilder) {
    if table.style == .sheet, let print {
      html.element("colgroup") { html in
        for width in ColumnWidths(table, width: print.width, points: print.points).permille {
          html.open("col", ["style": "width:\(width / 10).\(width % 10)%"])
        }
      }
    }
    html.element("thead") { html in
      html.element("tr") { html in
        for column in table.columns {
          html.element("th", ["scope": "col", "class": column.alignment == .right ? "right" : ""]) { html in
            html.add(column.heading)
            let unit = column.measure?.name(words) ?? ""
            if !unit.isEmpty { html.element("small", text: unit) }
          }
        }
      }
    }
  }

  private func row(_ row: DocumentRow, _ decimals: [Int], _ html: inout HTMLBuilder) {
    html.element("tr", ["class": row.emphasis.rawValue]) { html in
      for (index, (cell, column)) in zip(row.cells, table.columns).enumerated() {
        let (value, range) = cell.parts(column, decimals: decimals[index], words)
        let classes = [
          isWide(column, at: index) ? "wide" : "", column.alignment == .right ? "right" : "",
          isKept(cell, column, value) ? "whole" : "", cell.tone.rawValue, cell.judgement?.rawValue ?? "",
          isEmpty(cell, value) ? "none" : "",
        ]
        let attributes: KeyValuePairs<StaticString, String> = [
          "class": classes.filter { !$0.isEmpty }.joined(separator: " "), "data-label": column.title(words),
        ]
        html.element("td", attributes) { html in
          // One box for all lines, so that a card on a phone has a label and a value.
          html.element("div") { html in
            if row.emphasis == .best && index == 0 { html.add("★ ") }
            content(cell, column, value, &html)
            if !range.isEmpty, !table.isBrief {
              html.literal(" ")
              html.element("span", ["class": "range"], text: range)
            }
            if let judgement = cell.judgement {
              html.literal(" ")
              html.element("span", ["class": "sign", "title": judgement.name(words)], text: judgement.sign)
            }
          }
        }
      }
    }
  }

  private func content(
    _ cell: DocumentCell, _ column: DocumentColumn, _ value: String, _ html: inout HTMLBuilder
  ) {
    if case .bar(let bar) = cell.content {
      SVGWriter.write(bar.picture, name: "\(bar.percent)%", style: "", to: &html)
    } else if let number = cell.dialled {
      html.element("a", ["href": "tel:\(number)"], text: value)
    } else if column.isNumeric {
      html.element("span", ["class": "value"], text: value)
    } else {
      for (index, line) in cell.text.enumerated() {
        if index > 0 { html.open("br") }
        html.add(line)
      }
      if let visit = cell.visit {
        html.open("br")
        html.element("small", ["class": "visit"], text: visit)
      }
    }
  }

  private func isWide(_ column: DocumentColumn, at index: Int) -> Bool {
    switch table.style {
    case .sheet: (column.share ?? 0) >= Self.wideShare
    case .compact: false
    case .report: index == 0 && !column.isNumeric
    }
  }

  /// Whether lines are not broken: short ones that belong together, and dates.
  private func isKept(_ cell: DocumentCell, _ column: DocumentColumn, _ value: String) -> Bool {
    switch table.style {
    case .sheet: column.keepsLines(of: cell)
    case .compact: false
    case .report: !column.isNumeric && value.count <= 10
    }
  }

  private func isEmpty(_ cell: DocumentCell, _ value: String) -> Bool {
    if case .bar = cell.content { false } else { value.isEmpty }
  }
}
