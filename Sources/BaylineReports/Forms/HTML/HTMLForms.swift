import BaylineModel
import BaylineWording

/// Forms as HTML documents that need nothing else: no network, no script, no font of their own.
struct HTMLForms {
  let words: Glossary
  let siteName: String
  /// What stands at the foot of each page.
  let origin: String
  /// What stands above each form of a schedule that breaks rules.
  let warning: String?

  init(_ facts: FormContext) {
    words = facts.words
    siteName = facts.site.name.printable
    origin = facts.origin
    warning = facts.warning
  }

  /// Forms of something else than a schedule.
  init(words: Glossary, siteName: String, origin: String) {
    self.words = words
    self.siteName = siteName
    self.origin = origin
    warning = nil
  }

  /// A document for each form, by its name, and `index.html` with all of them if there are several.
  func files(_ forms: [Form]) -> [(name: String, text: String)] {
    let parts = forms.map { (form: $0, article: article($0)) }
    var files = parts.map {
      (name: $0.form.kind.rawValue + ".html", text: document(title: $0.form.title, [$0]))
    }
    if parts.count > 1 {
      files.append((name: "index.html", text: document(title: words("全部表单", "All forms"), parts)))
    }
    return files
  }

  private typealias Part = (form: Form, article: HTMLBuilder)

  private func document(title: String, _ parts: [Part]) -> String {
    let forms = parts.map(\.form)
    return HTMLDocument.text(
      words, title: "\(title) · \(siteName)",
      style: { html in
        html.literal(StyleSheet.common)
        for form in forms { StyleSheet.addPaper(of: form.kind, to: &html) }
      },
      body: { html in
        if forms.count > 1 { contents(forms, &html) }
        for part in parts { html.add(part.article) }
      })
  }

  private func contents(_ forms: [Form], _ html: inout HTMLBuilder) {
    html.element("nav") { html in
      html.element("h1", text: siteName)
      for form in forms {
        html.element("a", ["href": "#" + form.kind.rawValue], text: form.title)
      }
    }
  }

  private func article(_ form: Form) -> HTMLBuilder {
    var html = HTMLBuilder()
    html.element("article", ["id": form.kind.rawValue, "class": "form " + form.kind.rawValue]) { html in
      if form.pages.count > 1 { days(form, &html) }
      for page in form.pages { section(page, of: form, &html) }
      if form.pages.isEmpty { section(FormPage(day: nil, blocks: []), of: form, &html) }
    }
    html.literal("\n")
    return html
  }

  private func days(_ form: Form, _ html: inout HTMLBuilder) {
    html.element("nav", ["class": "days"]) { html in
      for page in form.pages {
        guard let day = page.day else { continue }
        html.element("a", ["href": "#\(form.kind.rawValue)-\(day)"], text: String(day.description.suffix(5)))
      }
    }
  }

  private func section(_ page: FormPage, of form: Form, _ html: inout HTMLBuilder) {
    let day = page.day.map {
      words("\($0)（\(words.weekday($0.weekday))）", "\(words.weekday($0.weekday)) \($0)")
    }
    html.element("section", ["id": page.day.map { "\(form.kind.rawValue)-\($0)" } ?? ""]) { html in
      html.element("header") { html in
        html.element("h2") { html in
          html.add(form.title)
          if let day { html.element("span", ["class": "day"], text: day) }
        }
        html.element("p", ["class": "site"], text: siteName)
        for note in page.notes { html.element("p", ["class": "note"], text: note.printable) }
        if form.kind.isPersonal {
          html.element("p", ["class": "private"], text: words("含客户信息，请勿张贴", "Personal data: do not post"))
        }
        if let warning { html.element("p", ["class": "warning"], text: "⚠ " + warning) }
      }
      for block in page.blocks {
        switch block {
        case .table(let table): self.table(table, of: form.kind, &html)
        case .chart(let chart): GanttSVG(chart: chart, words: words).write(to: &html)
        case .load(let load): self.load(load, &html)
        case .dayLoads(let chart): DayLoadSVG(chart: chart, words: words).write(to: &html)
        }
        html.literal("\n")
      }
      if page.blocks.isEmpty { html.element("p", ["class": "empty"], text: words("无", "None")) }
      html.element("footer", text: origin)
    }
    html.literal("\n")
  }

  // MARK: - Tables

  /// Columns up to which a table stays one on a phone.
  private static let maxPhoneColumns = 4
  /// The share of the width from which a column has a line of its own on a phone.
  private static let wideShare = 24

  private func table(_ table: FormTable, of kind: FormKind, _ html: inout HTMLBuilder) {
    let (width, points) = kind.print
    let widths = ColumnWidths(table, width: width, points: points).permille
    html.element("div", ["class": "scroll"]) { html in
      html.element(
        "table", ["class": table.columns.count > Self.maxPhoneColumns && kind != .roster ? "many" : ""]
      ) {
        html in
        if let caption = table.caption { html.element("caption", text: caption) }
        html.element("colgroup") { html in
          for width in widths { html.open("col", ["style": "width:\(width / 10).\(width % 10)%"]) }
        }
        html.element("thead") { html in
          html.element("tr") { html in
            for column in table.columns {
              html.element(
                "th", ["scope": "col", "class": column.alignment == .right ? "right" : ""],
                text: column.heading.printable)
            }
          }
        }
        html.element("tbody") { html in
          for row in table.rows { self.row(row, table.columns, &html) }
        }
      }
    }
  }

  private func row(_ row: FormRow, _ columns: [FormColumn], _ html: inout HTMLBuilder) {
    html.element("tr", ["class": row.isFlagged ? "flagged" : ""]) { html in
      for (cell, column) in zip(row.cells, columns) {
        let classes = [
          column.share >= Self.wideShare ? "wide" : "",
          column.alignment == .right ? "right" : "", column.keeps(cell) ? "whole" : "", Self.name(cell.tone),
          cell.text("").isEmpty ? "none" : "",
        ]
        let attributes: KeyValuePairs<StaticString, String> = [
          "class": classes.filter { !$0.isEmpty }.joined(separator: " "),
          "data-label": column.heading.printable,
        ]
        html.element("td", attributes) { html in
          // One box for all lines, so that a card on a phone has a label and a value.
          html.element("div") { html in
            for (index, line) in cell.lines.enumerated() {
              if index > 0 { html.open("br") }
              html.add(line)
            }
          }
        }
      }
    }
  }

  private static func name(_ tone: FormCell.Tone) -> String {
    switch tone {
    case .plain: ""
    case .strong: "strong"
    case .muted: "muted"
    case .free: "free"
    case .walkIn: "walkin"
    case .taken: "taken"
    case .closed: "closed"
    }
  }

  private func load(_ load: LoadTable, _ html: inout HTMLBuilder) {
    html.element("div", ["class": "scroll load"]) { html in
      html.element("table") { html in
        html.element("caption", text: load.caption)
        html.element("thead") { html in
          html.element("tr") { html in
            for (index, column) in load.columns.enumerated() {
              html.element(
                "th", ["scope": "col", "class": (1...3).contains(index) ? "right" : ""], text: column)
            }
          }
        }
        html.element("tbody") { html in
          for row in load.rows {
            html.element("tr") { html in
              html.element("td", text: row.label)
              html.element("td", ["class": "right"], text: words.number(row.used))
              html.element("td", ["class": "right"], text: words.number(row.available))
              html.element("td", ["class": "right"], text: row.available > 0 ? "\(row.percent)%" : "–")
              html.element("td") { html in GanttSVG.loadBar(row, words, &html) }
              html.element(
                "td",
                text: ([remark(row), row.remark]).filter { !$0.isEmpty }.joined(separator: words("；", "; ")))
            }
          }
        }
      }
    }
  }

  private func remark(_ row: LoadTable.Row) -> String {
    guard let bookable = row.bookable else { return "" }
    return words("可预约上限 \(words.number(bookable))", "bookable up to \(words.number(bookable))")
  }
}
