import BaylineModel
import BaylineVerifier

/// The demand from `now` on: started operations are locked, confirmed arrivals are promised, and the other placements of
/// the plan become `previous`.
struct RemainingDemand {
  private(set) var demand: Demand
  /// The operations still to come that events affect: of visits with a status change or late parts, with an absent
  /// technician or a closed bay, new ones, and blocked ones.
  private(set) var affected: Set<OperationReference> = []
  /// The ids of visits cancelled before any work was done.
  private(set) var dropped: [String] = []
  /// The ids of visits cancelled after work had begun.
  private(set) var cancelledAfterStart: [String] = []

  private let ledger: EventLedger
  private let replay: DayReplay
  private let site: Site
  private let before: Demand
  /// The operations of the original demand.
  private let given: Set<OperationReference>

  init(_ ledger: EventLedger, _ replay: DayReplay, site: Site, demand: Demand) {
    self.ledger = ledger
    self.replay = replay
    self.site = site
    before = demand
    given = Set(
      demand.appointments.flatMap { visit in
        visit.operations.map { OperationReference(appointment: visit.id, operation: $0.id) }
      })
    self.demand = Demand(horizon: demand.horizon, now: ledger.now, appointments: [])
    self.demand.parts = demand.parts.map { part in
      var part = part
      part.onHand = replay.onHand(part)
      part.inbound = ledger.deliveries[part.id, default: []].filter { $0.at > ledger.now }
      return part
    }
    for visit in ledger.visits { add(visit) }
  }

  private mutating func add(_ visit: EventLedger.VisitState) {
    guard let appointment = appointment(visit) else {
      dropped.append(visit.appointment.id)
      return
    }
    demand.appointments.append(appointment)
    let hasStatusChange = ledger.statusChanges[appointment.id] != nil || visit.isReported
    let waitsForParts =
      !appointment.picked && appointment.parts.contains { ledger.lateParts.contains($0.part) }
    for operation in appointment.operations where operation.locked == nil {
      let key = OperationReference(appointment: appointment.id, operation: operation.id)
      if hasStatusChange || waitsForParts || replay.blocked.contains(key) || losesResources(operation, visit)
      {
        affected.insert(key)
      }
    }
  }

  /// Whether any of the planned crew is absent at that time, or the bay closed.
  private func losesResources(_ operation: ServiceOperation, _ visit: EventLedger.VisitState) -> Bool {
    guard let placed = visit.plan?.operations.first(where: { $0.operation == operation.id }) else {
      return true
    }
    return ledger.unavailability.meets(placed.bay, placed.technicians, from: placed.start, to: placed.end)
  }

  // MARK: - A visit

  /// The remaining visit; `nil` if nothing is left.
  private mutating func appointment(_ visit: EventLedger.VisitState) -> Appointment? {
    var appointment = visit.appointment
    appointment.operations = operations(visit)
    if visit.cancelledAt != nil {
      appointment.operations.removeAll { $0.locked == nil }
      if appointment.operations.isEmpty { return nil }
      cancelledAfterStart.append(appointment.id)
    }
    switch visit.presence {
    case .here(let since, let advisor):
      appointment.arrived = since
      appointment.receivedBy = advisor
    case .expected(let reception):
      appointment.booked = Booking(arrival: reception.arrival, advisor: reception.advisor)
    case .open(let earliest):
      if let earliest {
        release(&appointment, notBefore: earliest)
      } else if ledger.statusChanges[appointment.id] == nil, appointment.booked == nil {
        callFirst(&appointment)
      }
    }
    takeParts(&appointment, visit)
    return appointment
  }

  /// Leaves time to call customers of unscheduled visits, unless they can only come before then.
  private func callFirst(_ appointment: inout Appointment) {
    let earliest = ledger.now + EventLedger.callLeadMinutes
    let all = [TimeWindow(from: before.horizon.start, to: before.horizon.end)]
    let windows = (appointment.availability ?? all).map {
      TimeWindow(from: max($0.from, earliest), to: $0.to)
    }
    .filter { $0.from < $0.to }
    if !windows.isEmpty { appointment.availability = windows }
  }

  /// Withdraws the promise of a slot: the visit needs another time.
  private func release(_ appointment: inout Appointment, notBefore earliest: CivilTime) {
    let advisor = appointment.booked?.advisor
    appointment.booked = nil
    appointment.preferredAdvisor = appointment.preferredAdvisor ?? advisor
    let last = before.horizon.arrivalEnd
    let windows = (appointment.availability ?? []).map {
      TimeWindow(from: max($0.from, earliest), to: $0.to)
    }.filter { $0.from < $0.to }
    let isLate = if case .late = ledger.statusChanges[appointment.id] { true } else { false }
    // A customer on the way comes then, whatever the availability said.
    appointment.availability =
      windows.isEmpty || isLate ? [TimeWindow(from: earliest, to: max(last, earliest + 1))] : windows
    if isLate || appointment.preferredArrival.map({ $0 < earliest }) ?? false {
      appointment.preferredArrival = isLate ? earliest : nil
    }
  }

  /// Parts of started work have left the stock; those of work added later are still needed.
  private func takeParts(_ appointment: inout Appointment, _ visit: EventLedger.VisitState) {
    let isPicked = appointment.picked || replay.picked.contains(appointment.id)
    if isPicked, !visit.addedParts.isEmpty {
      appointment.parts = visit.addedParts
      appointment.picked = false
    } else {
      appointment.parts += visit.addedParts
      appointment.picked = isPicked
    }
  }

  // MARK: - Operations

  /// The operations in order, those that have started first; added work follows them.
  private func operations(_ visit: EventLedger.VisitState) -> [ServiceOperation] {
    var begun: [ServiceOperation] = []
    var open: [ServiceOperation] = []
    for operation in visit.appointment.operations {
      let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
      if let record = replay.begun[key] {
        begun.append(locked(operation, record))
        if let rest = record.rest {
          open.append(self.rest(of: operation, record, rest, taken: visit.appointment.operations.map(\.id)))
        }
      } else {
        open.append(planned(operation, visit))
      }
    }
    return begun + open
  }

  private func locked(_ operation: ServiceOperation, _ record: DayReplay.StartedOperation) -> ServiceOperation
  {
    var operation = operation
    let isSettled = record.isKnown && record.end == operation.locked?.end
    if isSettled { return operation }
    if !record.isKnown { operation.previous = nil }
    let isPlain = !operation.splittable && record.end == record.start + minutes(operation, record)
    // A known fact stays as written, including the order of its crew.
    let crew = record.isKnown ? operation.locked?.technicians : nil
    operation.locked = LockedWork(
      bay: record.bay, technicians: crew ?? record.crew, start: record.start, end: isPlain ? nil : record.end)
    return operation
  }

  /// The working minutes of a crew (H9).
  private func minutes(_ operation: ServiceOperation, _ record: DayReplay.StartedOperation) -> Int {
    switch operation.work {
    case .alternatives(let ways):
      return ways.first { $0.bay == record.bay && $0.technician == record.crew.first }?.minutes ?? 0
    case .standard(let work):
      let efficiencies = site.technicians.filter { record.crew.contains($0.id) }.map(\.efficiency)
      guard let slowest = efficiencies.min() else { return work.minutes }
      return (work.minutes * 100 + slowest - 1) / slowest
    }
  }

  /// The rest of an interrupted operation, for any qualified crew.
  private func rest(
    of operation: ServiceOperation, _ record: DayReplay.StartedOperation, _ rest: Int, taken: [String]
  )
    -> ServiceOperation
  {
    // For another crew, the rest is the same fraction of its working minutes.
    let whole = max(1, minutes(operation, record))
    func left(_ minutes: Int) -> Int { max(1, (minutes * rest + whole - 1) / whole) }
    var id = "\(operation.id)-rest"
    var number = 2
    while taken.contains(id) {
      id = "\(operation.id)-rest\(number)"
      number += 1
    }
    let work: WorkRequirement
    switch operation.work {
    case .standard(var standard):
      standard.minutes = left(standard.minutes)
      work = .standard(standard)
    case .alternatives(let ways):
      work = .alternatives(
        ways.map { WorkAlternative(bay: $0.bay, technician: $0.technician, minutes: left($0.minutes)) })
    }
    let name = operation.name.map { site.locale == .chinese ? "\($0)（续）" : "\($0) (rest)" }
    return ServiceOperation(
      id: id, name: name, work: work, splittable: operation.splittable,
      previous: PreviousWork(bay: record.bay, technicians: record.crew))
  }

  /// An operation that has not started. A lock set by hand stays unless something prevents it.
  private func planned(_ operation: ServiceOperation, _ visit: EventLedger.VisitState) -> ServiceOperation {
    var operation = operation
    let placed = visit.plan?.operations.first { $0.operation == operation.id }
    let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
    // Operations introduced by events keep their locks.
    if given.contains(key), let locked = operation.locked, !keeps(locked, operation, placed, visit) {
      operation.locked = nil
    }
    // A visit that needs another time has no previous placement to keep.
    if case .open(.some) = visit.presence {
      operation.previous = nil
    } else if let placed {
      operation.previous = PreviousWork(bay: placed.bay, technicians: placed.technicians)
    }
    return operation
  }

  private func keeps(
    _ locked: LockedWork, _ operation: ServiceOperation, _ placed: OperationAssignment?,
    _ visit: EventLedger.VisitState
  ) -> Bool {
    let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
    if visit.cancelledAt != nil || replay.blocked.contains(key) || locked.start < ledger.now { return false }
    if case .open(.some) = visit.presence { return false }
    let end = placed?.end ?? locked.end ?? locked.start + 1
    if ledger.unavailability.meets(locked.bay, locked.technicians, from: locked.start, to: end) {
      return false
    }
    return !replay.isHeld(locked.bay, locked.technicians, from: locked.start, to: end)
  }
}
