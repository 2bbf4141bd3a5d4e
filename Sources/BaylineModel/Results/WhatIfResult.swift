public import BaylineMath

/// What scenarios change against today, over the same days and the same chances.
public struct WhatIfResult: Hashable, Sendable {
  /// What the intervals speak of.
  public var basis: SamplingBasis
  /// How the days are called, in their order.
  public var days: [String]
  /// Whether each of them is one arrival day, so that sums are "a day".
  public var areSingleDays: Bool
  /// How often each day was played.
  public var replications: Int
  /// Iterations or seconds of the search for each plan.
  public var effort: SearchLimit
  /// The seed of plans and chances.
  public var seed: Int
  /// How the currency is written, where money is counted and it has a name.
  public var currency: String?
  /// The workshop as it is.
  public var today: ScenarioFigures
  /// The scenarios that are complete, in the order of their file.
  public var scenarios: [ScenarioComparison]
  /// One more of each resource, the best first.
  public var oneMore: [ScenarioComparison]
  /// How much of a difference in planned cost may be the search's own.
  public var noise: SearchNoise?
  /// Names of scenarios that a stop signal left unfinished.
  public var unfinished: [String]

  /// A result.
  public init(
    basis: SamplingBasis, days: [String], areSingleDays: Bool, replications: Int, effort: SearchLimit,
    seed: Int,
    currency: String?, today: ScenarioFigures, scenarios: [ScenarioComparison], oneMore: [ScenarioComparison],
    noise: SearchNoise?, unfinished: [String]
  ) {
    self.basis = basis
    self.days = days
    self.areSingleDays = areSingleDays
    self.replications = replications
    self.effort = effort
    self.seed = seed
    self.currency = currency
    self.today = today
    self.scenarios = scenarios
    self.oneMore = oneMore
    self.noise = noise
    self.unfinished = unfinished
  }
}

/// What is drawn by chance when days are compared, and so what an interval speaks of.
public enum SamplingBasis: String, Hashable, Sendable {
  /// Days: the means of a day are one number, and the interval is one for days like these.
  case days
  /// Replications: the mean over all days is one number, and the interval is one for these very days.
  case replications

  /// From so many days on they are a sample by themselves.
  public static let minDays = 5
}

/// The figures of a case over all days.
public struct ScenarioFigures: Hashable, Sendable {
  /// Points of the plan, in the mean over the days.
  public var plannedCost: Double
  /// The same by term.
  public var plannedTerms: [CostTerm: Double]
  /// Visits asked for, in the mean over the days.
  public var visits: Double
  /// Visits that have a place in the plan, in the mean over the days.
  public var planned: Double
  /// Visits left out of the plan by reason, over all days.
  public var leftOut: [UnscheduledReason: Int]
  /// Figures of the simulation; those without anything to count are missing.
  public var figures: [Figure: MeanInterval]
  /// What is earned less what is paid, in the mean over the days; `nil` without prices.
  public var money: MeanInterval?

  /// Figures of a case.
  public init(
    plannedCost: Double, plannedTerms: [CostTerm: Double], visits: Double, planned: Double,
    leftOut: [UnscheduledReason: Int], figures: [Figure: MeanInterval], money: MeanInterval?
  ) {
    self.plannedCost = plannedCost
    self.plannedTerms = plannedTerms
    self.visits = visits
    self.planned = planned
    self.leftOut = leftOut
    self.figures = figures
    self.money = money
  }
}

/// A scenario beside today.
public struct ScenarioComparison: Hashable, Sendable {
  /// Its name in the file; of one more of a resource, a short one made up.
  public var name: String
  /// What it is about.
  public var description: String?
  /// What there is one more of.
  public var resource: ExtraResource?
  /// Its own figures.
  public var figures: ScenarioFigures
  /// Points of the plan, less those of today; negative is better.
  public var costDifference: MeanInterval
  /// Visits that have a place in the plan, less those of today.
  public var plannedDifference: MeanInterval
  /// Figures, less those of today.
  public var differences: [Figure: MeanInterval]
  /// Money, less that of today.
  public var moneyDifference: MeanInterval?
  /// Days of which the plan of today could be taken over as a whole.
  public var unchangedDays: Int

  /// A comparison.
  public init(
    name: String, description: String?, resource: ExtraResource?, figures: ScenarioFigures,
    costDifference: MeanInterval, plannedDifference: MeanInterval, differences: [Figure: MeanInterval],
    moneyDifference: MeanInterval?, unchangedDays: Int
  ) {
    self.name = name
    self.description = description
    self.resource = resource
    self.figures = figures
    self.costDifference = costDifference
    self.plannedDifference = plannedDifference
    self.differences = differences
    self.moneyDifference = moneyDifference
    self.unchangedDays = unchangedDays
  }
}

/// How far the planned cost of a day differs from one seed of the search to another.
public struct SearchNoise: Hashable, Sendable {
  /// The standard deviation of a day's planned cost, in points.
  public var deviation: Double
  /// Degrees of freedom that it was found with.
  public var degreesOfFreedom: Int
  /// Half of the width of the 95% interval of a difference of two mean costs that differ by nothing but the search.
  public var margin: Double

  /// Noise from the costs of each day, each found with another seed: the pooled standard deviation over the days.
  ///
  /// - Parameter costs: Of each day, those of all seeds; `nil` comes of it where no day has two.
  public init?(costs: [[Double]]) {
    let samples = costs.filter { $0.count > 1 }
    degreesOfFreedom = samples.reduce(0) { $0 + $1.count - 1 }
    guard degreesOfFreedom > 0 else { return nil }
    let squares = samples.reduce(0.0) { sum, sample in
      let deviation = SampleStatistics.moments(sample).deviation
      return sum + deviation * deviation * Double(sample.count - 1)
    }
    deviation = (squares / Double(degreesOfFreedom)).squareRoot()
    let quantile = Distributions.studentQuantile(0.975, degreesOfFreedom: Double(degreesOfFreedom))
    margin = quantile * deviation * (2 / Double(costs.count)).squareRoot()
  }
}
