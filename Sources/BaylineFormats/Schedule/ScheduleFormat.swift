public import BaylineModel

/// The schedule file, `bayline.schedule/1`.
public enum ScheduleFormat {
  /// The value of the member `format`.
  public static let name = "bayline.schedule/1"

  /// Reads a schedule file strictly, collecting all problems.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of the site; if `nil`, references to it are not checked.
  ///   - demand: The ids of the demand; if `nil`, references to it are not checked.
  ///   - allowsMissing: Whether appointments of the demand may be missing, as in an initial schedule for a search.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteFormat.IDs?, demand: DemandFormat.IDs?,
    allowsMissing: Bool = false
  ) -> DecodedFile<Schedule> {
    decode(.file(bytes), file: file, site: site, demand: demand, allowsMissing: allowsMissing)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decode(
    _ source: DocumentSource, file: String, site: SiteFormat.IDs?, demand: DemandFormat.IDs?,
    allowsMissing: Bool = false
  ) -> DecodedFile<Schedule> {
    let log = DiagnosticLog(file: file)
    guard let fields = log.fields(of: source, format: name, .schedule) else {
      return DecodedFile<Schedule>(value: nil, diagnostics: log.diagnostics)
    }
    let schedule = ScheduleReader(fields, site: site, demand: demand, allowsMissing: allowsMissing).schedule()
    return DecodedFile<Schedule>(
      value: log.diagnostics.isEmpty ? schedule : nil, diagnostics: log.diagnostics)
  }

  /// The text of a schedule; equal schedules have equal bytes.
  public static func encode(_ schedule: Schedule) -> String {
    JSONWriter.document(json(schedule))
  }
}
