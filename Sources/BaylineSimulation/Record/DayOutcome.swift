package import BaylineModel

/// A day as it went: of a record, or of a plan that was played against it.
package struct DayOutcome: Hashable, Sendable {
  /// What the day is judged by, as sums.
  package let sums: FigureSums
  /// The visits that were worked on.
  package let visits: [VisitOutcome]

  /// What the day is judged by.
  package var figures: FigureValues { sums.values }
}

/// A visit as it went; times are minutes from the start of the horizon.
package struct VisitOutcome: Hashable, Sendable {
  /// Id of the appointment.
  package let appointment: String
  package let kind: VisitKind
  package let isWaiting: Bool
  /// Whether it came through the door on that day.
  package let isNewArrival: Bool
  /// The arrival that was told to the customer; `nil` without a booking.
  package let bookedArrival: Int?
  /// When the customer came, and when an advisor received them.
  package let arrivedAt: Int
  package let received: Int
  /// When the vehicle was there for the workshop.
  package let available: Int
  /// When work began, and when the vehicle was ready.
  package let begun: Int
  package let ready: Int
  package let readyBy: Int?
  /// When it could have been begun at the earliest.
  package let earliest: Int
  /// The customer came after the grace time, and the slot was gone.
  package let hasLostSlot: Bool

  /// What it cost, in points of the site's policy: delay, lateness, and the stay of a waiting customer.
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
  /// Minutes of the site's hours between two times.
  package func openMinutes(from start: Int, to end: Int) -> Int {
    shop.hours.minutes(from: start, to: end)
  }
}
