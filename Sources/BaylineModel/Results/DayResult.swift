/// The result of planning and simulating a day.
package struct DayResult: Hashable, Sendable {
  /// The cost of the plan by term.
  package var terms: ScheduleCost
  /// The number of requested visits.
  package var visits: Int
  /// The number of unscheduled visits by reason.
  package var leftOut: [Schedule.UnscheduledReason: Int]
  /// The figures of each replication; only their means if the day is one sample.
  package var runs: [Figure.Values]

  /// A result.
  package init(
    terms: ScheduleCost, visits: Int, leftOut: [Schedule.UnscheduledReason: Int], runs: [Figure.Values]
  ) {
    self.terms = terms
    self.visits = visits
    self.leftOut = leftOut
    self.runs = runs
  }

  /// The number of scheduled visits.
  package var planned: Int { visits - leftOut.values.reduce(0, +) }
}

extension Figure.Values {
  /// The mean of each figure over the runs in which it has a value.
  package static func means(of runs: [Figure.Values]) -> Figure.Values {
    var means = Figure.Values()
    for figure in Figure.allCases {
      let values = runs.compactMap { $0[figure] }
      if !values.isEmpty { means[figure] = values.reduce(0, +) / Double(values.count) }
    }
    return means
  }
}
