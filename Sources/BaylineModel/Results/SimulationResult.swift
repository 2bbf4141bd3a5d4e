public import BaylineMath

/// The result of simulating the days of a plan many times.
public struct SimulationResult: Hashable, Sendable {
  /// The figures of each replication, in order.
  public let replications: [Figure.Values]
  /// The percentage of promises kept by kind, for each replication; kinds without a promise are missing.
  public let promisesKept: [[VisitKind: Double]]
  /// The figures if everything goes according to plan.
  public let plan: Figure.Values
  /// The seed of the random numbers.
  public let seed: Int
  /// The number of requested replications; fewer are present if the simulation was stopped.
  public let asked: Int

  /// Creates a result.
  public init(
    replications: [Figure.Values], promisesKept: [[VisitKind: Double]] = [], plan: Figure.Values, seed: Int,
    asked: Int
  ) {
    self.replications = replications
    self.promisesKept = promisesKept
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

  /// The kinds with promises, by name, with the percentage kept as in ``statistics(of:)``.
  public func promisesKeptByKind() -> [(kind: VisitKind, kept: SampleStatistics)] {
    let kinds = Set(promisesKept.lazy.flatMap(\.keys)).sorted { $0.rawValue < $1.rawValue }
    return kinds.map { kind in (kind, SampleStatistics(promisesKept.compactMap { $0[kind] })) }
  }
}
