import BaylineFormats
import BaylineModel

/// Builds a demand from tables.
final class DemandBuilder {
  private let settings: SpreadsheetImport
  private let sheets: [TableKind: [Sheet]]
  private let log: SheetDiagnostics
  private let file: String
  private(set) var notes: [ImportNote] = []
  /// The rows of other tables, and those that continue a visit, with the row of the visit that they belong to.
  private(set) var links: [(row: SheetRow, visit: SheetRow)] = []
  /// The rows of each standard job.
  private(set) var jobRows: [[SheetRow]] = []

  init(_ settings: SpreadsheetImport, _ sheets: [TableKind: [Sheet]], _ log: SheetDiagnostics, file: String) {
    self.settings = settings
    self.sheets = sheets
    self.log = log
    self.file = file
  }

  /// The demand; `nil` if there are errors, which are in the log.
  func demand() -> Demand? {
    if sheets[.visits] == nil, log.isEmpty {
      log.reportMissing(.visits, in: file)
    }
    var root = TracedObject()
    root.add("format", .string(DemandFormat.name))
    let horizon = addHorizon(to: &root)
    let reader = RowReader(log, site: settings.site, horizon: horizon)
    if let now = settings.now {
      root.add("now", .string(now.description))
    } else if let row = rows(.horizon).first {
      reader.addTime("now", row, to: &root)
    }
    root.add("parts", parts(reader))
    let catalogue = JobCatalogue(sheets[.jobs] ?? [], reader, site: settings.siteNames)
    let visits = VisitBuilder(
      catalogue: catalogue, hasParts: sheets[.parts] != nil, reader: reader,
      unbookable: UnbookableTimes(horizon: horizon, site: settings.site))
    root.add(
      "appointments",
      visits.drafts(rows(.visits), operations: rows(.operations), alternatives: rows(.alternatives)))
    notes += visits.notes
    links = visits.links
    jobRows = catalogue.jobs.map(\.rows)
    let unbookable = visits.unbookable
    if let horizon, !unbookable.otherDays.isEmpty { notes.append(.otherDays(unbookable.otherDays, horizon)) }
    if !unbookable.closedHours.isEmpty { notes.append(.closedHours(unbookable.closedHours)) }
    let dates = reader.cells.dates
    if dates.completed > 0 { notes.append(.yearsCompleted(dates.completed, years: dates.years.sorted())) }
    notes += reader.cells.roundings.notes
    if settings.siteNames == nil { notes.append(.noSite) }
    if !reader.site.spellings.isEmpty { notes.append(.namesRead(reader.site.spellings)) }
    if !reader.site.unknown.isEmpty { notes.append(.unknownResources(reader.site.unknown)) }
    return root.demand(log, site: settings.siteNames, file: file)
  }

  private func rows(_ kind: TableKind) -> [SheetRow] {
    sheets[kind, default: []].flatMap(\.rows).filter { !$0.isEmpty }
  }

  // MARK: - Parts

  private func parts(_ reader: RowReader) -> [TracedObject] {
    var deliveries: [String: [TracedObject]] = [:]
    var cells: [(id: String, cell: Cell)] = []
    for row in rows(.deliveries) where !log.isAside(row) {
      let part = reader.required("part", of: row, .deliveries).flatMap { cell in
        reader.cells.id(cell).map { ($0, cell) }
      }
      var delivery = TracedObject(row.place("part"))
      for (key, name) in [("at", "at"), ("quantity", "quantity")] {
        delivery.add(name, nil, from: row.place(key))
        _ = reader.required(key, of: row, .deliveries)
      }
      reader.addTime("at", row, to: &delivery)
      reader.addQuantity("quantity", row, to: &delivery)
      if let (id, cell) = part {
        deliveries[id, default: []].append(delivery)
        cells.append((id, cell))
      }
    }
    var known: Set<String> = []
    var drafts: [TracedObject] = []
    for row in rows(.parts) where !log.isAside(row) {
      var draft = TracedObject(row.place("id"))
      draft.add("id", nil, from: row.place("id"))
      draft.add("onHand", nil, from: row.place("onHand"))
      _ = reader.required("id", of: row, .parts)
      _ = reader.required("onHand", of: row, .parts)
      reader.addId("id", row, to: &draft)
      reader.addText("name", row, to: &draft)
      reader.addText("shelf", row, to: &draft)
      reader.addInteger("price", row, to: &draft)
      reader.addQuantity("onHand", row, to: &draft)
      if let id = row["id"].flatMap(reader.cells.id), known.insert(id).inserted, let inbound = deliveries[id]
      {
        draft.add("inbound", inbound)
      }
      drafts.append(draft)
    }
    for (id, cell) in cells where !known.contains(id) {
      let nearest = log.nearest(to: id, among: known)
      log.report(.unknownRow(id, table: TableKind.parts.bilingualTitle, nearest: nearest), at: cell)
    }
    return drafts
  }

  // MARK: - Horizon

  /// The horizon of the options, else of its table, else of the preferred days.
  private func addHorizon(to root: inout TracedObject) -> Demand.Horizon? {
    let rows = rows(.horizon)
    for row in rows.dropFirst() { log.report(.secondRow, at: row.place("from")) }
    if let from = settings.from {
      if !rows.isEmpty { notes.append(.horizonOverruled) }
      return add(Demand.Horizon(from: from, days: settings.days ?? 1), to: &root)
    }
    guard let row = rows.first else { return derivedHorizon(&root) }
    let reader = RowReader(log, site: nil, horizon: nil)
    var draft = TracedObject(row.place("from"))
    draft.add("from", nil, from: row.place("from"))
    let from = reader.required("from", of: row, .horizon).flatMap(reader.cells.date)
    draft.add("from", from.map { .string($0.description) }, from: row.place("from"))
    if let days = settings.days {
      notes.append(.horizonOverruled)
      draft.add("days", .integer(days))
    } else {
      reader.addInteger("days", row, to: &draft)
    }
    reader.addInteger("carryOverDays", row, to: &draft)
    root.add("horizon", draft)
    let days = settings.days ?? row["days"].flatMap(reader.cells.integer) ?? 1
    return from.map {
      Demand.Horizon(from: $0, days: min(max(1, days), Diagnostic.InputLimit.horizonDays.value))
    }
  }

  private func add(_ horizon: Demand.Horizon, to root: inout TracedObject) -> Demand.Horizon {
    root.add(
      "horizon",
      .object([
        JSONMember("from", .string(horizon.from.description)), JSONMember("days", .integer(horizon.days)),
        JSONMember("carryOverDays", .integer(horizon.carryOverDays)),
      ]))
    return horizon
  }

  /// The days from the first to the last that any visit prefers or has booked.
  private func derivedHorizon(_ root: inout TracedObject) -> Demand.Horizon? {
    var days: [(date: CivilDate, cell: Cell)] = []
    for row in rows(.visits) where !log.isAside(row) {
      for key in ["preferredArrival", "bookedArrival", "availability", "day"] {
        guard let cell = row[key] else { continue }
        days += Self.dates(cell).map { ($0, cell) }
      }
    }
    guard let first = days.min(by: { $0.date < $1.date }), let last = days.max(by: { $0.date < $1.date })
    else {
      // With other errors in the file, this one may only follow from them.
      if log.isEmpty { log.report(Diagnostic(file: file, place: "$", problem: .sheet(.horizonUnknown))) }
      return nil
    }
    let count = last.date.ordinal - first.date.ordinal + 1
    if let days = settings.days { return add(Demand.Horizon(from: first.date, days: days), to: &root) }
    guard count <= Self.maxDerivedDays else {
      let (from, to) = (first.date.description, last.date.description)
      // The end further from the median is the likelier mistake.
      let middle = days.map(\.date.ordinal).sorted()[days.count / 2]
      let isFirst = middle - first.date.ordinal > last.date.ordinal - middle
      log.report(.horizonTooWide(from: from, to: to), at: (isFirst ? first : last).cell)
      return nil
    }
    let horizon = add(Demand.Horizon(from: first.date, days: count), to: &root)
    notes.append(.horizonDerived(horizon))
    return horizon
  }

  private static let maxDerivedDays = 31

  /// The dates of a cell that have a year. Errors are reported later, when the cell is read as a member.
  private static func dates(_ cell: Cell) -> [CivilDate] {
    let written: [CellDate?]
    if let moment = try? CellDateTime(cell.text, countsFrom1904: cell.source.countsFrom1904) {
      written = [moment.date]
    } else {
      written = ((try? CellTimeWindow.windows(cell.text)) ?? []).flatMap { [$0.from.date, $0.to.date] }
    }
    return written.compactMap { try? $0?.civil() }
  }
}
