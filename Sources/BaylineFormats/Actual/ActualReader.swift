import BaylineModel

/// Reads the record of a day against the ids of its site and its demand.
final class ActualReader {
  private let site: SiteFormat.IDs?
  private let names: DemandFormat.IDs?
  private let horizon: Demand.Horizon?
  private let reader: AppointmentReader
  /// Ids of the demand and of the day's requests, with the operations of each; `nil` if some could not be read.
  private var appointments: IDList?
  private var operations: [String: IDList] = [:]
  private var day: CivilDate?

  /// Maximum number of days until a vehicle is ready; anything longer is a typing error.
  private static let longestStay = 92

  init(site: SiteFormat.IDs?, names: DemandFormat.IDs?, horizon: Demand.Horizon?) {
    self.site = site
    self.names = names
    self.horizon = horizon
    reader = AppointmentReader(site: site, parts: names?.parts)
    appointments = names?.appointments
    for (id, visit) in zip(appointments?.names ?? [], names?.visits ?? []) {
      operations[id] = visit.operations.map { IDList($0) }
    }
  }

  func day(_ fields: Fields) -> ActualDay {
    let day = fields["day"]?.date()
    if let day, let horizon, !horizon.isArrivalDay(day) {
      fields["day"]?.report(.actual(.otherDay(day.description, demand: horizon.from.description)))
    }
    self.day = day
    let requests = fields["requests"]?.items(limit: .appointments) { request($0) }
    var seen = IDList()
    let visits = fields["visits"]?.items(limit: .appointments) { node -> ActualDay.Visit? in
      guard let fields = Fields(node, .actualVisit) else { return nil }
      let visit = visit(fields)
      if let visit, !seen.insert(visit.appointment) {
        fields["appointment"]?.report(.duplicateId(visit.appointment))
      }
      return visit
    }
    return ActualDay(
      day: day ?? CivilDate(ordinal: 1), source: fields.text("source"), requests: requests ?? [],
      visits: visits ?? [])
  }

  private func request(_ node: Node) -> Appointment? {
    guard let fields = Fields(node, .appointment), let id = fields.name("id") else {
      appointments = nil
      return nil
    }
    let isNew = appointments?.insert(id) ?? true
    if !isNew { fields["id"]?.report(.duplicateId(id)) }
    let appointment = reader.appointment(fields, id: id)
    operations[id] = reader.operationIds.map { IDList($0) }
    return appointment
  }

  private func visit(_ fields: Fields) -> ActualDay.Visit? {
    let id = fields.reference("appointment", .appointment, in: appointments)
    let outcome = fields.choice("outcome").flatMap { ActualDay.Visit.Outcome(rawValue: $0) }
    var visit = ActualDay.Visit(
      appointment: id ?? "", outcome: outcome ?? .served, reason: fields.text("reason"))
    visit.booked = fields["booked"].flatMap { reader.booking($0) }
    visit.came = fields.time("came")
    visit.received = fields.time("received")
    visit.advisor = fields.reference("advisor", .advisor, in: site?.advisors)
    visit.operations = fields["operations"].flatMap { work($0, known: id.flatMap { operations[$0] }) } ?? []
    visit.ready = fields.time("ready")
    if let outcome { checkMembers(fields, outcome) }
    checkOrder(fields, visit)
    return id == nil || outcome == nil ? nil : visit
  }

  /// Customers who did not come have no work; those who were served do.
  private func checkMembers(_ fields: Fields, _ outcome: ActualDay.Visit.Outcome) {
    switch outcome {
    case .served:
      for member in ["operations", "ready"] where !fields.has(member) {
        fields.node.report(.missingMember(member))
      }
    case .noShow, .cancelled, .lost:
      let absent =
        outcome == .lost
        ? ["operations", "ready"] : ["came", "received", "advisor", "operations", "ready"]
      for member in absent {
        fields[member]?.report(.actual(.notOfOutcome(member, outcome: outcome.rawValue)))
      }
    }
  }

  private func checkOrder(_ fields: Fields, _ visit: ActualDay.Visit) {
    func check(_ member: String, _ time: CivilTime?, after other: String, _ earlier: CivilTime?) {
      guard let time, let earlier, time < earlier else { return }
      fields[member]?.report(.actual(.timeBefore(time, other: other, earlier)))
    }
    check("received", visit.received, after: "came", visit.came)
    checkDays(fields, visit)
    let ends = visit.operations.map(\.end).max()
    check("ready", visit.ready, after: "end", ends)
    check("ready", visit.ready, after: "received", visit.received)
  }

  /// Customers arrive on the day of the record, and vehicles leave within ``longestStay``.
  private func checkDays(_ fields: Fields, _ visit: ActualDay.Visit) {
    guard let day else { return }
    for (member, time) in [("came", visit.came), ("received", visit.received)] {
      guard let time, time.date != day else { continue }
      fields[member]?.report(.actual(.notOnDay(time, day: day.description)))
    }
    if let ready = visit.ready, ready > CivilTime(day.advanced(by: Self.longestStay)) {
      fields["ready"]?.report(.actual(.longAfterDay(ready, days: Self.longestStay)))
    }
  }

  private func work(_ node: Node, known: IDList?) -> [ActualDay.Operation]? {
    var ids = IDList()
    let work = node.items(notEmpty: true, limit: .operations) { node -> ActualDay.Operation? in
      guard let fields = Fields(node, .actualOperation) else { return nil }
      let isAdded = fields.has("added")
      let id =
        isAdded ? fields.name("operation") : fields.reference("operation", .operation, in: known)
      if let id {
        if !ids.insert(id) || isAdded && known?.position(of: id) != nil {
          fields["operation"]?.report(.duplicateId(id))
        }
        if isAdded, ids.names.count == 1 { fields["added"]?.report(.actual(.addedToNothing)) }
      }
      return operation(fields, id: id)
    }
    return work
  }

  private func operation(_ fields: Fields, id: String?) -> ActualDay.Operation? {
    let bay = fields.reference("bay", .bay, in: site?.bays)
    let technicians = fields["technicians"]?.crew(of: site?.technicians)
    let (start, end) = (fields.time("start"), fields.time("end"))
    let minutes = fields.integer("minutes")
    if let start, let end {
      if end <= start {
        fields["end"]?.report(.endNotAfterStart(start: start.description, end: end.description))
      } else if let minutes, minutes > end - start {
        fields["minutes"]?.report(.actual(.longerThanSpan(minutes, max: end - start)))
      }
    }
    var added: ActualDay.Operation.AddedOperation?
    if let node = fields["added"], let fields = Fields(node, .addedOperation) {
      added = ActualDay.Operation.AddedOperation(
        name: fields.text("name"), minutes: fields.integer("minutes"))
    }
    guard let id, let technicians, let start, let end else { return nil }
    return ActualDay.Operation(
      operation: id, added: added, bay: bay, technicians: technicians, start: start, end: end,
      minutes: minutes)
  }
}
