package import BaylineFormats
package import BaylineModel
import BaylineWording

/// A site as the cells of its workbook, to be changed in a form: what a workbook may say, a form may, and both are judged by
/// the same readers.
package struct SiteForm: Sendable {
  /// A row of a table.
  package struct Row: Hashable, Sendable {
    /// Names the row among those of its table before anything was changed; empty for a new one.
    package var id: String
    /// The text of each cell by the key of its column; empty cells may be missing.
    package var texts: [String: String]

    package init(id: String = "", texts: [String: String] = [:]) {
      self.id = id
      self.texts = texts
    }

    /// The text of a cell.
    package subscript(key: String) -> String {
      get { texts[key] ?? "" }
      set { texts[key] = newValue }
    }

    /// Whether nothing is written in it.
    package var isBlank: Bool { texts.values.allSatisfy(CellText.isBlank) }
  }

  /// A column of a table.
  package struct Field: Hashable, Sendable {
    package var key: String
    package var heading: String
    /// What to write in it.
    package var note: String?
    package var isRequired: Bool
    package var isNumber: Bool
    package var isDate: Bool
    /// The texts that it may have; empty if any.
    package var choices: [String]
    /// Whether it may have several of them, separated by semicolons.
    package var isMultiple: Bool
  }

  package let language: Language
  /// By table, in the order of the site.
  package var rows: [SiteTable: [Row]] = [:]
  /// The trades with a column of levels.
  package var trades: [String]

  private var words: Glossary { Glossary(language) }

  package init(_ site: Site, language: Language) {
    self.language = language
    trades = Set(site.technicians.flatMap { Array($0.skills.keys) }).sortedByCodePoint()
    let sheets = SiteTables(site, language: language).sheets
    for (table, sheet) in zip(SiteTable.allCases, sheets) {
      let keys = keys(of: table)
      rows[table] = sheet.rows.enumerated().map { index, values in
        let texts = Dictionary(zip(keys, values.map(\.plain)), uniquingKeysWith: { first, _ in first })
        let id =
          table == .settings
          ? SiteSetting.all[index].key : table.identity.map { texts[$0] ?? "" }.joined(separator: "|")
        return Row(id: id, texts: texts)
      }
    }
  }

  /// The rows of a table.
  package subscript(table: SiteTable) -> [Row] {
    get { rows[table] ?? [] }
    set { rows[table] = newValue }
  }

  /// The keys of the columns of a table, in order.
  private func keys(of table: SiteTable) -> [String] {
    table.columns.map(\.key) + (table == .technicians ? trades.map(Self.skillKey) : [])
  }

  /// The key of the column with the levels of a trade.
  package static func skillKey(_ trade: String) -> String { "skill " + trade }
}

// MARK: - Columns

extension SiteForm {
  /// The columns of a table; for settings, the value alone.
  package func fields(of table: SiteTable) -> [Field] {
    let own = table.columns.map { column in
      Field(
        key: column.key, heading: column.heading(language), note: table.note(column.key, language),
        isRequired: column.isRequired, isNumber: column.content == .integer,
        isDate: column.content == .date, choices: choices(table, column.key),
        isMultiple: Self.multiple[table]?.contains(column.key) ?? false)
    }
    guard table == .technicians else { return own }
    let levels = SiteWords.levels(language)
    return own
      + trades.map { trade in
        Field(
          key: Self.skillKey(trade), heading: trade, isRequired: false, isNumber: false, isDate: false,
          choices: levels, isMultiple: false)
      }
  }

  /// How a setting is called, what it means, and which texts it may have.
  package func setting(_ key: String) -> Field? {
    guard let setting = SiteSetting.all.first(where: { $0.key == key }) else { return nil }
    var choices: [String] = []
    switch setting.value {
    case .calendar: choices = shifts
    case .language: choices = Language.allCases.map { SiteWords.name($0, words) }
    case .text, .integer: break
    }
    let isNumber = if case .integer = setting.value { true } else { false }
    return Field(
      key: key, heading: setting.label(language),
      note: words(setting.explanation.chinese, setting.explanation.english),
      isRequired: key == "name" || key == "hours", isNumber: isNumber, isDate: false, choices: choices,
      isMultiple: false)
  }

  /// The settings that are weights of the cost, in order.
  package static var weights: [String] { SiteSetting.all.filter { $0.place == .policy }.map(\.key) }
  /// The settings that are rules of bookings, in order.
  package static var bookingRules: [String] { SiteSetting.all.filter { $0.place == .booking }.map(\.key) }

  /// The names of the shifts, each once.
  private var shifts: [String] {
    var seen: Set<String> = []
    return self[.calendars].map { $0["name"] }.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private static let multiple: [SiteTable: Set<String>] = [
    .advisors: ["kinds"], .limits: ["kinds", "weekdays"],
  ]

  private func choices(_ table: SiteTable, _ key: String) -> [String] {
    switch (table, key) {
    case (.specialDays, "calendar"), (.advisors, "calendar"), (.technicians, "calendar"),
      (.bays, "calendar"):
      return shifts
    case (.holidays, "meaning"):
      return [words(SiteWords.closed.chinese, SiteWords.closed.english)]
        + Weekday.allCases.map(words.weekday)
    case (.advisors, "kinds"), (.limits, "kinds"):
      let own = self[.kinds].map { $0["id"] }.filter { id in
        !id.isEmpty && !VisitKind.known.contains(VisitKind(rawValue: id))
      }
      return VisitKind.known.map(words.kind) + own
    case (.limits, "weekdays"): return Weekday.allCases.map(words.weekday)
    case (.limits, "waiting"): return [words("是", "yes"), words("否", "no")]
    default: return []
    }
  }

  /// The elements of a cell that holds a list; `nil` if it cannot be read.
  package static func elements(_ text: String) -> [String]? {
    CellText.isBlank(text) ? [] : CellList.texts(text)
  }

  /// The text of a cell that holds a list; empty for none.
  package static func list(_ elements: [String]) -> String {
    elements.isEmpty ? "" : CellList.text(elements)
  }
}

// MARK: - Reading

extension SiteForm {
  /// What is wrong with a cell.
  package struct Fault: Sendable {
    package var table: SiteTable
    /// The position of its row.
    package var row: Int
    /// The key of its column.
    package var column: String
    package var diagnostic: Diagnostic
  }

  /// The site as it is read.
  package struct Reading: Sendable {
    /// `nil` if and only if there are faults.
    package var site: Site?
    package var faults: [Fault]
    /// What is wrong beside single cells.
    package var others: [Diagnostic]
  }

  /// Reads the site, as strictly as from its workbook.
  package func read() -> Reading {
    let log = SheetDiagnostics()
    let sheets = SiteTable.allCases.enumerated().compactMap { SiteSheet(raw($1, order: $0), log) }
    let site = SiteBuilder(sheets, log).site(file: words("设置", "settings"))
    var faults: [Fault] = []
    var others = log.fileFaults
    for (key, diagnostic) in log.cellFaults.sorted(by: { $0.key < $1.key }) {
      let table = SiteTable.allCases[key.order]
      let keys = keys(of: table)
      if key.line >= 2, keys.indices.contains(key.column) {
        faults.append(
          Fault(table: table, row: key.line - 2, column: keys[key.column], diagnostic: diagnostic))
      } else {
        others.append(diagnostic)
      }
    }
    return Reading(site: log.isEmpty ? site : nil, faults: faults, others: others)
  }

  private func raw(_ table: SiteTable, order: Int) -> RawTable {
    let source = TableSource(
      order: order, file: words("设置", "settings"), sheet: table.title(language))
    let keys = keys(of: table)
    let headings =
      table.columns.map { $0.heading(language) }
      + (table == .technicians ? trades.map { SiteTable.skillHeading($0, language) } : [])
    func cells(_ texts: [String], line: Int) -> RawTable.Row {
      let filled = texts.enumerated().filter { !$1.isEmpty }
      return RawTable.Row(
        line: line,
        cells: filled.map {
          Cell(source: source, line: line, column: $0, text: $1, problem: SpreadsheetFile.problem(of: $1))
        })
    }
    var raw = RawTable(source: source)
    raw.rows = [cells(headings, line: 1)]
    for (index, row) in self[table].enumerated() where !row.isBlank {
      raw.rows.append(cells(keys.map { row[$0] }, line: index + 2))
    }
    return raw
  }
}

// MARK: - Comparing

extension SiteForm {
  /// A cell, or a row, that is another one now.
  package struct Change: Hashable, Sendable {
    package var table: SiteTable
    /// What the row is called.
    package var row: String
    /// The heading of the column; empty where the whole row is new or gone.
    package var column: String
    package var before: String
    package var after: String
  }

  /// What differs from an earlier state, table by table.
  package func changes(from earlier: SiteForm) -> [Change] {
    SiteTable.allCases.flatMap { changes($0, from: earlier) }
  }

  private func changes(_ table: SiteTable, from earlier: SiteForm) -> [Change] {
    var changes: [Change] = []
    var left = Dictionary(earlier[table].map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let fields = fields(of: table) + earlier.fields(of: table)
    for row in self[table] where !row.isBlank {
      let name = name(of: row, table)
      guard let old = left.removeValue(forKey: row.id) else {
        changes.append(
          Change(table: table, row: name, column: "", before: "", after: summary(of: row, table)))
        continue
      }
      var seen: Set<String> = []
      for field in fields where seen.insert(field.key).inserted && old[field.key] != row[field.key] {
        let column = table == .settings ? "" : field.heading
        changes.append(
          Change(table: table, row: name, column: column, before: old[field.key], after: row[field.key]))
      }
    }
    for row in earlier[table] where left[row.id] != nil {
      changes.append(
        Change(
          table: table, row: name(of: row, table), column: "", before: summary(of: row, table), after: ""))
    }
    return changes
  }

  /// What a row is called: its name, or what identifies it.
  package func name(of row: Row, _ table: SiteTable) -> String {
    if table != .calendars, !row["name"].isEmpty { return row["name"] }
    return table.identity.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func summary(of row: Row, _ table: SiteTable) -> String {
    fields(of: table).map { row[$0.key] }.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension SiteTable {
  /// The keys of the columns that tell a row from the others.
  fileprivate var identity: [String] {
    switch self {
    case .settings: ["setting"]
    case .calendars: ["name", "week"]
    case .holidays: ["date"]
    case .specialDays: ["calendar", "from"]
    case .leave: ["list", "who", "from"]
    case .teams: ["team"]
    case .advisors, .technicians, .bays, .equipment, .limits, .kinds: ["id"]
    }
  }
}

extension SiteTable {
  /// The word for a list of people or bays in the table of leave.
  package static func absentList(advisors: Bool, _ language: Language) -> String {
    (advisors ? SiteWords.AbsentList.advisors : .technicians).name(language)
  }

  /// The word for bays in the table of leave.
  package static func absentBays(_ language: Language) -> String { SiteWords.AbsentList.bays.name(language) }
}
