public import BaylineModel

/// The targets file, `bayline.targets/1`: what a staffing must achieve, and what may vary to achieve it.
public enum TargetsFormat {
  /// The value of the member `format`.
  public static let name = "bayline.targets/1"

  /// Reads a targets file strictly, collecting all problems. Names of the site are checked by
  /// ``TargetsFormat/Decoded/check(site:demands:)``.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site; if `nil`, references to it are not checked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteFormat.IDs?) -> TargetsFormat.Decoded {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let fields = log.fields(of: .file(bytes), format: name, .targets) else {
      return TargetsFormat.Decoded(targets: nil, file: file, diagnostics: log.diagnostics)
    }
    let targets = TargetsReader(site: site).targets(fields)
    return TargetsFormat.Decoded(
      targets: log.diagnostics.isEmpty ? targets : nil, file: file, diagnostics: log.diagnostics)
  }

  /// The text of targets: defaults are left out; equal targets have equal bytes.
  public static func encode(_ targets: StaffingTargets) -> String {
    JSONWriter.document(json(targets))
  }
}

extension TargetsFormat {
  /// The result of decoding a targets file.
  public struct Decoded: Sendable {
    /// The targets; `nil` if and only if there are problems.
    public let targets: StaffingTargets?
    /// All problems of the file.
    public let diagnostics: [Diagnostic]
    private let file: String

    init(targets: StaffingTargets?, file: String, diagnostics: [Diagnostic]) {
      self.targets = targets
      self.diagnostics = diagnostics
      self.file = file
    }

    /// The targets.
    ///
    /// - Throws: All problems of the file.
    public func get() throws(Diagnostics) -> StaffingTargets {
      guard let targets else { throw Diagnostics(diagnostics) }
      return targets
    }

    /// The targets, after checking their names against the site and its days.
    ///
    /// - Throws: The problems of decoding, otherwise every unknown calendar, trade, bay type and certification.
    public func check(site: Site, demands: [Demand]) throws(Diagnostics) -> StaffingTargets {
      let targets = try get()
      let diagnostics = targets.ranges.conflicts(site: site, demands: demands).map { conflict in
        Diagnostic(
          file: file, place: "$.ranges.\(conflict.member)",
          problem: Diagnostic.Problem(conflict.conflict, site: site, demands: demands))
      }
      if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
      return targets
    }
  }
}
