import BaylineModel
import BaylineVerifier

/// For which operations of a plan vehicles are moved from bay to bay, and for which they stay (the rules of stays).
struct VehicleMoves {
  /// From which bay to which a vehicle is moved, and when the operation there starts.
  struct Place: Hashable {
    var from: String
    var to: String
    var at: CivilTime

    func change(_ key: OperationReference, isNew: Bool) -> ChangeList.VehicleMove {
      ChangeList.VehicleMove(
        appointment: key.appointment, operation: key.operation, from: from, to: to, at: at, isNew: isNew)
    }
  }

  private(set) var places: [OperationReference: Place] = [:]
  private var stays: Set<OperationReference> = []

  init(_ plan: ChangeList.Plan) {
    let locks = plan.demand.appointments.flatMap { visit in
      visit.operations.compactMap { operation in operation.locked.map { (visit: visit.id, lock: $0) } }
    }
    let visits = Dictionary(
      plan.demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for assignment in plan.schedule.assignments {
      guard let visit = visits[assignment.appointment] else { continue }
      let inBays = zip(visit.operations, assignment.operations).filter { $0.1.bay != nil }
      for ((operation, placed), next) in zip(inBays, inBays.dropFirst()) {
        guard let from = placed.bay, let to = next.1.bay else { continue }
        let makesRoom =
          operation.locked != nil
          && locks.contains {
            $0.visit != visit.id && $0.lock.bay == from && $0.lock.start >= placed.end
          }
        let key = OperationReference(appointment: visit.id, operation: next.0.id)
        if from == to, operation.bayAfter != .leave, !makesRoom {
          stays.insert(key)
        } else {
          places[key] = Place(from: from, to: to, at: next.1.start)
        }
      }
    }
  }

  /// Whether a vehicle stays in its bay for an operation.
  func isStaying(_ key: OperationReference) -> Bool { stays.contains(key) }
}

/// When drivers set out in a plan, by visit (H18).
struct DriverTrips {
  private(set) var collections: [String: CivilTime] = [:]
  private(set) var deliveries: [String: CivilTime] = [:]

  init(_ plan: ChangeList.Plan) {
    let placed = plan.schedule.assignmentsByVisit
    let from = plan.demand.horizon.from
    let days = plan.demand.horizon.totalDays + Self.daysBeyond
    let hours = WorkingTime(plan.site.openingHours, from: from, days: 0...days)
    for visit in plan.demand.appointments {
      guard let assignment = placed[visit.id] else { continue }
      if let minutes = visit.collect, let reception = assignment.reception {
        collections[visit.id] = reception.arrival + -minutes
      }
      if let minutes = visit.deliver {
        let ready = assignment.ready - CivilTime(from)
        deliveries[visit.id] = zip(hours.starts, hours.ends).first { max($0, ready) + minutes <= $1 }
          .map { CivilTime(from) + max($0.0, ready) }
      }
    }
  }

  /// The days after the horizon on which vehicles may still be brought back.
  private static let daysBeyond = 28
}
