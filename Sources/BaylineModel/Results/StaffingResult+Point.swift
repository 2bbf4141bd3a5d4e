public import BaylineMath

extension StaffingResult {
  /// A staffing with its cost and figures over all days.
  public struct Point: Hashable, Sendable {
    /// The number of each post.
    public var counts: [Int]
    /// The cost of people, bays and loan vehicles per day.
    public var cost: Double
    /// The cost of overtime, late vehicles and lost customers per day; `nil` without prices.
    public var consequences: Double?
    /// The number of requested visits per day.
    public var visits: Double
    /// The number of scheduled visits per day.
    public var planned: Double
    /// The measures that have a value.
    public var measures: [StaffingTargets.Measure: StratifiedMean]

    /// Creates an evaluated staffing.
    public init(
      counts: [Int], cost: Double, consequences: Double?, visits: Double, planned: Double,
      measures: [StaffingTargets.Measure: StratifiedMean]
    ) {
      self.counts = counts
      self.cost = cost
      self.consequences = consequences
      self.visits = visits
      self.planned = planned
      self.measures = measures
    }

    /// The total cost per day, which the search minimizes.
    public var total: Double { cost + (consequences ?? 0) }

    /// Whether it meets a target with a confidence in percent.
    public func status(_ target: StaffingTargets.Target, confidence: Double) -> StaffingResult.TargetStatus {
      guard let estimate = measures[target.measure] else { return .noValue }
      let reach = estimate.oneSidedMargin(percent: confidence)
      switch target.bound {
      case .least(let value):
        if estimate.mean - reach >= value { return .met }
        return estimate.mean + reach < value ? .failed : .unproven
      case .most(let value):
        if estimate.mean + reach <= value { return .met }
        return estimate.mean - reach > value ? .failed : .unproven
      }
    }

    /// Whether it meets all targets with a confidence in percent.
    public func meets(_ targets: [StaffingTargets.Target], confidence: Double) -> Bool {
      targets.allSatisfy { status($0, confidence: confidence) == .met }
    }
  }
}

extension StaffingResult {
  /// Whether a staffing meets a target.
  public enum TargetStatus: String, Hashable, Sendable {
    /// Met with the required confidence.
    case met
    /// Missed with the required confidence.
    case failed
    /// Undecided: more replications are needed.
    case unproven
    /// There is nothing to count, which counts as missed.
    case noValue
  }
}
