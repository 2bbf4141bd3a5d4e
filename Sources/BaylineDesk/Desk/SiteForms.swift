import Bayline
import BaylineSpreadsheets
import BaylineStore
import BaylineWording
import Crypto

/// The settings while somebody changes them in a form: what is stored, and what the form says instead.
struct SiteDraft: Sendable {
  struct Row: Sendable {
    var row: SiteForm.Row
    /// Whether it is to be removed.
    var isGone = false
  }

  /// What is stored, as cells.
  let stored: SiteForm
  let book: Book
  let language: Language
  private(set) var rows: [SiteTable: [Row]]
  /// The trades with a column of levels.
  private(set) var trades: [String]
  /// What the desk itself says, as typed, by the key of ``deskKeys``.
  private(set) var desk: [String: String]
  var recalls: [DeskSettings.Recall]
  /// What is wrong, by the name of the field.
  private(set) var faults: [String: String] = [:]
  /// What is wrong, each with its table, row and column.
  private(set) var others: [String] = []
  /// What somebody else has stored meanwhile, by the name of the field.
  private(set) var conflicts: [String: String] = [:]

  /// The settings of the desk itself that are texts or numbers.
  static let deskKeys = ["days", "phone", "directions", "slackIncentive"]

  init(_ book: Book, _ language: Language) {
    self.book = book
    self.language = language
    stored = SiteForm(book.site, language: language)
    rows = stored.rows.mapValues { $0.map { Row(row: $0) } }
    trades = stored.trades
    let settings = book.settings
    desk = [
      "days": String(settings.days), "phone": settings.phone, "directions": settings.directions,
      "slackIncentive": settings.slackIncentive,
    ]
    recalls = settings.recalls
  }

  subscript(table: SiteTable) -> [Row] { rows[table] ?? [] }

  /// The name of the field of a cell.
  static func name(_ table: SiteTable, _ index: Int, _ key: String) -> String {
    "\(table.rawValue).\(index).\(key)"
  }

  /// The name of the field of a setting of the desk itself.
  static func deskName(_ key: String) -> String { "desk.0." + key }

  private var words: Glossary { Glossary(language) }

  // MARK: - What the form says

  /// Takes over the fields of a form; tables and rows that it does not have stay as they are.
  mutating func read(_ form: FormFields) {
    for trade in form.all("trade").map(\.trimmed) where !trade.isEmpty && !trades.contains(trade) {
      trades.append(trade)
    }
    var cells: [SiteTable: [Int: [String: [String]]]] = [:]
    for (name, value) in form.fields {
      let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
      guard parts.count == 3, let index = Int(parts[1]) else { continue }
      let text = value.replacing("\r\n", with: "\n")
      if parts[0] == "desk" {
        if Self.deskKeys.contains(parts[2]) { desk[parts[2]] = text.trimmed }
      } else if let table = SiteTable(rawValue: parts[0]) {
        cells[table, default: [:]][index, default: [:]][parts[2], default: []].append(text)
      }
    }
    let keys = form.all("multiple")
    for (table, posted) in cells {
      for (_, fields) in posted.sorted(by: { $0.key < $1.key }) { take(fields, table, multiple: keys) }
    }
    if form["recalls"] != nil { readRecalls(form) }
  }

  private mutating func take(_ fields: [String: [String]], _ table: SiteTable, multiple: [String]) {
    let id = fields["row"]?.first ?? ""
    let known = id.isEmpty ? nil : rows[table]?.firstIndex { $0.row.id == id }
    var row = known.flatMap { rows[table]?[$0] } ?? Row(row: SiteForm.Row())
    for field in form.fields(of: table) where field.isMultiple && multiple.contains(table.rawValue) {
      row.row[field.key] = SiteForm.list(fields[field.key] ?? [])
    }
    for (key, values) in fields where !["row", "gone"].contains(key) {
      let isMultiple = form.fields(of: table).contains { $0.key == key && $0.isMultiple }
      if !isMultiple, let text = values.first { set(key, text.trimmed, table, &row.row) }
    }
    row.isGone = fields["gone"] != nil
    if let known {
      rows[table]?[known] = row
    } else if !row.isGone {
      nameIfNeeded(&row.row, table)
      rows[table, default: []].append(row)
    }
  }

  private func set(_ key: String, _ text: String, _ table: SiteTable, _ row: inout SiteForm.Row) {
    if table == .leave, key == "who", let slash = text.firstIndex(of: "/") {
      // Chosen from all who may be away: `technicians/T3`.
      row["list"] = SiteTable(rawValue: String(text[..<slash])).map { Self.list($0, language) } ?? ""
      row["who"] = String(text[text.index(after: slash)...])
    } else {
      row[key] = CivilDate(text).map(Self.text) ?? text
    }
  }

  /// How the table of leave calls a table of people or bays.
  static func list(_ table: SiteTable, _ language: Language) -> String {
    switch table {
    case .advisors: SiteTable.absentList(advisors: true, language)
    case .technicians: SiteTable.absentList(advisors: false, language)
    default: SiteTable.absentBays(language)
    }
  }

  /// A date as cells have it.
  static func text(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(year)/\(month)/\(day)"
  }

  /// The date of a cell.
  static func date(_ text: String) -> CivilDate? { SpreadsheetImport.date(text) ?? CivilDate(text) }

  /// Gives a new person or thing the next number, if it has a name and no id.
  private func nameIfNeeded(_ row: inout SiteForm.Row, _ table: SiteTable) {
    let prefixes: [SiteTable: String] = [
      .advisors: "SA", .technicians: "T", .bays: "B", .equipment: "E", .limits: "L",
    ]
    guard let prefix = prefixes[table], row["id"].isEmpty, !row.isBlank else { return }
    let taken = Set(self[table].map { $0.row["id"] })
    var number = self[table].count + 1
    while taken.contains("\(prefix)\(number)") { number += 1 }
    row["id"] = "\(prefix)\(number)"
  }

  /// Adds an empty row.
  mutating func addRow(_ table: SiteTable) {
    rows[table, default: []].append(Row(row: SiteForm.Row()))
  }

  private mutating func readRecalls(_ form: FormFields) {
    let texts = Dictionary(
      form.fields.map { ($0.name, $0.value.trimmed) }, uniquingKeysWith: { first, _ in first })
    var index = 0
    recalls = []
    while texts["recall.\(index).number"] != nil {
      func text(_ key: String) -> String { texts["recall.\(index).\(key)"] ?? "" }
      let vehicles = SiteForm.elements(text("appliesTo")) ?? [text("appliesTo")]
      let isBlank = ["number", "title", "appliesTo", "notice"].allSatisfy { text($0).isEmpty }
      if !isBlank, text("gone").isEmpty {
        let place = recalls.count
        for key in ["number", "title", "appliesTo"] where text(key).isEmpty {
          faults["recall.\(place).\(key)"] = words("不能留空; 请填写", "must not be empty; fill it in")
        }
        recalls.append(
          DeskSettings.Recall(
            number: text("number"), title: text("title"), appliesTo: vehicles, notice: text("notice")))
      }
      index += 1
    }
  }

  // MARK: - What it gives

  /// The cells as they would be.
  var form: SiteForm {
    var form = stored
    form.trades = trades
    for (table, rows) in rows { form[table] = rows.filter { !$0.isGone }.map(\.row) }
    return form
  }

  /// The settings that the form gives; `nil` after noting what is wrong, each at its field.
  mutating func settings() -> (site: Site, desk: DeskSettings)? {
    let reading = form.read()
    for fault in reading.faults { note(fault) }
    others += reading.others.map(DiagnosticText(language).comment)
    var settings = book.settings
    if let days = Int(desk["days"] ?? ""), DeskSettings.dayRange.contains(days) {
      settings.days = days
    } else {
      faults[Self.deskName("days")] = words(
        "应为 \(DeskSettings.dayRange.lowerBound) 到 \(DeskSettings.dayRange.upperBound) 的整数; 请改正",
        "must be an integer from \(DeskSettings.dayRange.lowerBound) to \(DeskSettings.dayRange.upperBound); correct it"
      )
    }
    settings.phone = desk["phone"] ?? ""
    settings.directions = desk["directions"] ?? ""
    settings.slackIncentive = desk["slackIncentive"] ?? ""
    settings.recalls = recalls
    guard let site = reading.site, faults.isEmpty else { return nil }
    return (site, settings)
  }

  private mutating func note(_ fault: SiteForm.Fault) {
    let kept = self[fault.table].indices.filter { !self[fault.table][$0].isGone }
    guard kept.indices.contains(fault.row) else { return }
    let index = kept[fault.row]
    let text = DiagnosticText(language).comment(fault.diagnostic)
    faults[Self.name(fault.table, index, fault.column)] = text
    let row = self[fault.table][index].row
    let heading = form.fields(of: fault.table).first { $0.key == fault.column }?.heading ?? fault.column
    let place = [fault.table.title(language), form.name(of: row, fault.table), heading]
    others.append(place.filter { !$0.isEmpty }.joined(separator: " · ") + words("：", ": ") + text)
  }

  /// What would be stored, cell by cell.
  var changes: [SiteForm.Change] { form.changes(from: stored) }

  // MARK: - Somebody else's changes

  /// Changes with what is stored in some tables, so that nobody overwrites what somebody else has changed meanwhile.
  func fingerprint(_ tables: [SiteTable]) -> String {
    var text = stored.trades.joined(separator: "\u{1F}")
    for table in tables {
      let keys = stored.fields(of: table).map(\.key)
      for row in stored[table] { text += "\u{1E}" + keys.map { row[$0] }.joined(separator: "\u{1F}") }
      text += "\u{1D}"
    }
    text += Self.deskKeys.map { desk[$0] ?? "" }.joined(separator: "\u{1F}")
    for recall in recalls {
      text +=
        "\u{1E}"
        + ([recall.number, recall.title, recall.notice] + recall.appliesTo).joined(separator: "\u{1F}")
    }
    return SecretToken.hex(SHA256.hash(data: Array(text.utf8)).prefix(12))
  }

  /// Notes what is stored beside every field that says something else.
  mutating func noteConflicts() {
    let before = SiteDraft(book, language)
    for (table, rows) in rows {
      for (index, row) in rows.enumerated() {
        guard let old = before.stored[table].first(where: { $0.id == row.row.id }) else { continue }
        for field in stored.fields(of: table) where old[field.key] != row.row[field.key] {
          conflicts[Self.name(table, index, field.key)] = old[field.key]
        }
      }
    }
    for key in Self.deskKeys where before.desk[key] != desk[key] {
      conflicts[Self.deskName(key)] = before.desk[key] ?? ""
    }
  }
}

/// What other settings would do to visits that are promised.
struct SettingsEffect: Sendable {
  /// A line for each visit whose time, advisor or promise changes.
  var lines: [String] = []
  /// The visits that only change their bay, technician or time of work.
  var moves = 0

  var isNothing: Bool { lines.isEmpty && moves == 0 }

  init() {}

  /// - Throws: ``DeskError/refused(_:)`` with the promises that could not be kept.
  init(
    of site: Site, _ settings: DeskSettings, on book: Book, at now: CivilTime, _ language: Language
  ) async throws(DeskError) {
    let next = try await SiteChange(book: book, site: site, settings: settings, now: now).run()
    self.init(from: book, to: next, language)
  }

  init(from book: Book, to next: Book, _ language: Language) {
    let words = Glossary(language)
    let names = DisplayNames(site: next.site, demand: next.demand)
    let (old, new) = (book.schedule.assignmentsByVisit, next.schedule.assignmentsByVisit)
    for visit in book.demand.appointments {
      guard let before = old[visit.id] else { continue }
      let vehicle = names.vehicle(visit.id)
      guard let after = new[visit.id] else {
        lines.append(words("\(vehicle)：不再排得进", "\(vehicle): no longer fits in"))
        continue
      }
      var parts: [String] = []
      if let from = before.reception, let to = after.reception, from != to {
        if from.arrival != to.arrival {
          parts.append(words("到店 ", "arrival ") + "\(names.time(from.arrival)) → \(names.time(to.arrival))")
        }
        if from.advisor != to.advisor {
          parts.append(
            words("顾问 ", "advisor ") + "\(names.advisor(from.advisor)) → \(names.advisor(to.advisor))")
        }
      }
      if let from = before.promise, let to = after.promise, from != to {
        parts.append(words("交车 ", "ready ") + "\(names.time(from)) → \(names.time(to))")
      }
      if !parts.isEmpty {
        lines.append(vehicle + words("：", ": ") + words.list(parts))
      } else if before.operations != after.operations {
        moves += 1
      }
    }
  }
}
