package import BaylineModel

/// The tables that are read and written: those of a demand, the catalogue of standard jobs, scenarios, outreach, and past days.
package enum TableKind: String, CaseIterable, Sendable {
  case horizon, visits, operations, alternatives, parts, deliveries, jobs, scenarios, vehicles, expected
  case orders, clock

  /// The tables of a demand and the catalogue.
  static let demandTables: [TableKind] = [
    .horizon, .visits, .operations, .alternatives, .parts, .deliveries, .jobs,
  ]
  /// The tables of outreach.
  static let outreachTables: [TableKind] = [.vehicles, .jobs, .expected]
  /// The tables of past days.
  static let historyTables: [TableKind] = [.orders, .clock, .jobs]

  /// Whether other programs export the table, with further columns and mistakes in some rows: what is unknown is ignored and
  /// reported.
  var isExported: Bool { self == .orders || self == .clock }

  /// The title of the table, which names its sheet in a workbook.
  package func title(_ language: Language) -> String {
    switch self {
    case .horizon: language == .chinese ? "计划期" : "Horizon"
    case .visits: language == .chinese ? "预约" : "Visits"
    case .operations: language == .chinese ? "作业" : "Operations"
    case .alternatives: language == .chinese ? "可选方案" : "Alternatives"
    case .parts: language == .chinese ? "配件" : "Parts"
    case .deliveries: language == .chinese ? "到货" : "Deliveries"
    case .jobs: language == .chinese ? "标准作业" : "Jobs"
    case .scenarios: language == .chinese ? "方案" : "Scenarios"
    case .vehicles: language == .chinese ? "客户车辆" : "Vehicles"
    case .expected: language == .chinese ? "预计到店" : "Expected visits"
    case .orders: language == .chinese ? "工单" : "Work orders"
    case .clock: language == .chinese ? "工时打卡" : "Time clock"
    }
  }

  /// The titles in both languages, for messages.
  var bilingualTitle: String { "\(title(.chinese)) / \(title(.english))" }

  /// The columns in the order in which they are written.
  package var columns: [Column] {
    switch self {
    case .horizon: Column.horizon
    case .visits: Column.visits
    case .operations: Column.operations
    case .alternatives: Column.alternatives
    case .parts: Column.parts
    case .deliveries: Column.deliveries
    case .jobs: Column.jobs
    case .scenarios: Column.scenarios
    case .vehicles: Column.vehicles
    case .expected: Column.expected
    case .orders: Column.orders
    case .clock: Column.clock
    }
  }

  /// The columns that are written: not those that only other people's tables have.
  package var writtenColumns: [Column] { columns.filter { !$0.isForeign } }

  /// The column with a key.
  func column(_ key: String) -> Column? {
    columns.first { $0.key == key }
  }
}

/// A column of a table with its accepted headings.
package struct Column: Hashable, Sendable {
  /// The name in code: that of the member of the demand file if there is one.
  package let key: String
  /// The Chinese heading, then synonyms.
  package let chinese: [String]
  /// The English heading, then synonyms.
  package let english: [String]
  /// Whether the table must have it.
  package let isRequired: Bool
  /// The type of its cells.
  package let content: Content
  /// Whether it is only read: a column of other people's tables that ours say in another way.
  package let isForeign: Bool
  /// All accepted headings, normalised, and the key.
  let names: Set<String>

  /// The type of a column's cells.
  package enum Content: Sendable {
    /// Any text.
    case text
    /// An id or a name.
    case id
    /// An integer.
    case integer
    /// A number with or without decimals.
    case decimal
    /// Yes or no.
    case flag
    /// A date and a time of day.
    case time
    /// A date.
    case date
    /// Time windows.
    case windows
    /// A list of ids.
    case list
    /// A skill level.
    case level
    /// What becomes of the vehicle in its bay.
    case bayAfter
  }

  init(
    _ key: String, _ content: Content, _ chinese: [String], _ english: [String], required: Bool = false,
    foreign: Bool = false
  ) {
    self.key = key
    self.content = content
    self.chinese = chinese
    self.english = english
    self.isRequired = required
    self.isForeign = foreign
    self.names = Set((chinese + english + [key]).map(Heading.normalised))
  }

  /// The accepted headings by rank: of two columns with one meaning, that of the lower rank wins.
  var ranked: [String] {
    zip(chinese, english).flatMap { [$0, $1] } + chinese.dropFirst(english.count)
      + english.dropFirst(chinese.count)
  }

  /// The heading for writing.
  package func heading(_ language: Language) -> String {
    (language == .chinese ? chinese : english).first ?? key
  }

  /// The headings in both languages, for messages.
  var bilingualHeading: String { "\(heading(.chinese)) / \(heading(.english))" }
}
