import BaylineModel

/// Reads events against the ids of a site and a demand. All events may refer to visits that another event adds.
final class EventsReader {
  private let site: SiteIDs?
  private let parts: IDList?
  /// Ids of the demand and of all events.
  private var appointments: IDList?
  /// Ids read so far, to find duplicates.
  private var seen: IDList?
  private let reader: AppointmentReader

  init(site: SiteIDs?, demand: DemandIDs?) {
    self.site = site
    parts = demand?.parts
    appointments = demand?.appointments
    seen = demand?.appointments
    reader = AppointmentReader(site: site, parts: demand?.parts)
  }

  func events(_ fields: Fields) -> [WorkshopEvent] {
    guard let events = fields["events"] else { return [] }
    if case .array(let items) = events.value {
      for item in items { newId(item).map { _ = appointments?.insert($0) } }
    }
    return events.items { event($0) } ?? []
  }

  /// The id of a visit that an event adds. Events need not be in the order of time.
  private func newId(_ event: JSONValue) -> String? {
    guard case .string(let type)? = event["type"], ["walkIn", "urgentReturn", "request"].contains(type),
      case .string(let id)? = event["appointment"]?["id"]
    else { return nil }
    return id
  }

  private func event(_ node: Node) -> WorkshopEvent? {
    guard let (type, fields) = node.variant("type", of: ObjectShape.eventTypes, ObjectShape.eventShapes)
    else {
      return nil
    }
    let at = fields.time("at")
    let payload = payload(type, fields, at)
    guard let at, let payload else { return nil }
    return WorkshopEvent(at: at, payload)
  }

  private func payload(_ type: String, _ fields: Fields, _ at: CivilTime?) -> WorkshopEvent.Payload? {
    switch type {
    case "absent", "back":
      guard let technician = fields.reference("technician", .technician, in: site?.technicians) else {
        return nil
      }
      if type == "back" { return .back(technician: technician) }
      let (from, until) = span(fields, at)
      return .absent(technician: technician, from: from, until: until)
    case "bayClosed", "bayOpen":
      guard let bay = fields.reference("bay", .bay, in: site?.bays) else { return nil }
      if type == "bayOpen" { return .bayOpen(bay: bay) }
      let (from, until) = span(fields, at)
      return .bayClosed(bay: bay, from: from, until: until)
    case "partLate", "partArrived": return delivery(type, fields)
    case "walkIn", "urgentReturn", "request": return newVisit(type, fields)
    default: return known(type, fields)
    }
  }

  /// The period of an absence.
  private func span(_ fields: Fields, _ at: CivilTime?) -> (from: CivilTime?, until: CivilTime?) {
    let (from, until) = (fields.time("from"), fields.time("until"))
    if let start = from ?? at, let until, until <= start {
      fields["until"]?.report(.endNotAfterStart(start: start.description, end: until.description))
    }
    return (from, until)
  }

  private func delivery(_ type: String, _ fields: Fields) -> WorkshopEvent.Payload? {
    let part = fields.reference("part", .part, in: parts)
    if type == "partArrived" {
      guard let quantity = fields.integer("quantity"), let part else { return nil }
      return .partArrived(part: part, quantity: quantity)
    }
    let delivery = fields.time("delivery")
    // `null` means unknown.
    let arrival = fields["arrival"].flatMap { $0.value == .null ? nil : $0.time() }
    return part.map { .partLate(part: $0, delivery: delivery, arrival: arrival) }
  }

  private func newVisit(_ type: String, _ fields: Fields) -> WorkshopEvent.Payload? {
    guard let members = fields["appointment"].flatMap({ Fields($0, .appointment) }),
      let id = members.name("id")
    else { return nil }
    let isNew = seen?.insert(id) ?? true
    if !isNew { members["id"]?.report(.duplicateId(id)) }
    guard let visit = reader.appointment(members, id: id) else { return nil }
    switch type {
    case "walkIn": return .walkIn(visit)
    case "urgentReturn":
      if visit.kind != .comeback {
        members["kind"]?.report(
          .notOneOf(visit.kind.rawValue, allowed: [VisitKind.comeback.rawValue], nearest: nil))
      }
      return .urgentReturn(visit)
    default: return .request(visit)
    }
  }

  /// An event of an existing visit; its operations are checked later, when added work is known.
  private func known(_ type: String, _ fields: Fields) -> WorkshopEvent.Payload? {
    let id = fields.reference("appointment", .appointment, in: appointments)
    switch type {
    case "overrun":
      let (operation, end) = (fields.text("operation"), fields.time("end"))
      guard let id, let operation, let end else { return nil }
      return .overrun(appointment: id, operation: operation, end: end)
    case "finished":
      guard let operation = fields.text("operation"), let id else { return nil }
      return .finished(appointment: id, operation: operation)
    case "late":
      guard let arrival = fields.time("arrival"), let id else { return nil }
      return .late(appointment: id, arrival: arrival)
    case "arrived":
      let advisor = fields.reference("advisor", .advisor, in: site?.advisors)
      return id.map { .arrived(appointment: $0, advisor: advisor) }
    case "addedWork":
      let operations = fields["operations"].flatMap { reader.operations($0, areAll: false) }
      let added = reader.needs(fields["parts"])
      let (after, readyBy) = (fields.text("after"), fields.time("readyBy"))
      guard let id, let operations else { return nil }
      return .addedWork(
        AddedWork(appointment: id, operations: operations, after: after, parts: added, readyBy: readyBy))
    case "noShow": return id.map { .noShow(appointment: $0) }
    default: return id.map { .cancelled(appointment: $0) }
    }
  }
}
