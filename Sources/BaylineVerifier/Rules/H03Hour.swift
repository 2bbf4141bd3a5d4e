import BaylineModel

extension PlacedSchedule {
  /// H3: No 60 minutes that begin with an arrival contain too many arrivals of an advisor, or of the site.
  func hourViolations() -> [Violation] {
    var violations = arrivalsByAdvisor.flatMap { advisor, arrivals in
      let most = instance.advisor(advisor)?.bookingsPerHour ?? site.booking.advisorBookingsPerHour
      return crowdedHours(of: arrivals, most: most, subject: .advisor(advisor))
    }
    if let most = site.booking.siteBookingsPerHour {
      violations += crowdedHours(
        of: countedArrivals.sorted(by: CountedArrival.isInOrder), most: most, subject: .site)
    }
    return violations
  }

  private func crowdedHours(
    of arrivals: [CountedArrival], most: Int, subject: Violation.Subject
  ) -> [Violation] {
    var violations: [Violation] = []
    var first = 0
    var next = 0
    while first < arrivals.count {
      let start = arrivals[first].at
      while next < arrivals.count, arrivals[next].at < start + 60 { next += 1 }
      let hour = arrivals[first..<next]
      if hour.count > most && !hour.allSatisfy(\.isSettled) {
        violations.append(
          Violation(
            .h3, subject, at: start, .tooManyArrivalsInHour(arrivals: hour.map(\.reference), most: most)))
      }
      // Arrivals at the same minute begin the same window.
      while first < arrivals.count, arrivals[first].at == start { first += 1 }
    }
    return violations
  }
}
