import BaylineModel

extension PlacedSchedule {
  /// H5: An arrival that is not promised lies within one of the customer's windows.
  func availabilityViolations() -> [Violation] {
    arrivals.compactMap { visit, reception in
      let whole = [TimeWindow(from: horizon.start, to: horizon.end)]
      let windows = visit.appointment.availability ?? whole
      guard visit.appointment.booked == nil, !windows.contains(where: { $0.contains(reception.arrival) })
      else { return nil }
      return Violation(
        .h5, .appointment(visit.appointment.id), at: reception.arrival, .outsideAvailability(windows))
    }
  }
}
