import BaylineModel
import BaylineVerifier

/// What events say about visits that are known.
extension EventLedger {
  mutating func apply(_ event: WorkshopEvent, of position: Int, _ index: Int) {
    let visit = visits[position]
    let id = visit.appointment.id
    switch event.payload {
    case .overrun(_, let operation, let end):
      if let end, end <= event.at { return fault(index, "end", .notInFuture(end)) }
      let report = Report(at: event.at, end: end.map { .expected($0) } ?? .unknown, event: index)
      add(report, on: operation, of: position)
    case .finished(_, let operation):
      add(Report(at: event.at, end: .reached, event: index), on: operation, of: position)
    case .started(_, let operation, let bay, let technicians, let start):
      if let start, start > event.at { return fault(index, "start", .startsAfterEvent(event.at)) }
      let start = Start(bay: bay, crew: technicians, time: start ?? event.at, event: index)
      add(start, of: operation, to: position)
    case .cancelled:
      visits[position].cancelledAt = event.at
      statusChanges[id] = .cancelled(hadBegun: false)
    case .noShow, .moved, .late, .arrived: applyArrival(event, of: position, index)
    default: applyChange(event, of: position, index)
    }
  }

  /// What the customer does about the arrival.
  private mutating func applyArrival(_ event: WorkshopEvent, of position: Int, _ index: Int) {
    let visit = visits[position]
    let id = visit.appointment.id
    switch event.payload {
    case .noShow:
      guard let reception = expected(visit, index) else { return }
      let held = reception.arrival + site.booking.graceMinutes
      if event.at < held { return fault(index, "at", .withinGrace(until: held)) }
      visits[position].presence = .open(notBefore: now + Self.callLeadMinutes)
      statusChanges[id] = .noShow(missed: reception.arrival)
    case .moved(_, let arrival, let advisor):
      if case .here = visit.presence { return fault(index, "appointment", .hereAlready(id)) }
      if visit.isReported || hasCome(visit, by: event.at) {
        return fault(index, "appointment", .hereAlready(id))
      }
      if arrival <= event.at { return fault(index, "arrival", .notInFuture(arrival)) }
      let before = visit.appointment.booked?.arrival ?? visit.plan?.reception?.arrival
      let receiver = advisor ?? visit.plan?.reception?.advisor ?? visit.appointment.expectedAdvisor
      visits[position].appointment.booked = Appointment.Booking(arrival: arrival, advisor: receiver)
      visits[position].presence =
        receiver.map { .expected(Schedule.Reception(arrival: arrival, advisor: $0)) } ?? .open(notBefore: nil)
      visits[position].isProposal = false
      statusChanges[id] = .moved(from: before, to: arrival)
    case .late(_, let arrival):
      guard let reception = expected(visit, index) else { return }
      if arrival <= event.at { return fault(index, "arrival", .notInFuture(arrival)) }
      let promised = visit.promise?.arrival ?? reception.arrival
      if arrival <= promised { return fault(index, "arrival", .notDelayed(promised)) }
      let isHeld = arrival <= promised + site.booking.graceMinutes
      // Who announces a delay has agreed to come.
      visits[position].isProposal = false
      visits[position].presence =
        isHeld
        ? .expected(Schedule.Reception(arrival: arrival, advisor: reception.advisor))
        : .open(notBefore: arrival)
      statusChanges[id] = .late(promised: promised, expected: arrival, isHeld: isHeld)
    case .arrived(_, let advisor):
      if case .here = visit.presence { return fault(index, "appointment", .hereAlready(id)) }
      visits[position].presence = .here(since: event.at, advisor: advisor ?? visit.plan?.reception?.advisor)
      statusChanges[id] = nil
    default: break
    }
  }

  /// What the customer and the workshop change about the work.
  private mutating func applyChange(_ event: WorkshopEvent, of position: Int, _ index: Int) {
    let visit = visits[position]
    let id = visit.appointment.id
    switch event.payload {
    case .addedWork(let work): add(work, to: position, index)
    case .removedWork(_, let operations):
      for (place, operation) in operations.enumerated()
      where knows(operation, visit, index, "operations[\(place)]") {
        visits[position].declined[operation] = (event.at, index)
      }
      noteChange(of: id)
    case .changed(let change):
      visits[position].appointment.waiting = change.waiting ?? visit.appointment.waiting
      visits[position].appointment.loaner = change.loaner ?? visit.appointment.loaner
      if let readyBy = change.readyBy { visits[position].appointment.readyBy = readyBy }
      noteChange(of: id)
    case .hold(_, let until):
      if let until, until <= event.at { return fault(index, "until", .notInFuture(until)) }
      visits[position].hold = Hold(since: event.at, until: until)
      statusChanges[id] = statusChanges[id] ?? .onHold(until: until)
      if case .onHold = statusChanges[id] { statusChanges[id] = .onHold(until: until) }
    case .answered:
      guard let hold = visit.hold, hold.contains(event.at) else {
        return fault(index, "appointment", .notOnHold(id))
      }
      visits[position].hold?.until = event.at
      if case .onHold = statusChanges[id] { statusChanges[id] = nil }
      noteChange(of: id)
    case .immovable(_, let operation):
      if let operation, !knows(operation, visit, index) { return }
      visits[position].immovable.append((operation, index))
      noteChange(of: id)
    case .assigned(let assignment):
      if let operation = assignment.operation, !knows(operation, visit, index) { return }
      if let start = assignment.start, !isFuture(start) {
        return fault(index, "start", .notInFuture(start))
      }
      visits[position].assignments.append((assignment, index))
      noteChange(of: id)
    default: break
    }
  }

  /// Notes that a visit is different, where nothing else is known of it.
  private mutating func noteChange(of id: String) {
    statusChanges[id] = statusChanges[id] ?? .changed
  }

  private mutating func add(_ report: Report, on operation: String, of position: Int) {
    let visit = visits[position]
    guard knows(operation, visit, report.event) else { return }
    reports[OperationReference(appointment: visit.appointment.id, operation: operation), default: []]
      .append(report)
    visits[position].isReported = true
  }

  /// Records a start, which proves that the vehicle is here.
  private mutating func add(_ start: Start, of operation: String, to position: Int) {
    let visit = visits[position]
    guard knows(operation, visit, start.event) else { return }
    let key = OperationReference(appointment: visit.appointment.id, operation: operation)
    if starts[key] != nil { return fault(start.event, "operation", .startedAlready(operation)) }
    starts[key] = start
    visits[position].isReported = true
    switch visit.presence {
    case .here: break
    case .expected(let reception):
      let since = min(reception.arrival, start.time)
      visits[position].presence = .here(since: since, advisor: reception.advisor)
      statusChanges[key.appointment] = .changed
    case .open:
      visits[position].presence = .here(since: start.time, advisor: visit.plan?.reception?.advisor)
      statusChanges[key.appointment] = .changed
    }
  }

  /// Whether a vehicle is assumed to have come by a time: its slot is no longer held, and nobody said that it did not come.
  private func hasCome(_ visit: VisitState, by time: CivilTime) -> Bool {
    guard case .expected(let reception) = visit.presence, !visit.isProposal, knowledge == .planned else {
      return false
    }
    return reception.arrival + site.booking.graceMinutes <= time
  }

  /// The expected arrival, unless it is known to have taken place.
  mutating func expected(_ visit: VisitState, _ index: Int) -> Schedule.Reception? {
    let id = visit.appointment.id
    switch visit.presence {
    case .expected(let reception) where !visit.isReported: return reception
    case .expected, .here: fault(index, "appointment", .hereAlready(id))
    case .open:
      // A customer who announced a delay may call again.
      if case .late = statusChanges[id], let promise = visit.promise { return promise }
      fault(index, "appointment", .notExpected(id))
    }
    return nil
  }

  mutating func knows(
    _ operation: String, _ visit: VisitState, _ index: Int, _ member: String = "operation"
  )
    -> Bool
  {
    let ids = visit.appointment.operations.map(\.id)
    if ids.contains(operation) { return true }
    fault(index, member, .noSuchOperation(operation, nearest: nearestName(to: operation, among: ids)))
    return false
  }

  mutating func add(_ work: WorkshopEvent.AddedWork, to position: Int, _ index: Int) {
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
}
