/// An appointment joined with its assignment; a class because forms pass visits around and never change them.
package final class ScheduledVisit: Sendable {
  package let appointment: Appointment
  /// `nil` for a vehicle that had arrived.
  package let reception: Reception?
  /// When the vehicle arrives or arrived.
  package let arrival: CivilTime
  package let ready: CivilTime
  package let operations: [ScheduledOperation]

  package init(_ appointment: Appointment, _ assignment: Assignment, from start: CivilTime) {
    self.appointment = appointment
    reception = assignment.reception
    arrival = assignment.reception?.arrival ?? appointment.arrived ?? start
    ready = assignment.ready
    operations = zip(assignment.operations, appointment.operations).map {
      ScheduledOperation(appointment: appointment.id, operation: $1, placed: $0)
    }
  }

  /// The advisor who receives or received the vehicle.
  package var advisor: String? { reception?.advisor ?? appointment.receivedBy }

  /// The plate, or the id of an appointment without one.
  package var plate: String { appointment.card.plate ?? appointment.id }

  /// Whether it is ready later than wanted or promised.
  package var isLate: Bool { appointment.readyBy.map { ready > $0 } ?? false }

  /// The technicians, each once, in the order of the work.
  package func technicians(on day: CivilDate? = nil) -> [String] {
    unique(operations(on: day).flatMap(\.placed.technicians))
  }

  /// The bays, each once, in the order of the work.
  package func bays(on day: CivilDate? = nil) -> [String] {
    unique(operations(on: day).compactMap(\.placed.bay))
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
  package let placed: OperationAssignment

  package var reference: OperationReference {
    OperationReference(appointment: appointment, operation: operation.id)
  }

  /// The display name, or the id.
  package var name: String { operation.name ?? "#\(operation.id)" }
}

/// The progress of a visit.
package enum ScheduledVisitState: CaseIterable, Sendable {
  case toCome, inHouse, arrived, underWay, done
}
