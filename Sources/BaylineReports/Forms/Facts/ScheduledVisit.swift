import BaylineModel
import BaylineVerifier
import BaylineWording

/// An appointment joined with its assignment; a class because forms pass visits around and never change them.
final class ScheduledVisit: Sendable {
  let appointment: Appointment
  /// `nil` for a vehicle that had arrived.
  let reception: Reception?
  /// When the vehicle arrives or arrived.
  let arrival: CivilTime
  let ready: CivilTime
  let operations: [ScheduledOperation]

  init(_ appointment: Appointment, _ assignment: Assignment, from start: CivilTime) {
    self.appointment = appointment
    reception = assignment.reception
    arrival = assignment.reception?.arrival ?? appointment.arrived ?? start
    ready = assignment.ready
    operations = zip(assignment.operations, appointment.operations).map {
      ScheduledOperation(appointment: appointment.id, operation: $1, placed: $0)
    }
  }

  /// The advisor who receives or received the vehicle.
  var advisor: String? { reception?.advisor ?? appointment.receivedBy }

  /// The plate, or the id of an appointment without one.
  var plate: String { appointment.plate }

  /// Whether it is ready later than wanted or promised.
  var isLate: Bool { appointment.readyBy.map { ready > $0 } ?? false }

  /// The technicians, each once, in the order of the work.
  func technicians(on day: CivilDate? = nil) -> [String] {
    unique(operations(on: day).flatMap(\.placed.technicians))
  }

  /// The bays, each once, in the order of the work.
  func bays(on day: CivilDate? = nil) -> [String] {
    unique(operations(on: day).compactMap(\.placed.bay))
  }

  /// The operations that overlap a day; all without one.
  func operations(on day: CivilDate?) -> [ScheduledOperation] {
    guard let day else { return operations }
    let (midnight, next) = (CivilTime(day), CivilTime(day.advanced(by: 1)))
    return operations.filter { $0.placed.start < next && midnight < $0.placed.end }
  }

  /// The progress at a time, seen from a day: a vehicle that was due earlier counts as in the workshop.
  func state(at now: CivilTime, on day: CivilDate) -> ScheduledVisitState {
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
struct ScheduledOperation {
  let appointment: String
  let operation: ServiceOperation
  let placed: OperationAssignment

  var reference: OperationReference {
    OperationReference(appointment: appointment, operation: operation.id)
  }

  /// The display name, or the id.
  var name: String { operation.name ?? "#\(operation.id)" }
}

/// The progress of a visit.
enum ScheduledVisitState: CaseIterable {
  case toCome, inHouse, arrived, underWay, done

  func name(_ words: Glossary) -> String {
    switch self {
    case .toCome: words("待到店", "to come")
    case .inHouse: words("在厂", "in house")
    case .arrived: words("已到店", "arrived")
    case .underWay: words("维修中", "under way")
    case .done: words("已完工", "done")
    }
  }
}

extension Appointment {
  /// The plate, or the id of an appointment without one.
  var plate: String { card.plate ?? id }
}
