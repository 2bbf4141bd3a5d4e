import BaylineFormats
import BaylineModel

/// Reads rows of a time clock. Impossible entries are skipped; unknown technicians and bays are ignored.
final class TimeClockReader {
  let technicians: NameMatcher
  let bays: NameMatcher
  let names: OperationNames
  private let cells: HistoryCellReader
  private let orders: WorkOrderReader
  private var anomalies: AnomalyLog { cells.anomalies }

  init(_ cells: HistoryCellReader, orders: WorkOrderReader, names: OperationNames, site: Site) {
    self.cells = cells
    self.orders = orders
    self.names = names
    technicians = .technicians(site)
    bays = .bays(site)
  }

  /// Reads a row.
  func read(_ row: SheetRow) {
    guard let cell = row["order"] else {
      return anomalies.add(.missingCell, at: row.place("order"), .rowLeftOut)
    }
    guard let number = cells.id(cell, otherwise: .rowLeftOut) else { return }
    guard let position = orders.positions[number] else {
      let isKnown = orders.leftOut.contains(number)
      return anomalies.add(isKnown ? .orderLeftOut : .unknownOrder, at: cell, .rowLeftOut)
    }
    orders.noteStint(of: position)
    let order = orders.orders[position]
    guard order.outcome == .served else { return anomalies.add(.orderNotServed, at: cell, .rowLeftOut) }
    guard let (from, to) = times(row, order) else { return }
    orders.add(
      Stint(
        row: row, operation: operation(row, order), technician: technician(row), bay: bay(row), from: from,
        to: to, standardMinutes: cells.standardMinutes(row)), to: position)
  }

  // MARK: - Columns

  /// The start and the end; `nil` after reporting why they are impossible.
  private func times(_ row: SheetRow, _ order: WorkOrder) -> (from: CivilTime, to: CivilTime)? {
    func time(_ key: String) -> CivilTime? {
      guard let cell = row[key] else {
        anomalies.add(.missingCell, at: row.place(key), .rowLeftOut)
        return nil
      }
      return cells.time(cell, otherwise: .rowLeftOut)
    }
    guard let from = time("from"), let to = time("to") else { return nil }
    if to <= from {
      anomalies.add(.endNotAfterStart(from), at: row.place("to"), .rowLeftOut)
      return nil
    }
    if to - from > CivilTime.minutesPerDay {
      anomalies.add(.longerThanADay(minutes: to - from), at: row.place("to"), .rowLeftOut)
      return nil
    }
    guard let opened = order.opened else { return nil }
    if to > WorkOrder.latest(opened) {
      anomalies.add(.longAfterOpening(opened), at: row.place("to"), .rowLeftOut)
      return nil
    }
    let isTooEarly = from < opened + -CivilTime.minutesPerDay
    let isTooLate = order.closed.map { to > $0 + CivilTime.minutesPerDay } ?? false
    if isTooEarly || isTooLate {
      anomalies.add(
        .outsideOrder(opened: opened, closed: order.closed), at: row.place(isTooEarly ? "from" : "to"),
        .rowLeftOut)
      return nil
    }
    if from < opened { anomalies.add(.beforeOpening(opened), at: row.place("from"), .kept) }
    if let closed = order.closed, to > closed {
      anomalies.add(.afterClosing(closed), at: row.place("to"), .kept)
    }
    return (from, to)
  }

  private func technician(_ row: SheetRow) -> Int? {
    guard let cell = row["technician"] else {
      anomalies.add(.missingTechnician, at: row.place("technician"), .takenWithout)
      return nil
    }
    return cells.position(cell, in: technicians, otherwise: .takenWithout) { .unknownTechnician(nearest: $0) }
  }

  private func bay(_ row: SheetRow) -> Int? {
    guard let cell = row["bay"] else { return nil }
    return cells.position(cell, in: bays, otherwise: .takenWithout) { .unknownBay(nearest: $0) }
  }

  /// The position of the operation; without one in the row, the requested work, or else the work of the kind.
  private func operation(_ row: SheetRow, _ order: WorkOrder) -> Int {
    if let cell = row["operation"], let text = cells.text(cell) {
      return names.position(of: CellText.trimmed(text))
    }
    if !order.work.isEmpty { return names.position(of: order.work.joined(separator: ";")) }
    return names.position(ofKind: order.kind)
  }

  // MARK: - Overlaps

  /// Reports each entry that starts before an earlier one of the same technician has ended.
  func noteOverlaps() {
    var stints: [[(stint: Stint, order: Int)]] = Array(repeating: [], count: technicians.entries.count)
    for (position, order) in orders.orders.enumerated() {
      for stint in order.stints {
        if let technician = stint.technician { stints[technician].append((stint, position)) }
      }
    }
    for of in stints {
      let ordered = of.sorted { left, right in
        (left.stint.from.minutes, left.stint.row.source.order, left.stint.row.line)
          < (right.stint.from.minutes, right.stint.row.source.order, right.stint.row.line)
      }
      var latest: (stint: Stint, order: Int)?
      for next in ordered {
        if let latest, next.stint.from < latest.stint.to {
          anomalies.add(
            .overlap(order: orders.orders[latest.order].number, line: latest.stint.row.line),
            at: next.stint.row.place("from"), .kept)
        }
        if latest.map({ $0.stint.to < next.stint.to }) ?? true { latest = next }
      }
    }
  }
}
