import BaylineFormats
import BaylineModel

/// Reads the parts of a book, as strictly as the files of which they are made.
///
/// The store reads each part that it is about to write, so that there is none which it could not read again.
struct PartReader {
  private let site: SiteFormat.IDs
  private let stock: DemandFormat.IDs

  /// - Parameters:
  ///   - site: The site of the book.
  ///   - stock: Its spare parts.
  init(site: Site, stock: [SparePart]) {
    self.site = SiteFormat.IDs(site)
    let horizon = Demand.Horizon(from: CivilDate(ordinal: 1))
    self.stock = DemandFormat.IDs(Demand(horizon: horizon, parts: stock, appointments: []))
  }

  /// The site.
  static func site(_ text: String) throws(Diagnostics) -> Site {
    try SiteFormat.decode(Array(text.utf8), file: PartKey.site.text).get()
  }

  /// A demand and a schedule without visits, of the texts of the head and the stock.
  func book(head: String, stock: String) throws(Diagnostics) -> (demand: Demand, schedule: Schedule) {
    try Self.book(head: head, stock: stock, site: site)
  }

  /// A demand and a schedule without visits, of the texts of the head and the stock.
  static func book(
    head: String, stock: String, site: SiteFormat.IDs
  ) throws(Diagnostics) -> (demand: Demand, schedule: Schedule) {
    let log = DiagnosticLog(file: PartKey.head.text)
    guard let root = log.root(of: Array(head.utf8)), let fields = Fields(root, .head),
      log.diagnostics.isEmpty
    else { throw Diagnostics(log.diagnostics) }
    let parts = JSONParser.parse(Array(stock.utf8))
    let demand = JSONValue {
      $0.add("format", DemandFormat.name)
      for name in ["horizon", "now"] { if let node = fields[name] { $0.add(name, node.value) } }
      $0.add("parts", parts.value ?? .null)
      $0.add("appointments", .array([]))
    }
    let schedule = JSONValue {
      $0.add("format", ScheduleFormat.name)
      $0.add("assignments", .array([]))
      $0.add("unscheduled", .array([]))
      for name in ["cost", "about"] { if let node = fields[name] { $0.add(name, node.value) } }
    }
    return (
      try DemandFormat.decode(bytes(demand), file: "\(PartKey.head.text)+\(PartKey.stock.text)", site: site)
        .get(),
      try ScheduleFormat.decode(bytes(schedule), file: PartKey.head.text, site: site, demand: nil).get()
    )
  }

  /// What the workshop has chosen; what a text does not have is as in a new book.
  static func settings(_ text: String) throws(Diagnostics) -> DeskSettings {
    let log = DiagnosticLog(file: PartKey.settings.text)
    guard let root = log.root(of: Array(text.utf8)), let fields = Fields(root, DeskSettingsFormat.shape)
    else { throw Diagnostics(log.diagnostics) }
    let settings = DeskSettingsFormat.stored(fields)
    guard log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    return settings
  }

  private static func bytes(_ json: JSONValue) -> [UInt8] { Array(JSONWriter.line(json).utf8) }
}

extension PartReader {
  /// A visit, and its place in the order of the demand, if that has it.
  ///
  /// What a visit refers to is checked only while the demand has it: history survives the people and bays in it.
  func visit(_ text: String, id: String) throws(Diagnostics) -> (record: VisitRecord, position: Int?) {
    try Self.visit(text, id: id, site: site, stock: stock)
  }

  /// A visit of the past.
  static func pastVisit(_ text: String, id: String) throws(Diagnostics) -> VisitRecord {
    try visit(text, id: id, site: nil, stock: nil).record
  }

  private static func visit(
    _ text: String, id: String, site: SiteFormat.IDs?, stock: DemandFormat.IDs?
  ) throws(Diagnostics) -> (record: VisitRecord, position: Int?) {
    let file = PartKey.visit(id).text
    let log = DiagnosticLog(file: file)
    guard let root = log.root(of: Array(text.utf8)), let fields = Fields(root, .visitRecord),
      let node = fields["appointment"], let status = fields.choice("status").flatMap(VisitStatus.init)
    else { throw Diagnostics(log.diagnostics) }
    let position = fields.integer("position")
    let isPlanned = position != nil
    let appointment = try DemandFormat.decodeAppointment(
      bytes(node.value), file: file, site: isPlanned ? site : nil, demand: isPlanned ? stock : nil)
    var record = VisitRecord(appointment, status: status)
    record.steps = fields["steps"]?.items { step($0) } ?? []
    record.contacts = fields["contacts"]?.items { contact($0) } ?? []
    for (operation, node) in fields["work"]?.entries() ?? [] { record.work[operation] = worked(node) }
    guard log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    if let node = fields["assignment"] {
      record.assignment = try schedule(["assignments": node.value], of: record, isPlanned ? site : nil)
        .assignments.first
    }
    if let node = fields["unscheduled"] {
      record.unscheduled = try schedule(["unscheduled": node.value], of: record, isPlanned ? site : nil)
        .unscheduled.first
    }
    return (record, position)
  }

  /// A schedule of one visit. If the site is known, the visit is planned and its operations must be those of the demand.
  private static func schedule(
    _ entry: [String: JSONValue], of record: VisitRecord, _ site: SiteFormat.IDs?
  ) throws(Diagnostics) -> Schedule {
    let visit = record.appointment
    let demand = Demand(horizon: Demand.Horizon(from: CivilDate(ordinal: 1)), appointments: [visit])
    let json = JSONValue { members in
      members.add("format", ScheduleFormat.name)
      for list in ["assignments", "unscheduled"] {
        members.add(list, .array(entry[list].map { [$0] } ?? []))
      }
    }
    return try ScheduleFormat.decode(
      bytes(json), file: PartKey.visit(visit.id).text, site: site,
      demand: site.map { _ in DemandFormat.IDs(demand) }
    ).get()
  }

  private static func step(_ node: Node) -> VisitStep? {
    guard let fields = Fields(node, .visitStep) else { return nil }
    let (at, by) = (fields.time("at"), fields.text("by"))
    let status = fields.choice("status").flatMap(VisitStatus.init)
    let reason = fields.text("reason")
    guard let at, let by, let status else { return nil }
    return VisitStep(at: at, by: by, status: status, reason: reason)
  }

  private static func contact(_ node: Node) -> CustomerContact? {
    guard let fields = Fields(node, .customerContact) else { return nil }
    let (at, by, occasion) = (fields.time("at"), fields.text("by"), fields.text("occasion"))
    let outcome = fields.choice("outcome").flatMap(CustomerContact.Outcome.init)
    let (retry, note) = (fields.time("retry"), fields.text("note"))
    guard let at, let by, let occasion, let outcome else { return nil }
    return CustomerContact(
      at: at, by: by, occasion: occasion, outcome: outcome, retry: retry, note: note)
  }

  private static func worked(_ node: Node) -> WorkedTime? {
    guard let fields = Fields(node, .workedTime) else { return nil }
    let technicians = fields["technicians"]?.items { $0.name() }
    return WorkedTime(
      bay: fields["bay"]?.name(), technicians: technicians ?? [], start: fields.time("start"),
      end: fields.time("end"))
  }
}
