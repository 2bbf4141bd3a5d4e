extension OutreachPlan {
  /// Capacity and load of the coming days: minutes by trade, with arrivals as the last resource.
  ///
  /// slack = capacity − booked − expected: capacity is the shift time less the reserve, booked is the work of the known
  /// demand, and expected is the additional demand that is forecast (docs/outreach.md).
  public struct DayLoads: Hashable, Sendable {
    /// Consecutive days.
    public let days: [CivilDate]
    /// The trades; arrivals follow as the last resource.
    public let trades: [String]
    /// By day and resource.
    public let capacity: [[Int]]
    /// By day and resource.
    public private(set) var booked: [[Int]]
    /// By day and resource, rounded up.
    public private(set) var expected: [[Int]]

    package init(days: [CivilDate], trades: [String], capacity: [[Int]]) {
      self.days = days
      self.trades = trades
      self.capacity = capacity
      booked = Array(repeating: Array(repeating: 0, count: trades.count + 1), count: days.count)
      expected = booked
    }

    /// The index of the arrivals among the resources.
    public var arrivals: Int { trades.count }

    /// The position of a day; `nil` if it is not included.
    public func index(of day: CivilDate) -> Int? {
      guard let first = days.first else { return nil }
      let index = day.ordinal - first.ordinal
      return days.indices.contains(index) ? index : nil
    }

    /// The capacity of a resource left on a day; negative if it is overbooked.
    public func slack(_ day: Int, _ resource: Int) -> Int {
      capacity[day][resource] - booked[day][resource] - expected[day][resource]
    }

    /// Adds booked work or arrivals.
    public mutating func book(_ amount: Int, _ resource: Int, on day: CivilDate) {
      if let index = index(of: day) { booked[index][resource] += amount }
    }

    /// Sets the expected amounts by day and resource, each rounded up.
    public mutating func expect(_ amounts: [[Double]]) {
      expected = amounts.map { $0.map { Int($0.rounded(.up)) } }
    }
  }
}
