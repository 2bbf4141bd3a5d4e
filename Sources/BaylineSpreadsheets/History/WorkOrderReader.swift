import BaylineFormats
import BaylineModel

/// Reads rows of work orders. What is odd is noted; an order without number or day is left out.
final class WorkOrderReader {
  private(set) var orders: [WorkOrder] = []
  /// The positions of the orders by number.
  private(set) var positions: [String: Int] = [:]
  /// The numbers of rows that were left out.
  private(set) var leftOut: Set<String> = []
  /// Orders without a kind that have that of their first job.
  private(set) var kindsDerived = 0
  /// Whether a table has a column of kinds, one of appointments, and one of when they were made.
  private(set) var hasKinds = false
  private(set) var hasBookings = false
  private(set) var hasCalls = false

  let advisors: NameMatcher
  let kinds: NameMatcher
  private let cells: HistoryCellReader
  private let catalogue: JobCatalogue
  private var anomalies: AnomalyLog { cells.anomalies }

  init(_ cells: HistoryCellReader, site: Site, catalogue: JobCatalogue) {
    self.cells = cells
    self.catalogue = catalogue
    advisors = .advisors(site)
    kinds = .kinds(site)
  }

  /// Reads a row.
  func read(_ row: SheetRow) {
    hasKinds = hasKinds || row.has("kind")
    hasBookings = hasBookings || row.has("booked")
    hasCalls = hasCalls || row.has("called")
    guard let cell = row["order"] else {
      return anomalies.add(.missingCell, at: row.place("order"), .rowLeftOut)
    }
    guard let number = cells.id(cell, otherwise: .rowLeftOut) else { return }
    if let known = positions[number] {
      return anomalies.add(.duplicateOrder(line: orders[known].row.line), at: cell, .rowLeftOut)
    }
    var order = WorkOrder(row: row, number: number)
    readState(&order)
    guard readTimes(&order) else {
      leftOut.insert(number)
      return
    }
    readWork(&order)
    readKind(&order)
    order.advisor = row["advisor"].flatMap(advisor)
    order.waiting = row["waiting"].flatMap(cells.flag) ?? false
    order.card.plate = row["plate"].flatMap { cells.id($0, otherwise: .takenWithout) }
    order.card.customer = row["customer"].flatMap(cells.text)
    order.card.note = row["note"].flatMap(cells.text)
    order.card.called = order.called
    positions[number] = orders.count
    orders.append(order)
  }

  /// Adds a stint to its order.
  func add(_ stint: Stint, to order: Int) { orders[order].stints.append(stint) }

  /// Notes that the time clock has an order.
  func noteStint(of order: Int) { orders[order].hasStints = true }

  // MARK: - Columns

  private func readState(_ order: inout WorkOrder) {
    let reason = order.row["reason"].flatMap(cells.text)
    if let cell = order.row["state"], let text = cells.text(cell) {
      if let state = OrderState.read(text) {
        order.outcome = state.outcome
        order.reason = state.reason
      } else {
        anomalies.add(.unknownState, at: cell, .takenWithout)
      }
    }
    if order.outcome == .served { order.reason = nil } else { order.reason = reason ?? order.reason }
  }

  /// Reads the times; `false` if the order has no day.
  private func readTimes(_ order: inout WorkOrder) -> Bool {
    let row = order.row
    let isHere = order.outcome == .served || order.outcome == .lost
    if let cell = row["opened"] {
      order.opened = cells.time(cell, otherwise: isHere ? .rowLeftOut : .takenWithout)
    } else if isHere {
      anomalies.add(.missingCell, at: row.place("opened"), .rowLeftOut)
    }
    if isHere, order.opened == nil { return false }
    order.booked = row["booked"].flatMap { cells.time($0, otherwise: .takenWithout) }
    order.called = row["called"].flatMap { cells.time($0, otherwise: .takenWithout) }
    order.closed = row["closed"].flatMap { cells.time($0, otherwise: .takenWithout) }
    order.promised = row["promised"].flatMap { cells.time($0, otherwise: .takenWithout) }
    guard let opened = order.opened, isHere else { return true }
    if order.outcome == .served, order.closed == nil, row["closed"] == nil, row.has("closed") {
      anomalies.add(.missingCell, at: row.place("closed"), .takenWithout)
    }
    if let closed = order.closed, closed < opened {
      anomalies.add(.beforeOpening(opened), at: row.place("closed"), .takenWithout)
      order.closed = nil
    }
    if let closed = order.closed, closed > WorkOrder.latest(opened) {
      anomalies.add(.longAfterOpening(opened), at: row.place("closed"), .takenWithout)
      order.closed = nil
    }
    if let promised = order.promised, promised < opened {
      anomalies.add(.beforeOpening(opened), at: row.place("promised"), .takenWithout)
      order.promised = nil
    }
    if let booked = order.booked, booked.date != opened.date {
      anomalies.add(.bookedForOtherDay(opened: opened), at: row.place("booked"), .takenAsWalkIn)
      order.booked = nil
    }
    return true
  }

  private func readWork(_ order: inout WorkOrder) {
    order.work = order.row["work"].flatMap(cells.list) ?? []
    order.standardMinutes = cells.standardMinutes(order.row)
  }

  /// The kind of the row, or else that of its first standard job; without either it is taken for a repair.
  private func readKind(_ order: inout WorkOrder) {
    let row = order.row
    let ofJob = order.work.lazy.compactMap { self.catalogue[$0]?.kind }.first.map { VisitKind(rawValue: $0) }
    guard let cell = row["kind"] else {
      if ofJob != nil {
        kindsDerived += 1
      } else if row.has("kind") {
        anomalies.add(.missingKind, at: row.place("kind"), .takenAs(.repair))
      }
      order.kind = ofJob ?? .repair
      return
    }
    order.kind = ofJob ?? .repair
    guard let text = cells.id(cell, otherwise: .takenAs(order.kind)) else { return }
    switch kinds.match(text) {
    case .known(let index, _): order.kind = VisitKind(rawValue: kinds.entries[index].id)
    case .ambiguous(let ids): anomalies.add(.ambiguousName(ids), at: cell, .takenAs(order.kind))
    case .unknown(let nearest): anomalies.add(.unknownKind(nearest: nearest), at: cell, .takenAs(order.kind))
    }
  }

  private func advisor(_ cell: Cell) -> String? {
    guard let text = cells.id(cell, otherwise: .takenWithout) else { return nil }
    switch advisors.match(text) {
    case .known(let index, _): return advisors.entries[index].id
    case .ambiguous(let ids): anomalies.add(.ambiguousName(ids), at: cell, .takenWithout)
    case .unknown(let nearest): anomalies.add(.unknownAdvisor(nearest: nearest), at: cell, .takenWithout)
    }
    return nil
  }
}
