import BaylineFormats
import BaylineModel

extension StaffingStudy {
  /// A digest of all that its cells depend on, for the journal: 16 hexadecimal digits, the same on any machine.
  /// - Complexity: linear in the size of all inputs.
  public var digest: String {
    var digest = RunDigest()
    digest.add("site", SiteFormat.encode(today.site))
    for demand in today.demands { digest.add("demand", DemandFormat.encode(demand)) }
    digest.add("uncertainty", UncertaintyFormat.encode(today.uncertainty))
    digest.add("targets", TargetsFormat.encode(targets))
    let effort =
      switch options.limit {
      case .iterations(let most): "iterations \(most)"
      case .seconds(let seconds): "seconds \(seconds)"
      }
    digest.add("options", "\(effort), seed \(options.seed), replications \(options.replications)")
    return digest.text
  }
}
