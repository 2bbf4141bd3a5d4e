import BaylineModel

/// A schedule joined with its problem instance: the facts shared by rules and costs.
struct PlacedSchedule {
  let instance: ProblemInstance
  let visits: [PlacedVisit]
  /// The unscheduled appointments.
  let unscheduled: [Appointment]
  let statedCost: ScheduleCost.Stated?
  let operations: [PlacedOperation]

  init(_ schedule: Schedule, instance: ProblemInstance) {
    func appointment(_ id: String) -> Appointment {
      guard let found = instance.appointment(id) else {
        preconditionFailure("appointment \(id) is not in the demand")
      }
      return found
    }
    self.instance = instance
    visits = schedule.assignments.map {
      PlacedVisit($0, of: appointment($0.appointment), instance: instance)
    }
    unscheduled = schedule.unscheduled.map { appointment($0.appointment) }
    statedCost = schedule.cost
    operations = visits.flatMap(\.operations)
  }

  var site: Site { instance.site }
  var demand: Demand { instance.demand }
  var horizon: Demand.Horizon { instance.demand.horizon }
  var now: CivilTime { instance.demand.now }

  /// The visits that use a slot and an advisor.
  var arrivals: [(visit: PlacedVisit, reception: Schedule.Reception)] {
    visits.compactMap { visit in visit.reception.map { (visit, $0) } }
  }

  /// The times for which vehicles stay in a bay between two operations.
  var stays: [(bay: String, occupancy: Occupancy)] { visits.flatMap(\.stays) }

  /// Every operation that occupies its bay, technicians and equipment: the scheduled ones, and the locked ones of unscheduled
  /// appointments.
  var heldOperations: [PlacedOperation] {
    operations
      + unscheduled.flatMap { appointment in
        appointment.operations.compactMap { operation in
          operation.locked.map { locked in
            let placed = PlacedOperation(locked, until: locked.start, of: operation, in: appointment.id)
            return PlacedOperation(
              locked, until: requiredEnd(of: placed) ?? .distantFuture, of: operation, in: appointment.id)
          }
        }
      }
  }

  /// The arrivals counted by H2–H4, including those of received vehicles, scheduled or not.
  var countedArrivals: [CountedArrival] {
    let received = demand.appointments.compactMap { appointment -> CountedArrival? in
      guard let advisor = appointment.receivedBy, let at = appointment.arrived else { return nil }
      return CountedArrival(appointment: appointment.id, advisor: advisor, at: at, isSettled: true)
    }
    return received
      + arrivals.map { visit, reception in
        CountedArrival(
          appointment: visit.appointment.id, advisor: reception.advisor, at: reception.arrival,
          isSettled: visit.appointment.booked != nil)
      }
  }

  /// The counted arrivals of each advisor in chronological order; advisors in order of id.
  var arrivalsByAdvisor: [(advisor: String, arrivals: [CountedArrival])] {
    Dictionary(grouping: countedArrivals, by: \.advisor)
      .sorted { $0.key.precedes($1.key) }
      .map { ($0.key, $0.value.sorted(by: CountedArrival.isInOrder)) }
  }
}
