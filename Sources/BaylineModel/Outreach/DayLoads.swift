/// Capacity and load of the coming days: minutes of each trade, and arrivals as the last resource.
///
/// slack = capacity − booked − expected, where capacity is the shifts less the reserve, booked is what the demands of the
/// coming days hold, and expected is what comes by itself beyond that (docs/outreach.md).
public struct DayLoads: Hashable, Sendable {
  /// The days, one after the other.
  public let days: [CivilDate]
  /// The trades; the arrivals come after them.
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

  /// The resource that arrivals are.
  public var arrivals: Int { trades.count }

  /// The position of a day; `nil` if it is none of these.
  public func index(of day: CivilDate) -> Int? {
    guard let first = days.first else { return nil }
    let index = day.ordinal - first.ordinal
    return days.indices.contains(index) ? index : nil
  }

  /// What is not booked nor expected of a resource on a day; below 0 where there is too much.
  public func slack(_ day: Int, _ resource: Int) -> Int {
    capacity[day][resource] - booked[day][resource] - expected[day][resource]
  }

  /// Adds booked work or arrivals.
  public mutating func book(_ amount: Int, _ resource: Int, on day: CivilDate) {
    if let index = index(of: day) { booked[index][resource] += amount }
  }

  /// Sets what is expected, each amount rounded up.
  public mutating func expect(_ amounts: [[Double]]) {
    expected = amounts.map { $0.map { Int($0.rounded(.up)) } }
  }
}
