import BaylineFormats
import BaylineModel
import BaylineWording

/// Builds the text of a site file from the tables of a workbook; the format's reader judges it.
final class SiteBuilder {
  let log: SheetDiagnostics
  let cells: CellReader
  private let rows: [SiteTable: [SheetRow]]
  private let sheets: [SiteSheet]
  private var root = TracedObject()
  /// The kinds that the site adds.
  private var ownKinds: Set<String> = []
  var shifts = SiteShifts()

  init(_ sheets: [SiteSheet], _ log: SheetDiagnostics) {
    self.log = log
    self.sheets = sheets
    cells = CellReader(log, horizon: nil)
    rows = Dictionary(sheets.map { ($0.table, $0.rows) }, uniquingKeysWith: +)
  }

  func rows(_ table: SiteTable) -> [SheetRow] { rows[table] ?? [] }

  /// The site; `nil` after reporting faults.
  ///
  /// - Parameter file: The file for faults without a cell.
  func site(file: String) -> Site? {
    root.add("format", .string(SiteFormat.name))
    ownKinds = Set(rows(.kinds).compactMap { $0["id"].flatMap(cells.id) })
      .subtracting(VisitKind.known.map(\.rawValue))
    var (booking, policy) = (TracedObject(), TracedObject())
    addSettings(&booking, &policy)
    readShifts()
    let leave = leave()
    root.add("advisors", rows(.advisors).map { advisor($0, leave) })
    root.add("bays", rows(.bays).map { bay($0, leave) })
    root.add("technicians", sheets.filter { $0.table == .technicians }.flatMap { technicians($0, leave) })
    root.add("equipment", rows(.equipment).map(equipment))
    root.add("calendars", shifts.calendars)
    root.add("dates", holidays())
    addTeams(&booking)
    booking.add("limits", rows(.limits).map(limit))
    root.add("booking", booking)
    addKinds(&policy)
    root.add("policy", policy)
    return decoded(file)
  }

  private func decoded(_ file: String) -> Site? {
    let reading = SiteFormat.decode(Array(JSONWriter.document(root.value).utf8), file: file)
    for fault in reading.diagnostics {
      var (cell, problem) = (root.cell(at: fault.place), fault.problem)
      if case .missingMember(let name) = fault.problem {
        cell = root.cell(at: fault.place + "." + name) ?? cell
        problem = .sheet(.missingCell)
        if cell == nil, let setting = SiteSetting.all.first(where: { $0.key == name }) {
          // With other faults, the missing row may follow from them.
          guard log.isEmpty else { continue }
          let label = "\(setting.chinese) / \(setting.english)"
          problem = .sheet(.unknownRow(label, table: SiteTable.settings.bilingualTitle, nearest: nil))
        }
      }
      if let cell {
        log.report(problem, at: cell)
      } else {
        log.report(Diagnostic(file: file, place: "$", problem: problem))
      }
    }
    return log.isEmpty ? reading.site : nil
  }

  // MARK: - Settings

  private func addSettings(_ booking: inout TracedObject, _ policy: inout TracedObject) {
    var seen: Set<String> = []
    for row in rows(.settings) {
      guard let label = required("setting", row, .settings) else { continue }
      guard let setting = SiteSetting.named(label.text) else {
        let nearest = log.nearest(to: label.text, among: SiteSetting.labels)
        log.report(
          .sheet(.unknownRow(label.text, table: SiteTable.settings.bilingualTitle, nearest: nearest)),
          at: label)
        continue
      }
      guard seen.insert("\(setting.place) \(setting.key)").inserted else {
        log.report(.duplicateId(label.text), at: label)
        continue
      }
      // Without a value the default holds; the name and the hours have none.
      guard let cell = row["value"] else {
        if setting.key == "name" || setting.key == "hours" {
          root.add(setting.key, nil, from: row.place("value"))
        }
        continue
      }
      let value = value(setting, cell)
      switch setting.place {
      case .site: root.add(setting.key, value, from: cell)
      case .booking: booking.add(setting.key, value, from: cell)
      case .policy: policy.add(setting.key, value, from: cell)
      }
    }
  }

  private func value(_ setting: SiteSetting, _ cell: Cell) -> JSONValue? {
    switch setting.value {
    case .text: return .string(cells.text(cell))
    case .integer: return cells.integer(cell).map { .integer($0) }
    case .calendar: return cells.id(cell).map { .string($0) }
    case .language:
      if let language = SiteWords.language(cell.text) { return .string(language.rawValue) }
      log.report(.notOneOf(cell.text, allowed: ["中文", "英文", "Chinese", "English"], nearest: nil), at: cell)
      return nil
    }
  }

  // MARK: - People, bays, equipment

  typealias LeaveByResource = [SiteWords.AbsentList: [String: String]]

  /// Adds the shift of somebody: that with leave, if there is any.
  private func addShift(
    _ row: SheetRow, _ list: SiteWords.AbsentList, _ leave: LeaveByResource, to draft: inout TracedObject
  ) {
    let cell = row.place("calendar")
    if let id = row["id"].flatMap(cells.id), let own = leave[list]?[id] {
      draft.add("calendar", .string(own), from: cell)
    } else if row["calendar"] != nil {
      draft.add("calendar", cells.id(cell).map { .string($0) }, from: cell)
    } else {
      draft.add("calendar", nil, from: cell)
    }
  }

  private func resource(_ row: SheetRow) -> TracedObject {
    var draft = TracedObject(row.place("id"))
    draft.add("id", row["id"].flatMap(cells.id).map { .string($0) }, from: row.place("id"))
    if let cell = row["name"] { draft.add("name", .string(cells.text(cell)), from: cell) }
    return draft
  }

  private func addInteger(_ key: String, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(key, cells.integer(cell).map { .integer($0) }, from: cell) }
  }

  private func advisor(_ row: SheetRow, _ leave: LeaveByResource) -> TracedObject {
    var draft = resource(row)
    addShift(row, .advisors, leave, to: &draft)
    addInteger("bookingsPerHour", row, to: &draft)
    addInteger("bookingsPerDay", row, to: &draft)
    addKinds(row, to: &draft)
    return draft
  }

  private func bay(_ row: SheetRow, _ leave: LeaveByResource) -> TracedObject {
    var draft = resource(row)
    draft.add("types", row["types"].flatMap(cells.list).map { JSONValue($0) }, from: row.place("types"))
    if row["calendar"] != nil || row["id"].flatMap(cells.id).flatMap({ leave[.bays]?[$0] }) != nil {
      addShift(row, .bays, leave, to: &draft)
    }
    return draft
  }

  private func technicians(_ sheet: SiteSheet, _ leave: LeaveByResource) -> [TracedObject] {
    sheet.rows.map { row in
      var draft = resource(row)
      if let cell = row["team"] { draft.add("team", cells.id(cell).map { .string($0) }, from: cell) }
      addShift(row, .technicians, leave, to: &draft)
      addInteger("efficiency", row, to: &draft)
      if let cell = row["certifications"] {
        draft.add("certifications", cells.list(cell).map { JSONValue($0) }, from: cell)
      }
      var skills = TracedObject(row.place("id"))
      for trade in sheet.trades {
        guard let cell = row[trade.key] else { continue }
        skills.add(trade.name, cells.level(cell).map { .integer($0) }, from: cell)
      }
      draft.add("skills", skills)
      return draft
    }
  }

  private func equipment(_ row: SheetRow) -> TracedObject {
    var draft = resource(row)
    addInteger("count", row, to: &draft)
    return draft
  }

  // MARK: - Rules

  private func addTeams(_ booking: inout TracedObject) {
    var teams = TracedObject()
    var seen: Set<String> = []
    for row in rows(.teams) {
      guard let cell = required("team", row, .teams), let team = cells.id(cell) else { continue }
      guard let percent = required("percent", row, .teams) else { continue }
      guard seen.insert(team).inserted else {
        log.report(.duplicateId(team), at: cell)
        continue
      }
      teams.add(team, cells.integer(percent).map { .integer($0) }, from: percent)
      if !rows(.technicians).contains(where: { $0["team"].flatMap(cells.id) == team }) {
        // The team's name is wrong, not its percentage.
        teams.move(team, to: cell)
      }
    }
    booking.add("teamReservePercent", teams)
  }

  private func limit(_ row: SheetRow) -> TracedObject {
    var draft = resource(row)
    draft.add("most", row["most"].flatMap(cells.integer).map { .integer($0) }, from: row.place("most"))
    addKinds(row, to: &draft)
    if let cell = row["waiting"] { draft.add("waiting", cells.flag(cell).map { .bool($0) }, from: cell) }
    if let cell = row["weekdays"] {
      let days = cells.list(cell)?.map { text in
        SiteWords.weekday(text)?.rawValue ?? text
      }
      draft.add("weekdays", days.map { JSONValue($0) }, from: cell)
    }
    for key in ["from", "to"] {
      guard let cell = row[key] else { continue }
      draft.add(key, clock(cell).map { .string(CivilTime.clock($0)) }, from: cell)
    }
    return draft
  }

  private func addKinds(_ row: SheetRow, to draft: inout TracedObject) {
    guard let cell = row["kinds"] else { return }
    draft.add("kinds", cells.list(cell).map { JSONValue($0.map(kind)) }, from: cell)
  }

  /// The id of a kind, given by id or, where the site has no such kind of its own, by name.
  private func kind(_ text: String) -> String {
    ownKinds.contains(text) ? text : SiteLookup(nil, log).kind(text)
  }

  private func addKinds(_ policy: inout TracedObject) {
    var kinds = TracedObject()
    var seen: Set<String> = []
    for row in rows(.kinds) {
      guard let cell = required("id", row, .kinds), let id = cells.id(cell) else { continue }
      guard seen.insert(id).inserted else {
        log.report(.duplicateId(id), at: cell)
        continue
      }
      var costs = TracedObject(cell)
      addInteger("drop", row, to: &costs)
      addInteger("delay", row, to: &costs)
      kinds.add(id, costs)
    }
    policy.add("kinds", kinds)
  }

  // MARK: - Cells

  /// A required cell; `nil` after reporting that it is empty.
  func required(_ key: String, _ row: SheetRow, _ table: SiteTable) -> Cell? {
    if let cell = row[key] { return cell }
    if row.has(key) { log.report(.missingCell, at: row.place(key)) }
    return nil
  }

  /// A time of day, in minutes since midnight.
  private func clock(_ cell: Cell) -> Int? {
    if let moment = try? CellDateTime(cell.text), moment.date == nil, let minute = moment.minute {
      return minute
    }
    log.report(.notACellTime(cell.text), at: cell)
    return nil
  }
}
