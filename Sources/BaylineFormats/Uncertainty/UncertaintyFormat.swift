public import BaylineModel

/// The uncertainty file, `bayline.uncertainty/1`: how days differ from their plan.
public enum UncertaintyFormat {
  /// The value of its member `format`.
  public static let name = "bayline.uncertainty/1"

  /// Reads an uncertainty file strictly; all its faults are collected. What it does not say is as in
  /// `Uncertainty.default`.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteIDs?) -> DecodedUncertainty {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .uncertainty) else {
      return DecodedUncertainty(change: nil, diagnostics: log.diagnostics)
    }
    let change = UncertaintyReader(site: site).change(fields, of: .default)
    return DecodedUncertainty(change: log.diagnostics.isEmpty ? change : nil, diagnostics: log.diagnostics)
  }

  /// The text of an uncertainty. All values are written, so that it means the same whatever the defaults are.
  public static func encode(_ uncertainty: Uncertainty) -> String {
    JSONWriter.document(
      .object([JSONMember("format", .string(name))] + members(UncertaintyChange(to: uncertainty))))
  }
}

/// What came of reading an uncertainty file.
public struct DecodedUncertainty: Sendable {
  /// What the file says; `nil` exactly if there are faults.
  public let change: UncertaintyChange?
  /// All faults of the file.
  public let diagnostics: [Diagnostic]

  /// What the file says, and for the rest the usual values; `nil` exactly if there are faults.
  public var uncertainty: Uncertainty? { change?.applied(to: .default) }

  /// The uncertainty, or the faults thrown.
  public func get() throws(Diagnostics) -> Uncertainty {
    guard let uncertainty else { throw Diagnostics(diagnostics) }
    return uncertainty
  }
}
