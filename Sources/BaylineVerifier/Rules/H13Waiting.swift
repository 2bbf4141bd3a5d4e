import BaylineModel

extension PlacedSchedule {
  /// H13: A waiting customer gets the vehicle back on the day of the arrival, before the site closes.
  func waitingViolations() -> [Violation] {
    visits.compactMap { visit in
      guard visit.appointment.waiting, visit.operations.last?.matchesLock != true else { return nil }
      let closing = closingTime(on: visit.presentSince(notBefore: horizon.start).date)
      if let closing, visit.ready <= closing { return nil }
      return Violation(.h13, .appointment(visit.appointment.id), at: visit.ready, .notReadyByClosing(closing))
    }
  }

  /// The end of the site's last working interval of a day; `nil` if closed.
  private func closingTime(on day: CivilDate) -> CivilTime? {
    let start = CivilTime(day)
    let end = instance.hours.lastEnd(before: CivilTime(day.advanced(by: 1)))
    return end.flatMap { $0 > start ? $0 : nil }
  }
}
