import Bayline
import BaylineReports
import BaylineWording

/// What a schedule that breaks rules is refused with, as a line for the user; `nil` if it keeps them all.
///
/// - Parameter path: The schedule's file, as the user named it.
func infeasibilityLine(
  _ plan: Schedule, _ path: String, _ site: Site, _ demand: Demand, _ words: Glossary
) -> String? {
  var unpriced = plan
  unpriced.cost = nil
  let verdict = Verifier(site: site, demand: demand).verify(unpriced)
  guard let violation = verdict.violations.first else { return nil }
  let found = VerdictText(site: site, demand: demand, language: words.language).line(violation)
  return words(
    "\(path):$: 这份计划不符合该门店和需求（\(found)）; 请给出由它们排出的计划",
    "\(path):$: this is no schedule of the site and the demand (\(found)); give the one that was made from them"
  )
}

extension RejectedPlan {
  /// What a study ends with when the verifier rejects a plan that it has made: a fault of the program.
  func refusal(_ words: Glossary) -> Refusal {
    let text = VerdictText(site: day.site, demand: day.demand, language: words.language)
    let found = verdict.violations.map(text.line) + verdict.differences.map(text.line)
    let date = day.demand.horizon.from
    return Refusal(
      found.prefix(10) + [
        words(
          "bayline: 为 \(date) 排出的计划未通过核对，没有写入任何文件。这是程序的错误，请连同各输入文件一起反馈",
          "bayline: the plan that was made for \(date) does not pass the check, and nothing is written; this is a fault of the "
            + "program, please report it with the inputs")
      ], ExitStatus.internalError)
  }
}
