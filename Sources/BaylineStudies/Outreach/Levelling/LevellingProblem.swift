public import BaylineModel

/// Vehicles that are to come on days, each within its window, so that the load of the days is even.
///
/// Least is Σ over days and resources of (load ÷ capacity)², and for each vehicle its days from the best one; no load passes
/// its capacity. A vehicle that fits no day is left out, the least urgent first.
///
/// All costs are whole: (load ÷ capacity)² is counted in 10⁻¹² as `price × load²`, price = ⌊10¹² ÷ capacity²⌋, which is exactly convex.
public struct LevellingProblem: Sendable {
  /// A vehicle.
  public struct Item: Hashable, Sendable {
    /// What it takes of each resource, 0 or more.
    public var uses: [Int]
    /// The days on which it may come, as positions.
    public var days: ClosedRange<Int>
    /// The best of them.
    public var best: Int
    /// Weight of a day away from the best one.
    public var dayWeight: Int
    /// Urgency: 0 is left out last.
    public var rank: Int

    /// A vehicle that takes something of the resources on one of some days.
    public init(uses: [Int], days: ClosedRange<Int>, best: Int, dayWeight: Int = 1, rank: Int = 0) {
      self.uses = uses
      self.days = days
      self.best = best
      self.dayWeight = dayWeight
      self.rank = rank
    }
  }

  /// What a day away from the best one costs: as much as a vehicle of a hundredth of the capacity saves by moving from a day to one
  /// that is half a percent less loaded. A week so costs as much as 3.5 percent of load save; ours (docs/outreach.md).
  static let dayCost = 100_000_000
  /// What one whole (load ÷ capacity)² costs.
  static let whole = 1_000_000_000_000
  /// Urgencies that are told apart.
  static let ranks = 8

  /// Capacity by day and resource.
  public let capacity: [[Int]]
  /// What the load may be by day and resource: no more than the capacity.
  public let limit: [[Int]]
  /// Load by day and resource before any of the vehicles.
  public let base: [[Int]]
  /// The vehicles.
  public let items: [Item]
  /// `price × load²` is (load ÷ capacity)², by day and resource.
  let price: [[Int]]

  /// A problem.
  /// - Parameter limit: What the load may be, where that is less than the capacity.
  /// - Precondition: the same days and resources in capacity, limit and base, and in the items.
  public init(capacity: [[Int]], base: [[Int]], items: [Item], limit: [[Int]]? = nil) {
    self.capacity = capacity
    self.limit = limit ?? capacity
    self.base = base
    self.items = items
    price = capacity.map { $0.map { $0 > 0 ? Self.whole / ($0 * $0) : 0 } }
  }

  /// Whether a vehicle fits a day at some load.
  func fits(_ item: Int, _ day: Int, _ load: [[Int]]) -> Bool {
    let uses = items[item].uses
    for resource in uses.indices where uses[resource] > 0 {
      if load[day][resource] + uses[resource] > limit[day][resource] { return false }
    }
    return true
  }

  /// What the load of a day costs more with a vehicle than without it.
  ///
  /// It is asked only where the vehicle fits, so that no product passes 64 bits.
  func added(_ item: Int, _ day: Int, _ load: [[Int]]) -> Int {
    let uses = items[item].uses
    var sum = 0
    for resource in uses.indices where uses[resource] > 0 {
      let use = uses[resource]
      sum += price[day][resource] * (2 * load[day][resource] + use) * use
    }
    return sum
  }

  /// What a vehicle's day costs for being another than the best one.
  func deviation(_ item: Int, _ day: Int) -> Int {
    Self.dayCost * items[item].dayWeight * abs(day - items[item].best)
  }

  /// What a vehicle costs on a day with nothing but the base there; `nil` where it does not fit.
  package func cost(of item: Int, on day: Int) -> Int? {
    fits(item, day, base) ? added(item, day, base) + deviation(item, day) : nil
  }

  /// What it costs to leave a vehicle out: more than any day could, and more for more urgent ones.
  func penalty(_ item: Int) -> Int {
    let urgency = Self.ranks - min(Self.ranks - 1, max(0, items[item].rank))
    return Self.whole * (2 * (capacity.first?.count ?? 0) + 1) * urgency
  }

  /// The days on which a vehicle alone would fit.
  func possibleDays(_ item: Int) -> [Int] {
    items[item].days.filter { capacity.indices.contains($0) && fits(item, $0, base) }
  }
}

extension LevellingProblem {
  /// Σ (load ÷ capacity)² + the days from the best ones, of vehicles that come on some days. Days without capacity do not count.
  public func measure(_ days: [Int?]) -> Double {
    var load = base
    var deviation = 0
    for (item, day) in days.enumerated() {
      guard let day else { continue }
      for (resource, use) in items[item].uses.enumerated() { load[day][resource] += use }
      deviation += self.deviation(item, day)
    }
    return squares(load) + Double(deviation) / Double(Self.whole)
  }

  /// Σ (load ÷ capacity)², by the same whole prices.
  func squares(_ load: [[Int]]) -> Double {
    var sum = 0.0
    for day in load.indices {
      for resource in load[day].indices {
        sum += Double(price[day][resource]) * Double(load[day][resource]) * Double(load[day][resource])
      }
    }
    return sum / Double(Self.whole)
  }

  /// The load with vehicles on some days.
  public func load(_ days: [Int?]) -> [[Int]] {
    var load = base
    for (item, day) in days.enumerated() {
      guard let day else { continue }
      for (resource, use) in items[item].uses.enumerated() { load[day][resource] += use }
    }
    return load
  }

  /// The best days that were found: exact where all vehicles take the same, else by construction and local search, with a bound
  /// for the same vehicles.
  ///
  /// - Parameter seed: The order in which the local search looks; another one may find other days.
  /// - Complexity: exact, O(vehicles² × days); else O(vehicles² × resources) a round, some ten rounds.
  public func solve(seed: UInt64) -> Levelling {
    if let exact = FlowLevelling(self)?.solve() {
      var levelling = Levelling(days: exact, load: load(exact))
      levelling.isExact = true
      levelling.measure = measure(exact)
      levelling.bound = levelling.measure
      return levelling
    }
    var search = LocalLevelling(self, seed: seed)
    let days = search.solve()
    var levelling = Levelling(days: days, load: load(days))
    levelling.measure = measure(days)
    levelling.bound = min(levelling.measure, LevellingBound(self, days).value())
    return levelling
  }
}

extension LevellingProblem {
  /// Why a vehicle has no day: arrivals if no day of its window has one left, else the trade that is short on most days.
  ///
  /// - Precondition: The resources are the trades, then the arrivals.
  func bottleneck(of item: Int, _ levelling: Levelling, trades: [String]) -> OutreachExclusion.Cause {
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
