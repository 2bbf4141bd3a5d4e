public import BaylineModel

/// The events file, `bayline.events/1`: what happened since a schedule was made.
public enum EventsFormat {
  /// The value of its member `format`.
  public static let name = "bayline.events/1"

  /// Reads an events file strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site; `nil` leaves references to it unchecked.
  ///   - demand: The ids of its demand; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteIDs?, demand: DemandIDs?
  ) -> DecodedFile<[WorkshopEvent]> {
    let log = DiagnosticLog(file: file, spellings: (site?.spellings ?? []).union(demand?.spellings ?? []))
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .events) else {
      return DecodedFile<[WorkshopEvent]>(value: nil, diagnostics: log.diagnostics)
    }
    let events = EventsReader(site: site, demand: demand).events(fields)
    return DecodedFile<[WorkshopEvent]>(
      value: log.diagnostics.isEmpty ? events : nil, diagnostics: log.diagnostics)
  }
}
