import BaylineModel

extension PlacedSchedule {
  /// H4: An advisor's arrivals per day are limited, unless all of that day were settled before.
  func dayViolations() -> [Violation] {
    arrivalsByAdvisor.flatMap { advisor, arrivals in
      let limit = instance.advisor(advisor)?.bookingsPerDay ?? site.booking.advisorBookingsPerDay
      return Dictionary(grouping: arrivals, by: \.at.date)
        .filter { $0.value.count > limit && !$0.value.allSatisfy(\.isSettled) }
        .sorted { $0.key < $1.key }
        .map { day, arrivals in
          Violation(
            .h4, .advisor(advisor), at: CivilTime(day),
            .tooManyArrivalsOnDay(arrivals: arrivals.map(\.reference), most: limit))
        }
    }
  }
}
