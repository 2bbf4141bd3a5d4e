import BaylineModel
import BaylineVerifier

/// The operations of a visit that have started, and those still to come.
extension RemainingDemand {
  /// The operations in order, those that have started first; added work follows them.
  mutating func operations(_ visit: EventLedger.VisitState) -> [ServiceOperation] {
    var begun: [ServiceOperation] = []
    var open: [ServiceOperation] = []
    var end: CivilTime?
    let taken = visit.appointment.operations.map(\.id)
    for operation in visit.appointment.operations {
      let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
      if let record = replay.begun[key] {
        begun.append(locked(operation, record))
        end = record.end
        if let rest = record.rest { open.append(self.rest(of: operation, record, rest, taken: taken)) }
      } else if visit.declined[operation.id] == nil {
        open.append(planned(operation, visit))
      }
    }
    if let end, let max = open.first?.lag.max {
      // What can no longer be kept is done as soon as possible.
      let earliest = Swift.max(ledger.now, visit.hold?.until ?? ledger.now)
      if end + max < earliest { open[0].lag.max = nil }
    }
    assign(visit, &open)
    var operations = begun + open
    if !operations.isEmpty { operations[0].lag = ServiceOperation.Lag() }
    keepInBay(visit, &operations, begun: begun.count)
    dropImpossibleStays(&operations)
    return operations
  }

  private func locked(_ operation: ServiceOperation, _ record: DayReplay.StartedOperation) -> ServiceOperation
  {
    var operation = operation
    let isSettled = record.isKnown && record.end == operation.locked?.end
    if record.rest != nil, operation.bayAfter != .keep { operation.bayAfter = nil }
    if isSettled { return operation }
    if !record.isKnown { operation.previous = nil }
    let isPlain = !operation.splittable && record.end == record.start + minutes(operation, record)
    // A known fact stays as written, including the order of its crew.
    let crew = record.isKnown ? operation.locked?.technicians : nil
    operation.locked = ServiceOperation.LockedWork(
      bay: record.bay, technicians: crew ?? record.crew, start: record.start, end: isPlain ? nil : record.end)
    return operation
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
        ways.map {
          WorkRequirement.Alternative(bay: $0.bay, technician: $0.technician, minutes: left($0.minutes))
        })
    }
    let name = operation.name.map { site.locale == .chinese ? "\($0)（续）" : "\($0) (rest)" }
    return ServiceOperation(
      id: id, name: name, work: work, equipment: operation.equipment, bayAfter: operation.bayAfter,
      splittable: operation.splittable,
      previous: ServiceOperation.PreviousWork(bay: record.bay, technicians: record.crew))
  }

  /// An operation that has not started. A lock set by hand stays unless something prevents it.
  private func planned(_ operation: ServiceOperation, _ visit: EventLedger.VisitState) -> ServiceOperation {
    var operation = operation
    let placed = visit.plan?.operations.first { $0.operation == operation.id }
    let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
    // Operations introduced by events keep their locks.
    if ledger.given.contains(key), let locked = operation.locked, !keeps(locked, operation, placed, visit) {
      operation.locked = nil
    }
    // A visit that needs another time has no previous placement to keep.
    if case .open(.some) = visit.presence {
      operation.previous = nil
    } else if let placed {
      operation.previous = ServiceOperation.PreviousWork(bay: placed.bay, technicians: placed.technicians)
    }
    return operation
  }

  private func minutes(_ operation: ServiceOperation, _ record: DayReplay.StartedOperation) -> Int {
    site.workMinutes(of: operation, bay: record.bay, crew: record.crew) ?? 0
  }

  private func keeps(
    _ locked: ServiceOperation.LockedWork, _ operation: ServiceOperation,
    _ placed: Schedule.OperationAssignment?,
    _ visit: EventLedger.VisitState
  ) -> Bool {
    let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
    if visit.cancelledAt != nil || replay.blocked.contains(key) || !ledger.isFuture(locked.start) {
      return false
    }
    if case .open(.some) = visit.presence { return false }
    let end = placed?.end ?? locked.end ?? locked.start + 1
    let used = UsedResources(
      bay: locked.bay, crew: locked.technicians, equipment: operation.equipment)
    if ledger.unavailability.meets(used, from: locked.start, to: end) { return false }
    return !replay.isHeld(locked.bay, locked.technicians, from: locked.start, to: end)
  }

  // MARK: - Stays

  /// Keeps a vehicle that cannot be moved in its bay.
  private mutating func keepInBay(
    _ visit: EventLedger.VisitState, _ operations: inout [ServiceOperation], begun: Int
  ) {
    for (name, event) in visit.immovable {
      let index =
        name.map { name in operations.firstIndex { $0.id == name } }
        ?? operations[..<begun].lastIndex { $0.locked?.bay != nil }
      guard let index else {
        fault(event, name == nil ? "appointment" : "operation", .inNoBay(visit.appointment.id))
        continue
      }
      let next = index + 1 < operations.count ? operations[index + 1] : nil
      guard let next, site.canStay(operations[index], next) else {
        fault(event, name == nil ? "appointment" : "operation", .cannotStay(operations[index].id))
        continue
      }
      operations[index].bayAfter = .keep
    }
  }

  /// Lets vehicles be moved for operations that are no longer there, or that others have come before.
  private func dropImpossibleStays(_ operations: inout [ServiceOperation]) {
    for index in operations.indices where operations[index].bayAfter == .keep {
      let next = index + 1 < operations.count ? operations[index + 1] : nil
      if next.map({ site.canStay(operations[index], $0) }) ?? false { continue }
      operations[index].bayAfter = nil
    }
  }

  // MARK: - Work placed by hand

  /// Restricts operations to where they were placed by hand.
  private mutating func assign(_ visit: EventLedger.VisitState, _ open: inout [ServiceOperation]) {
    for (assignment, event) in visit.assignments {
      let matching = open.indices.filter { index in
        assignment.operation.map { open[index].id.isPart(of: $0) } ?? true
      }
      if let name = assignment.operation, matching.isEmpty {
        fault(event, "operation", .startedAlready(name))
        continue
      }
      var isDone = false
      var problem: EventDiagnostic.Problem?
      for index in assignment.start == nil ? matching : Array(matching.prefix(1)) {
        let hand = HandPlacement(assignment, site: site)
        let placed = visit.plan?.operations.first { $0.operation == open[index].id }
        switch hand.applied(to: open[index], planned: placed) {
        case .success(let operation):
          open[index] = operation
          isDone = true
        case .failure(let failure): problem = problem ?? failure.problem
        }
      }
      if !isDone {
        let named = assignment.operation == nil ? "appointment" : "operation"
        fault(event, named, problem ?? .nothingToAssign(visit.appointment.id))
      }
    }
  }
}

extension String {
  /// Whether an operation is another one, or the rest of it.
  fileprivate func isPart(of operation: String) -> Bool {
    self == operation || hasPrefix("\(operation)-rest")
  }
}

extension Site {
  /// The minutes that technicians need for an operation (H9); `nil` if its alternatives do not have them in that bay.
  func workMinutes(of operation: ServiceOperation, bay: String?, crew: [String]) -> Int? {
    switch operation.work {
    case .alternatives(let ways):
      guard crew.count <= 1 else { return nil }
      return ways.first { $0.bay == bay && $0.technician == crew.first }?.minutes
    case .standard(let work):
      return technicians.filter { crew.contains($0.id) }.map { $0.workMinutes(for: work.minutes) }.max()
        ?? work.minutes
    }
  }

  /// Whether one bay could serve for two operations in turn.
  func canStay(_ first: ServiceOperation, _ second: ServiceOperation) -> Bool {
    bays.contains { first.work.canUse($0) && second.work.canUse($0) }
  }
}

extension WorkRequirement {
  /// Whether a bay could serve for the work.
  func canUse(_ bay: Bay) -> Bool {
    switch self {
    case .standard(let work): work.bay.map(bay.types.contains) ?? false
    case .alternatives(let ways): ways.contains { $0.bay == bay.id }
    }
  }
}
