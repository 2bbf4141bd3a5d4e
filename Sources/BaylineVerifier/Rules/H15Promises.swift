import BaylineModel

extension PlacedSchedule {
  /// H15: promised arrivals are kept, and locked operations are as locked (their end is H9's affair).
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
