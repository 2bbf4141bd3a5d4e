import BaylineModel

/// A lower bound on the objective of any choice of days for the same vehicles.
///
/// The relaxation lets vehicles be divided among their days and ignores capacities. It is a convex problem on a product
/// of simplices, where the value at any point minus the Frank–Wolfe gap is a lower bound (M. Frank and P. Wolfe, An
/// algorithm for quadratic programming, 1956; block by block: S. Lacoste-Julien et al., Block-coordinate Frank–Wolfe
/// optimization, 2013). The point is found by moving shares of one vehicle at a time from its most expensive to its
/// cheapest day, as far as that pays.
struct LevellingBound {
  private let problem: LevellingProblem
  private let items: [Int]
  private let possible: [[Int]]
  private let price: [[Double]]
  private let uses: [[Double]]
  private let deviation: [[Double]]
  private var load: [[Double]]
  private var shares: [[Double]]

  /// Passes over all vehicles.
  private static let passes = 30

  /// - Parameter days: The initial choice; vehicles left out of it are ignored.
  init(_ problem: LevellingProblem, _ days: [Int?]) {
    self.problem = problem
    items = problem.items.indices.filter { days[$0] != nil }
    let unit = Double(LevellingProblem.unit)
    price = problem.price.map { $0.map { Double($0) / unit } }
    load = problem.load(days).map { $0.map(Double.init) }
    possible = items.map(problem.possibleDays)
    uses = items.map { problem.items[$0].uses.map(Double.init) }
    deviation = zip(items, possible).map { item, days in
      days.map { Double(problem.deviation(item, $0)) / unit }
    }
    shares = zip(items, possible).map { item, choices in choices.map { $0 == days[item] ? 1 : 0 } }
  }

  /// Computes the bound.
  /// - Complexity: O(vehicles × days × resources) per pass.
  func value() -> Double {
    var copy = self
    for _ in 0..<Self.passes {
      for position in items.indices { copy.improve(position) }
    }
    var value = 0.0
    for day in copy.load.indices {
      for resource in copy.load[day].indices {
        value += copy.price[day][resource] * copy.load[day][resource] * copy.load[day][resource]
      }
    }
    for position in items.indices {
      let slopes = copy.slopes(position)
      for (index, share) in copy.shares[position].enumerated() {
        value += share * copy.deviation[position][index]
        // The linear part of the gap: from the shares to the cheapest day.
        value -= share * slopes[index]
      }
      value += slopes.min() ?? 0
    }
    // A margin for rounding errors, far below displayed precision.
    return value - 1e-9
  }

  /// The marginal cost of a vehicle on each of its days.
  private func slopes(_ position: Int) -> [Double] {
    possible[position].indices.map { index in
      let day = possible[position][index]
      var slope = deviation[position][index]
      for resource in uses[position].indices where uses[position][resource] > 0 {
        slope += 2 * price[day][resource] * load[day][resource] * uses[position][resource]
      }
      return slope
    }
  }

  private mutating func improve(_ position: Int) {
    let slopes = self.slopes(position)
    guard let best = slopes.indices.min(by: { slopes[$0] < slopes[$1] }),
      let worst = slopes.indices.filter({ shares[position][$0] > 0 }).max(by: { slopes[$0] < slopes[$1] }),
      slopes[worst] > slopes[best]
    else { return }
    let (from, to) = (possible[position][worst], possible[position][best])
    var curve = 0.0
    for resource in uses[position].indices {
      let use = uses[position][resource]
      curve += 2 * use * use * (price[from][resource] + price[to][resource])
    }
    let wanted = curve > 0 ? (slopes[worst] - slopes[best]) / curve : 1
    let step = min(shares[position][worst], wanted)
    shares[position][worst] -= step
    shares[position][best] += step
    for resource in uses[position].indices {
      load[from][resource] -= step * uses[position][resource]
      load[to][resource] += step * uses[position][resource]
    }
  }
}
