import BaylineFormats
import BaylineModel

/// Finds people, bays and kinds by id or name: first exactly as written, then ignoring white space, case, full-width forms and a
/// trailing form of address.
final class NameMatcher {
  /// The result of a lookup.
  enum Match: Hashable {
    /// The position of the entry; tolerated if the entry spells the name differently.
    case known(Int, isTolerated: Bool)
    /// The ids of several entries that share the name.
    case ambiguous([String])
    /// No entry has the name; the nearest one is suggested.
    case unknown(nearest: String?)
  }

  /// A person, a bay or a kind.
  struct Entry {
    var id: String
    /// The first one is for display.
    var names: [String]
  }

  let entries: [Entry]
  private var exact: [String: Set<Int>] = [:]
  private var tolerant: [String: Set<Int>] = [:]
  private var memo: [String: Match] = [:]
  /// Tolerated spellings, with the number of their rows.
  private(set) var spellings: [String: (entry: Int, rows: Int)] = [:]

  init(_ entries: [Entry]) {
    self.entries = entries
    // An id takes precedence over a name, even another entry's.
    for (index, entry) in entries.enumerated() { exact[entry.id, default: []].insert(index) }
    for (index, entry) in entries.enumerated() {
      for name in entry.names where exact[name].map({ !$0.contains { entries[$0].id == name } }) ?? true {
        exact[name, default: []].insert(index)
      }
      for name in [entry.id] + entry.names { tolerant[Self.key(name), default: []].insert(index) }
    }
  }

  /// Finds the entry of a text, and counts tolerated spellings.
  func match(_ text: String) -> Match {
    let match = memo[text] ?? find(text)
    memo[text] = match
    if case .known(let index, true) = match { spellings[text, default: (index, 0)].rows += 1 }
    return match
  }

  private func find(_ text: String) -> Match {
    for (found, isTolerated) in [(exact[text], false), (tolerant[Self.key(text)], true)] {
      guard let found, let first = found.first else { continue }
      return found.count == 1
        ? .known(first, isTolerated: isTolerated) : .ambiguous(found.sorted().map { entries[$0].id })
    }
    let names = entries.flatMap { [$0.id] + $0.names }
    return .unknown(
      nearest: nearestName(to: text, among: names) ?? nearestName(to: Self.key(text), among: names))
  }

  /// A name without the differences that are tolerated.
  static func key(_ name: String) -> String {
    let kept = CellText.normalised(name).unicodeScalars.filter {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .format
    }
    var key = String(String.UnicodeScalarView(kept)).lowercased()
    for address in honorifics where key.hasSuffix(address) && key.count > address.count {
      key.removeLast(address.count)
      break
    }
    return key
  }

  /// Forms of address that follow a name.
  private static let honorifics = ["师傅", "技师", "顾问", "先生", "女士"]
}

extension NameMatcher {
  /// The advisors of a site.
  static func advisors(_ site: Site) -> NameMatcher {
    NameMatcher(site.advisors.map { Entry(id: $0.id, names: $0.name.map { [$0] } ?? []) })
  }

  /// The technicians of a site.
  static func technicians(_ site: Site) -> NameMatcher {
    NameMatcher(site.technicians.map { Entry(id: $0.id, names: $0.name.map { [$0] } ?? []) })
  }

  /// The bays of a site.
  static func bays(_ site: Site) -> NameMatcher {
    NameMatcher(site.bays.map { Entry(id: $0.id, names: $0.name.map { [$0] } ?? []) })
  }

  /// The kinds of visit at a site, by their names in both languages and common synonyms.
  static func kinds(_ site: Site) -> NameMatcher {
    let own = site.policy.kinds.keys.filter { !VisitKind.known.contains($0) }.map(\.rawValue).sorted()
    let kinds = VisitKind.known + own.map { VisitKind(rawValue: $0) }
    return NameMatcher(kinds.map { Entry(id: $0.rawValue, names: SiteLookup.names(of: $0)) })
  }

  /// The tolerated spellings, in the order of code points.
  var reportedSpellings: [HistoryNote.Spelling] {
    spellings.sortedByCodePoint(\.key).map { text, use in
      let entry = entries[use.entry]
      return HistoryNote.Spelling(written: text, name: entry.names.first, id: entry.id, rows: use.rows)
    }
  }
}
