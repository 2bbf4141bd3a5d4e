import Bayline

/// The result of decoding a file: a value if there are no faults.
protocol Decoded {
  var diagnostics: [Diagnostic] { get }
}

extension DecodedFile: Decoded {}
extension SiteFormat.Decoded: Decoded {}
extension DemandFormat.Decoded: Decoded {}
extension UncertaintyFormat.Decoded: Decoded {}
extension ScenariosFormat.Decoded: Decoded {}
extension TargetsFormat.Decoded: Decoded {}
