import BaylineMath
package import BaylineModel

/// A digest of everything that the results of a study depend on, for its journal. It protects against mix-ups, not
/// against tampering.
package struct StudyDigest: Sendable {
  private var hash = FNV1a()

  /// Creates the digest of nothing.
  init() {}

  /// Creates the digest of a study of these days by this version of the program.
  ///
  /// - Complexity: linear in the size of the inputs.
  package init(today: Scenario.Instance) {
    add("version", baylineVersion)
    add("site", SiteFormat.encode(today.site))
    for demand in today.demands { add("demand", DemandFormat.encode(demand)) }
    add("uncertainty", UncertaintyFormat.encode(today.uncertainty))
  }

  /// Adds an input or option under its name.
  package mutating func add(_ name: String, _ value: String) {
    // Lengths are included, so that different lists of inputs cannot have the same bytes.
    for part in [name, value] {
      hash.combine("\(part.utf8.count):")
      hash.combine(part)
    }
  }

  /// Adds the options of plans and simulations.
  package mutating func addOptions(_ limit: SearchLimit, seed: Int, replications: Int, more: String = "") {
    let effort =
      switch limit {
      case .iterations(let count): "iterations \(count)"
      case .seconds(let seconds): "seconds \(seconds)"
      }
    add("options", "\(effort), seed \(seed), replications \(replications)\(more)")
  }

  /// 16 hexadecimal digits, the same on every machine.
  package var text: String { hash.hexadecimal }
}
