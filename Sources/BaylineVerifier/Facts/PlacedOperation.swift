import BaylineModel

/// An operation with its assigned bay, crew and time.
struct PlacedOperation {
  let appointment: String
  let operation: ServiceOperation
  let bay: String?
  /// As named in the file; may contain duplicates.
  let technicians: [String]
  /// Without duplicates, in order of id.
  let crew: [String]
  let start: CivilTime
  let end: CivilTime
  /// Locked, and placed as locked: its violations of H6–H9, H13 and H16 are due to the demand. Its end is checked by H9.
  let matchesLock: Bool

  /// As a schedule places it.
  init(_ placed: Schedule.OperationAssignment, of operation: ServiceOperation, in appointment: String) {
    self.init(
      operation, in: appointment, bay: placed.bay, technicians: placed.technicians, start: placed.start,
      end: placed.end)
  }

  /// A locked operation of an unscheduled appointment, which ends at `end`.
  init(
    _ locked: ServiceOperation.LockedWork, until end: CivilTime, of operation: ServiceOperation,
    in appointment: String
  ) {
    self.init(
      operation, in: appointment, bay: locked.bay, technicians: locked.technicians, start: locked.start,
      end: end)
  }

  private init(
    _ operation: ServiceOperation, in appointment: String, bay: String?, technicians: [String],
    start: CivilTime,
    end: CivilTime
  ) {
    self.appointment = appointment
    self.operation = operation
    self.bay = bay
    self.technicians = technicians
    self.start = start
    self.end = end
    crew = technicians.count < 2 ? technicians : Set(technicians).sorted { $0.precedes($1) }
    matchesLock =
      operation.locked.map {
        $0.bay == bay && $0.start == start && Set($0.technicians) == Set(technicians)
      } ?? false
  }

  var reference: OperationReference {
    OperationReference(appointment: appointment, operation: operation.id)
  }

  var isLocked: Bool { operation.locked != nil }

  /// The alternative that matches its bay and technician, if any.
  var alternative: WorkRequirement.Alternative? {
    guard case .alternatives(let ways) = operation.work, technicians.count < 2 else { return nil }
    return ways.first { $0.bay == bay && $0.technician == technicians.first }
  }
}
