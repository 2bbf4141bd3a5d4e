/// The result of planning and simulating a day.
public struct DayResult: Hashable, Sendable {
  /// The cost of the plan by term.
  public var terms: ScheduleCost
  /// The number of requested visits.
  public var visits: Int
  /// The number of unscheduled visits by reason.
  public var leftOut: [UnscheduledReason: Int]
  /// The figures of each replication; only their means if the day is one sample.
  public var runs: [FigureValues]

  /// A result.
  public init(terms: ScheduleCost, visits: Int, leftOut: [UnscheduledReason: Int], runs: [FigureValues]) {
    self.terms = terms
    self.visits = visits
    self.leftOut = leftOut
    self.runs = runs
  }

  /// The number of scheduled visits.
  public var planned: Int { visits - leftOut.values.reduce(0, +) }
}

extension FigureValues {
  /// The mean of each figure over the runs in which it has a value.
  package static func means(of runs: [FigureValues]) -> FigureValues {
    var means = FigureValues()
    for figure in Figure.allCases {
      let values = runs.compactMap { $0[figure] }
      if !values.isEmpty { means[figure] = values.reduce(0, +) / Double(values.count) }
    }
    return means
  }
}
