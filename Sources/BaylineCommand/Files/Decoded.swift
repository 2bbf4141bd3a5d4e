import Bayline

/// The result of decoding a file: a value if there are no faults.
protocol Decoded {
  var diagnostics: [Diagnostic] { get }
}

extension DecodedFile: Decoded {}
extension DecodedSite: Decoded {}
extension DecodedDemand: Decoded {}
extension DecodedUncertainty: Decoded {}
extension DecodedScenarios: Decoded {}
extension DecodedTargets: Decoded {}
