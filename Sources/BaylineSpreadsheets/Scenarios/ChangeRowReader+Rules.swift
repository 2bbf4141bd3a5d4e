import BaylineFormats
import BaylineModel

extension ChangeRowReader {
  // MARK: - Equipment

  func addEquipment(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    guard let what = row["what"] else { return }
    switch word {
    case .addEquipment:
      draft.add("change", .string("addEquipment"))
      addName("id", "what", row, to: &draft)
      addCount(row, to: &draft)
    case .removeEquipment:
      draft.add("change", .string("removeEquipment"))
      addSelection("equipment", what, known?.equipment.map { ($0.id, $0.name) }, to: &draft)
    default:
      draft.add("change", .string("changeEquipment"))
      addSelection("equipment", what, known?.equipment.map { ($0.id, $0.name) }, to: &draft)
      addNumber("count", row, to: &draft)
    }
  }

  // MARK: - Dates

  /// Adds what the dates of a row are for the site: closed, or the hours of a weekday.
  func addDates(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    draft.add("change", .string("dates"))
    guard let cell = row["days"], let days = cells.days(cell) else { return }
    guard days.weekdays.isEmpty else { return log.report(.notACellDate(cell.text), at: cell) }
    var meaning: JSONValue? = .string("closed")
    if word == .makeUpDays {
      guard let value = row["value"] else { return }
      meaning = weekday(value).map { .string($0.rawValue) }
    }
    guard let meaning else { return }
    var dates = TracedObject(cell)
    for date in days.dates.sorted() { dates.add(date.description, meaning, from: cell) }
    draft.add("dates", dates)
  }

  /// The only weekday of a cell; `nil` after reporting anything else.
  private func weekday(_ cell: Cell) -> Weekday? {
    guard let days = cells.days(cell) else { return nil }
    if days.dates.isEmpty, days.weekdays.count == 1 { return days.weekdays.first }
    reportNoWeekdays(cell)
    return nil
  }

  private func reportNoWeekdays(_ cell: Cell) {
    let allowed = Weekday.allCases.map(\.rawValue)
    log.report(.notOneOf(cell.text, allowed: allowed, nearest: nil), at: cell)
  }

  // MARK: - Reserves and limits

  func addRules(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    guard let what = row["what"] else { return }
    let known = known?.booking.limits.map { ($0.id, $0.name) }
    switch word {
    case .teamReserve:
      draft.add("change", .string("booking"))
      guard let value = row["value"], let team = cells.id(what) else { return }
      var teams = TracedObject(what)
      let percent =
        isNone(value) ? .null : cells.percent(value).flatMap { Int(exactly: $0) }.map(JSONValue.integer)
      if percent == nil { log.report(.notACellNumber(value.text), at: value) }
      teams.add(team, percent, from: value)
      draft.add("teamReservePercent", teams)
    case .limits:
      draft.add("change", .string("changeLimits"))
      addSelection("limits", what, known, to: &draft)
      addNumber("most", row, to: &draft)
    case .removeLimits:
      draft.add("change", .string("removeLimits"))
      addSelection("limits", what, known, to: &draft)
    default:
      draft.add("change", .string("addLimit"))
      addLimit(what, row, to: &draft)
    }
  }

  /// Adds a limit for all arrivals, those of some kinds, or those of customers who wait, on some weekdays. Its id is what
  /// it counts, as written.
  private func addLimit(_ what: Cell, _ row: SheetRow, to draft: inout TracedObject) {
    var limit = TracedObject(what)
    limit.add("id", cells.id(what).map { .string($0) }, from: what)
    if !isAll(what) {
      let texts = cells.list(what) ?? []
      let kinds = texts.filter { !Self.isWaiting($0) }.map { site.kind($0) }
      if !kinds.isEmpty { limit.add("kinds", .array(kinds.map { .string($0) }), from: what) }
      if kinds.count < texts.count { limit.add("waiting", .bool(true), from: what) }
    }
    if let cell = row["days"], let days = cells.days(cell) {
      if !days.dates.isEmpty { reportNoWeekdays(cell) }
      let names = Weekday.allCases.filter(days.weekdays.contains).map { JSONValue.string($0.rawValue) }
      limit.add("weekdays", .array(names), from: cell)
    }
    if let value = row["value"] {
      limit.add("most", cells.integer(value).map { .integer($0) }, from: value)
    }
    draft.add("limit", limit)
  }

  private static func isWaiting(_ text: String) -> Bool {
    ["在店等候", "在店等待", "等候", "waiting"].contains(CellText.normalised(text).lowercased())
  }

  // MARK: - Selections

  /// Adds a selection: all, or some by id or name.
  private func addSelection(
    _ member: String, _ cell: Cell, _ known: [(id: String, name: String?)]?, to draft: inout TracedObject
  ) {
    if isAll(cell) { return draft.add("all", .bool(true), from: cell) }
    guard let texts = cells.list(cell) else { return }
    let ids = texts.compactMap { id($0, cell, among: known ?? []) }
    if ids.count == texts.count { draft.add(member, .array(ids.map { .string($0) }), from: cell) }
  }

  /// The id that a text names, which may be an unknown one; `nil` after reporting that several have the name.
  private func id(_ text: String, _ cell: Cell, among known: [(id: String, name: String?)]) -> String? {
    if known.contains(where: { $0.id == text }) { return text }
    let named = known.filter { $0.name == text }
    if named.count > 1 {
      log.report(.ambiguousName(text, ids: named.map(\.id)), at: cell)
      return nil
    }
    return named.first?.id ?? text
  }
}
