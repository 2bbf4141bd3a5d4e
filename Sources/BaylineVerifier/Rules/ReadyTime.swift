import BaylineModel

extension PlacedSchedule {
  /// READY: A vehicle is ready `finishMinutes` after its last operation.
  func readyViolations() -> [Violation] {
    visits.filter { $0.statedReady != $0.ready }.map {
      Violation(.ready, .appointment($0.appointment.id), at: $0.statedReady, .wrongReadyTime($0.ready))
    }
  }
}
