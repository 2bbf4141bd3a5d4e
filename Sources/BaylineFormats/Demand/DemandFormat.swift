public import BaylineModel

/// The demand file, `bayline.demand/1`.
public enum DemandFormat {
  /// The value of its member `format`.
  public static let name = "bayline.demand/1"

  /// Reads a demand file strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site, even of a faulty one; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(_ bytes: [UInt8], file: String, site: SiteIDs?) -> DecodedDemand {
    let log = DiagnosticLog(file: file, spellings: site?.spellings ?? [])
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .demand) else {
      return DecodedDemand(demand: nil, names: nil, diagnostics: log.diagnostics)
    }
    let reader = DemandReader(fields, site: site)
    let demand = reader.demand()
    return DecodedDemand(
      demand: log.diagnostics.isEmpty ? demand : nil, names: reader.names, diagnostics: log.diagnostics)
  }

  /// Reads one appointment, as in the list of a demand (a request to `offer`).
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site.
  ///   - demand: The ids of the demand that it shall join: its id is new there, its parts are known there.
  /// - Throws: All faults of the text.
  public static func decodeAppointment(
    _ bytes: [UInt8], file: String, site: SiteIDs?, demand: DemandIDs?
  ) throws(Diagnostics) -> Appointment {
    let spellings = (site?.spellings ?? []).union(demand?.spellings ?? [])
    let log = DiagnosticLog(file: file, spellings: spellings)
    var appointment: Appointment?
    if let root = log.root(of: bytes), let fields = Fields(root, .appointment) {
      let reader = AppointmentReader(site: site, parts: demand?.parts)
      appointment = fields.name("id").flatMap { reader.appointment(fields, id: $0) }
      if let id = appointment?.id, demand?.appointments?.position(of: id) != nil {
        fields["id"]?.report(.duplicateId(id))
      }
    }
    guard let appointment, log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    return appointment
  }

  /// The text of a demand: what has its default is left out, and the same demand gives the same bytes anywhere.
  public static func encode(_ demand: Demand) -> String {
    JSONWriter.document(tree(demand))
  }

  /// The text of one appointment, as `decodeAppointment` reads it.
  public static func encode(_ appointment: Appointment) -> String {
    JSONWriter.document(tree(appointment))
  }
}
