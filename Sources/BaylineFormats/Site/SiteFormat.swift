public import BaylineModel

/// The site file, `bayline.site/1`.
public enum SiteFormat {
  /// The value of its member `format`.
  public static let name = "bayline.site/1"

  /// Reads a site file strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String) -> DecodedSite {
    let log = DiagnosticLog(file: file)
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .site) else {
      return DecodedSite(site: nil, names: nil, diagnostics: log.diagnostics)
    }
    let reader = SiteReader(fields)
    let site = reader.site()
    let isSound = log.diagnostics.isEmpty
    return DecodedSite(site: isSound ? site : nil, names: reader.names, diagnostics: log.diagnostics)
  }

  /// The text of a site: what has its default is left out, and the same site gives the same bytes anywhere.
  public static func encode(_ site: Site) -> String {
    JSONWriter.document(tree(site))
  }
}
