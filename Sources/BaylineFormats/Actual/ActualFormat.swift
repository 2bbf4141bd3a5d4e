public import BaylineModel

/// The record of a past day, `bayline.actual/1`.
public enum ActualFormat {
  /// The value of its member `format`.
  public static let name = "bayline.actual/1"

  /// Reads a record strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site; `nil` leaves references to it unchecked.
  ///   - demand: What is known of the demand of the evening before; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteIDs?, demand: DecodedDemand?
  ) -> DecodedFile<ActualDay> {
    let names = demand?.names
    let log = DiagnosticLog(file: file, spellings: (site?.spellings ?? []).union(names?.spellings ?? []))
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .actual) else {
      return DecodedFile<ActualDay>(value: nil, diagnostics: log.diagnostics)
    }
    let day = ActualReader(site: site, names: names, horizon: demand?.demand?.horizon).day(fields)
    return DecodedFile<ActualDay>(value: log.diagnostics.isEmpty ? day : nil, diagnostics: log.diagnostics)
  }

  /// The text of a record: what has its default is left out, and the same record gives the same bytes anywhere.
  public static func encode(_ day: ActualDay) -> String {
    JSONWriter.document(tree(day))
  }
}
