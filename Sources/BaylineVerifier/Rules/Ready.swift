import BaylineModel

extension Plan {
  /// READY: a vehicle is ready `finishMinutes` after its last operation.
  func readyViolations() -> [Violation] {
    visits.filter { $0.statedReady != $0.ready }.map {
      Violation(.ready, .appointment($0.appointment.id), at: $0.statedReady, .readyShallBe($0.ready))
    }
  }
}
