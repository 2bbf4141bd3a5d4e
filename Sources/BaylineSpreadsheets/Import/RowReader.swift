import BaylineFormats
import BaylineModel

/// Reads rows as objects of the demand file.
final class RowReader {
  let log: SheetDiagnostics
  let cells: CellReader
  var site: SiteLookup

  init(_ log: SheetDiagnostics, site: Site?, horizon: Demand.Horizon?) {
    self.log = log
    cells = CellReader(log, horizon: horizon)
    self.site = SiteLookup(site, log)
  }

  /// A required cell; `nil` after reporting that it is empty.
  func required(_ key: String, of row: SheetRow, _ kind: TableKind) -> Cell? {
    log.required(key, of: row, kind)
  }

  // MARK: - Members

  func addText(_ key: String, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(key, .string(cells.text(cell)), from: cell) }
  }

  func addId(_ key: String, as name: String? = nil, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(name ?? key, cells.id(cell).map { .string($0) }, from: cell) }
  }

  func addInteger(_ key: String, as name: String? = nil, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(name ?? key, cells.integer(cell).map { .integer($0) }, from: cell) }
  }

  /// Adds a number of minutes.
  func addMinutes(_ key: String, as name: String? = nil, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(name ?? key, cells.minutes(cell).map { .integer($0) }, from: cell) }
  }

  /// Adds a quantity of a part in stock or to come.
  func addQuantity(_ key: String, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] {
      draft.add(key, cells.quantity(cell, isNeed: false).map { .integer($0) }, from: cell)
    }
  }

  func addFlag(_ key: String, _ row: SheetRow, to draft: inout TracedObject) {
    if let cell = row[key] { draft.add(key, cells.flag(cell).map { .bool($0) }, from: cell) }
  }

  /// Adds a time, and returns it.
  @discardableResult
  func addTime(
    _ key: String, as name: String? = nil, _ row: SheetRow, to draft: inout TracedObject
  ) -> CivilTime? {
    guard let cell = row[key] else { return nil }
    let time = cells.time(cell)
    draft.add(name ?? key, time.map { .string($0.description) }, from: cell)
    return time
  }

  /// Adds an id that may be given by name.
  func addNamed(
    _ key: String, as name: String? = nil, _ row: SheetRow, to draft: inout TracedObject,
    _ find: (String, Cell) -> String?
  ) {
    guard let cell = row[key] else { return }
    draft.add(name ?? key, cells.id(cell).flatMap { find($0, cell) }.map { .string($0) }, from: cell)
  }

  /// Adds ids that may be given by names.
  func addNames(
    _ key: String, as name: String, _ row: SheetRow, to draft: inout TracedObject,
    _ find: (String, Cell) -> String?
  ) {
    guard let cell = row[key] else { return }
    let ids = cells.list(cell)?.compactMap { find($0, cell) }
    draft.add(name, ids.map { .array($0.map { .string($0) }) }, from: cell)
  }

  // MARK: - Operations

  /// The operation of a row, without its id. The tables of operations and of standard jobs share these columns.
  func operation(_ row: SheetRow, _ kind: TableKind, hasAlternatives: Bool = false) -> TracedObject {
    var draft = TracedObject(row["name"] ?? row.place("minutes"))
    addText("name", row, to: &draft)
    addMinutes("minutes", row, to: &draft)
    if row["minutes"] == nil, !hasAlternatives {
      draft.add("minutes", nil, from: row.place("minutes"))
      _ = required("minutes", of: row, kind)
    }
    addNamed("bay", row, to: &draft) { text, _ in site.bayType(text) }
    addNamed("trade", row, to: &draft) { text, _ in site.trade(text) }
    if let cell = row["level"] { draft.add("level", cells.level(cell).map { .integer($0) }, from: cell) }
    addNames("certifications", as: "certifications", row, to: &draft) { text, _ in text }
    addInteger("crew", row, to: &draft)
    addFlag("splittable", row, to: &draft)
    addNames("equipment", as: "equipment", row, to: &draft, site.equipment)
    if let cell = row["operationParts"] { draft.add("parts", needs(cell) ?? [], from: cell) }
    addLag(row, to: &draft)
    if let cell = row["bayAfter"] {
      draft.add("bayAfter", cells.bayAfter(cell).map { .string($0.rawValue) }, from: cell)
    }
    return draft
  }

  private func addLag(_ row: SheetRow, to draft: inout TracedObject) {
    guard let first = row["lagMin"] ?? row["lagMax"] else { return }
    var lag = TracedObject(first)
    addMinutes("lagMin", as: "min", row, to: &lag)
    addMinutes("lagMax", as: "max", row, to: &lag)
    draft.add("lag", lag)
  }

  /// A required part.
  func need(_ id: String, _ quantity: Int?, from cell: Cell) -> TracedObject {
    var draft = TracedObject(cell)
    draft.add("part", .string(id), from: cell)
    draft.add("quantity", quantity.map { .integer($0) }, from: cell)
    return draft
  }

  /// The required parts of a cell such as `BRK-PADF*1;FLT-OIL`.
  func needs(_ cell: Cell) -> [TracedObject]? {
    guard let elements = cells.countedList(cell) else { return nil }
    return elements.map { element in
      guard let count = element.count else { return need(element.text, 1, from: cell) }
      return need(element.text, cells.quantity(cell, written: count, isNeed: true), from: cell)
    }
  }
}
