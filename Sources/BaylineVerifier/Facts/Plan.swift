import BaylineModel

/// A schedule joined with what it was made for: the facts that rules and costs share.
struct Plan {
  let givens: Givens
  let visits: [Visit]
  /// The appointments that were left out.
  let unscheduled: [Appointment]
  let statedCost: StatedCost?
  /// The operations of all visits.
  let operations: [PlacedOperation]

  init(_ schedule: Schedule, givens: Givens) {
    func appointment(_ id: String) -> Appointment {
      guard let found = givens.appointment(id) else {
        preconditionFailure("appointment \(id) is not in the demand")
      }
      return found
    }
    self.givens = givens
    let finish = givens.site.booking.finishMinutes
    visits = schedule.assignments.map {
      Visit($0, of: appointment($0.appointment), finishMinutes: finish)
    }
    unscheduled = schedule.unscheduled.map { appointment($0.appointment) }
    statedCost = schedule.cost
    operations = visits.flatMap(\.operations)
  }

  var site: Site { givens.site }
  var demand: Demand { givens.demand }
  var horizon: Horizon { givens.demand.horizon }
  var now: CivilTime { givens.demand.now }

  /// The visits that take a slot and an advisor.
  var arrivals: [(visit: Visit, reception: Reception)] {
    visits.compactMap { visit in visit.reception.map { (visit, $0) } }
  }

  /// Every operation that holds its bay and technicians: the scheduled ones, and the locked ones of appointments
  /// that were left out.
  var heldOperations: [PlacedOperation] {
    operations
      + unscheduled.flatMap { appointment in
        appointment.operations.compactMap { operation in
          operation.locked.map { locked in
            let placed = PlacedOperation(locked, until: locked.start, of: operation, in: appointment.id)
            return PlacedOperation(
              locked, until: rightEnd(of: placed) ?? .never, of: operation, in: appointment.id)
          }
        }
      }
  }

  /// The arrivals that H2-H4 count, with those of received vehicles, scheduled or not.
  var countedArrivals: [Arrival] {
    let received = demand.appointments.compactMap { appointment -> Arrival? in
      guard let advisor = appointment.receivedBy, let at = appointment.arrived else { return nil }
      return Arrival(appointment: appointment.id, advisor: advisor, at: at, isSettled: true)
    }
    return received
      + arrivals.map { visit, reception in
        Arrival(
          appointment: visit.appointment.id, advisor: reception.advisor, at: reception.arrival,
          isSettled: visit.appointment.booked != nil)
      }
  }

  /// The counted arrivals of each advisor in chronological order, advisors in order of id.
  var arrivalsByAdvisor: [(advisor: String, arrivals: [Arrival])] {
    Dictionary(grouping: countedArrivals, by: \.advisor)
      .sorted { $0.key.precedes($1.key) }
      .map { ($0.key, $0.value.sorted(by: Arrival.isInOrder)) }
  }
}
