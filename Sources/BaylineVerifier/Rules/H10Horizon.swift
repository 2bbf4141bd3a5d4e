import BaylineModel

extension PlacedSchedule {
  /// H10: No unlocked operation starts before the horizon, and no visit's work ends after it.
  func horizonViolations() -> [Violation] {
    visits.flatMap { visit in
      var violations: [Violation] = []
      if visit.completion > horizon.end {
        violations.append(
          Violation(
            .h10, .appointment(visit.appointment.id), at: visit.completion, .endsAfterHorizon(horizon.end)))
      }
      violations += visit.operations.filter { $0.start < horizon.start && !$0.isLocked }.map {
        Violation(.h10, .operation($0.reference), at: $0.start, .startsBeforeHorizon(horizon.start))
      }
      return violations
    }
  }
}
