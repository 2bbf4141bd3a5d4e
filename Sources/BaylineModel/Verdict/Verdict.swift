/// The result of verifying a schedule.
public struct Verdict: Hashable, Sendable {
  /// Every violation, in the order of the rules.
  public var violations: [Violation]
  /// The recomputed cost, in points.
  public var cost: ScheduleCost
  /// Where the stated cost is wrong; empty if none is stated.
  public var differences: [Verdict.CostDifference]
  /// The number of unscheduled appointments.
  public var unscheduled: Int

  /// Creates a verdict.
  public init(
    violations: [Violation], cost: ScheduleCost, differences: [Verdict.CostDifference], unscheduled: Int
  ) {
    self.violations = violations
    self.cost = cost
    self.differences = differences
    self.unscheduled = unscheduled
  }

  /// Whether no rule is broken.
  public var isFeasible: Bool { violations.isEmpty }
  /// Whether no rule is broken and the stated cost, if any, is right.
  public var isCorrect: Bool { isFeasible && differences.isEmpty }
}

extension Verdict {
  /// A stated cost that differs from the recomputed one.
  public struct CostDifference: Hashable, Sendable {
    /// The term that differs; `nil` means the total.
    public var term: ScheduleCost.Term?
    /// The stated points.
    public var stated: Int
    /// The recomputed points.
    public var actual: Int

    /// Creates a difference.
    public init(term: ScheduleCost.Term?, stated: Int, actual: Int) {
      self.term = term
      self.stated = stated
      self.actual = actual
    }
  }
}
