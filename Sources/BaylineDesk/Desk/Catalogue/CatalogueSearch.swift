import Bayline
import BaylineSpreadsheets
import Synchronization

/// The standard jobs of a catalogue with the ways to find them.
struct CatalogueSearch: Sendable {
  /// The jobs in the order of the catalogue.
  let jobs: [JobList.Job]
  /// The faults of the catalogue.
  let diagnostics: [Diagnostic]
  private let names: [TypedName]
  private let aliases: [[TypedName]]

  /// The name of the catalogue in messages.
  static let file = "catalogue"

  /// Reads a catalogue; an empty one has no jobs.
  init(_ catalogue: String, site: Site) {
    let list = catalogue.isEmpty ? nil : JobList(Self.file(catalogue), site: site)
    jobs = list?.jobs ?? []
    diagnostics = list?.diagnostics ?? []
    names = jobs.map { TypedName($0.name) }
    aliases = jobs.map { $0.aliases.map { TypedName($0) } }
  }

  /// A catalogue as a file.
  static func file(_ catalogue: String) -> SpreadsheetImport.File {
    SpreadsheetImport.File(path: file, bytes: Array(catalogue.utf8))
  }

  /// The job with a name or an alias.
  func job(_ name: String) -> JobList.Job? {
    jobs.first { $0.name == name } ?? jobs.first { $0.aliases.contains(name) }
  }

  /// The jobs that match every word of a text, the best match first; all of them for an empty text.
  ///
  /// - Complexity: linear in the size of the catalogue.
  func jobs(matching text: String, limit: Int) -> [JobList.Job] {
    // Before a comma are jobs that were chosen already.
    let last = text.split(omittingEmptySubsequences: false) { ",，;；、+＋".contains($0) }.last ?? ""
    let words = last.split(whereSeparator: \.isWhitespace).map { TypedName.typed(String($0)) }
    let whole = words.flatMap(\.self)
    let found = jobs.indices.compactMap { index -> (rank: Int, index: Int)? in
      if let rank = rank(of: index, whole) { return (rank, index) }
      let ranks = words.map { rank(of: index, $0) }
      guard words.count > 1, ranks.allSatisfy({ $0 != nil }) else { return nil }
      return (Self.apart + (ranks.compactMap(\.self).max() ?? 0), index)
    }
    let order = found.sorted { left, right in
      (left.rank, whole.isEmpty ? 0 : jobs[left.index].name.count, left.index)
        < (right.rank, whole.isEmpty ? 0 : jobs[right.index].name.count, right.index)
    }
    return order.prefix(max(0, limit)).map { jobs[$0.index] }
  }

  /// What is added to the rank of words that match in different places.
  private static let apart = 10

  /// 0 is the best: names before aliases, beginnings before the inside.
  private func rank(of index: Int, _ typed: [Character]) -> Int? {
    let own = names[index].match(typed).map { $0.rawValue * 2 }
    let other = aliases[index].compactMap { $0.match(typed) }.min().map { $0.rawValue * 2 + 1 }
    return [own, other].compactMap(\.self).min()
  }
}

/// The catalogue that was read last.
final class CatalogueCache: Sendable {
  private let last = Mutex<(catalogue: String, site: Site, search: CatalogueSearch)?>(nil)

  /// The catalogue of a book, read once for the same text and site.
  func search(_ catalogue: String, site: Site) -> CatalogueSearch {
    let known = last.withLock { last in
      last.flatMap { $0.catalogue == catalogue && $0.site == site ? $0.search : nil }
    }
    if let known { return known }
    let search = CatalogueSearch(catalogue, site: site)
    last.withLock { $0 = (catalogue, site, search) }
    return search
  }
}
