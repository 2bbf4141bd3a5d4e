public import BaylineModel

/// The events file, `bayline.events/1`: what happened since a schedule was made.
public enum EventsFormat {
  /// The value of the member `format`.
  public static let name = "bayline.events/1"

  /// Reads an events file strictly, collecting all problems.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site; if `nil`, references to it are not checked.
  ///   - demand: The ids of its demand; if `nil`, references to it are not checked.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteFormat.IDs?, demand: DemandFormat.IDs?
  ) -> DecodedFile<[WorkshopEvent]> {
    let log = DiagnosticLog(file: file, spellings: (site?.spellings ?? []).union(demand?.spellings ?? []))
    guard let fields = log.fields(of: .file(bytes), format: name, .events) else {
      return DecodedFile<[WorkshopEvent]>(value: nil, diagnostics: log.diagnostics)
    }
    let events = EventsReader(site: site, demand: demand).events(fields)
    return DecodedFile<[WorkshopEvent]>(
      value: log.diagnostics.isEmpty ? events : nil, diagnostics: log.diagnostics)
  }
}
