public import BaylineModel

/// A verdict as a JSON object, as `bayline verify --json` prints it.
public struct VerdictJSON: Sendable {
  private let violation: @Sendable (Violation) -> String
  private let difference: @Sendable (CostDifference) -> String

  /// An encoder that has violations and differences put into words.
  public init(
    violation: @escaping @Sendable (Violation) -> String,
    difference: @escaping @Sendable (CostDifference) -> String
  ) {
    self.violation = violation
    self.difference = difference
  }

  /// The verdict on one line, without a line break.
  public func line(_ verdict: Verdict) -> String {
    JSONWriter.line(value(verdict))
  }

  private func value(_ verdict: Verdict) -> JSONValue {
    let terms = CostTerm.allCases.map { JSONMember($0.rawValue, .integer(verdict.cost[$0])) }
    return .object([
      JSONMember("feasible", .bool(verdict.isFeasible)),
      JSONMember("violations", .array(verdict.violations.map { .string(violation($0)) })),
      JSONMember(
        "cost",
        .object([
          JSONMember("total", .integer(verdict.cost.total)), JSONMember("terms", .object(terms)),
        ])),
      JSONMember("differences", .array(verdict.differences.map { .string(difference($0)) })),
      JSONMember("unscheduled", .integer(verdict.unscheduled)),
    ])
  }
}
