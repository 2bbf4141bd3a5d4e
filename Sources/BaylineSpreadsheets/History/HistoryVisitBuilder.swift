import BaylineFormats
import BaylineModel

/// Builds visits from orders: the requested work and the outcome.
struct HistoryVisitBuilder {
  /// A visit of a day.
  struct Visit {
    var appointment: Appointment
    var actual: ActualDay.Visit
    /// Whether the visit was known the evening before.
    var isKnown: Bool
  }

  private let site: Site
  private let hasBookings: Bool
  private let hasCalls: Bool
  private(set) var book: OperationStandards
  private let anomalies: AnomalyLog
  private(set) var cancelledBefore = 0
  private(set) var sideBySide = 0
  private(set) var overnight = 0

  init(_ site: Site, orders: WorkOrderReader, book: OperationStandards, _ anomalies: AnomalyLog) {
    self.site = site
    hasBookings = orders.hasBookings
    hasCalls = orders.hasCalls
    self.book = book
    self.anomalies = anomalies
  }

  /// The visit of an order on its day; `nil` after reporting why there is none.
  ///
  /// - Parameter done: The order's operations as performed.
  mutating func visit(_ order: WorkOrder, _ done: [PerformedOperation]) -> (day: CivilDate, visit: Visit)? {
    let booked = booked(order)
    switch order.outcome {
    case .served: return served(order, done, booked)
    case .noShow, .cancelled:
      guard let booked else {
        anomalies.add(.nothingBooked, at: order.row.place("state"), .rowLeftOut)
        return nil
      }
      return absent(order, booked.arrival.date, booked)
    case .lost: return order.opened.flatMap { absent(order, $0.date, booked) }
    }
  }

  /// The confirmed arrival. Without a column of appointments, every order counts as booked for its opening.
  private func booked(_ order: WorkOrder) -> Appointment.Booking? {
    if hasBookings { return order.booked.map { Appointment.Booking(arrival: $0) } }
    return order.opened.map { opened in
      Appointment.Booking(
        arrival: CivilTime(minutes: opened.minutes - opened.minuteOfDay % max(1, site.booking.slotMinutes)))
    }
  }

  /// When the site opens on a day.
  private func opening(_ day: CivilDate) -> CivilTime {
    CivilTime(day, minuteOfDay: site.openingHours.intervals(on: day).first?.start ?? 0)
  }

  /// Whether a booking for a day was made before it opened.
  private func isKnown(_ order: WorkOrder, _ booked: Appointment.Booking?) -> Bool {
    guard let booked else { return false }
    return order.called.map { $0 < opening(booked.arrival.date) } ?? true
  }

  private func appointment(
    _ order: WorkOrder, _ operations: [ServiceOperation], _ booked: Appointment.Booking?, isKnown: Bool
  ) -> Appointment {
    var appointment = Appointment(id: order.number, kind: order.kind, operations: operations)
    appointment.card = order.card
    appointment.readyBy = order.promised
    appointment.waiting = order.waiting
    if isKnown { appointment.booked = booked }
    appointment.walkIn = booked == nil
    return appointment
  }

  // MARK: - Served

  private mutating func served(
    _ order: WorkOrder, _ done: [PerformedOperation], _ booked: Appointment.Booking?
  ) -> (day: CivilDate, visit: Visit)? {
    guard let opened = order.opened, let lastEnd = done.map(\.end).max() else {
      anomalies.add(
        order.hasStints ? .orderWithoutUsableStints : .orderWithoutStints, at: order.row.place("order"),
        .rowLeftOut)
      return nil
    }
    guard let operations = asked(order, done) else {
      anomalies.add(.nothingToDo, at: order.row.place("order"), .rowLeftOut)
      return nil
    }
    if zip(done, done.dropFirst()).contains(where: { $1.start < $0.end }) { sideBySide += 1 }
    let isKnown = isKnown(order, booked)
    var actual = ActualDay.Visit(appointment: order.number, outcome: .served, booked: booked)
    actual.came = opened
    actual.received = opened
    actual.advisor = order.advisor
    actual.operations = done.map { $0.actual(site) }
    actual.ready = ready(order, lastEnd)
    return (
      opened.date,
      Visit(
        appointment: appointment(order, operations, booked, isKnown: isKnown), actual: actual,
        isKnown: isKnown)
    )
  }

  /// The requested operations. A standard time of the whole order is divided by minutes worked.
  private mutating func asked(_ order: WorkOrder, _ done: [PerformedOperation]) -> [ServiceOperation]? {
    let worked = done.reduce(0) { $0 + $1.worked }
    var operations: [ServiceOperation] = []
    for operation in done {
      let share = order.standardMinutes.map { max(1, ($0 * operation.worked + worked / 2) / worked) }
      guard let asked = book.asked(operation, share: share) else { return nil }
      operations.append(asked)
    }
    return operations
  }

  /// When the vehicle was ready: at the closing of the order, unless work continued after it.
  private func ready(_ order: WorkOrder, _ lastEnd: CivilTime) -> CivilTime {
    if let closed = order.closed, closed >= lastEnd { return closed }
    return max(lastEnd + site.booking.finishMinutes, order.opened ?? lastEnd)
  }

  // MARK: - Not served

  private mutating func absent(
    _ order: WorkOrder, _ day: CivilDate, _ booked: Appointment.Booking?
  ) -> (day: CivilDate, visit: Visit)? {
    // The closing of a cancelled order is the time of the cancellation.
    if order.outcome == .cancelled, let closed = order.closed, closed < opening(day) {
      cancelledBefore += 1
      return nil
    }
    guard let operations = book.asked(order.work) else {
      anomalies.add(.nothingToDo, at: order.row.place("work"), .rowLeftOut)
      return nil
    }
    let isKnown = isKnown(order, booked)
    var actual = ActualDay.Visit(appointment: order.number, outcome: order.outcome, booked: booked)
    actual.reason = order.reason
    if order.outcome == .lost {
      actual.came = order.opened
      actual.advisor = order.advisor
    }
    return (
      day,
      Visit(
        appointment: appointment(order, operations, booked, isKnown: isKnown), actual: actual,
        isKnown: isKnown)
    )
  }

  // MARK: - Later days

  /// The vehicle of an order on a later day, with the work left at its first minute; `nil` if there is none.
  mutating func arrived(_ visit: Visit, _ order: WorkOrder, _ done: [PerformedOperation], on day: CivilDate)
    -> Visit?
  {
    let start = CivilTime(day)
    let rest = PerformedOperation.joined(PerformedOperation.rest(of: order.stints, from: start))
    guard !rest.isEmpty else { return nil }
    var operations: [ServiceOperation] = []
    var actual: [ActualDay.Operation] = []
    for var left in rest {
      guard let index = done.firstIndex(where: { $0.operation == left.operation }) else { continue }
      var asked = visit.appointment.operations[index]
      let whole = done[index]
      if left.worked < whole.worked, case .standard(var work) = asked.work {
        work.minutes = max(1, (work.minutes * left.worked + whole.worked / 2) / whole.worked)
        asked.work = .standard(work)
      }
      left.id = whole.id
      operations.append(asked)
      actual.append(left.actual(site))
    }
    var appointment = visit.appointment
    appointment.operations = operations
    appointment.booked = nil
    appointment.walkIn = false
    // Nobody waits overnight.
    appointment.waiting = false
    appointment.arrived = order.opened
    appointment.receivedBy = order.advisor
    var record = ActualDay.Visit(appointment: order.number, outcome: .served)
    record.operations = actual
    record.ready = visit.actual.ready
    return Visit(appointment: appointment, actual: record, isKnown: true)
  }

  /// Counts an order whose work continued on later days.
  mutating func noteOvernight() { overnight += 1 }
}
