import BaylineFormats
import BaylineModel
import BaylineWording

/// The drop-down lists of the tables of a demand: words that cells understand, and the names of a site and a catalogue.
struct TableChoices {
  private let words: Glossary
  private let site: Site?
  /// The names of standard jobs; `nil` to offer those of the catalogue's sheet in the same workbook.
  private let jobs: [String]?
  private let hasJobSheet: Bool

  init(_ language: Language, site: Site?, jobs: [String]?, hasJobSheet: Bool) {
    words = Glossary(language)
    self.site = site
    self.jobs = jobs
    self.hasJobSheet = hasJobSheet
  }

  /// The lists of a table's columns.
  func choices(of kind: TableKind) -> [WorkbookSheet.Choices] {
    kind.writtenColumns.enumerated().compactMap { index, column in
      guard let (source, isStrict) = choice(column, of: kind) else { return nil }
      if case .values(let values) = source, values.isEmpty { return nil }
      return WorkbookSheet.Choices(
        source: source, cells: WorkbookSheet.cells(index), isStrict: isStrict)
    }
  }

  private typealias Choice = (source: WorkbookSheet.Choices.Source, isStrict: Bool)

  private func choice(_ column: Column, of kind: TableKind) -> Choice? {
    switch column.content {
    case .flag: return (.values([words("是", "yes"), words("否", "no")]), true)
    case .level:
      return (.values(SiteWords.levels(words.language)), true)
    case .bayAfter:
      return (
        .values(
          ServiceOperation.BayAfter.allCases.map {
            words(CellReader.words(for: $0)[0], CellReader.words(for: $0)[1])
          }),
        true
      )
    default: return named(column.key, of: kind)
    }
  }

  private func named(_ key: String, of kind: TableKind) -> Choice? {
    switch (kind, key) {
    case (.visits, "jobs"):
      if let jobs { return (.values(jobs.map(CellText.escapedId)), false) }
      guard hasJobSheet else { return nil }
      return (.range(WorkbookSheet.range(0, of: TableKind.jobs.title(words.language))), false)
    case (.visits, "kind"), (.jobs, "kind"): return (.values(kinds), true)
    case (.visits, "title"): return (.values([words("先生", "Mr"), words("女士", "Ms")]), false)
    case (.visits, "preferredAdvisor"), (.visits, "bookedAdvisor"), (.visits, "receivedBy"):
      return site.map { (.values(Self.names($0.advisors.map { ($0.id, $0.name) })), true) }
    case (.visits, "preferredTechnician"), (.visits, "originalTechnician"), (.alternatives, "technician"):
      return site.map { (.values(Self.names($0.technicians.map { ($0.id, $0.name) })), true) }
    case (.operations, "lockedBay"), (.operations, "previousBay"), (.alternatives, "bay"):
      return site.map { (.values(Self.names($0.bays.map { ($0.id, $0.name) })), true) }
    // Common words for types and trades are understood, too.
    case (.operations, "bay"), (.jobs, "bay"):
      return site.map { (.values(Set($0.bays.flatMap(\.types)).sortedByCodePoint()), false) }
    case (.operations, "trade"), (.jobs, "trade"):
      return site.map { (.values(Set($0.technicians.flatMap(\.skills.keys)).sortedByCodePoint()), false) }
    default: return nil
    }
  }

  private var kinds: [String] {
    VisitKind.known.map(words.kind) + (site?.policy.ownKinds.map(\.rawValue) ?? [])
  }

  /// Names where they are unique, else ids: both can be read.
  private static func names(_ list: [(id: String, name: String?)]) -> [String] {
    list.map { id, name in
      guard let name, !CellText.isBlank(name), name == CellText.trimmed(name),
        list.count(where: { $0.name == name || $0.id == name }) == 1
      else { return CellText.escapedId(id) }
      return CellText.escapedId(name)
    }
  }
}
