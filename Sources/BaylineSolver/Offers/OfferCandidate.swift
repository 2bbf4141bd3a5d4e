import BaylineModel

/// A way to admit a visit: its arrival and advisor, its operations, and the visits moved to make room.
package struct OfferCandidate: Sendable, Equatable {
  package var reception: CompiledReception
  package var placements: [Placement]
  /// The increase of the total cost in points, excluding the drop cost saved.
  package var extra: Int
  /// The visits whose work moves; empty if nothing else changes.
  package var moved: [MovedVisit] = []

  package var completion: Int { placements.last.map { Int($0.end) } ?? reception.arrival }
}

/// A visit whose work moves while its arrival and advisor stay.
package struct MovedVisit: Sendable, Equatable {
  package var appointment: AppointmentIndex
  /// The new placements of its operations.
  package var placements: [Placement]
}

extension [OfferCandidate] {
  /// Minimum minutes between arrivals that count as different times, and as different parts of the day.
  private static var apart: Int { 60 }
  private static var farApart: Int { 120 }

  /// Up to `count` diverse candidates, best first.
  ///
  /// The first choice leads if present. Then come the cheapest of each half-day not yet covered, at least two hours
  /// from the others; then the cheapest at least an hour from the others; then the remaining ones by cost. The
  /// selection is returned by points, after the first choice.
  /// - Complexity: O(n log n + n × count).
  func apart(_ count: Int, firstChoice: Int?) -> [OfferCandidate] {
    let ranked = sorted { $0.rank(firstChoice) < $1.rank(firstChoice) }
    var chosen: [OfferCandidate] = []
    let rules: [(Int, Int) -> Bool] = [
      { $0.halfDay != $1.halfDay && abs($0 - $1) >= Self.farApart }, { abs($0 - $1) >= Self.apart },
      { $0 != $1 },
    ]
    for keepsApart in rules {
      for candidate in ranked where chosen.count < count {
        let arrival = candidate.reception.arrival
        if chosen.allSatisfy({ keepsApart(arrival, $0.reception.arrival) }) { chosen.append(candidate) }
      }
    }
    return chosen.sorted { $0.rank(firstChoice) < $1.rank(firstChoice) }
  }
}

extension OfferCandidate {
  /// The order of offers: the first choice, then by points and time.
  fileprivate func rank(_ firstChoice: Int?) -> (Int, Int, Int) {
    (reception.arrival == firstChoice ? 0 : 1, extra, reception.arrival)
  }
}

extension Int {
  /// The number of a time's half-day from the start of the horizon; mornings end at noon.
  var halfDay: Int { day(of: self) * 2 + (self - day(of: self) * 1440 >= 720 ? 1 : 0) }
}
