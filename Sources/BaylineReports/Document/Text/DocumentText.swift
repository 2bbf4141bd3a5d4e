import BaylineModel
import BaylineWording

/// A document for a terminal.
struct DocumentText {
  /// Columns of the terminal.
  static let width = 100

  let document: Document
  private var words: Glossary { document.words }

  /// The document, ending in a line break.
  var text: String {
    switch document.layout {
    case .report: report
    case .form(let kind): form(kind)
    }
  }

  // MARK: - Reports

  private var report: String {
    var lines =
      document.siteName.printable.wrapped(to: Self.width) + document.title.printable.wrapped(to: Self.width)
    lines += warnings
    if !document.keyFindings.isEmpty { lines.append("") }
    for finding in document.keyFindings { lines += finding.printable.wrapped(to: Self.width) }
    for section in document.sections {
      // The tables say what the charts show.
      let blocks = section.blocks.compactMap { block -> [String]? in
        if case .chart = block { nil } else { self.lines(of: block) }
      }
      if blocks.isEmpty { continue }
      lines += ["", section.heading.printable]
      lines += blocks.enumerated().flatMap { $0 == 0 ? $1 : [""] + $1 }
    }
    let foot = document.notes.map(\.printable) + [document.origin]
    lines += [""] + foot.flatMap { $0.wrapped(to: Self.width) }
    return lines.map { NumberText.plain($0).trimmingEnd() + "\n" }.joined()
  }

  // MARK: - Forms

  private func form(_ kind: FormKind) -> String {
    let sheets = document.sections.isEmpty ? [DocumentSection(day: nil, blocks: [])] : document.sections
    return sheets.map { sheet($0, of: kind).joined(separator: "\n") }.joined(separator: "\n\n\n") + "\n"
  }

  private func sheet(_ section: DocumentSection, of kind: FormKind) -> [String] {
    var lines = [document.title + (section.day.map { "  " + words.date($0) } ?? "")]
    lines += document.siteName.printable.wrapped(to: Self.width)
    lines += section.notes.flatMap { $0.printable.wrapped(to: Self.width) }
    if kind.isPersonal { lines.append(words.personalData) }
    lines += warnings
    for block in section.blocks { lines += [""] + self.lines(of: block) }
    if section.blocks.isEmpty { lines += ["", words.none] }
    return lines
  }

  // MARK: - Both

  private var warnings: [String] {
    document.warnings.flatMap { ("! " + $0.printable).wrapped(to: Self.width) }
  }

  private func lines(of block: DocumentSection.Block) -> [String] {
    switch block {
    case .text(let text): text.printable.wrapped(to: Self.width)
    case .table(let table): TableText(table: table, words: words, width: Self.width).lines
    case .chart(let chart): chart.drawing.textLines
    }
  }
}

extension Glossary {
  /// `2026-11-23（周一）`
  func date(_ day: CivilDate) -> String {
    self("\(day)（\(weekday(day.weekday))）", "\(weekday(day.weekday)) \(day)")
  }

  var personalData: String { self("含客户信息，请勿张贴", "Personal data: do not post") }
  /// In place of a table or a sheet without content.
  var none: String { self("无", "None") }
}
