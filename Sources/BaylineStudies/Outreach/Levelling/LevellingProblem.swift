package import BaylineModel

/// Chooses a day for each of some vehicles within its window, so that the load of the days is even.
///
/// Minimizes Σ over days and resources of (load ÷ capacity)², plus a cost per day between each vehicle's day and its
/// best one; no load exceeds its limit. A vehicle that fits no day is left out, the least urgent first.
///
/// All costs are integers: (load ÷ capacity)² is counted in 10⁻¹² as `price × load²`, price = ⌊10¹² ÷ capacity²⌋, which
/// is exactly convex.
package struct LevellingProblem: Sendable {
  /// A vehicle to place.
  package struct Item: Hashable, Sendable {
    /// Its use of each resource, 0 or more.
    package var uses: [Int]
    /// The days on which it may come, as indices.
    package var days: ClosedRange<Int>
    /// The best of them.
    package var best: Int
    /// The weight of each day between its day and the best one.
    package var dayWeight: Int
    /// The urgency; 0 is left out last.
    package var rank: Int

    package init(uses: [Int], days: ClosedRange<Int>, best: Int, dayWeight: Int = 1, rank: Int = 0) {
      self.uses = uses
      self.days = days
      self.best = best
      self.dayWeight = dayWeight
      self.rank = rank
    }
  }

  /// The cost of one day away from the best: what a vehicle of 1% of the capacity saves by moving to a day with half a
  /// percent less load. A week thus costs as much as 3.5% of load saves; our choice (docs/outreach.md).
  static let dayCost = 100_000_000
  /// The cost of (load ÷ capacity)² = 1.
  static let unit = 1_000_000_000_000
  /// The number of distinct urgencies.
  static let ranks = 8

  /// Capacity by day and resource.
  package let capacity: [[Int]]
  /// The maximum load by day and resource; at most the capacity.
  package let limit: [[Int]]
  /// Load by day and resource before any of the vehicles.
  package let base: [[Int]]
  /// The vehicles.
  package let items: [Item]
  /// `price × load²` is (load ÷ capacity)², by day and resource.
  let price: [[Int]]

  /// - Parameter limit: The maximum load; `nil` is the capacity.
  /// - Precondition: Capacity, limit, base and items have the same days and resources.
  package init(capacity: [[Int]], base: [[Int]], items: [Item], limit: [[Int]]? = nil) {
    self.capacity = capacity
    self.limit = limit ?? capacity
    self.base = base
    self.items = items
    price = capacity.map { $0.map { $0 > 0 ? Self.unit / ($0 * $0) : 0 } }
  }

  /// Whether a vehicle fits a day with some load.
  func fits(_ item: Int, _ day: Int, _ load: [[Int]]) -> Bool {
    let uses = items[item].uses
    for resource in uses.indices where uses[resource] > 0 {
      if load[day][resource] + uses[resource] > limit[day][resource] { return false }
    }
    return true
  }

  /// The increase in the cost of a day's load by a vehicle.
  ///
  /// - Precondition: The vehicle fits, so that no product overflows 64 bits.
  func added(_ item: Int, _ day: Int, _ load: [[Int]]) -> Int {
    let uses = items[item].uses
    var sum = 0
    for resource in uses.indices where uses[resource] > 0 {
      let use = uses[resource]
      sum += price[day][resource] * (2 * load[day][resource] + use) * use
    }
    return sum
  }

  /// The cost of a vehicle's distance from its best day.
  func deviation(_ item: Int, _ day: Int) -> Int {
    Self.dayCost * items[item].dayWeight * abs(day - items[item].best)
  }

  /// The cost of a vehicle on a day with only the base load; `nil` if it does not fit.
  package func cost(of item: Int, on day: Int) -> Int? {
    fits(item, day, base) ? added(item, day, base) + deviation(item, day) : nil
  }

  /// The cost of leaving a vehicle out: more than any day could cost, and more for more urgent ones.
  func penalty(_ item: Int) -> Int {
    let urgency = Self.ranks - min(Self.ranks - 1, max(0, items[item].rank))
    return Self.unit * (2 * (capacity.first?.count ?? 0) + 1) * urgency
  }

  /// The days that a vehicle fits with only the base load.
  func possibleDays(_ item: Int) -> [Int] {
    items[item].days.filter { capacity.indices.contains($0) && fits(item, $0, base) }
  }
}

extension LevellingProblem {
  /// The objective of some days: Σ (load ÷ capacity)² plus the cost of days away from the best ones. Days without
  /// capacity do not count.
  package func measure(_ days: [Int?]) -> Double {
    var load = base
    var deviation = 0
    for (item, day) in days.enumerated() {
      guard let day else { continue }
      for (resource, use) in items[item].uses.enumerated() { load[day][resource] += use }
      deviation += self.deviation(item, day)
    }
    return squares(load) + Double(deviation) / Double(Self.unit)
  }

  /// Σ (load ÷ capacity)², by the same integer prices.
  func squares(_ load: [[Int]]) -> Double {
    var sum = 0.0
    for day in load.indices {
      for resource in load[day].indices {
        sum += Double(price[day][resource]) * Double(load[day][resource]) * Double(load[day][resource])
      }
    }
    return sum / Double(Self.unit)
  }

  /// The load with vehicles on some days.
  package func load(_ days: [Int?]) -> [[Int]] {
    var load = base
    for (item, day) in days.enumerated() {
      guard let day else { continue }
      for (resource, use) in items[item].uses.enumerated() { load[day][resource] += use }
    }
    return load
  }

  /// Finds the best days: exactly if all vehicles have equal uses, else by construction and local search, with a lower
  /// bound for the same vehicles.
  ///
  /// - Parameter seed: The seed of the local search; another one may find other days.
  /// - Complexity: Exact, O(vehicles² × days); else O(vehicles² × resources) per round, about ten rounds.
  package func solve(seed: UInt64) -> OutreachPlan.Levelling {
    if let exact = FlowLevelling(self)?.solve() {
      var levelling = OutreachPlan.Levelling(days: exact, load: load(exact))
      levelling.isExact = true
      levelling.measure = measure(exact)
      levelling.bound = levelling.measure
      return levelling
    }
    var search = LocalLevelling(self, seed: seed)
    let days = search.solve()
    var levelling = OutreachPlan.Levelling(days: days, load: load(days))
    levelling.measure = measure(days)
    levelling.bound = min(levelling.measure, LevellingBound(self, days).value())
    return levelling
  }
}

extension LevellingProblem {
  /// Why a vehicle has no day: arrivals if no day of its window has one left, else the trade that is short on most
  /// days.
  ///
  /// - Precondition: The resources are the trades, then the arrivals.
  func bottleneck(of item: Int, _ levelling: OutreachPlan.Levelling, trades: [String])
    -> OutreachPlan.Exclusion.Cause
  {
    let item = items[item]
    var shortDays = [Int](repeating: 0, count: item.uses.count)
    for day in item.days {
      for (resource, use) in item.uses.enumerated()
      where use > 0 && levelling.load[day][resource] + use > limit[day][resource] {
        shortDays[resource] += 1
      }
    }
    let arrivals = item.uses.count - 1
    let worst = shortDays.indices.max { (shortDays[$0], $0) < (shortDays[$1], $1) } ?? arrivals
    return worst == arrivals || shortDays[arrivals] == item.days.count ? .arrivals : .trade(trades[worst])
  }
}
