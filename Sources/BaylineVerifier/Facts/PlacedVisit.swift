import BaylineModel

/// A scheduled appointment.
struct PlacedVisit {
  let appointment: Appointment
  /// `nil` for a vehicle that had arrived.
  let reception: Schedule.Reception?
  /// In order; at least one.
  let operations: [PlacedOperation]
  /// The end of the last operation.
  let completion: CivilTime
  /// When the vehicle is ready according to its operations.
  let ready: CivilTime
  /// When the vehicle is ready according to the file.
  let statedReady: CivilTime
  /// The time that the customer is told, if any.
  let promise: CivilTime?
  /// How the vehicle comes to the bay of each operation.
  private let transfers: [Transfer]

  init(_ assignment: Schedule.Assignment, of appointment: Appointment, instance: ProblemInstance) {
    precondition(
      assignment.operations.map(\.operation) == appointment.operations.map(\.id),
      "assignment of \(appointment.id): operations differ from those of the appointment, or are out of order")
    self.appointment = appointment
    reception = assignment.reception
    operations = zip(assignment.operations, appointment.operations).map {
      PlacedOperation($0, of: $1, in: appointment.id)
    }
    completion = operations.last?.end ?? assignment.ready
    ready = completion + instance.site.booking.finishMinutes
    statedReady = assignment.ready
    promise = assignment.promise
    transfers = Self.transfers(between: operations, instance: instance)
  }

  /// Whether the vehicle stays in its bay for the operation at an index.
  func stays(for index: Int) -> Bool {
    if case .stay = transfers[index] { true } else { false }
  }

  /// Whether the vehicle moves to another bay for the operation at an index.
  func moves(for index: Int) -> Bool {
    if case .move = transfers[index] { true } else { false }
  }

  /// The times for which the vehicle stays in a bay between two operations.
  var stays: [(bay: String, occupancy: Occupancy)] {
    zip(operations, transfers).compactMap { placed, transfer in
      guard case .stay(let since) = transfer, let bay = placed.bay else { return nil }
      return (bay, Occupancy(stayFrom: operations[since], to: placed))
    }
  }

  private static func transfers(
    between operations: [PlacedOperation], instance: ProblemInstance
  ) -> [Transfer] {
    var last: Int?
    return operations.indices.map { index in
      guard let bay = operations[index].bay else { return .none }
      defer { last = index }
      guard let last else { return .none }
      let isLeft =
        operations[last].operation.bayAfter == .leave || instance.isLeftForLock(operations[last])
      return operations[last].bay == bay && !isLeft ? .stay(since: last) : .move
    }
  }

  /// The arrival; for a vehicle that had arrived, the later of its arrival and `earliest`.
  func presentSince(notBefore earliest: CivilTime) -> CivilTime {
    if let reception { return reception.arrival }
    return max(earliest, appointment.arrived ?? earliest)
  }
}

/// How a vehicle comes to the bay of an operation.
private enum Transfer {
  /// There is no bay, or none before it.
  case none
  /// It stays there since the operation at an index.
  case stay(since: Int)
  /// It moves there from another bay, or was taken out of this one.
  case move
}

/// An arrival that counts towards the advisors' limits.
struct CountedArrival {
  let appointment: String
  let advisor: String
  let at: CivilTime
  /// Booked or received: violations among such arrivals alone do not count.
  let isSettled: Bool

  var reference: Violation.ArrivalReference {
    Violation.ArrivalReference(appointment: appointment, at: at)
  }

  /// Chronological, with deterministic ties.
  static func isInOrder(_ left: CountedArrival, _ right: CountedArrival) -> Bool {
    left.at != right.at ? left.at < right.at : left.appointment.precedes(right.appointment)
  }
}
