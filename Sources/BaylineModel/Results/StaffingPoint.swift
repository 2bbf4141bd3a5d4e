public import BaylineMath

/// A staffing with its cost and figures over all days.
public struct StaffingPoint: Hashable, Sendable {
  /// How many it has of each post.
  public var counts: [Int]
  /// What people, bays and loan vehicles cost a day.
  public var cost: Double
  /// What overtime, late vehicles and lost customers cost a day, by the prices; `nil` without prices.
  public var consequences: Double?
  /// Visits asked for, a day.
  public var visits: Double
  /// Visits that have a place in the plan, a day.
  public var planned: Double
  /// The measures; those without anything to count are missing.
  public var measures: [TargetMeasure: StratifiedMean]

  /// A staffing that was planned and played.
  public init(
    counts: [Int], cost: Double, consequences: Double?, visits: Double, planned: Double,
    measures: [TargetMeasure: StratifiedMean]
  ) {
    self.counts = counts
    self.cost = cost
    self.consequences = consequences
    self.visits = visits
    self.planned = planned
    self.measures = measures
  }

  /// What it costs a day in all; what is searched for the least of.
  public var total: Double { cost + (consequences ?? 0) }

  /// How it stands to a target.
  public func status(_ target: StaffingTarget, confidence: Double) -> TargetStatus {
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

  /// Whether it meets all targets.
  public func meets(_ targets: [StaffingTarget], confidence: Double) -> Bool {
    targets.allSatisfy { status($0, confidence: confidence) == .met }
  }
}

/// How a staffing stands to a target.
public enum TargetStatus: String, Hashable, Sendable {
  /// Met, with the confidence asked for.
  case met
  /// Missed, with the confidence asked for.
  case failed
  /// Neither is sure: more replications would tell.
  case unproven
  /// There is nothing to count, so it counts as missed.
  case noValue
}
