public import BaylineMath

/// What a technician who moves from one workshop to another changes in both together, per day.
public struct TransferChange: Hashable, Sendable {
  /// Scheduled vehicles.
  public var planned: MeanInterval
  /// Served vehicles on the simulated days; `nil` without simulated days.
  public var served: MeanInterval?
  /// The cost of the plans, in points; negative is better.
  public var cost: MeanInterval
  /// Revenue less cost; `nil` without prices.
  public var money: MeanInterval?

  /// The sum of what changes in two workshops, which are independent of each other.
  public init(_ one: WhatIfResult.Comparison, _ other: WhatIfResult.Comparison) {
    planned = Self.sum(one.plannedDifference, other.plannedDifference)
    served = Self.sum(one.differences[.served], other.differences[.served])
    cost = Self.sum(one.costDifference, other.costDifference)
    money = Self.sum(one.moneyDifference, other.moneyDifference)
  }

  private static func sum(_ one: MeanInterval?, _ other: MeanInterval?) -> MeanInterval? {
    guard let one, let other else { return nil }
    return sum(one, other)
  }

  /// Margins of independent means add up by their squares; without one of them the sum has none.
  private static func sum(_ one: MeanInterval, _ other: MeanInterval) -> MeanInterval {
    let margin = one.margin.flatMap { left in
      other.margin.map { (left * left + $0 * $0).squareRoot() }
    }
    return MeanInterval(mean: one.mean + other.mean, margin: margin)
  }
}
