import BaylineModel

extension PlacedSchedule {
  /// H3: No 60 minutes that begin with an arrival contain too many arrivals of an advisor, or of the site.
  func hourViolations() -> [Violation] {
    var violations = arrivalsByAdvisor.flatMap { advisor, arrivals in
      let limit = instance.advisor(advisor)?.bookingsPerHour ?? site.booking.advisorBookingsPerHour
      return crowdedHours(of: arrivals, limit: limit, subject: .advisor(advisor))
    }
    if let limit = site.booking.siteBookingsPerHour {
      violations += crowdedHours(
        of: countedArrivals.sorted(by: CountedArrival.isInOrder), limit: limit, subject: .site)
    }
    return violations
  }

  private func crowdedHours(
    of arrivals: [CountedArrival], limit: Int, subject: Violation.Subject
  ) -> [Violation] {
    var violations: [Violation] = []
    var first = 0
    var next = 0
    while first < arrivals.count {
      let start = arrivals[first].at
      while next < arrivals.count, arrivals[next].at < start + 60 { next += 1 }
      let hour = arrivals[first..<next]
      if hour.count > limit && !hour.allSatisfy(\.isSettled) {
        violations.append(
          Violation(
            .h3, subject, at: start, .tooManyArrivalsInHour(arrivals: hour.map(\.reference), most: limit)))
      }
      // Arrivals at the same minute begin the same window.
      while first < arrivals.count, arrivals[first].at == start { first += 1 }
    }
    return violations
  }
}
