public import BaylineModel

/// The targets file, `bayline.targets/1`: what a staffing shall reach, and what may vary to reach it.
public enum TargetsFormat {
  /// The value of its member `format`.
  public static let name = "bayline.targets/1"

  /// Reads a targets file strictly; all its faults are collected. What it names at the site is looked up by
  /// `DecodedTargets.check`.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteIDs?) -> DecodedTargets {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .targets) else {
      return DecodedTargets(targets: nil, file: file, diagnostics: log.diagnostics)
    }
    let targets = TargetsReader(site: site).targets(fields)
    return DecodedTargets(
      targets: log.diagnostics.isEmpty ? targets : nil, file: file, diagnostics: log.diagnostics)
  }

  /// The text of some targets: what has its default is left out, and the same targets give the same bytes anywhere.
  public static func encode(_ targets: StaffingTargets) -> String {
    JSONWriter.document(tree(targets))
  }
}

/// What came of reading a targets file.
public struct DecodedTargets: Sendable {
  /// The targets; `nil` exactly if there are faults.
  public let targets: StaffingTargets?
  /// All faults of the file.
  public let diagnostics: [Diagnostic]
  private let file: String

  init(targets: StaffingTargets?, file: String, diagnostics: [Diagnostic]) {
    self.targets = targets
    self.diagnostics = diagnostics
    self.file = file
  }

  /// The targets, or the faults thrown.
  public func get() throws(Diagnostics) -> StaffingTargets {
    guard let targets else { throw Diagnostics(diagnostics) }
    return targets
  }

  /// The targets, if the site and its days have what they name.
  ///
  /// - Throws: The faults of reading, or else every calendar, trade, type of bay and certification that nobody knows.
  public func check(site: Site, demands: [Demand]) throws(Diagnostics) -> StaffingTargets {
    let targets = try get()
    let diagnostics = targets.ranges.conflicts(site: site, demands: demands).map { conflict in
      Diagnostic(
        file: file, place: "$.ranges.\(conflict.member)",
        problem: DiagnosticProblem(conflict.conflict, site: site, demands: demands))
    }
    if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
    return targets
  }
}
