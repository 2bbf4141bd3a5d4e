package import BaylineModel

/// What simulated days cost by the site's policy.
extension ShopSimulation {
  /// Simulates the days once.
  ///
  /// - Parameter prices: The weights of the costs.
  /// - Returns: The figures; the cost of what happened, in points; and for each visit of ``visitIds`` by how many open
  ///   minutes it is ready later than planned, `nil` if the customer does not come or leaves.
  package func runCosting(_ prices: DayPrices, seed: Int, replication: Int) -> (
    figures: Figure.Values, points: Double, delays: [Int?]
  ) {
    let run = completedRun(seed: seed, replication: replication)
    return (run.figures(), run.points(prices), run.delays())
  }
}

/// The prices of what happens on a day, in points.
package struct DayPrices: Sendable {
  /// The site's policy: delay, stay and lateness.
  package var policy: CostPolicy
  /// For each minute that a technician works outside the shift or in a break.
  package var overtime: Int
  /// For each deadline that is missed, in percent of what losing the customer costs.
  package var missedShare: Int

  package init(policy: CostPolicy, overtime: Int, missedShare: Int = 0) {
    (self.policy, self.overtime, self.missedShare) = (policy, overtime, missedShare)
  }
}

extension ShopRun {
  /// The cost of the days in points: delay, lateness and stay of the vehicles received, by their real times; the drop
  /// costs of the customers who came and were lost; overtime. What the plan alone decides is not included.
  func points(_ prices: DayPrices) -> Double {
    var sum = Double(tally.outside * prices.overtime)
    for visit in visits where !visit.isLockedOnly && !visit.isNoShow {
      sum += points(of: visit, prices)
    }
    return sum
  }

  /// By how many open minutes the visits of the plan are ready later than planned.
  func delays() -> [Int?] {
    shop.visits.indices.map { index in
      guard let ready = visits[index].readyAt,
        let end = shop.visits[index].works.map({ shop.works[$0].end }).max()
      else { return nil }
      return shop.hours.minutes(from: end + shop.finish, to: ready)
    }
  }

  private func points(of visit: RunVisit, _ prices: DayPrices) -> Double {
    let policy = prices.policy
    let cost = policy.kinds[shop.kinds[visit.kind]] ?? CostPolicy.KindCost(drop: 0, delay: 0)
    let weight = Double(visit.priority) / 100
    guard let ready = visit.readyAt else {
      return visit.phase == .departed ? Double(visit.dropCost) : 0
    }
    let delay = shop.hours.minutes(from: visit.earliest ?? visit.arrivedAt, to: ready)
    var points = weight * Double(cost.delay * delay)
    if let readyBy = visit.readyBy, ready > readyBy {
      points += Double(policy.late + policy.lateness * shop.hours.minutes(from: readyBy, to: ready))
      points += Double(visit.dropCost * prices.missedShare) / 100
    }
    if visit.isWaiting { points += Double(policy.stay * max(0, ready - visit.arrivedAt)) }
    return points
  }
}
