import BaylineModel

extension PlacedSchedule {
  /// H15: Promised arrivals are kept, and locked operations are placed as locked (their end is checked by H9).
  func promiseViolations() -> [Violation] {
    visits.flatMap { visit in
      var violations: [Violation] = []
      if let promised = visit.appointment.booked?.arrival, let arrival = visit.reception?.arrival,
        arrival != promised
      {
        violations.append(
          Violation(
            .h15, .appointment(visit.appointment.id), at: arrival, .arrivalNotAsPromised(promised: promised)))
      }
      for placed in visit.operations where !placed.matchesLock {
        guard let locked = placed.operation.locked else { continue }
        violations.append(
          Violation(.h15, .operation(placed.reference), at: placed.start, .lockNotKept(locked)))
      }
      return violations
    }
  }
}
