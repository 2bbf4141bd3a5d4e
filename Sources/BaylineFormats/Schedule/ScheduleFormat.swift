public import BaylineModel

/// The schedule file, `bayline.schedule/1`.
public enum ScheduleFormat {
  /// The value of its member `format`.
  public static let name = "bayline.schedule/1"

  /// Reads a schedule file strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of the site; `nil` leaves references to it unchecked.
  ///   - demand: The ids of the demand; `nil` leaves references to it unchecked.
  ///   - allowsMissing: Whether appointments of the demand may be missing, as in a schedule to start a search from.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteIDs?, demand: DemandIDs?, allowsMissing: Bool = false
  ) -> DecodedFile<Schedule> {
    let log = DiagnosticLog(file: file)
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .schedule) else {
      return DecodedFile<Schedule>(value: nil, diagnostics: log.diagnostics)
    }
    let schedule = ScheduleReader(fields, site: site, demand: demand, allowsMissing: allowsMissing).schedule()
    return DecodedFile<Schedule>(
      value: log.diagnostics.isEmpty ? schedule : nil, diagnostics: log.diagnostics)
  }

  /// The text of a schedule; the same schedule gives the same bytes anywhere.
  public static func encode(_ schedule: Schedule) -> String {
    JSONWriter.document(tree(schedule))
  }
}
