import BaylineModel
import BaylineWording

/// A printed report as values, in the words of a language: a form of the workshop or a report for the manager.
struct Document: Sendable {
  enum Layout: Sendable {
    /// Each section is a sheet with its own head and foot.
    case form(FormKind)
    /// One head with the key findings, sections under headings, one foot.
    case report
  }

  let layout: Layout
  let words: Glossary
  let title: String
  let siteName: String
  /// The answer in sentences, the most important first; reports only.
  var keyFindings: [String] = []
  /// What readers must know before they trust the document; shown on top.
  var warnings: [String] = []
  var sections: [DocumentSection]
  /// How things are counted, at the foot; reports only.
  var notes: [String] = []
  /// Where the document comes from, at the foot.
  let origin: String
  /// A form as one flat table for spreadsheets; `nil` for reports, whose named tables are files of their own.
  var records: DocumentTable?

  /// A report for the manager.
  init(
    words: Glossary, title: String, siteName: String, keyFindings: [String], warnings: [String] = [],
    sections: [DocumentSection], notes: [String] = [], origin: DocumentOrigin
  ) {
    layout = .report
    (self.words, self.title, self.siteName) = (words, title, siteName)
    (self.keyFindings, self.warnings, self.sections, self.notes) = (keyFindings, warnings, sections, notes)
    self.origin = origin.text(words)
  }

  /// A form of the workshop.
  init(
    form: FormKind, title: String, words: Glossary, siteName: String, sections: [DocumentSection],
    origin: String, records: DocumentTable
  ) {
    layout = .form(form)
    (self.words, self.title, self.siteName) = (words, title, siteName)
    (self.sections, self.origin, self.records) = (sections, origin, records)
  }

  /// One HTML file that needs nothing else.
  var html: String { DocumentHTML.page(self) }

  /// The document for a terminal of 100 columns, ending in a line break.
  var text: String { DocumentText(document: self).text }

  /// The tables as CSV files: the records of a form, or each table of a report.
  var csvFiles: [(name: String, text: String)] {
    if case .form(let kind) = layout, let records {
      return [(name: kind.rawValue + ".csv", text: DocumentCSV(table: records, words: words).text)]
    }
    return sections.flatMap(\.blocks).compactMap { block in
      guard case .table(let table) = block else { return nil }
      return (name: table.name + ".csv", text: DocumentCSV(table: table, words: words).text)
    }
  }
}

/// A part of a document: a chapter of a report, or a sheet of a form.
struct DocumentSection: Sendable {
  enum Block: Sendable {
    case text(String)
    case table(DocumentTable)
    case chart(Chart)
  }

  /// Of a chapter.
  var heading = ""
  /// The day of a sheet; `nil` for all days.
  var day: CivilDate?
  /// Counts and hints under the title of a sheet.
  var notes: [String] = []
  var blocks: [Block]

  /// A chapter of a report.
  init(_ heading: String, _ blocks: [Block]) {
    (self.heading, self.blocks) = (heading, blocks)
  }

  /// A sheet of a form.
  init(day: CivilDate?, notes: [String] = [], blocks: [Block]) {
    (self.day, self.notes, self.blocks) = (day, notes, blocks)
  }
}

/// What a report was made from, so that it can be reproduced.
struct DocumentOrigin: Hashable, Sendable {
  /// The program with its version.
  let program: String
  /// The seed of all random numbers; `nil` if none were drawn.
  var seed: UInt64?
  /// Simulated runs of each day.
  var replications: Int?
  /// The planner's search limit, in iterations.
  var iterations: Int?
  /// The files that were read.
  let files: [String]

  /// The line at the foot.
  func text(_ words: Glossary) -> String {
    var parts = [program.printable]
    if let seed { parts.append(words("种子 \(seed)", "seed \(seed)")) }
    if let replications {
      parts.append(words("重复 \(words.number(replications)) 次", "\(words.number(replications)) replications"))
    }
    if let iterations {
      parts.append(words("搜索 \(words.number(iterations)) 步", "\(words.number(iterations)) iterations"))
    }
    if !files.isEmpty {
      let shown = files.prefix(8).map(\.printable)
      let more = files.count - shown.count
      let rest = more > 0 ? words("等 \(files.count) 个", " and \(more) more") : ""
      parts.append(words("文件：", "files: ") + words.list(shown) + rest)
    }
    return parts.joined(separator: " · ")
  }
}
