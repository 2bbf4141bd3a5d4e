import Bayline
import BaylineStore

/// A day of the store as a backtest reads it: what was known the evening before, and what happened.
struct PastDayRecord {
  /// `nil` if the store knows of no visit on the day.
  let day: PastDay?

  init(_ day: CivilDate, in store: BookStore) throws {
    let records = try store.visits(on: day)
    guard let evening = try Self.evening(before: day, in: store) else {
      self.day = nil
      return
    }
    let known = evening.demand.appointments.filter { Self.isDue($0, on: day, in: evening.schedule) }
    let demand = Demand(
      horizon: Demand.Horizon(from: day, days: 1, carryOverDays: evening.demand.horizon.carryOverDays),
      parts: evening.demand.parts, appointments: known)
    let ids = Set(known.map(\.id))
    let visits = records.compactMap { Self.visit($0, on: day) }
    let requests = records.map(\.appointment).filter { !ids.contains($0.id) }
    guard !visits.isEmpty || !known.isEmpty else {
      self.day = nil
      return
    }
    self.day = PastDay(
      demand: demand,
      actual: ActualDay(
        day: day, source: "bayline-desk", requests: requests.map(Self.asAsked), visits: visits))
  }

  /// The book as it was before the day.
  private static func evening(before day: CivilDate, in store: BookStore) throws -> Book? {
    var before = Int.max
    while true {
      let entries = try store.journal(before: before, limit: 500)
      guard let last = entries.last else { return nil }
      if let entry = entries.first(where: { $0.at.prefix(10) < day.description }) {
        return try store.rebuilt(upTo: entry.version)
      }
      before = last.version
    }
  }

  /// Whether the evening expected a vehicle, or had it in house with work to do.
  private static func isDue(_ appointment: Appointment, on day: CivilDate, in schedule: Schedule) -> Bool {
    if let booked = appointment.booked { return booked.arrival.date == day }
    if appointment.arrived != nil { return true }
    return schedule.assignments.contains {
      $0.appointment == appointment.id && $0.reception?.arrival.date == day
    }
  }

  /// A visit without what was only known once it had arrived.
  private static func asAsked(_ appointment: Appointment) -> Appointment {
    var asked = appointment
    (asked.arrived, asked.receivedBy) = (nil, nil)
    for index in asked.operations.indices { asked.operations[index].locked = nil }
    return asked
  }

  // MARK: - What happened

  /// `nil` as long as the outcome is open.
  private static func visit(_ record: VisitRecord, on day: CivilDate) -> ActualDay.Visit? {
    guard let outcome = outcome(record) else { return nil }
    var visit = ActualDay.Visit(
      appointment: record.appointment.id, outcome: outcome, booked: record.appointment.booked)
    if outcome != .served {
      visit.reason = record.steps.last { $0.status == record.status }?.reason
      return visit
    }
    let operations = record.appointment.operations.compactMap { operation(record, $0.id) }
    guard let last = operations.last else { return nil }
    visit.operations = operations
    let came = time(.arrived, record)
    visit.came = came.flatMap { $0.date == day ? $0 : nil }
    visit.advisor = record.appointment.receivedBy
    visit.ready = max(last.end, time(.ready, record) ?? last.end)
    return visit
  }

  private static func outcome(_ record: VisitRecord) -> ActualDay.Visit.Outcome? {
    switch record.status {
    case .ready, .handedOver: .served
    case .noShow: .noShow
    case .cancelled, .calledOff: .cancelled
    case .declined: .lost
    case .requested, .booked, .confirmed, .reminded, .arrived, .inWork: nil
    }
  }

  private static func operation(_ record: VisitRecord, _ id: String) -> ActualDay.Operation? {
    guard let worked = record.work[id], let start = worked.start.flatMap({ CivilTime($0) }),
      let end = worked.end.flatMap({ CivilTime($0) })
    else { return nil }
    return ActualDay.Operation(
      operation: id, bay: worked.bay, technicians: worked.technicians, start: start, end: end)
  }

  private static func time(_ status: VisitStatus, _ record: VisitRecord) -> CivilTime? {
    record.steps.first { $0.status == status }.flatMap { CivilTime($0.at) }
  }
}
