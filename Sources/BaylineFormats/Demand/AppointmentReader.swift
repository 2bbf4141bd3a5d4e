import BaylineModel

/// Reads appointments against the ids of a site and the parts of a demand.
final class AppointmentReader {
  let site: SiteFormat.IDs?
  private let parts: IDList?
  /// The ids of the operations of the last appointment; `nil` if one could not be read.
  private(set) var operationIds: [String]?

  init(site: SiteFormat.IDs?, parts: IDList?) {
    self.site = site
    self.parts = parts
  }

  /// An appointment; `nil` if its kind or its operations could not be read.
  func appointment(_ fields: Fields, id: String) -> Appointment? {
    operationIds = nil
    let card = readCard(fields)
    let kind = fields.reference("kind", .kind, in: site?.kinds)
    let operations = fields["operations"].flatMap { self.operations($0) }
    var appointment = Appointment(
      id: id, kind: VisitKind(rawValue: kind ?? ""), operations: operations ?? [])
    appointment.card = card
    appointment.parts = needs(fields["parts"])
    appointment.picked = fields.flag("picked") ?? false
    appointment.availability = fields["availability"].flatMap { availability($0) }
    appointment.preferredArrival = fields.time("preferredArrival")
    appointment.readyBy = fields.time("readyBy")
    appointment.waiting = fields.flag("waiting") ?? false
    appointment.loaner = fields.flag("loaner") ?? false
    appointment.collect = fields["collect"].flatMap { trip($0) }
    appointment.deliver = fields["deliver"].flatMap { trip($0) }
    appointment.preferredAdvisor = fields.reference("preferredAdvisor", .advisor, in: site?.advisors)
    appointment.preferredTechnician = fields.reference(
      "preferredTechnician", .technician, in: site?.technicians)
    appointment.originalTechnician = fields.reference(
      "originalTechnician", .technician, in: site?.technicians)
    appointment.booked = fields["booked"].flatMap { booking($0) }
    appointment.arrived = fields.time("arrived")
    appointment.receivedBy = fields.reference("receivedBy", .advisor, in: site?.advisors)
    if let node = fields["receivedBy"], !fields.has("arrived") { node.report(.notWithoutArrival) }
    appointment.walkIn = fields.flag("walkIn") ?? false
    appointment.dropCost = fields.integer("dropCost")
    appointment.priority = fields.integer("priority") ?? 100
    return kind == nil || operations == nil ? nil : appointment
  }

  private func readCard(_ fields: Fields) -> Appointment.CustomerCard {
    var card = Appointment.CustomerCard()
    for (name, path) in Appointment.CustomerCard.texts {
      card[keyPath: path] = fields.text(name)
    }
    card.called = fields.time("called")
    card.mileage = fields.integer("mileage")
    card.estimate = fields.integer("estimate")
    return card
  }

  /// A non-empty list of operations, `nil` if this is not a list: all of an appointment, or some to be added to it.
  func operations(_ node: Node, areAll: Bool = true) -> [ServiceOperation]? {
    var ids = IDList()
    var isComplete = true
    var entries: [(fields: Fields, operation: ServiceOperation?)] = []
    let operations = node.items(notEmpty: true, limit: .operations) { node -> ServiceOperation? in
      guard let fields = Fields(node, .operation), let id = fields.name("id") else {
        isComplete = false
        return nil
      }
      if !ids.insert(id) { fields["id"]?.report(.duplicateId(id)) }
      entries.append((fields, operation(fields, id: id)))
      return entries.last?.operation
    }
    // With an unreadable operation it is unclear which one is next.
    if isComplete { checkNeighbours(entries, areAll: areAll) }
    operationIds = isComplete && operations != nil ? ids.names : nil
    return operations
  }

  /// Checks what `lag` and `bayAfter` ask of the operations before and after; unreadable operations are `nil`.
  private func checkNeighbours(
    _ operations: [(fields: Fields, operation: ServiceOperation?)], areAll: Bool
  ) {
    if areAll, let first = operations.first { first.fields["lag"]?.report(.lagOfFirstOperation) }
    for (position, entry) in operations.enumerated() where entry.operation?.bayAfter == .keep {
      let next = position + 1 < operations.count ? operations[position + 1] : nil
      let isNextUnknown = next.map { $0.operation == nil } ?? !areAll
      guard !isNextUnknown, let operation = entry.operation,
        canKeep(operation.work, next?.operation?.work) == false
      else {
        continue
      }
      entry.fields["bayAfter"]?.report(.bayCannotBeKept)
    }
  }

  /// Whether a bay could serve for two pieces of work; `nil` if the bays are unknown.
  private func canKeep(_ work: WorkRequirement, _ next: WorkRequirement?) -> Bool? {
    guard let next else { return false }
    guard let bays = site?.bayTypes else { return nil }
    let (serves, servesNext) = (bayTest(work), bayTest(next))
    return bays.contains { serves($0.key, $0.value) && servesNext($0.key, $0.value) }
  }

  /// Tells whether a bay, by id and types, could serve for some work.
  private func bayTest(_ work: WorkRequirement) -> (String, [String]) -> Bool {
    switch work {
    case .standard(let work): return { _, types in work.bay.map(types.contains) ?? false }
    case .alternatives(let ways):
      let ids = Set(ways.compactMap(\.bay))
      return { id, _ in ids.contains(id) }
    }
  }

  /// A list of parts; empty if it is missing or not a list.
  func needs(_ node: Node?) -> [SparePart.Requirement] {
    node?.items { need($0) } ?? []
  }

  private func need(_ node: Node) -> SparePart.Requirement? {
    guard let fields = Fields(node, .partNeed) else { return nil }
    let part = fields.reference("part", .part, in: parts)
    let quantity = fields.integer("quantity")
    guard let part, let quantity else { return nil }
    return SparePart.Requirement(part: part, quantity: quantity)
  }

  private func availability(_ node: Node) -> [TimeWindow]? {
    let windows = node.items { node -> TimeWindow? in
      guard let fields = Fields(node, .window) else { return nil }
      let (from, to) = (fields.time("from"), fields.time("to"))
      guard let from, let to else { return nil }
      if from >= to { node.report(.endNotAfterStart(start: from.description, end: to.description)) }
      return TimeWindow(from: from, to: to)
    }
    if case .array(let items) = node.value, items.isEmpty { node.report(.emptyList) }
    return windows
  }

  /// The minutes of a driver's trip.
  private func trip(_ node: Node) -> Int? {
    Fields(node, .trip)?.integer("minutes")
  }

  /// The arrival promised to a customer.
  func booking(_ node: Node) -> Appointment.Booking? {
    guard let fields = Fields(node, .booked) else { return nil }
    let advisor = fields.reference("advisor", .advisor, in: site?.advisors)
    return fields.time("arrival").map { Appointment.Booking(arrival: $0, advisor: advisor) }
  }
}
