/// The time that a vehicle spends in a bay without leaving it (H7): its operations there and the waits between them.
package struct BayStay: Sendable {
  package let bay: String
  package let operations: [ScheduledOperation]
  /// The bay from which the vehicle was moved for it; `nil` for the first bay of the visit.
  package let movedFrom: String?

  package var from: CivilTime { operations[0].placed.start }
  package var to: CivilTime { operations[operations.count - 1].placed.end }

  /// The waits between two operations, in which the vehicle keeps the bay from others.
  package var held: [TimeWindow] {
    zip(operations, operations.dropFirst()).compactMap { before, next in
      before.placed.end < next.placed.start
        ? TimeWindow(from: before.placed.end, to: next.placed.start) : nil
    }
  }
}

/// When locked operations start in the bays, which tells after which of them a vehicle must have left (H7).
package struct LockedBays: Sendable {
  private let starts: [String: [(appointment: String, start: CivilTime)]]

  /// Collects the locked operations of all appointments, scheduled or not.
  package init(_ demand: Demand) {
    var starts: [String: [(appointment: String, start: CivilTime)]] = [:]
    for appointment in demand.appointments {
      for lock in appointment.operations.compactMap(\.locked) {
        if let bay = lock.bay { starts[bay, default: []].append((appointment.id, lock.start)) }
      }
    }
    self.starts = starts
  }

  /// Whether the vehicle leaves the bay after an operation, whatever comes next.
  func isLeft(after operation: ScheduledOperation) -> Bool {
    if operation.operation.bayAfter == .leave { return true }
    guard operation.operation.locked != nil, let bay = operation.placed.bay else { return false }
    return starts[bay, default: []].contains {
      $0.appointment != operation.appointment && $0.start >= operation.placed.end
    }
  }

  /// The stays of a vehicle in bays, in the order of its work.
  func stays(of operations: [ScheduledOperation]) -> [BayStay] {
    var stays: [BayStay] = []
    for operation in operations {
      guard let bay = operation.placed.bay else { continue }
      if let last = stays.last, let before = last.operations.last, last.bay == bay, !isLeft(after: before) {
        stays[stays.count - 1] = BayStay(
          bay: bay, operations: last.operations + [operation], movedFrom: last.movedFrom)
      } else {
        stays.append(BayStay(bay: bay, operations: [operation], movedFrom: stays.last?.bay))
      }
    }
    return stays
  }
}
