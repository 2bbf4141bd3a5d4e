import BaylineModel

/// Reads events against the ids of a site and a demand. All events may refer to visits that another event adds.
final class EventsReader {
  private let site: SiteFormat.IDs?
  private let parts: IDList?
  /// Ids of the demand and of all events.
  private var appointments: IDList?
  private let demand: DemandFormat.IDs?
  /// Ids read so far, to find duplicates.
  private var seen: IDList?
  private let reader: AppointmentReader

  init(site: SiteFormat.IDs?, demand: DemandFormat.IDs?) {
    self.site = site
    parts = demand?.parts
    appointments = demand?.appointments
    self.demand = demand
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
    case "absent", "back", "bayClosed", "bayOpen", "advisorAbsent", "advisorBack", "siteClosed":
      return absence(type, fields, at)
    case "equipmentBroken", "equipmentRepaired", "driverAway", "driverBack", "loaners":
      return resource(type, fields, at)
    case "partLate", "partArrived", "stock": return delivery(type, fields)
    case "walkIn", "urgentReturn", "request": return newVisit(type, fields)
    case "overrun", "finished", "started": return progress(type, fields)
    case "addedWork", "removedWork", "changed", "hold", "answered", "immovable", "assigned":
      return change(type, fields)
    default: return arrival(type, fields)
    }
  }

  private func absence(_ type: String, _ fields: Fields, _ at: CivilTime?) -> WorkshopEvent.Payload? {
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
    case "advisorAbsent", "advisorBack":
      guard let advisor = fields.reference("advisor", .advisor, in: site?.advisors) else { return nil }
      if type == "advisorBack" { return .advisorBack(advisor: advisor) }
      let (from, until) = span(fields, at)
      return .advisorAbsent(advisor: advisor, from: from, until: until)
    default:
      let (from, until) = span(fields, at)
      return .siteClosed(from: from, until: until)
    }
  }

  /// Equipment, drivers and loan vehicles.
  private func resource(_ type: String, _ fields: Fields, _ at: CivilTime?) -> WorkshopEvent.Payload? {
    let count = fields.integer("count")
    switch type {
    case "driverAway": return .driverAway(count: count ?? 1)
    case "driverBack": return .driverBack(count: count ?? 1)
    case "loaners": return count.map { .loaners(count: $0) }
    default:
      let (from, until) = type == "equipmentBroken" ? span(fields, at) : (nil, nil)
      guard let equipment = fields.reference("equipment", .equipment, in: site?.equipment) else { return nil }
      if type == "equipmentRepaired" { return .equipmentRepaired(equipment: equipment, count: count) }
      return .equipmentBroken(equipment: equipment, count: count, from: from, until: until)
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
    if type != "partLate" {
      guard let quantity = fields.integer("quantity"), let part else { return nil }
      return type == "stock"
        ? .stock(part: part, quantity: quantity) : .partArrived(part: part, quantity: quantity)
    }
    let delivery = fields.time("delivery")
    let arrival = timeOrUnknown(fields, "arrival") ?? nil
    return part.map { .partLate(part: $0, delivery: delivery, arrival: arrival) }
  }

  /// A time, where `null` means that it is unknown; `nil` if it is missing or malformed.
  private func timeOrUnknown(_ fields: Fields, _ member: String) -> CivilTime?? {
    fields[member].flatMap { $0.value == .null ? .some(nil) : $0.time().map { .some($0) } }
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

  /// The id of an existing visit, given by id or by a plate or customer that is unique; its operations are checked later,
  /// when added work is known.
  private func visit(_ fields: Fields) -> String? {
    let member = "appointment"
    guard let node = fields[member], case .string(let name) = node.value,
      let appointments, appointments.position(of: name) == nil,
      let ids = demand?.visits(called: name), !ids.isEmpty
    else { return fields.reference(member, .appointment, in: appointments) }
    if ids.count == 1 { return ids[0] }
    node.report(.sheet(.ambiguousName(name, ids: ids)))
    return nil
  }

  /// What is known of work under way.
  private func progress(_ type: String, _ fields: Fields) -> WorkshopEvent.Payload? {
    let (id, operation) = (visit(fields), fields.text("operation"))
    switch type {
    case "overrun":
      guard let end = timeOrUnknown(fields, "end"), let id, let operation else { return nil }
      return .overrun(appointment: id, operation: operation, end: end)
    case "finished":
      guard let id, let operation else { return nil }
      return .finished(appointment: id, operation: operation)
    default:
      let (bay, technicians, start) = place(fields)
      guard let id, let operation else { return nil }
      return .started(
        appointment: id, operation: operation, bay: bay, technicians: technicians, start: start)
    }
  }

  /// Where and when an operation is done, as far as it is given.
  private func place(_ fields: Fields) -> (bay: String?, technicians: [String]?, start: CivilTime?) {
    (
      fields.reference("bay", .bay, in: site?.bays), fields["technicians"]?.crew(of: site?.technicians),
      fields.time("start")
    )
  }

  private func arrival(_ type: String, _ fields: Fields) -> WorkshopEvent.Payload? {
    let id = visit(fields)
    switch type {
    case "late":
      guard let arrival = fields.time("arrival"), let id else { return nil }
      return .late(appointment: id, arrival: arrival)
    case "moved":
      let advisor = fields.reference("advisor", .advisor, in: site?.advisors)
      guard let arrival = fields.time("arrival"), let id else { return nil }
      return .moved(appointment: id, arrival: arrival, advisor: advisor)
    case "arrived":
      let advisor = fields.reference("advisor", .advisor, in: site?.advisors)
      return id.map { .arrived(appointment: $0, advisor: advisor) }
    case "noShow": return id.map { .noShow(appointment: $0) }
    default: return id.map { .cancelled(appointment: $0) }
    }
  }

  /// What customers and the workshop change about a visit.
  private func change(_ type: String, _ fields: Fields) -> WorkshopEvent.Payload? {
    let id = visit(fields)
    switch type {
    case "addedWork": return addedWork(fields, id)
    case "removedWork":
      let operations = fields["operations"]?.items(notEmpty: true, limit: .operations) { $0.nonEmptyText() }
      guard let id, let operations else { return nil }
      return .removedWork(appointment: id, operations: operations)
    case "changed":
      let (waiting, loaner) = (fields.flag("waiting"), fields.flag("loaner"))
      let readyBy = timeOrUnknown(fields, "readyBy")
      requireOne(of: ["waiting", "loaner", "readyBy"], fields)
      return id.map {
        .changed(
          WorkshopEvent.ChangedVisit(appointment: $0, waiting: waiting, loaner: loaner, readyBy: readyBy))
      }
    case "hold":
      let until = fields.time("until")
      return id.map { .hold(appointment: $0, until: until) }
    case "answered": return id.map { .answered(appointment: $0) }
    case "immovable":
      let operation = fields.text("operation")
      return id.map { .immovable(appointment: $0, operation: operation) }
    default:
      let operation = fields.text("operation")
      let (bay, technicians, start) = place(fields)
      requireOne(of: ["bay", "technicians", "start"], fields)
      return id.map {
        .assigned(
          WorkshopEvent.HandAssignment(
            appointment: $0, operation: operation, bay: bay, technicians: technicians, start: start))
      }
    }
  }

  private func addedWork(_ fields: Fields, _ id: String?) -> WorkshopEvent.Payload? {
    let operations = fields["operations"].flatMap { reader.operations($0, areAll: false) }
    let added = reader.needs(fields["parts"])
    let (after, readyBy) = (fields.text("after"), fields.time("readyBy"))
    guard let id, let operations else { return nil }
    return .addedWork(
      WorkshopEvent.AddedWork(
        appointment: id, operations: operations, after: after, parts: added, readyBy: readyBy))
  }

  private func requireOne(of members: [String], _ fields: Fields) {
    if !members.contains(where: { fields.has($0) }) { fields.node.report(.needsOneOf(members)) }
  }
}
