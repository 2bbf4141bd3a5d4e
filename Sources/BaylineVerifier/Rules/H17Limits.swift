import BaylineModel

extension PlacedSchedule {
  /// H17: The arrivals that a limit counts are not more on any day than it allows, or than are promised.
  func limitViolations() -> [Violation] {
    site.booking.limits.sorted { $0.id.precedes($1.id) }.flatMap(violations)
  }

  private func violations(of limit: BookingRules.ArrivalLimit) -> [Violation] {
    let counted = arrivals.filter { limit.counts($0.visit.appointment) && limit.counts($0.reception.arrival) }
    return Dictionary(grouping: counted, by: \.reception.arrival.date).sorted { $0.key < $1.key }
      .compactMap { day, arrivals in
        let most = max(limit.most, arrivals.count { $0.visit.appointment.booked != nil })
        guard arrivals.count > most else { return nil }
        let references = arrivals.map {
          Violation.ArrivalReference(appointment: $0.visit.appointment.id, at: $0.reception.arrival)
        }
        return Violation(
          .h17, .limit(limit.id), at: CivilTime(day, minuteOfDay: limit.hours.start),
          .limitExceeded(arrivals: references, most: most))
      }
  }
}
