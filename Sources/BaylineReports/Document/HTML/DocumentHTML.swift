import BaylineModel
import BaylineWording

/// Documents as HTML files that need nothing else: no network, no script, no font of their own.
enum DocumentHTML {
  /// A file for each form, named by its kind, and `index.html` with all of them if there are several.
  ///
  /// - Parameter isPaged: Whether a long form is divided into files for each day, to which the form's own file then leads,
  ///   and `index.html` leads to the forms' files where they are long together.
  static func files(of forms: [Document], isPaged: Bool = true) -> [(name: String, text: String)] {
    let rows = forms.map(DocumentPages.rows)
    let isLong = isPaged && rows.reduce(0, +) > DocumentPages.maxIndexRows
    var parts: [Part] = []
    var files: [(name: String, text: String)] = []
    for (form, rows) in zip(forms, rows) {
      guard case .form(let kind) = form.layout else { continue }
      let name = kind.rawValue + ".html"
      if isPaged, rows > DocumentPages.maxRows {
        let pages = DocumentPages(form, kind).pages
        files.append((name: name, text: contents(form, of: pages.map { (name: $0.name, label: $0.label) })))
        files += pages.map { (name: $0.name, text: page($0.document)) }
      } else {
        let part = (document: form, article: article(form))
        files.append((name: name, text: page(title: form.title, [part])))
        if !isLong { parts.append(part) }
      }
    }
    guard forms.count > 1, let first = forms.first else { return files }
    let title = first.words("全部表单", "All forms")
    if !isLong {
      files.append((name: "index.html", text: page(title: title, parts)))
    } else {
      let kinds = forms.compactMap { form -> (name: String, label: String)? in
        guard case .form(let kind) = form.layout else { return nil }
        return (name: kind.rawValue + ".html", label: form.title)
      }
      files.append((name: "index.html", text: contents(first, title: title, of: kinds)))
    }
    return files
  }

  /// A page that leads to others.
  private static func contents(
    _ form: Document, title: String? = nil, of pages: [(name: String, label: String)]
  ) -> String {
    let title = title ?? form.title
    return HTMLPage.text(
      form.words, title: "\(title) · \(form.siteName)".printable, style: { $0.literal(StyleSheet.common) },
      body: { html in
        html.element("nav") { html in
          html.element("h1", text: "\(title) · \(form.siteName)".printable)
          for page in pages { html.element("a", ["href": page.name], text: page.label) }
        }
        warnings(form, &html)
        html.element("footer", text: form.origin)
      })
  }

  /// The file of one document.
  static func page(_ document: Document) -> String {
    page(title: document.title, [(document: document, article: article(document))])
  }

  private typealias Part = (document: Document, article: HTMLBuilder)

  private static func page(title: String, _ parts: [Part]) -> String {
    guard let first = parts.first?.document else { return "" }
    return HTMLPage.text(
      first.words, title: "\(title) · \(first.siteName)".printable,
      style: { html in
        html.literal(StyleSheet.common)
        let charts = parts.flatMap(\.document.charts)
        if charts.contains(where: { $0.drawing.widths.phone != nil }) { html.literal(StyleSheet.chart) }
        for part in parts {
          switch part.document.layout {
          case .report: html.literal(StyleSheet.report)
          case .form(let kind): StyleSheet.addPaper(of: kind, to: &html)
          }
        }
      },
      body: { html in
        if parts.count > 1 { contents(parts.map(\.document), &html) }
        for part in parts { html.add(part.article) }
      })
  }

  private static func contents(_ forms: [Document], _ html: inout HTMLBuilder) {
    html.element("nav") { html in
      html.element("h1", text: forms.first?.siteName.printable ?? "")
      for form in forms {
        guard case .form(let kind) = form.layout else { continue }
        html.element("a", ["href": "#" + kind.rawValue], text: form.title)
      }
    }
  }

  private static func article(_ document: Document) -> HTMLBuilder {
    var html = HTMLBuilder()
    switch document.layout {
    case .report: report(document, &html)
    case .form(let kind): form(document, kind, &html)
    }
    return html
  }

  // MARK: - Reports

  private static func report(_ document: Document, _ html: inout HTMLBuilder) {
    html.element("article", ["class": "page"]) { html in
      html.element("header") { html in
        html.element("p", ["class": "site"], text: document.siteName.printable)
        html.element("h1", text: document.title.printable)
        warnings(document, &html)
        for (index, finding) in document.keyFindings.enumerated() {
          html.element("p", ["class": index == 0 ? "lead first" : "lead"], text: finding.printable)
        }
      }
      html.literal("\n")
      for section in document.sections {
        html.element("section") { html in
          html.element("h2", text: section.heading.printable)
          blocks(section, document, print: nil, &html)
        }
        html.literal("\n")
      }
      html.element("footer") { html in
        for note in document.notes { html.element("p", text: note.printable) }
        html.element("p", text: document.origin)
      }
    }
  }

  // MARK: - Forms

  private static func form(_ document: Document, _ kind: FormKind, _ html: inout HTMLBuilder) {
    html.element("article", ["id": kind.rawValue, "class": "form " + kind.rawValue]) { html in
      if document.sections.count > 1 {
        html.element("nav", ["class": "days"]) { html in
          for day in document.sections.compactMap(\.day) {
            html.element("a", ["href": "#\(kind.rawValue)-\(day)"], text: String(day.description.suffix(5)))
          }
        }
      }
      for section in document.sections { sheet(section, document, kind, &html) }
      if document.sections.isEmpty { sheet(DocumentSection(day: nil, blocks: []), document, kind, &html) }
    }
    html.literal("\n")
  }

  private static func sheet(
    _ section: DocumentSection, _ document: Document, _ kind: FormKind, _ html: inout HTMLBuilder
  ) {
    let words = document.words
    html.element("section", ["id": section.day.map { "\(kind.rawValue)-\($0)" } ?? ""]) { html in
      html.element("header") { html in
        html.element("h2") { html in
          html.add(document.title)
          if let day = section.day { html.element("span", ["class": "day"], text: words.date(day)) }
        }
        html.element("p", ["class": "site"], text: document.siteName.printable)
        for note in section.notes { html.element("p", ["class": "note"], text: note.printable) }
        if kind.isPersonal { html.element("p", ["class": "private"], text: words.personalData) }
        warnings(document, &html)
      }
      blocks(section, document, print: kind.print, &html)
      if section.blocks.isEmpty { html.element("p", ["class": "empty"], text: words.none) }
      html.element("footer", text: document.origin)
    }
    html.literal("\n")
  }

  // MARK: - Both

  private static func warnings(_ document: Document, _ html: inout HTMLBuilder) {
    for warning in document.warnings {
      html.element("p", ["class": "warning"], text: "⚠ " + warning.printable)
    }
  }

  private static func blocks(
    _ section: DocumentSection, _ document: Document, print: FormKind.Print?, _ html: inout HTMLBuilder
  ) {
    for block in section.blocks {
      switch block {
      case .text(let text): html.element("p", text: text.printable)
      case .table(let table): TableHTML(table: table, words: document.words, print: print).write(to: &html)
      case .chart(let chart): ChartWriter.write(chart, document.words, to: &html)
      }
      html.literal("\n")
    }
  }
}

extension Document {
  fileprivate var charts: [Chart] {
    sections.flatMap(\.blocks).compactMap { block in
      if case .chart(let chart) = block { chart } else { nil }
    }
  }
}
