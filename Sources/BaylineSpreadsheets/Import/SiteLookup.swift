import BaylineFormats
import BaylineModel
import BaylineWording

/// Finds what people call by name: advisors, technicians, bays, kinds, trades, types of bays. Without a site every id is
/// taken as it stands.
struct SiteLookup {
  private let site: Site?
  private let log: SheetDiagnostics
  private let bayTypes: Set<String>
  private let trades: Set<String>
  private let kinds: Set<String>
  /// Types, trades that the site has nothing of, in the order in which they came.
  private(set) var unknown: [String] = []

  init(_ site: Site?, _ log: SheetDiagnostics) {
    self.site = site
    self.log = log
    bayTypes = Set(site?.bays.flatMap(\.types) ?? [])
    trades = Set(site?.technicians.flatMap { Array($0.skills.keys) } ?? [])
    kinds = Set(site?.policy.kinds.keys.map(\.rawValue) ?? [])
  }

  /// Somebody or something with ids and names: the id of what a cell names; `nil` after noting that several have
  /// the name. What nobody has stays as it is, for the reader of the demand to refuse.
  private func id(_ text: String, _ cell: Cell, among known: [(id: String, name: String?)]?) -> String? {
    guard let known, !known.contains(where: { $0.id == text }) else { return text }
    let named = known.filter { $0.name == text }
    if named.count > 1 {
      log.report(.ambiguousName(text, ids: named.map(\.id)), at: cell)
      return nil
    }
    return named.first?.id ?? text
  }

  func advisor(_ text: String, _ cell: Cell) -> String? {
    id(text, cell, among: site?.advisors.map { ($0.id, $0.name) })
  }

  func technician(_ text: String, _ cell: Cell) -> String? {
    id(text, cell, among: site?.technicians.map { ($0.id, $0.name) })
  }

  func bay(_ text: String, _ cell: Cell) -> String? {
    id(text, cell, among: site?.bays.map { ($0.id, $0.name) })
  }

  /// A kind by its id, or by its name in either language.
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

  /// What a kind is called in both languages, and by other words.
  static func names(of kind: VisitKind) -> [String] {
    let own = [Glossary(.chinese).kind(kind), Glossary(.english).kind(kind)]
    return own + kindSynonyms.filter { $0.value == kind }.keys.sorted()
  }

  private static let kindSynonyms: [String: VisitKind] = [
    "返工": .comeback, "事故车": .accident, "一般维修": .repair, "质保": .warranty, "索赔": .warranty,
    "首次保养": .firstService,
    "保养": .maintenance, "定期保养": .maintenance, "检测": .inspection, "年检": .inspection,
  ]

  /// A type of bay by its id, or by a usual name of a type that the site has.
  mutating func bayType(_ text: String) -> String {
    resolved(text, bayTypes, Self.bayTypeSynonyms)
  }

  /// A trade by its id, or by a usual name of a trade that the site has.
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

  /// What workshops call their trades.
  static let tradeSynonyms: [String: [String]] = [
    "机修": ["mechanical"], "机电": ["mechanical"], "电工": ["electrical"], "电器": ["electrical"],
    "电气": ["electrical"],
    "钣金": ["body"], "喷漆": ["paint"], "油漆": ["paint"],
  ]

  /// What workshops call the types of their bays.
  static let bayTypeSynonyms: [String: [String]] = [
    "快修": ["quick", "express"], "快保": ["express", "quick"], "举升": ["lift"], "四轮定位": ["alignment"],
    "定位": ["alignment"],
    "诊断": ["diagnosis"], "电工": ["electrical", "diagnosis"], "电器": ["electrical", "diagnosis"], "钣金": ["body"],
    "喷漆准备": ["paintPrep", "prep"], "烤漆房": ["paintBooth", "booth"], "烤漆": ["paintBooth", "booth"],
    "洗车": ["wash"], "大梁校正": ["frame"],
  ]
}
