package import BaylineModel

/// The outcome of a day: recorded, or simulated against a record.
package struct DayOutcome: Hashable, Sendable {
  /// The figures of the day, as sums.
  package let sums: FigureSums
  /// The visits on which work was done.
  package let visits: [VisitOutcome]

  /// The figures of the day.
  package var figures: Figure.Values { sums.values }
}

/// The outcome of a visit; times are minutes from the start of the horizon.
package struct VisitOutcome: Hashable, Sendable {
  /// Id of the appointment.
  package let appointment: String
  package let kind: VisitKind
  package let isWaiting: Bool
  /// Whether the customer arrived on that day.
  package let isNewArrival: Bool
  /// The confirmed arrival; `nil` without a booking.
  package let bookedArrival: Int?
  /// When the customer arrived and was received.
  package let arrivedAt: Int
  package let received: Int
  /// When the vehicle was available to the workshop.
  package let available: Int
  /// When work started, and when the vehicle was ready.
  package let begun: Int
  package let ready: Int
  package let readyBy: Int?
  /// When work could start at the earliest.
  package let earliest: Int
  /// Whether the slot was released because the customer arrived after the grace time.
  package let hasLostSlot: Bool

  /// Its cost in points of the site's policy: delay, lateness, and the stay of a waiting customer.
  ///
  /// - Parameter hours: Open minutes between two times.
  package func points(_ policy: CostPolicy, open hours: (Int, Int) -> Int) -> Int {
    var points = (policy.kinds[kind]?.delay ?? 0) * hours(earliest, ready)
    if let readyBy, ready > readyBy { points += policy.late + policy.lateness * hours(readyBy, ready) }
    if isWaiting { points += policy.stay * max(0, ready - (isNewArrival ? arrivedAt : max(arrivedAt, 0))) }
    return points
  }
}

extension ShopSimulation {
  /// Open minutes of the site between two times.
  package func openMinutes(from start: Int, to end: Int) -> Int {
    shop.hours.minutes(from: start, to: end)
  }
}
