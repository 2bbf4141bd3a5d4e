import BaylineModel

extension PlacedSchedule {
  /// READY: A vehicle is ready `finishMinutes` after its last operation, and promised for then or later.
  func readyViolations() -> [Violation] {
    visits.flatMap { visit in
      let subject = Violation.Subject.appointment(visit.appointment.id)
      var violations: [Violation] = []
      if visit.statedReady != visit.ready {
        violations.append(Violation(.ready, subject, at: visit.statedReady, .wrongReadyTime(visit.ready)))
      }
      if let promise = visit.promise, promise < visit.ready {
        violations.append(Violation(.ready, subject, at: promise, .promisedBeforeReady(visit.ready)))
      }
      return violations
    }
  }
}
