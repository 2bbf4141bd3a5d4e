public import BaylineMath

/// The result of simulating the days of a plan many times.
public struct SimulationResult: Hashable, Sendable {
  /// The figures of each replication, in order.
  public let replications: [FigureValues]
  /// The figures if everything goes according to plan.
  public let plan: FigureValues
  /// The seed of the random numbers.
  public let seed: Int
  /// The number of requested replications; fewer are present if the simulation was stopped.
  public let asked: Int

  /// Creates a result.
  public init(replications: [FigureValues], plan: FigureValues, seed: Int, asked: Int) {
    self.replications = replications
    self.plan = plan
    self.seed = seed
    self.asked = asked
  }

  /// Mean, percentiles and confidence interval of a figure over the replications in which it has a value; `nil` if it
  /// never has one.
  ///
  /// The interval is for the mean of these particular days; replications are independent of each other.
  /// - Complexity: O(*n* log *n*) in the replications.
  public func statistics(of figure: Figure) -> SampleStatistics? {
    let values = replications.compactMap { $0[figure] }
    return values.isEmpty ? nil : SampleStatistics(values)
  }
}
