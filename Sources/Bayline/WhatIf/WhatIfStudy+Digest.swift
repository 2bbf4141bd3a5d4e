import BaylineFormats
public import BaylineModel

extension WhatIfStudy {
  /// A digest of all that its cells depend on, for the journal: 16 hexadecimal digits, the same on any machine.
  ///
  /// - Parameter set: The scenarios as they were read; prices among them, though no cell depends on them.
  /// - Complexity: linear in the size of all inputs.
  public func digest(_ set: ScenarioSet?) -> String {
    var digest = RunDigest()
    digest.add("site", SiteFormat.encode(today.site))
    for demand in today.demands { digest.add("demand", DemandFormat.encode(demand)) }
    digest.add("uncertainty", UncertaintyFormat.encode(today.uncertainty))
    digest.add("scenarios", set.map(ScenariosFormat.encode) ?? "")
    digest.add("rows", scenarios.map(\.scenario.name).joined(separator: "\n"))
    let effort =
      switch options.limit {
      case .iterations(let most): "iterations \(most)"
      case .seconds(let seconds): "seconds \(seconds)"
      }
    digest.add(
      "options",
      "\(effort), seed \(options.seed), replications \(options.replications), noise \(options.noiseRuns)")
    return digest.text
  }
}
