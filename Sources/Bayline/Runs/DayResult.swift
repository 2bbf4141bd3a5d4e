public import BaylineModel
package import BaylineFormats

/// What came of a day: its plan, and the figures of its replications.
public struct DayResult: Hashable, Sendable {
  /// The cost of the plan by term.
  public var terms: Cost
  /// The visits asked for.
  public var visits: Int
  /// The visits left out of the plan, by reason.
  public var leftOut: [UnscheduledReason: Int]
  /// The figures of each replication; where the day is a sample by itself, their means alone.
  public var runs: [FigureValues]

  /// A result.
  public init(terms: Cost, visits: Int, leftOut: [UnscheduledReason: Int], runs: [FigureValues]) {
    self.terms = terms
    self.visits = visits
    self.leftOut = leftOut
    self.runs = runs
  }

  /// Visits that have a place in the plan.
  public var planned: Int { visits - leftOut.values.reduce(0, +) }
}

extension DayResult: JournalValue {
  package var json: JSONValue {
    .object([
      JSONMember("terms", .array(CostTerm.allCases.map { .integer(terms[$0]) })),
      JSONMember("visits", .integer(visits)),
      JSONMember(
        "leftOut",
        .object(
          UnscheduledReason.allCases.compactMap { reason in
            leftOut[reason].map { JSONMember(reason.rawValue, .integer($0)) }
          })),
      JSONMember(
        "runs", .array(runs.map { run in .array(Figure.allCases.map { JSONValue(decimal: run[$0]) }) })),
    ])
  }

  package init?(_ json: JSONValue) {
    guard case .array(let points)? = json["terms"], points.count == CostTerm.allCases.count,
      case .integer(let visits)? = json["visits"], case .object(let reasons)? = json["leftOut"],
      case .array(let rows)? = json["runs"]
    else { return nil }
    var terms = Cost()
    for (term, value) in zip(CostTerm.allCases, points) {
      guard case .integer(let number) = value else { return nil }
      terms[term] = number
    }
    var leftOut: [UnscheduledReason: Int] = [:]
    for member in reasons {
      guard let reason = UnscheduledReason(rawValue: member.name), case .integer(let count) = member.value
      else { return nil }
      leftOut[reason] = count
    }
    var runs: [FigureValues] = []
    for row in rows {
      guard case .array(let numbers) = row, numbers.count == Figure.allCases.count else { return nil }
      var values = FigureValues()
      for (figure, number) in zip(Figure.allCases, numbers) where number != .null {
        guard let decimal = number.decimal else { return nil }
        values[figure] = decimal
      }
      runs.append(values)
    }
    self.init(terms: terms, visits: visits, leftOut: leftOut, runs: runs)
  }
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
