public import BaylineMath

/// What a robust plan costs on paper and gains on the day as it runs, against the plan for the fixed minutes.
public struct RobustComparison: Hashable, Sendable {
  /// The cost of the nominal plan on paper, in points; that of the robust plan is the schedule's.
  public var nominalCost: Int
  /// The number of plans that were compared, the nominal one included.
  public var plans: Int
  /// The number of simulated days on which the chosen and the nominal plan were judged, drawn for this comparison alone.
  public var replications: Int
  /// The expected cost of the day with the nominal and with the chosen plan, in points.
  public var cost: RobustComparison.Means
  /// The expected figures with both plans, as far as there is something to count.
  public var figures: [Figure: RobustComparison.Means]

  /// Creates a comparison.
  public init(
    nominalCost: Int, plans: Int, replications: Int, cost: RobustComparison.Means,
    figures: [Figure: RobustComparison.Means]
  ) {
    self.nominalCost = nominalCost
    self.plans = plans
    self.replications = replications
    self.cost = cost
    self.figures = figures
  }
}

extension RobustComparison {
  /// The means of something with the nominal and with the chosen plan, over the same simulated days.
  public struct Means: Hashable, Sendable {
    /// With the nominal plan.
    public var nominal: MeanInterval
    /// With the chosen plan.
    public var chosen: MeanInterval
    /// Chosen less nominal, by pairs of equal days.
    public var difference: MeanInterval

    /// Creates means.
    public init(nominal: MeanInterval, chosen: MeanInterval, difference: MeanInterval) {
      self.nominal = nominal
      self.chosen = chosen
      self.difference = difference
    }

    /// The means of paired values, ignoring incomplete pairs; `nil` if no pair is complete.
    public init?(nominal: [Double?], chosen: [Double?]) {
      let pairs = zip(nominal, chosen).compactMap { one, other in one.flatMap { a in other.map { (a, $0) } } }
      guard let first = MeanInterval(pairs.map(\.0)), let second = MeanInterval(pairs.map(\.1)),
        let difference = MeanInterval(pairs.map { $1 - $0 })
      else { return nil }
      self.init(nominal: first, chosen: second, difference: difference)
    }
  }
}
