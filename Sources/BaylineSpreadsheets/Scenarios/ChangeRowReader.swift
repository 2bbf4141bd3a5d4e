import BaylineFormats
import BaylineModel

/// Reads rows as changes of the scenarios file.
final class ChangeRowReader {
  let log: SheetDiagnostics
  let cells: CellReader
  var site: SiteLookup
  /// The site; `nil` if none is given.
  let known: Site?

  init(_ log: SheetDiagnostics, site: Site?, horizon: Demand.Horizon?) {
    self.log = log
    cells = CellReader(log, horizon: horizon)
    self.site = SiteLookup(site, log)
    known = site
  }

  /// A required cell; `nil` after reporting that it is empty.
  func required(_ key: String, of row: SheetRow) -> Cell? {
    log.required(key, of: row, .scenarios)
  }

  /// The change of a row; `nil` after reporting what is wrong.
  func change(_ row: SheetRow) -> TracedObject? {
    guard let cell = required("change", of: row), let text = cells.id(cell) else { return nil }
    guard let word = ChangeKeyword(text) else {
      let nearest = log.nearest(to: text, among: ChangeKeyword.allNames)
      log.report(.unknownChange(text, nearest: nearest), at: cell)
      return nil
    }
    let (needed, optional) = word.columns
    for key in ["what", "value", "days", "price"] where !needed.contains(key) && !optional.contains(key) {
      if let cell = row[key] { log.report(.surplusCell(text), at: cell) }
    }
    guard needed.map({ required($0, of: row) != nil }).allSatisfy({ $0 }) else { return nil }
    var draft = TracedObject(cell)
    add(word, row, to: &draft)
    return draft
  }

  private func add(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    switch word {
    case .addTechnicians, .removeTechnicians, .training, .technicianShifts, .technicianEfficiency,
      .technicianCertifications, .technicianAbsence, .overtime:
      addTechnicians(word, row, to: &draft)
    case .addBays, .removeBays, .bayTypes, .closeBays: addBays(word, row, to: &draft)
    case .addAdvisors, .removeAdvisors, .advisorShifts, .advisorBookingsPerHour, .advisorBookingsPerDay,
      .advisorKinds, .advisorAbsence:
      addAdvisors(word, row, to: &draft)
    case .equipment, .addEquipment, .removeEquipment: addEquipment(word, row, to: &draft)
    case .openingHours:
      draft.add("change", .string("openingHours"))
      addName("calendar", "value", row, to: &draft)
    case .closedDays, .makeUpDays: addDates(word, row, to: &draft)
    case .bookingRule: addBookingRule(row, to: &draft)
    case .teamReserve, .limits, .addLimit, .removeLimits: addRules(word, row, to: &draft)
    case .loaners, .drivers:
      draft.add("change", .string(word.rawValue))
      addNumber("count", row, to: &draft)
    default: addDemand(word, row, to: &draft)
    }
  }

  private func addBookingRule(_ row: SheetRow, to draft: inout TracedObject) {
    draft.add("change", .string("booking"))
    guard let what = row["what"], let value = row["value"], let text = cells.id(what) else { return }
    let known = ObjectShape.booking.optional.filter { ObjectShape.booking.integers[$0] != nil }
    let name =
      known.first { CellText.key($0) == CellText.key(text) }
      ?? ChangeKeyword.bookingRules.first { CellText.key($0.key) == CellText.key(text) }?.value
    guard let name else {
      let names = known + ChangeKeyword.bookingRules.keys.sorted()
      log.report(.notOneOf(text, allowed: known, nearest: log.nearest(to: text, among: names)), at: what)
      return
    }
    if name == "siteBookingsPerHour", isNone(value) {
      draft.add(name, .null, from: value)
    } else {
      draft.add(name, cells.signed(value).number.map { .integer($0) }, from: value)
    }
  }

  /// Whether a cell means that there is no limit or reserve.
  func isNone(_ cell: Cell) -> Bool {
    ["无", "不限", "none", "no limit"].contains(CellText.normalised(cell.text).lowercased())
  }

  private func addDemand(_ word: ChangeKeyword, _ row: SheetRow, to draft: inout TracedObject) {
    guard let value = row["value"] else { return }
    switch word {
    case .volume:
      draft.add("change", .string("volume"))
      draft.add("percent", cells.growth(value).map { JSONValue($0) }, from: value)
    case .mix:
      draft.add("change", .string("mix"))
      guard let what = row["what"], let kind = cells.id(what) else { return }
      var kinds = TracedObject(what)
      kinds.add(site.kind(kind), cells.growth(value).map { JSONValue($0) }, from: value)
      draft.add("kinds", kinds)
    case .noShow:
      draft.add("change", .string("noShow"))
      draft.add("percent", cells.percent(value).map { JSONValue($0) }, from: value)
      if let what = row["what"], !isAll(what) {
        log.report(.surplusCell(row["change"]?.text ?? ""), at: what)
      }
    case .walkIns:
      draft.add("change", .string("uncertainty"))
      var walkIns = TracedObject(value)
      walkIns.add("perDay", cells.decimal(value).map { JSONValue($0) }, from: value)
      var uncertainty = TracedObject(value)
      uncertainty.add("walkIns", walkIns)
      draft.add("uncertainty", uncertainty)
    default:
      draft.add("change", .string(word == .stock ? "stock" : "deliveries"))
      draft.add(
        word == .stock ? "more" : "laterMinutes", cells.signed(value).number.map { .integer($0) }, from: value
      )
      if let what = row["what"], !isAll(what) {
        draft.add("part", cells.id(what).map { .string($0) }, from: what)
      }
    }
  }

  // MARK: - Cells

  /// Adds a name as written.
  func addName(_ member: String, _ key: String, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(member, cells.id(cell).map { .string($0) }, from: cell) }
  }

  /// Adds the count of a row, if there is one.
  func addCount(_ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row["value"] {
      draft.add("count", cells.signed(cell).number.map { .integer(abs($0)) }, from: cell)
    }
  }

  /// Adds a number, or as `more` one with a sign.
  func addNumber(_ member: String, _ row: SheetRow, to draft: inout TracedObject) {
    guard let cell = row["value"] else { return }
    let (number, isSigned) = cells.signed(cell)
    draft.add(isSigned ? "more" : member, number.map { .integer($0) }, from: cell)
  }

  /// Whether a cell means everybody or everything.
  func isAll(_ cell: Cell) -> Bool {
    ["全部", "所有", "全体", "all", "everybody", "everyone"].contains(CellText.normalised(cell.text).lowercased())
  }

  /// Adds dates and weekdays.
  func addDays(_ row: SheetRow, to draft: inout TracedObject) {
    guard let cell = row["days"], let days = cells.days(cell) else { return }
    if !days.weekdays.isEmpty {
      let names = Weekday.allCases.filter(days.weekdays.contains).map { JSONValue.string($0.rawValue) }
      draft.add("weekdays", .array(names), from: cell)
    }
    if !days.dates.isEmpty {
      draft.add("dates", .array(days.dates.sorted().map { .string($0.description) }), from: cell)
    }
  }
}
