public import BaylineModel

/// The demand file, `bayline.demand/1`.
public enum DemandFormat {
  /// The value of the member `format`.
  public static let name = "bayline.demand/1"

  /// Reads a demand file strictly, collecting all problems.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site, even of an invalid one; if `nil`, references to it are not checked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteFormat.IDs?) -> DemandFormat.Decoded {
    decode(.file(bytes), file: file, site: site)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decode(_ source: DocumentSource, file: String, site: SiteFormat.IDs?)
    -> DemandFormat.Decoded
  {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let fields = log.fields(of: source, format: name, .demand) else {
      return DemandFormat.Decoded(demand: nil, names: nil, diagnostics: log.diagnostics)
    }
    let reader = DemandReader(fields, site: site)
    let demand = reader.demand()
    return DemandFormat.Decoded(
      demand: log.diagnostics.isEmpty ? demand : nil, names: reader.names, diagnostics: log.diagnostics)
  }

  /// Reads a single appointment, as in the list of a demand (a request to `offer`).
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The name of the file, for messages.
  ///   - site: The ids of its site.
  ///   - demand: The ids of the demand to add it to: its id must be new there, its parts must exist there.
  /// - Throws: All problems of the text.
  public static func decodeAppointment(
    _ bytes: [UInt8], file: String, site: SiteFormat.IDs?, demand: DemandFormat.IDs?
  ) throws(Diagnostics) -> Appointment {
    try decodeAppointment(.file(bytes), file: file, site: site, demand: demand)
  }

  /// Reads a document that may be a member of a larger one; otherwise as the public function.
  package static func decodeAppointment(
    _ source: DocumentSource, file: String, site: SiteFormat.IDs?, demand: DemandFormat.IDs?
  ) throws(Diagnostics) -> Appointment {
    let spellings = (site?.spellings ?? []).union(demand?.spellings ?? [])
    let log = DiagnosticLog(file: file, spellings: spellings)
    var appointment: Appointment?
    if let root = log.root(of: source), let fields = Fields(root, .appointment) {
      let reader = AppointmentReader(site: site, parts: demand?.parts)
      appointment = fields.name("id").flatMap { reader.appointment(fields, id: $0) }
      if let id = appointment?.id, demand?.appointments?.position(of: id) != nil {
        fields["id"]?.report(.duplicateId(id))
      }
    }
    guard let appointment, log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    return appointment
  }

  /// The text of a demand: defaults are left out; equal demands have equal bytes.
  public static func encode(_ demand: Demand) -> String {
    JSONWriter.document(json(demand))
  }

  /// The text of a single appointment, as read by ``decodeAppointment(_:file:site:demand:)``.
  public static func encode(_ appointment: Appointment) -> String {
    JSONWriter.document(json(appointment))
  }
}
