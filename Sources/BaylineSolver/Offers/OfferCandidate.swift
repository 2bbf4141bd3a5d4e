import BaylineModel

/// A way to let a visit in: when and to whom it comes, how it is worked on, and what makes room for it.
package struct OfferCandidate: Sendable, Equatable {
  /// The arrival and the advisor.
  package var reception: CompiledReception
  /// The visit's operations.
  package var placements: [Placement]
  /// By how many points the total grows, its drop cost left aside.
  package var extra: Int
  /// The visits whose work goes elsewhere; none where everything else stands.
  package var moved: [MovedVisit] = []

  /// When the last operation ends.
  package var completion: Int { placements.last.map { Int($0.end) } ?? reception.arrival }
}

/// A visit whose arrival and advisor stay and whose work goes elsewhere.
package struct MovedVisit: Sendable, Equatable {
  /// The visit.
  package var appointment: AppointmentIndex
  /// Its operations from now on.
  package var placements: [Placement]
}

extension [OfferCandidate] {
  /// Minutes between two arrivals that a customer hears as two different times, and as two parts of the day.
  private static var apart: Int { 60 }
  private static var farApart: Int { 120 }

  /// Up to `count` of them in different parts of what the customer can do, the best first.
  ///
  /// The first choice leads if it is there. Then the cheapest of each half-day that has none yet, two hours from the
  /// others at least; then the cheapest that lies an hour from the others; then whatever is left, the cheapest first. What
  /// was chosen is told in order of its points, the first choice before all.
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
  /// The order of offers: the first choice, then by points, then by time.
  fileprivate func rank(_ firstChoice: Int?) -> (Int, Int, Int) {
    (reception.arrival == firstChoice ? 0 : 1, extra, reception.arrival)
  }
}

extension Int {
  /// The half-day of a time, counted from the start of the horizon: mornings end at noon.
  var halfDay: Int { day(of: self) * 2 + (self - day(of: self) * 1440 >= 720 ? 1 : 0) }
}
