import BaylineFormats
import BaylineModel
import BaylineWording

/// Resolves names of advisors, technicians, bays, kinds, trades and bay types to ids. Without a site every text counts as an id.
struct SiteLookup {
  private let site: Site?
  private let log: SheetDiagnostics
  private let bayTypes: Set<String>
  private let trades: Set<String>
  private let kinds: Set<String>
  private let advisors: NameMatcher?
  private let technicians: NameMatcher?
  /// Bay types and trades that the site does not have, in order of appearance.
  private(set) var unknown: [String] = []

  init(_ site: Site?, _ log: SheetDiagnostics) {
    self.site = site
    self.log = log
    bayTypes = Set(site?.bays.flatMap(\.types) ?? [])
    trades = Set(site?.technicians.flatMap { Array($0.skills.keys) } ?? [])
    kinds = Set(site?.policy.kinds.keys.map(\.rawValue) ?? [])
    advisors = site.map(NameMatcher.advisors)
    technicians = site.map(NameMatcher.technicians)
  }

  /// The id that a cell names; `nil` after reporting that several share the name. An unknown name is returned unchanged, for the
  /// demand's decoder to reject.
  private func id(_ text: String, _ cell: Cell, among known: [(id: String, name: String?)]?) -> String? {
    guard let known, !known.contains(where: { $0.id == text }) else { return text }
    let named = known.filter { $0.name == text }
    if named.count > 1 {
      log.report(.ambiguousName(text, ids: named.map(\.id)), at: cell)
      return nil
    }
    return named.first?.id ?? text
  }

  func advisor(_ text: String, _ cell: Cell) -> String? { person(text, cell, in: advisors) }

  func technician(_ text: String, _ cell: Cell) -> String? { person(text, cell, in: technicians) }

  /// The id of a person, whose name may have other blanks and a form of address.
  private func person(_ text: String, _ cell: Cell, in known: NameMatcher?) -> String? {
    guard let known else { return text }
    switch known.match(text) {
    case .known(let index, _): return known.entries[index].id
    case .ambiguous(let ids):
      log.report(.ambiguousName(text, ids: ids), at: cell)
      return nil
    case .unknown: return text
    }
  }

  /// People whose names are spelled differently, for a note.
  var spellings: [String] {
    [advisors, technicians].compactMap(\.self).flatMap(\.reportedSpellings).map {
      "\($0.written) → \($0.name ?? $0.id)"
    }
  }

  func bay(_ text: String, _ cell: Cell) -> String? {
    id(text, cell, among: site?.bays.map { ($0.id, $0.name) })
  }

  func equipment(_ text: String, _ cell: Cell) -> String? {
    id(text, cell, among: site?.equipment.map { ($0.id, $0.name) })
  }

  /// The id of a kind, given by id, by its name in either language or by a synonym.
  func kind(_ text: String) -> String {
    if kinds.contains(text) { return text }
    let wanted = CellText.normalised(text).lowercased()
    let named = VisitKind.known.first { kind in
      [kind.rawValue, Glossary(.chinese).kind(kind), Glossary(.english).kind(kind)].contains {
        $0.lowercased() == wanted
      }
    }
    return named?.rawValue ?? Self.kindSynonyms[wanted]?.rawValue ?? text
  }

  /// The names of a kind in both languages, and its synonyms.
  static func names(of kind: VisitKind) -> [String] {
    let own = [Glossary(.chinese).kind(kind), Glossary(.english).kind(kind)]
    return own + kindSynonyms.filter { $0.value == kind }.keys.sorted()
  }

  private static let kindSynonyms: [String: VisitKind] = [
    "返工": .comeback, "事故车": .accident, "事故维修": .accident, "保险事故": .accident, "保险": .accident, "钣喷": .accident,
    "一般维修": .repair, "机电维修": .repair, "机电": .repair, "普通维修": .repair, "小修": .repair, "轮胎": .repair,
    "质保": .warranty, "索赔": .warranty, "三包": .warranty, "保修": .warranty, "首次保养": .firstService,
    "召回活动": .recall, "保养": .maintenance, "定期保养": .maintenance, "常规保养": .maintenance, "普通保养": .maintenance,
    "检测": .inspection, "年检": .inspection, "免费检测": .inspection, "pdi": .inspection,
  ]

  /// The id of a bay type, given by id or by a synonym of one that the site has.
  mutating func bayType(_ text: String) -> String {
    resolved(text, bayTypes, Self.bayTypeSynonyms)
  }

  /// The id of a trade, given by id or by a synonym of one that the site has.
  mutating func trade(_ text: String) -> String {
    resolved(text, trades, Self.tradeSynonyms)
  }

  private mutating func resolved(_ text: String, _ known: Set<String>, _ words: [String: [String]]) -> String
  {
    guard site != nil, !known.contains(text) else { return text }
    if let id = words[CellText.normalised(text)]?.first(where: known.contains) { return id }
    if !unknown.contains(text) { unknown.append(text) }
    return text
  }

  /// Common Chinese names of trades.
  static let tradeSynonyms: [String: [String]] = [
    "机修": ["mechanical"], "机电": ["mechanical"], "电工": ["electrical"], "电器": ["electrical"],
    "电气": ["electrical"],
    "钣金": ["body"], "喷漆": ["paint"], "油漆": ["paint"],
  ]

  /// Common Chinese names of bay types.
  static let bayTypeSynonyms: [String: [String]] = [
    "快修": ["quick", "express"], "快保": ["express", "quick"], "举升": ["lift"], "四轮定位": ["alignment"],
    "定位": ["alignment"],
    "诊断": ["diagnosis"], "电工": ["electrical", "diagnosis"], "电器": ["electrical", "diagnosis"], "钣金": ["body"],
    "喷漆准备": ["paintPrep", "prep"], "烤漆房": ["paintBooth", "booth"], "烤漆": ["paintBooth", "booth"],
    "洗车": ["wash"], "大梁校正": ["frame"],
  ]
}
