import Bayline

/// What a schedule that breaks rules is refused with, as a line for the user; `nil` if it keeps them all.
///
/// - Parameter path: The schedule's file, as the user named it.
func brokenPlan(
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
