/// An appointment joined with its assignment; a class because forms pass visits around and never change them.
package final class ScheduledVisit: Sendable {
  package let appointment: Appointment
  /// `nil` for a vehicle that had arrived.
  package let reception: Schedule.Reception?
  /// When the vehicle arrives or arrived.
  package let arrival: CivilTime
  package let ready: CivilTime
  /// The time that the customer was promised by the schedule, if any.
  package let promise: CivilTime?
  package let operations: [ScheduledOperation]
  /// The vehicle's stays in bays, in the order of the work.
  package let stays: [BayStay]

  package init(
    _ appointment: Appointment, _ assignment: Schedule.Assignment, from start: CivilTime, locked: LockedBays
  ) {
    self.appointment = appointment
    reception = assignment.reception
    arrival = assignment.reception?.arrival ?? appointment.arrived ?? start
    ready = assignment.ready
    promise = assignment.promise
    operations = zip(assignment.operations, appointment.operations).map {
      ScheduledOperation(appointment: appointment.id, operation: $1, placed: $0)
    }
    stays = locked.stays(of: operations)
  }

  /// The advisor who receives or received the vehicle.
  package var advisor: String? { reception?.advisor ?? appointment.receivedBy }

  /// The plate, or the id of an appointment without one.
  package var plate: String { appointment.card.plate ?? appointment.id }

  /// Whether it is ready later than wanted or promised.
  package var isLate: Bool { appointment.readyBy.map { ready > $0 } ?? false }

  /// The time that the customer is told: the promise if there is one, otherwise when it is ready.
  package var told: CivilTime { promise ?? ready }

  /// Whether the customer is told a time later than wanted or promised.
  package var isToldLate: Bool { appointment.readyBy.map { told > $0 } ?? false }

  /// Whether the visit weighs more than others (VIP).
  package var isPreferred: Bool { appointment.isPreferred }

  /// The technicians, each once, in the order of the work.
  package func technicians(on day: CivilDate? = nil) -> [String] {
    unique(operations(on: day).flatMap(\.placed.technicians))
  }

  /// The bays in the order of the work, again where the vehicle comes back to one.
  package func bays(on day: CivilDate? = nil) -> [String] {
    operations(on: day).compactMap(\.placed.bay).reduce(into: []) { bays, bay in
      if bays.last != bay { bays.append(bay) }
    }
  }

  /// The bay from which the vehicle is moved for an operation; `nil` if it is not moved.
  package func bayBefore(_ operation: ScheduledOperation) -> String? {
    stays.first { $0.operations[0].operation.id == operation.operation.id }?.movedFrom
  }

  /// The operations that overlap a day; all without one.
  package func operations(on day: CivilDate?) -> [ScheduledOperation] {
    guard let day else { return operations }
    let (midnight, next) = (CivilTime(day), CivilTime(day.advanced(by: 1)))
    return operations.filter { $0.placed.start < next && midnight < $0.placed.end }
  }

  /// The progress at a time, seen from a day: a vehicle that was due earlier counts as in the workshop.
  package func state(at now: CivilTime, on day: CivilDate) -> ScheduledVisitState {
    if operations.allSatisfy({ $0.placed.end <= now }) { return .done }
    if operations.contains(where: { $0.placed.start <= now && $0.operation.locked != nil }) {
      return .underWay
    }
    if appointment.arrived != nil { return .arrived }
    return arrival.date < day ? .inHouse : .toCome
  }

  private func unique(_ ids: [String]) -> [String] {
    var seen = Set<String>()
    return ids.filter { seen.insert($0).inserted }
  }
}

/// An operation with its assignment.
package struct ScheduledOperation: Sendable {
  package let appointment: String
  package let operation: ServiceOperation
  package let placed: Schedule.OperationAssignment

  package var reference: OperationReference {
    OperationReference(appointment: appointment, operation: operation.id)
  }

  /// The display name, or the id.
  package var name: String { operation.name ?? "#\(operation.id)" }
}

extension Schedule.Assignment {
  /// The time that the customer is told: the promise if there is one, otherwise when the vehicle is ready.
  package var told: CivilTime { promise ?? ready }
}

extension Appointment {
  /// Whether the visit weighs more than others (VIP).
  package var isPreferred: Bool { priority > 100 }
}

/// The progress of a visit.
package enum ScheduledVisitState: CaseIterable, Sendable {
  case toCome, inHouse, arrived, underWay, done
}
