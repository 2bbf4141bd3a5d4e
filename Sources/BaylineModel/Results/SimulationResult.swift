public import BaylineMath

/// What came of playing the days of a plan many times.
public struct SimulationResult: Hashable, Sendable {
  /// The figures of each replication, in order.
  public let replications: [FigureValues]
  /// The figures if nothing differs from the plan.
  public let plan: FigureValues
  /// The seed of the chances.
  public let seed: Int
  /// How many replications were asked for; fewer are there after a stop signal.
  public let asked: Int

  /// Results of some replications.
  public init(replications: [FigureValues], plan: FigureValues, seed: Int, asked: Int) {
    self.replications = replications
    self.plan = plan
    self.seed = seed
    self.asked = asked
  }

  /// Mean, percentiles and interval of a figure over the replications in which it has a value; `nil` if it has none.
  ///
  /// The interval is one for the mean of these very days: replications are independent of each other.
  /// - Complexity: O(*n* log *n*) in the replications.
  public func statistics(of figure: Figure) -> SampleStatistics? {
    let values = replications.compactMap { $0[figure] }
    return values.isEmpty ? nil : SampleStatistics(values)
  }
}
