import BaylineModel

extension PlacedSchedule {
  /// H2: Any two arrivals of an advisor are at least the minimum gap apart, unless both were settled before.
  func gapViolations() -> [Violation] {
    let minGap = max(site.booking.advisorGapMinutes, site.booking.receptionMinutes)
    var violations: [Violation] = []
    for (advisor, arrivals) in arrivalsByAdvisor {
      for (index, later) in arrivals.enumerated() {
        for earlier in arrivals[..<index].reversed() {
          if later.at - earlier.at >= minGap { break }
          if earlier.isSettled && later.isSettled { continue }
          violations.append(
            Violation(
              .h2, .advisor(advisor), at: later.at,
              .arrivalsTooClose(earlier: earlier.reference, later: later.reference, minMinutes: minGap)))
        }
      }
    }
    return violations
  }
}
