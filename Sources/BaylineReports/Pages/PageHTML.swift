import BaylineModel
import BaylineWording

/// A manager's page as one HTML file.
struct PageHTML {
  let page: ManagerPage
  private var words: Glossary { page.words }

  /// Columns up to which a table stays one on a phone.
  private static let maxPhoneColumns = 3

  var text: String {
    HTMLDocument.text(
      words, title: "\(page.title) · \(page.siteName)".printable,
      style: { html in
        html.literal(StyleSheet.common)
        html.literal(PageStyle.sheet)
      },
      body: { html in
        html.element("article", ["class": "page"]) { html in
          head(&html)
          for section in page.sections { self.section(section, &html) }
          foot(&html)
        }
      })
  }

  private func head(_ html: inout HTMLBuilder) {
    html.element("header") { html in
      html.element("p", ["class": "site"], text: page.siteName.printable)
      html.element("h1", text: page.title.printable)
      for warning in page.warnings { html.element("p", ["class": "warning"], text: "⚠ " + warning.printable) }
      for (index, lead) in page.keyFindings.enumerated() {
        html.element("p", ["class": index == 0 ? "lead first" : "lead"], text: lead.printable)
      }
    }
    html.literal("\n")
  }

  private func section(_ section: PageSection, _ html: inout HTMLBuilder) {
    html.element("section") { html in
      html.element("h2", text: section.heading.printable)
      for block in section.blocks {
        switch block {
        case .text(let text): html.element("p", text: text.printable)
        case .table(let table): self.table(table, &html)
        case .chart(let chart): ChartWriter.write(chart, words, to: &html)
        }
        html.literal("\n")
      }
    }
    html.literal("\n")
  }

  private func foot(_ html: inout HTMLBuilder) {
    html.element("footer") { html in
      for note in page.notes { html.element("p", text: note.printable) }
      html.element("p", text: page.origin.text(words))
    }
  }

  // MARK: - Tables

  private func table(_ table: PageTable, _ html: inout HTMLBuilder) {
    guard !table.rows.isEmpty else {
      html.element(
        "p", ["class": "empty"], text: table.empty.isEmpty ? words("无", "None") : table.empty.printable)
      return
    }
    let decimals = table.decimals
    html.element("div", ["class": "scroll"]) { html in
      html.element("table", ["class": table.columns.count > Self.maxPhoneColumns ? "many" : ""]) { html in
        if !table.caption.isEmpty { html.element("caption", text: table.caption.printable) }
        html.element("thead") { html in
          html.element("tr") { html in
            for column in table.columns {
              html.element("th", ["scope": "col", "class": column.isNumeric ? "right" : ""]) { html in
                html.add(column.heading)
                if let measure = column.measure { html.element("small", text: measure.name(words)) }
              }
            }
          }
        }
        html.element("tbody") { html in
          for row in table.rows { self.row(row, table, decimals, &html) }
        }
      }
    }
    let key = table.key(words, hasRanges: !table.isBrief)
    if !key.isEmpty { html.element("p", ["class": "legend"], text: key) }
  }

  private func row(
    _ row: PageRow, _ table: PageTable, _ decimals: [Int], _ html: inout HTMLBuilder
  ) {
    html.element("tr", ["class": row.isBest ? "best" : row.isMuted ? "muted" : ""]) { html in
      for (index, (cell, column)) in zip(row.cells, table.columns).enumerated() {
        let (value, range) = cell.parts(column, decimals: decimals[index])
        let classes = [
          column.isNumeric ? "right" : index == 0 ? "wide" : "", cell.judgement?.rawValue ?? "",
          value.isEmpty ? "none" : "",
          // A date is not broken.
          !column.isNumeric && value.count <= 10 ? "whole" : "",
        ]
        html.element(
          "td",
          [
            "class": classes.filter { !$0.isEmpty }.joined(separator: " "), "data-label": column.title(words),
          ]
        ) { html in
          html.element("div") { html in
            if row.isBest && index == 0 { html.add("★ ") }
            if column.isNumeric {
              html.element("span", ["class": "value"], text: value)
            } else {
              html.add(value)
            }
            if !range.isEmpty, !table.isBrief {
              html.literal(" ")
              html.element("span", ["class": "range"], text: range)
            }
            if let judgement = cell.judgement {
              html.literal(" ")
              html.element(
                "span", ["class": "sign", "title": judgement.name(words)], text: judgement.sign)
            }
          }
        }
      }
    }
  }
}
