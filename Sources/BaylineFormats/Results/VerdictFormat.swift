package import BaylineModel

/// Verdicts as JSON, as printed by `bayline verify --json`.
package enum VerdictFormat {
  /// A verdict as a JSON object on one line, without a line break.
  ///
  /// - Parameters:
  ///   - violation: The sentence of a violation.
  ///   - difference: The sentence of a wrong cost.
  package static func encode(
    _ verdict: Verdict, violation: (Violation) -> String, difference: (Verdict.CostDifference) -> String
  ) -> String {
    JSONWriter.line(
      JSONValue {
        $0.add("feasible", verdict.isFeasible)
        $0.add("violations", verdict.violations.map(violation))
        $0.add("cost", ScheduleFormat.json(total: verdict.cost.total, terms: verdict.cost))
        $0.add("differences", verdict.differences.map(difference))
        $0.add("unscheduled", verdict.unscheduled)
      })
  }
}
