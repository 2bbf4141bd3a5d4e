import BaylineModel
import BaylineVerifier

/// The state after all events, by visit, person, bay and part, with the contradictions found.
///
/// Events apply in chronological order, within a minute in the order of the file. Reports on operations are checked later,
/// when it is known which operations have started (`DayReplay`).
struct EventLedger {
  /// Where a vehicle is.
  enum Presence: Hashable {
    /// The vehicle is expected.
    case expected(Reception)
    /// The vehicle has arrived, and was received by an advisor if one is known.
    case here(since: CivilTime, advisor: String?)
    /// The visit has no time: it is not planned, or its slot was released. It cannot come before a time.
    case open(notBefore: CivilTime?)
  }

  /// A visit after all events.
  struct VisitState {
    var appointment: Appointment
    /// The planned assignment; `nil` for new and for unscheduled visits.
    var plan: Assignment?
    var presence: Presence
    /// When it was cancelled.
    var cancelledAt: CivilTime?
    /// The parts of added work.
    var addedParts: [PartRequirement] = []
    /// Whether work on it was reported.
    var isReported = false
  }

  /// A report on an operation.
  struct Report {
    var at: CivilTime
    /// The expected end; `nil` if it has ended.
    var end: CivilTime?
    /// The position of the event.
    var event: Int
  }

  let now: CivilTime
  private let site: Site
  private let demand: Demand

  /// The visits in the order of the demand, followed by new ones in the order of the events.
  private(set) var visits: [VisitState] = []
  private var positions: [String: Int] = [:]
  private(set) var unavailability = Unavailability()
  /// The known deliveries of each part, in chronological order.
  private(set) var deliveries: [String: [SparePart.Delivery]] = [:]
  private(set) var reports: [OperationReference: [Report]] = [:]
  private(set) var statusChanges: [String: VisitStatusChange] = [:]
  /// Parts whose delivery is late.
  private(set) var lateParts: Set<String> = []
  private(set) var diagnostics: [EventDiagnostic] = []

  /// The minutes after `now` before which a customer who must be called first cannot come.
  static let callLeadMinutes = 30

  init(site: Site, demand: Demand, schedule: Schedule, events: [WorkshopEvent], now: CivilTime) {
    self.site = site
    self.demand = demand
    self.now = now
    let plans = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0) })
    for appointment in demand.appointments {
      let plan = plans[appointment.id]
      let presence: Presence
      if let arrived = appointment.arrived {
        presence = .here(since: arrived, advisor: appointment.receivedBy)
      } else {
        presence = plan?.reception.map { .expected($0) } ?? .open(notBefore: nil)
      }
      add(VisitState(appointment: appointment, plan: plan, presence: presence))
    }
    for part in demand.parts { deliveries[part.id] = part.inbound.sorted { $0.at < $1.at } }
    let ordered = events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    for (index, event) in ordered {
      guard event.at <= now else {
        fault(index, "at", .afterNow(now))
        continue
      }
      apply(event, index)
    }
    settle()
  }

  func visit(_ id: String) -> VisitState? {
    positions[id].map { visits[$0] }
  }

  mutating func fault(_ event: Int, _ member: String, _ problem: EventProblem) {
    diagnostics.append(EventDiagnostic(event: event, member: member, problem: problem))
  }

  private mutating func add(_ visit: VisitState) {
    positions[visit.appointment.id] = visits.count
    visits.append(visit)
  }

  /// Assumes that expected vehicles have arrived, and reopens past promises that were not planned.
  private mutating func settle() {
    for index in visits.indices {
      let id = visits[index].appointment.id
      let cancelledAt = visits[index].cancelledAt
      switch visits[index].presence {
      case .expected(let reception) where reception.arrival <= min(now, cancelledAt ?? now):
        visits[index].presence = .here(since: reception.arrival, advisor: reception.advisor)
      case .open(nil) where cancelledAt == nil:
        guard let promised = visits[index].appointment.booked?.arrival, promised < now else { continue }
        visits[index].presence = .open(notBefore: now + Self.callLeadMinutes)
        statusChanges[id] = .promisePassed(promised)
      default: continue
      }
    }
  }

  private mutating func apply(_ event: WorkshopEvent, _ index: Int) {
    switch event.payload {
    case .absent(let technician, let from, let until):
      guard let span = span(event.at, from, until, index) else { return }
      if !Self.add(span, to: &unavailability.technicians[technician, default: []]) {
        fault(index, "technician", .absentAlready(technician))
      }
    case .back(let technician):
      if Self.end(&unavailability.technicians[technician, default: []], at: event.at) { return }
      let calendar = site.technicians.first { $0.id == technician }?.calendar
      guard site.isShortened(calendar, of: technician, from: event.at, until: demand.horizon.end) else {
        return fault(index, "technician", .notAbsent(technician))
      }
      unavailability.technicianReturns[technician] = event.at
    case .bayClosed(let bay, let from, let until):
      guard let span = span(event.at, from, until, index) else { return }
      if !Self.add(span, to: &unavailability.bays[bay, default: []]) {
        fault(index, "bay", .closedAlready(bay))
      }
    case .bayOpen(let bay):
      if Self.end(&unavailability.bays[bay, default: []], at: event.at) { return }
      let calendar = site.bays.first { $0.id == bay }?.calendar
      guard site.isShortened(calendar, of: bay, from: event.at, until: demand.horizon.end) else {
        return fault(index, "bay", .notClosed(bay))
      }
      unavailability.bayReturns[bay] = event.at
    case .partLate(let part, let delivery, let arrival): delay(part, delivery, to: arrival, event.at, index)
    case .partArrived(let part, let quantity): receive(part, quantity, event.at)
    case .walkIn(var visit):
      visit.walkIn = true
      visit.arrived = visit.arrived ?? event.at
      addNew(visit, .walkIn)
    case .urgentReturn(var visit):
      if visit.arrived == nil, visit.booked == nil, visit.availability == nil {
        let midnight = CivilTime(event.at.date.advanced(by: 1))
        visit.availability = [TimeWindow(from: event.at, to: midnight)]
      }
      addNew(visit, .urgentReturn)
    case .request(let visit):
      if visit.arrived != nil { fault(index, "appointment.arrived", .notOfRequest) }
      for (position, operation) in visit.operations.enumerated() where operation.locked != nil {
        fault(index, "appointment.operations[\(position)].locked", .notOfRequest)
      }
      addNew(visit, .request)
    case .overrun, .finished, .noShow, .cancelled, .late, .arrived, .addedWork:
      guard let id = event.payload.appointment, let position = positions[id] else {
        if let id = event.payload.appointment { fault(index, "at", .beforeItsVisit(id)) }
        return
      }
      if visits[position].cancelledAt != nil { return fault(index, "appointment", .goneAlready(id)) }
      apply(event, of: position, index)
    }
  }

  private mutating func addNew(_ visit: Appointment, _ status: VisitStatusChange) {
    let presence: Presence =
      visit.arrived.map { .here(since: $0, advisor: visit.receivedBy) } ?? .open(notBefore: nil)
    add(VisitState(appointment: visit, plan: nil, presence: presence))
    statusChanges[visit.id] = status
  }

  // MARK: - Known visits

  private mutating func apply(_ event: WorkshopEvent, of position: Int, _ index: Int) {
    let visit = visits[position]
    let id = visit.appointment.id
    switch event.payload {
    case .overrun(_, let operation, let end):
      guard knows(operation, visit, index) else { return }
      if end <= event.at { return fault(index, "end", .notInFuture(end)) }
      reports[OperationReference(appointment: id, operation: operation), default: []].append(
        Report(at: event.at, end: end, event: index))
      visits[position].isReported = true
    case .finished(_, let operation):
      guard knows(operation, visit, index) else { return }
      reports[OperationReference(appointment: id, operation: operation), default: []].append(
        Report(at: event.at, end: nil, event: index))
      visits[position].isReported = true
    case .cancelled:
      visits[position].cancelledAt = event.at
      statusChanges[id] = .cancelled(hadBegun: false)
    case .noShow:
      guard let reception = expected(visit, index) else { return }
      let held = reception.arrival + site.booking.graceMinutes
      if event.at < held { return fault(index, "at", .withinGrace(until: held)) }
      visits[position].presence = .open(notBefore: now + Self.callLeadMinutes)
      statusChanges[id] = .noShow(missed: reception.arrival)
    case .late(_, let arrival):
      guard let reception = expected(visit, index) else { return }
      if arrival <= event.at { return fault(index, "arrival", .notInFuture(arrival)) }
      let promised = visit.plan?.reception?.arrival ?? reception.arrival
      if arrival <= promised { return fault(index, "arrival", .notDelayed(promised)) }
      let isHeld = arrival <= promised + site.booking.graceMinutes
      visits[position].presence =
        isHeld
        ? .expected(Reception(arrival: arrival, advisor: reception.advisor)) : .open(notBefore: arrival)
      statusChanges[id] = .late(promised: promised, expected: arrival, isHeld: isHeld)
    case .arrived(_, let advisor):
      if case .here = visit.presence { return fault(index, "appointment", .hereAlready(id)) }
      visits[position].presence = .here(since: event.at, advisor: advisor ?? visit.plan?.reception?.advisor)
      statusChanges[id] = nil
    case .addedWork(let work): add(work, to: position, index)
    default: break
    }
  }

  /// The expected arrival, unless it is known to have taken place.
  private mutating func expected(_ visit: VisitState, _ index: Int) -> Reception? {
    let id = visit.appointment.id
    switch visit.presence {
    case .expected(let reception) where !visit.isReported: return reception
    case .expected, .here: fault(index, "appointment", .hereAlready(id))
    case .open:
      // A customer who announced a delay may call again.
      if case .late = statusChanges[id], let reception = visit.plan?.reception { return reception }
      fault(index, "appointment", .notExpected(id))
    }
    return nil
  }

  private mutating func knows(
    _ operation: String, _ visit: VisitState, _ index: Int, _ member: String = "operation"
  )
    -> Bool
  {
    let ids = visit.appointment.operations.map(\.id)
    if ids.contains(operation) { return true }
    fault(index, member, .noSuchOperation(operation, nearest: nearestName(to: operation, among: ids)))
    return false
  }

  private mutating func add(_ work: AddedWork, to position: Int, _ index: Int) {
    let visit = visits[position]
    if let after = work.after, !knows(after, visit, index, "after") { return }
    let taken = Set(visit.appointment.operations.map(\.id))
    let duplicates = work.operations.filter { taken.contains($0.id) }
    for operation in duplicates { fault(index, "operations", .operationTaken(operation.id)) }
    guard duplicates.isEmpty else { return }
    let place =
      work.after.flatMap { after in visit.appointment.operations.firstIndex { $0.id == after } }
      ?? visit.appointment.operations.count - 1
    visits[position].appointment.operations.insert(contentsOf: work.operations, at: place + 1)
    visits[position].addedParts += work.parts
    if let readyBy = work.readyBy { visits[position].appointment.readyBy = readyBy }
    statusChanges[visit.appointment.id] = statusChanges[visit.appointment.id] ?? .addedWork
  }

  // MARK: - Absences and parts

  /// A time span clamped to the horizon; `nil` after reporting one that lies outside.
  private mutating func span(
    _ at: CivilTime, _ from: CivilTime?, _ until: CivilTime?, _ index: Int
  ) -> TimeWindow? {
    let end = until ?? CivilTime(max(from ?? at, at).date.advanced(by: 1))
    let span = TimeWindow(
      from: max(from ?? at, demand.horizon.start), to: min(end, demand.horizon.end))
    if span.from < span.to { return span }
    fault(index, until == nil ? (from == nil ? "at" : "from") : "until", .outsideHorizon)
    return nil
  }

  /// Adds a span; `false` if it overlaps an existing one.
  private static func add(_ span: TimeWindow, to spans: inout [TimeWindow]) -> Bool {
    if spans.contains(where: { $0.from < span.to && span.from < $0.to }) { return false }
    spans.append(span)
    return true
  }

  /// Ends the span that contains a time, or cancels the next one; `false` if there is none.
  private static func end(_ spans: inout [TimeWindow], at time: CivilTime) -> Bool {
    if let index = spans.firstIndex(where: { $0.contains(time) }) {
      spans[index].to = time
      if spans[index].from == time { spans.remove(at: index) }
      return true
    }
    let next = spans.indices.filter { spans[$0].from > time }.min { spans[$0].from < spans[$1].from }
    if let next { spans.remove(at: next) }
    return next != nil
  }

  private mutating func delay(
    _ part: String, _ due: CivilTime?, to arrival: CivilTime?, _ at: CivilTime, _ index: Int
  ) {
    var known = deliveries[part] ?? []
    let found =
      if let due {
        known.firstIndex { $0.at == due }
      } else {
        // The next delivery; otherwise the last one due since the start of the plan.
        known.firstIndex { $0.at > at } ?? known.lastIndex { $0.at >= demand.now }
      }
    guard let found else { return fault(index, due == nil ? "part" : "delivery", .noDelivery(part)) }
    let late = known.remove(at: found)
    if let arrival {
      known.append(SparePart.Delivery(at: arrival, quantity: late.quantity))
      known.sort { $0.at < $1.at }
    }
    deliveries[part] = known
    lateParts.insert(part)
  }

  /// Counts a quantity against the next deliveries; any excess is additional.
  private mutating func receive(_ part: String, _ quantity: Int, _ at: CivilTime) {
    var known = deliveries[part] ?? []
    var left = quantity
    for index in known.indices where known[index].at > at {
      let taken = min(left, known[index].quantity)
      known[index].quantity -= taken
      left -= taken
    }
    known.removeAll { $0.quantity == 0 && $0.at > at }
    known.append(SparePart.Delivery(at: at, quantity: quantity))
    known.sort { $0.at < $1.at }
    deliveries[part] = known
  }
}
