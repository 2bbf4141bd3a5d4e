package import BaylineWording

/// A page for the manager as values, in the words of a language: the answer first, then tables and charts, and at its foot
/// where it comes from.
package struct ManagerPage: Sendable {
  /// The words of the page.
  package let words: Glossary
  /// What the page is about.
  package let title: String
  /// The site's name.
  package let siteName: String
  /// The answer in sentences, the most important first.
  package var keyFindings: [String]
  /// What must be known before the page is believed; shown above everything.
  package var warnings: [String]
  /// What follows, in order.
  package var sections: [PageSection]
  /// Remarks at the foot: how things are counted.
  package var notes: [String]
  /// Where the page comes from.
  package let origin: PageOrigin

  /// A page.
  package init(
    words: Glossary, title: String, siteName: String, keyFindings: [String], warnings: [String] = [],
    sections: [PageSection], notes: [String] = [], origin: PageOrigin
  ) {
    self.words = words
    self.title = title
    self.siteName = siteName
    self.keyFindings = keyFindings
    self.warnings = warnings
    self.sections = sections
    self.notes = notes
    self.origin = origin
  }

  /// The page as one HTML file that needs nothing else.
  /// - Complexity: what is written.
  package var html: String { PageHTML(page: self).text }

  /// The page for a terminal, without the charts, ending in a line break.
  package var text: String { PageText(page: self).text }

  /// Its tables as CSV files, by their names.
  package var csvFiles: [(name: String, text: String)] {
    sections.flatMap(\.blocks).compactMap { block in
      guard case .table(let table) = block else { return nil }
      return (name: table.name + ".csv", text: PageCSV(table: table, words: words).text)
    }
  }
}

/// A part of a page under a heading.
package struct PageSection: Sendable {
  /// A part of a section.
  package enum Block: Sendable {
    case text(String)
    case table(PageTable)
    case chart(Chart)
  }

  /// Its heading.
  package let heading: String
  /// Sentences, tables and charts, one below the other.
  package var blocks: [Block]

  /// A section.
  package init(_ heading: String, _ blocks: [Block]) {
    self.heading = heading
    self.blocks = blocks
  }
}

/// What a page was made from, so that it can be made again.
package struct PageOrigin: Hashable, Sendable {
  /// The program with its version.
  package let program: String
  /// The seed of all random numbers; `nil` if none were drawn.
  package let seed: UInt64?
  /// How often each day was played.
  package let replications: Int?
  /// How long the planner searched, in steps.
  package let iterations: Int?
  /// The files that were read.
  package let files: [String]

  /// Where a page comes from.
  package init(
    program: String, seed: UInt64? = nil, replications: Int? = nil, iterations: Int? = nil, files: [String]
  ) {
    self.program = program
    self.seed = seed
    self.replications = replications
    self.iterations = iterations
    self.files = files
  }

  /// As a line at the foot of a page.
  package func text(_ words: Glossary) -> String {
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
