import BaylineFormats
import BaylineModel

/// Reads rows of work orders and reports anomalies; an order without a number or a day is skipped.
final class WorkOrderReader {
  private(set) var orders: [WorkOrder] = []
  /// The positions of the orders by number.
  private(set) var positions: [String: Int] = [:]
  /// The numbers of skipped orders.
  private(set) var leftOut: Set<String> = []
  /// The number of orders whose kind is that of their first job.
  private(set) var kindsDerived = 0
  /// Whether any table has a column of kinds, of appointments, and of when those were made.
  private(set) var hasKinds = false
  private(set) var hasBookings = false
  private(set) var hasCalls = false

  /// The plates and phone numbers.
  private(set) var checks = VisitChecks()

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
    order.waiting = row["waiting"].flatMap(cells.waiting) ?? false
    order.card.plate = row["plate"].flatMap { cell in
      cells.id(cell, otherwise: .takenWithout).map { checks.plate($0, cell) }
    }
    order.card.phone = row["phone"].flatMap { cell in
      cells.id(cell, otherwise: .takenWithout).map { checks.phone($0, cell) }
    }
    order.card.vehicle = row["vehicle"].flatMap(cells.text)
    order.card.request = row["request"].flatMap(cells.text)
    order.card.mileage = row["mileage"].flatMap(cells.quantity)
    order.card.customer = row["customer"].flatMap(cells.text)
    order.card.note = row["note"].flatMap(cells.text)
    order.card.called = order.called
    positions[number] = orders.count
    orders.append(order)
  }

  /// Adds a clock entry to its order.
  func add(_ stint: Stint, to order: Int) { orders[order].stints.append(stint) }

  /// Records that the time clock has an entry of an order.
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

  /// Reads the times; `false` if the order has no day and must be skipped.
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

  /// The kind of the row, or else that of its first standard job, or else a repair.
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
    let index = cells.position(cell, in: kinds, otherwise: .takenAs(order.kind)) { .unknownKind(nearest: $0) }
    if let index { order.kind = VisitKind(rawValue: kinds.entries[index].id) }
  }

  private func advisor(_ cell: Cell) -> String? {
    cells.position(cell, in: advisors, otherwise: .takenWithout) { .unknownAdvisor(nearest: $0) }
      .map { advisors.entries[$0].id }
  }
}
