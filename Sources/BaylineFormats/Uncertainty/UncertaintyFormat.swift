public import BaylineModel

/// The uncertainty file, `bayline.uncertainty/1`: how days differ from their plan.
public enum UncertaintyFormat {
  /// The value of the member `format`.
  public static let name = "bayline.uncertainty/1"

  /// Reads an uncertainty file strictly, collecting all problems. Values that it does not
  /// give are those of `Uncertainty.default`.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site; if `nil`, references to it are not checked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteFormat.IDs?)
    -> UncertaintyFormat.Decoded
  {
    decode(.file(bytes), file: file, site: site)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decode(_ source: DocumentSource, file: String, site: SiteFormat.IDs?)
    -> UncertaintyFormat.Decoded
  {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let fields = log.fields(of: source, format: name, .uncertainty) else {
      return UncertaintyFormat.Decoded(change: nil, diagnostics: log.diagnostics)
    }
    let change = UncertaintyReader(site: site).change(fields, of: .default)
    return UncertaintyFormat.Decoded(
      change: log.diagnostics.isEmpty ? change : nil, diagnostics: log.diagnostics)
  }

  /// The text of an uncertainty. All values are written, so that it does not depend on the defaults.
  public static func encode(_ uncertainty: Uncertainty) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("format", name)
        $0 += members(Uncertainty.Change(to: uncertainty))
      })
  }
}

extension UncertaintyFormat {
  /// The result of decoding an uncertainty file.
  public struct Decoded: Sendable {
    /// The values of the file; `nil` if and only if there are problems.
    public let change: Uncertainty.Change?
    /// All problems of the file.
    public let diagnostics: [Diagnostic]

    /// The values of the file, with defaults for the rest; `nil` if and only if there are problems.
    public var uncertainty: Uncertainty? { change?.applied(to: .default) }

    /// The uncertainty.
    ///
    /// - Throws: All problems of the file.
    public func get() throws(Diagnostics) -> Uncertainty {
      guard let uncertainty else { throw Diagnostics(diagnostics) }
      return uncertainty
    }
  }
}
