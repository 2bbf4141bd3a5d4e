package import BaylineFormats
import BaylineMath
package import BaylineModel

/// Reconstructs past days from work orders and a time clock, as any dealer system exports them: for each day the demand as it was
/// known the evening before, and what happened.
package struct HistoryImport {
  /// The result of an import.
  package struct Result {
    /// The days in order; empty if there are errors.
    package var days: [PastDay]
    /// Suspicious rows, in the order of the tables.
    package var anomalies: [Anomaly]
    /// The assumptions that the import made.
    package var notes: [ImportNote]
    /// What stops the import: headings, encodings, the catalogue.
    package var diagnostics: [Diagnostic]
  }

  /// The site whose people, bays and kinds the tables name.
  package var site: Site
  /// A description of where the record comes from, for its `source` member.
  package var source: String?

  /// Whether rows that a filter or the user has hidden are read.
  package var readsHiddenRows = false

  /// Creates an import for a site.
  package init(site: Site) {
    self.site = site
  }

  /// Reconstructs days from loaded tables. Tables are recognised by their headings; those of one kind are joined.
  ///
  /// - Complexity: O(*n* log *n*) in the number of rows.
  package func run(_ book: LoadedSpreadsheets) -> Result {
    let log = book.log
    let read = RecognisedTables(
      book, among: TableKind.historyTables, SheetReader.Options(readsHiddenRows: readsHiddenRows))
    let isSound = log.isEmpty
    for kind in [TableKind.orders, .clock] where isSound && read.sheets[kind] == nil {
      log.reportMissing(kind, in: book.files.first?.path)
    }
    let reader = RowReader(log, site: site, horizon: nil)
    let catalogue = JobCatalogue(read.sheets[.jobs] ?? [], reader, site: SiteFormat.IDs(site))
    var notes = read.notes
    if !reader.site.unknown.isEmpty { notes.append(.unknownResources(reader.site.unknown)) }
    guard log.isEmpty else {
      return Result(days: [], anomalies: [], notes: notes, diagnostics: log.diagnostics)
    }

    let anomalies = AnomalyLog()
    for sheet in (read.sheets[.orders] ?? []) + (read.sheets[.clock] ?? []) {
      for cell in sheet.strayCells { anomalies.add(.cellWithoutHeading, at: cell, .takenWithout) }
    }
    let cells = HistoryCellReader(anomalies)
    let orders = WorkOrderReader(cells, site: site, catalogue: catalogue)
    for sheet in read.sheets[.orders] ?? [] {
      for row in sheet.rows where !row.isEmpty { orders.read(row) }
    }
    let names = OperationNames()
    let stints = TimeClockReader(cells, orders: orders, names: names, site: site)
    for sheet in read.sheets[.clock] ?? [] {
      for row in sheet.rows where !row.isEmpty { stints.read(row) }
    }
    stints.noteOverlaps()
    let (days, visits) = days(orders, OperationStandards(site, names, catalogue), anomalies)
    let books = [orders.advisors, orders.kinds, stints.technicians, stints.bays]
    notes += books.flatMap(\.reportedSpellings).map { .history(.spelling($0)) }
    if orders.kindsDerived > 0 { notes.append(.kindsDerived(orders.kindsDerived)) }
    notes += orders.checks.notes
    notes += historyNotes(orders, visits, cells).map { .history($0) }
    return Result(days: days, anomalies: anomalies.rows, notes: notes, diagnostics: [])
  }

  // MARK: - Days

  private struct Day {
    var known: [HistoryVisitBuilder.Visit] = []
    var requests: [HistoryVisitBuilder.Visit] = []
    /// Vehicles on site from an earlier day.
    var arrived: [HistoryVisitBuilder.Visit] = []
  }

  private func days(_ orders: WorkOrderReader, _ book: OperationStandards, _ anomalies: AnomalyLog) -> (
    [PastDay], HistoryVisitBuilder
  ) {
    var book = book
    let done = orders.orders.map { PerformedOperation.joined($0.stints) }
    for operations in done {
      for operation in operations { book.learn(operation) }
    }
    book.finish()
    var visits = HistoryVisitBuilder(site, orders: orders, book: book, anomalies)
    var days: [CivilDate: Day] = [:]
    var later: [(order: Int, visit: HistoryVisitBuilder.Visit, from: CivilDate, to: CivilDate)] = []
    for (index, order) in orders.orders.enumerated() {
      guard let (day, visit) = visits.visit(order, done[index]) else { continue }
      if visit.isKnown {
        days[day, default: Day()].known.append(visit)
      } else {
        days[day, default: Day()].requests.append(visit)
      }
      // Work that ends at midnight has its last minute on the day before.
      guard let end = done[index].map(\.end).max().map({ ($0 + -1).date }), end > day else { continue }
      visits.noteOvernight()
      later.append((index, visit, day, end))
      for stint in order.stints where days[stint.from.date] == nil { days[stint.from.date] = Day() }
    }
    let all = days.keys.sorted()
    for (index, visit, from, to) in later {
      // Days without visits and work are not part of the history.
      for day in all[all.partitioningIndex { $0 > from }...].prefix(while: { $0 <= to }) {
        if let rest = visits.arrived(visit, orders.orders[index], done[index], on: day) {
          days[day]?.arrived.append(rest)
        }
      }
    }
    return (all.compactMap { date in days[date].map { pastDay(date, $0) } }, visits)
  }

  private func pastDay(_ date: CivilDate, _ day: Day) -> PastDay {
    func ordered(_ visits: [HistoryVisitBuilder.Visit], _ time: (HistoryVisitBuilder.Visit) -> CivilTime?)
      -> [HistoryVisitBuilder.Visit]
    {
      visits.sorted { left, right in
        let (one, other) = (time(left)?.minutes ?? 0, time(right)?.minutes ?? 0)
        return one != other
          ? one < other
          : left.appointment.id.precedesByCodePoint(right.appointment.id)
      }
    }
    let known =
      ordered(day.arrived) { $0.appointment.arrived } + ordered(day.known) { $0.appointment.booked?.arrival }
    let requests = ordered(day.requests) { $0.actual.came ?? $0.actual.booked?.arrival }
    let demand = Demand(horizon: Demand.Horizon(from: date), appointments: known.map(\.appointment))
    let actual = ActualDay(
      day: date, source: source, requests: requests.map(\.appointment),
      visits: (known + requests).map(\.actual))
    return PastDay(demand: demand, actual: actual)
  }

  // MARK: - Notes

  private func historyNotes(
    _ orders: WorkOrderReader, _ visits: HistoryVisitBuilder, _ cells: HistoryCellReader
  ) -> [HistoryNote] {
    var notes: [HistoryNote] = []
    if !orders.hasKinds { notes.append(.noKindColumn) }
    if !orders.hasBookings {
      notes.append(.noBookingColumn)
    } else {
      if !orders.hasCalls { notes.append(.bookedTheEveningBefore) }
      notes.append(.arrivalsFixed)
    }
    if visits.cancelledBefore > 0 { notes.append(.cancelledBefore(visits.cancelledBefore)) }
    let from = visits.book.minutesFrom
    notes.append(.minutes(catalogue: from.catalogue, sheet: from.sheet, record: from.record))
    if visits.book.derived > 0 { notes.append(.resourcesDerived(visits.book.derived)) }
    if visits.book.splittable > 0 { notes.append(.splittable(visits.book.splittable)) }
    if cells.secondsDropped > 0 { notes.append(.secondsDropped(cells.secondsDropped)) }
    if visits.sideBySide > 0 { notes.append(.sideBySide(visits.sideBySide)) }
    if visits.overnight > 0 { notes.append(.overnight(visits.overnight)) }
    notes.append(.notInTheRecord)
    return notes
  }
}
