public import BaylineModel

/// The record of a past day, `bayline.actual/1`.
public enum ActualFormat {
  /// The value of the member `format`.
  public static let name = "bayline.actual/1"

  /// Reads a record strictly, collecting all problems.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site; if `nil`, references to it are not checked.
  ///   - demand: The demand of the evening before; if `nil`, references to it are not checked.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteFormat.IDs?, demand: DemandFormat.Decoded?
  ) -> DecodedFile<ActualDay> {
    decode(.file(bytes), file: file, site: site, demand: demand)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decode(
    _ source: DocumentSource, file: String, site: SiteFormat.IDs?, demand: DemandFormat.Decoded?
  ) -> DecodedFile<ActualDay> {
    let names = demand?.names
    let log = DiagnosticLog(file: file, spellings: (site?.spellings ?? []).union(names?.spellings ?? []))
    guard let fields = log.fields(of: source, format: name, .actual) else {
      return DecodedFile<ActualDay>(value: nil, diagnostics: log.diagnostics)
    }
    let day = ActualReader(site: site, names: names, horizon: demand?.demand?.horizon).day(fields)
    return DecodedFile<ActualDay>(value: log.diagnostics.isEmpty ? day : nil, diagnostics: log.diagnostics)
  }

  /// The text of a record: defaults are left out; equal records have equal bytes.
  public static func encode(_ day: ActualDay) -> String {
    JSONWriter.document(json(day))
  }
}
