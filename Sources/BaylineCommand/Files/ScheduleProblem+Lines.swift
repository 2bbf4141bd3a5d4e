import Bayline
import BaylineReports
import BaylineWording

extension ScheduleProblem {
  /// What is wrong with the schedule and what to do, as lines for the user.
  ///
  /// - Parameter file: The schedule's, as the user named it.
  func lines(file: String, site: Site, demand: Demand, _ words: Glossary) -> [String] {
    let advice = words(
      "请重新排程：bayline schedule --site … --demand … --from \(file) --out \(file)",
      "make it anew: bayline schedule --site … --demand … --from \(file) --out \(file)")
    switch self {
    case .otherDemand:
      return [
        "\(file):$.about.demand: "
          + words(
            "计划不是由当前的站点和需求排出的", "the schedule was not made from this site and this demand as they are now")
          + "; " + advice
      ]
    case .incorrect(let verdict):
      let text = VerdictText(site: site, demand: demand, language: words.language)
      let found = verdict.violations.map(text.line) + verdict.differences.map(text.line)
      return found.prefix(Self.maxLines).map { "\(file):$: \($0); \(advice)" }
    }
  }

  /// Broken rules told at most.
  private static let maxLines = 10
}
