import BaylineModel

/// A scheduled appointment.
struct PlacedVisit {
  let appointment: Appointment
  /// `nil` for a vehicle that had arrived.
  let reception: Reception?
  /// In order; at least one.
  let operations: [PlacedOperation]
  /// The end of the last operation.
  let completion: CivilTime
  /// When the vehicle is ready according to its operations.
  let ready: CivilTime
  /// When the vehicle is ready according to the file.
  let statedReady: CivilTime

  init(_ assignment: Assignment, of appointment: Appointment, finishMinutes: Int) {
    precondition(
      assignment.operations.map(\.operation) == appointment.operations.map(\.id),
      "assignment of \(appointment.id): operations differ from those of the appointment, or are out of order")
    self.appointment = appointment
    reception = assignment.reception
    operations = zip(assignment.operations, appointment.operations).map {
      PlacedOperation($0, of: $1, in: appointment.id)
    }
    completion = operations.last?.end ?? assignment.ready
    ready = completion + finishMinutes
    statedReady = assignment.ready
  }

  /// The arrival; for a vehicle that had arrived, the later of its arrival and `earliest`.
  func presentSince(notBefore earliest: CivilTime) -> CivilTime {
    if let reception { return reception.arrival }
    return max(earliest, appointment.arrived ?? earliest)
  }
}

/// An arrival that counts towards the advisors' limits.
struct CountedArrival {
  let appointment: String
  let advisor: String
  let at: CivilTime
  /// Booked or received: violations among such arrivals alone do not count.
  let isSettled: Bool

  var reference: ArrivalReference {
    ArrivalReference(appointment: appointment, at: at)
  }

  /// Chronological, with deterministic ties.
  static func isInOrder(_ left: CountedArrival, _ right: CountedArrival) -> Bool {
    left.at != right.at ? left.at < right.at : left.appointment.precedes(right.appointment)
  }
}
