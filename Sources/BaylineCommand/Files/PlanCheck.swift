import Bayline
import BaylineReports
import BaylineWording

/// Checks schedules with the independent verifier.
enum PlanCheck {
  /// Checks a schedule that this program made, so that a wrong one never leaves it.
  ///
  /// - Throws: An internal error, if it breaks a rule or states a wrong cost.
  @discardableResult
  static func check(
    made schedule: Schedule, site: Site, demand: Demand, _ words: Glossary
  ) throws(Refusal) -> Verdict {
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    guard verdict.isCorrect else { throw rejection(verdict, site: site, demand: demand, words) }
    return verdict
  }

  /// The internal error about a schedule that the verifier rejects.
  fileprivate static func rejection(
    _ verdict: Verdict, site: Site, demand: Demand, _ words: Glossary
  ) -> Refusal {
    .internalError(
      (
        "为 \(demand.horizon.from) 排出的计划未通过核对，没有写入任何文件",
        "the schedule made for \(demand.horizon.from) fails verification, and nothing was written"
      ), details: lines(verdict, site: site, demand: demand, words), words)
  }

  /// A line about a schedule given by the user that breaks rules; `nil` if it keeps them all.
  ///
  /// - Parameter path: The schedule's file, as the user wrote it.
  static func fault(
    inGiven schedule: Schedule, path: String, site: Site, demand: Demand, _ words: Glossary
  ) -> String? {
    problem(inGiven: schedule, site: site, demand: demand, words).map { "\(path):$: \($0)" }
  }

  /// The same without the place.
  static func problem(
    inGiven schedule: Schedule, site: Site, demand: Demand, _ words: Glossary
  ) -> String? {
    var unpriced = schedule
    unpriced.cost = nil
    let verdict = Verifier(site: site, demand: demand).verify(unpriced)
    guard let violation = verdict.violations.first else { return nil }
    let found = VerdictText(site: site, demand: demand, language: words.language).line(violation)
    return words(
      "这份计划不符合该门店和需求（\(found)）; 请给出由它们排出的计划",
      "this is not a schedule of the site and the demand (\(found)); give the one made from them")
  }

  /// Lines about a schedule that does not match the site and the demand it is used with.
  ///
  /// - Parameter path: The schedule's file, as the user wrote it.
  static func lines(
    _ fault: Schedule.Problem, path: String, site: Site, demand: Demand, _ words: Glossary
  ) -> [String] {
    let advice = words(
      "请重新排程：bayline schedule --site … --demand … --from \(path) --out \(path)",
      "reschedule: bayline schedule --site … --demand … --from \(path) --out \(path)")
    return problems(fault, site: site, demand: demand, words).map {
      "\(path):$\($0.place): \($0.text); \(advice)"
    }
  }

  /// What does not match, with the place in the schedule after its root; at most ten.
  static func problems(
    _ fault: Schedule.Problem, site: Site, demand: Demand, _ words: Glossary
  ) -> [(place: String, text: String)] {
    switch fault {
    case .otherDemand:
      [
        (
          ".about.demand",
          words("计划不是由当前的站点和需求排出的", "the schedule was not made from the current site and demand")
        )
      ]
    case .incorrect(let verdict):
      lines(verdict, site: site, demand: demand, words).prefix(10).map { ("", $0) }
    }
  }

  private static func lines(
    _ verdict: Verdict, site: Site, demand: Demand, _ words: Glossary
  ) -> [String] {
    let text = VerdictText(site: site, demand: demand, language: words.language)
    return verdict.violations.map(text.line) + verdict.differences.map(text.line)
  }
}

extension RejectedPlan {
  /// The internal error about a plan that a study made and the verifier rejects.
  func refusal(_ words: Glossary) -> Refusal {
    PlanCheck.rejection(verdict, site: day.site, demand: day.demand, words)
  }
}
