public import BaylineMath

/// How scenarios compare with today, over the same days and the same random numbers.
public struct WhatIfResult: Hashable, Sendable {
  /// What the confidence intervals refer to.
  public var basis: WhatIfResult.SamplingBasis
  /// The names of the days, in order.
  public var days: [String]
  /// Whether each has a single arrival day, so that totals are per day.
  public var areSingleDays: Bool
  /// The number of replications per day.
  public var replications: Int
  /// The search effort per plan.
  public var effort: SearchLimit
  /// The seed of planning and simulation.
  public var seed: Int
  /// The name of the currency, if prices are given and name one.
  public var currency: String?
  /// The current workshop.
  public var today: WhatIfResult.ScenarioFigures
  /// The completed scenarios, in the order of the file.
  public var scenarios: [WhatIfResult.Comparison]
  /// One more of each resource, the best first.
  public var oneMore: [WhatIfResult.Comparison]
  /// How much of a difference in planned cost may be due to the search.
  public var noise: WhatIfResult.SearchNoise?
  /// The names of scenarios that were not completed before the study was stopped.
  public var unfinished: [String]

  /// Creates a result.
  public init(
    basis: WhatIfResult.SamplingBasis, days: [String], areSingleDays: Bool, replications: Int,
    effort: SearchLimit,
    seed: Int,
    currency: String?, today: WhatIfResult.ScenarioFigures, scenarios: [WhatIfResult.Comparison],
    oneMore: [WhatIfResult.Comparison],
    noise: WhatIfResult.SearchNoise?, unfinished: [String]
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

extension WhatIfResult {
  /// The unit of sampling, and thus what a confidence interval refers to.
  public enum SamplingBasis: String, Hashable, Sendable {
    /// Days: each day contributes its mean, and the interval generalizes to days like these.
    case days
    /// Replications: each contributes the mean over all days, and the interval is for these particular days.
    case replications

    /// The minimum number of days to treat days as the sample.
    public static let minDays = 5
  }
}

extension WhatIfResult {
  /// The figures of a scenario over all days.
  public struct ScenarioFigures: Hashable, Sendable {
    /// The average cost of the plan per demand, in points.
    public var plannedCost: Double
    /// The same by term.
    public var plannedTerms: [ScheduleCost.Term: Double]
    /// The average number of requested visits per demand.
    public var visits: Double
    /// The average number of scheduled visits per demand.
    public var planned: Double
    /// The number of unscheduled visits by reason, over all days.
    public var leftOut: [Schedule.UnscheduledReason: Int]
    /// The simulated figures that have a value.
    public var figures: [Figure: MeanInterval]
    /// Average revenue less cost per demand; `nil` without prices.
    public var money: MeanInterval?

    /// Creates the figures of a scenario.
    public init(
      plannedCost: Double, plannedTerms: [ScheduleCost.Term: Double], visits: Double, planned: Double,
      leftOut: [Schedule.UnscheduledReason: Int], figures: [Figure: MeanInterval], money: MeanInterval?
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
}

extension WhatIfResult {
  /// A scenario compared with today.
  public struct Comparison: Hashable, Sendable {
    /// The name in the file, or a generated name for one more resource.
    public var name: String
    /// What it is about.
    public var description: String?
    /// The additional resource, if the scenario is one more resource.
    public var resource: Scenario.ExtraResource?
    /// The figures of the scenario.
    public var figures: WhatIfResult.ScenarioFigures
    /// The cost of the plan less that of today, in points; negative is better.
    public var costDifference: MeanInterval
    /// The number of scheduled visits less that of today.
    public var plannedDifference: MeanInterval
    /// The figures less those of today.
    public var differences: [Figure: MeanInterval]
    /// The profit less that of today.
    public var moneyDifference: MeanInterval?
    /// The number of days for which today's plan could be reused unchanged.
    public var unchangedDays: Int

    /// Creates a comparison.
    public init(
      name: String, description: String?, resource: Scenario.ExtraResource?,
      figures: WhatIfResult.ScenarioFigures,
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
}

extension WhatIfResult {
  /// How much the planned cost of a day varies with the seed of the search.
  public struct SearchNoise: Hashable, Sendable {
    /// The standard deviation of a day's planned cost, in points.
    public var deviation: Double
    /// The degrees of freedom of the deviation.
    public var degreesOfFreedom: Int
    /// Half the width of the 95% interval for the difference of two mean costs that differ only by the search.
    public var margin: Double

    /// Estimates the noise from the costs found with different seeds: the pooled standard deviation over the days.
    ///
    /// - Parameter costs: For each day, the costs found with each seed. The result is `nil` if no day has two.
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
}
