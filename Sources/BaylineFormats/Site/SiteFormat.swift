public import BaylineModel

/// The site file, `bayline.site/1`.
public enum SiteFormat {
  /// The value of the member `format`.
  public static let name = "bayline.site/1"

  /// Reads a site file strictly, collecting all problems.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String) -> SiteFormat.Decoded {
    decode(.file(bytes), file: file)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decode(_ source: DocumentSource, file: String) -> SiteFormat.Decoded {
    let log = DiagnosticLog(file: file)
    guard let fields = log.fields(of: source, format: name, .site) else {
      return SiteFormat.Decoded(site: nil, names: nil, diagnostics: log.diagnostics)
    }
    let reader = SiteReader(fields)
    let site = reader.site()
    let isSound = log.diagnostics.isEmpty
    return SiteFormat.Decoded(site: isSound ? site : nil, names: reader.names, diagnostics: log.diagnostics)
  }

  /// The text of a site: defaults are left out; equal sites have equal bytes.
  public static func encode(_ site: Site) -> String {
    JSONWriter.document(json(site))
  }
}
