import BaylineFormats
public import BaylineModel
public import BaylineVerifier

/// A verdict as a JSON object, as `bayline verify --json` prints it.
public struct VerdictJSON: Sendable {
  private let text: VerdictText

  /// The encoder of verdicts on schedules of a site and a demand.
  public init(site: Site, demand: Demand, language: Language) {
    text = VerdictText(site: site, demand: demand, language: language)
  }

  /// The verdict on one line, without a line break.
  public func line(_ verdict: Verdict) -> String {
    JSONWriter.line(value(verdict))
  }

  private func value(_ verdict: Verdict) -> JSONValue {
    let terms = CostTerm.allCases.map { JSONMember($0.rawValue, .integer(verdict.cost[$0])) }
    return .object([
      JSONMember("feasible", .bool(verdict.isFeasible)),
      JSONMember("violations", .array(verdict.violations.map { .string(text.line($0)) })),
      JSONMember(
        "cost",
        .object([
          JSONMember("total", .integer(verdict.cost.total)), JSONMember("terms", .object(terms)),
        ])),
      JSONMember("differences", .array(verdict.differences.map { .string(text.line($0)) })),
      JSONMember("unscheduled", .integer(verdict.unscheduled)),
    ])
  }
}
