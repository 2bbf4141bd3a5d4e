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
    if let found = named ?? Self.kindSynonyms[wanted] { return found.rawValue }
    // 索赔（三包）: a remark in brackets says no other kind.
    let parts = wanted.split { "(（".contains($0) }
    guard parts.count > 1 else { return text }
    let first = kind(String(parts[0]))
    return first == String(parts[0]) && !kinds.contains(first) ? text : first
  }

  /// The names of a kind in both languages, and its synonyms.
  static func names(of kind: VisitKind) -> [String] {
    let own = [Glossary(.chinese).kind(kind), Glossary(.english).kind(kind)]
    return own + kindSynonyms.filter { $0.value == kind }.keys.sorted()
  }

  /// Words of dealer systems for kinds (业务类型, 工单类型), in lower case.
  private static let kindSynonyms: [String: VisitKind] = Dictionary(
    [
      (
        VisitKind.comeback,
        ["返工", "返修车", "二次返修", "内返", "外返", "内部返修", "外部返修", "返修索赔"]
      ),
      (
        .accident,
        [
          "事故车", "事故维修", "事故车维修", "事故钣喷", "保险事故", "保险", "保险维修", "保险理赔", "理赔", "钣喷", "钣金喷漆", "钣金", "喷漆", "喷涂",
          "油漆",
          "漆面", "钣喷维修",
        ]
      ),
      (
        .repair,
        [
          "一般维修", "一般修理", "普通维修", "常规维修", "正常维修", "机电维修", "机电", "机修", "电器维修", "空调维修", "小修", "大修", "中修", "快修",
          "轮胎",
          "换胎", "补胎", "自费", "自费维修", "客户自费", "客付", "客户付费", "内部维修", "内部", "故障诊断", "诊断", "检修", "救援", "道路救援",
          "拖车", "加装", "精品",
          "精品加装", "改装", "装潢", "美容", "洗车美容", "洗车", "保养维修", "维修保养", "外修",
        ]
      ),
      (.warranty, ["质保", "索赔", "三包", "三包索赔", "保修", "保修索赔", "索赔维修", "厂家索赔", "厂方索赔", "延保", "质保维修", "保修维修"]),
      (.firstService, ["首次保养", "首保免费", "首次免费保养", "免费首保", "强保", "新车首保"]),
      (.recall, ["召回活动", "召回维修", "厂家召回", "服务活动", "售后服务活动", "技术升级", "ota升级", "软件升级"]),
      (
        .maintenance,
        [
          "保养", "定期保养", "常规保养", "普通保养", "正常保养", "一般保养", "免费保养", "养护", "例行保养", "小保养", "中保养", "大保养", "二保", "一保",

          "套餐保养",
        ]
      ),
      (
        .inspection,
        [
          "检测", "年检", "年审", "年检代办", "免费检测", "检查", "车辆检查", "pdi", "pdi检查", "pdi检测", "新车pdi", "售前检查", "新车检查",
          "交付检查", "预检",
        ]
      ),
    ].flatMap { kind, names in names.map { ($0, kind) } }, uniquingKeysWith: { first, _ in first })

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
