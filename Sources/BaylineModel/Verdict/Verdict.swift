/// What is to say about a schedule.
public struct Verdict: Hashable, Sendable {
  /// Every broken rule, in the order of the rules.
  public var violations: [Violation]
  /// The cost, recomputed, in points.
  public var cost: ScheduleCost
  /// Where the cost that the file states is wrong; empty where it states none.
  public var differences: [CostDifference]
  /// How many appointments were left out.
  public var unscheduled: Int

  /// What is to say about a schedule.
  public init(violations: [Violation], cost: ScheduleCost, differences: [CostDifference], unscheduled: Int) {
    self.violations = violations
    self.cost = cost
    self.differences = differences
    self.unscheduled = unscheduled
  }

  /// No rule is broken.
  public var isFeasible: Bool { violations.isEmpty }
  /// No rule is broken, and a stated cost is right.
  public var isCorrect: Bool { isFeasible && differences.isEmpty }
}

/// A stated cost that is not the recomputed one.
public struct CostDifference: Hashable, Sendable {
  /// The term that differs; `nil` is the total.
  public var term: CostTerm?
  /// What the file says, in points.
  public var stated: Int
  /// What it is, in points.
  public var actual: Int

  /// A term (or the total) that is stated wrongly.
  public init(term: CostTerm?, stated: Int, actual: Int) {
    self.term = term
    self.stated = stated
    self.actual = actual
  }
}
