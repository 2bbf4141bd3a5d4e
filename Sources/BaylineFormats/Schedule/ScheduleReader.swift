import BaylineModel

/// Reads the members of a schedule against the ids of its site and its demand.
final class ScheduleReader {
  private let fields: Fields
  private let site: SiteFormat.IDs?
  private let demand: DemandFormat.IDs?
  private var named: Set<String> = []
  /// Whether all appointments are required and could be read; otherwise none is reported as missing.
  private var isComplete: Bool

  init(_ fields: Fields, site: SiteFormat.IDs?, demand: DemandFormat.IDs?, allowsMissing: Bool) {
    isComplete = !allowsMissing
    self.fields = fields
    self.site = site
    self.demand = demand
  }

  func schedule() -> Schedule {
    let assignments = fields["assignments"]?.items { assignment($0) }
    let unscheduled = fields["unscheduled"]?.items { leftOut($0) }
    if isComplete, assignments != nil, unscheduled != nil {
      for id in demand?.appointments?.names ?? [] where !named.contains(id) {
        fields.node.report(.appointmentMissing(id))
      }
    }
    checkOrder()
    return Schedule(
      assignments: assignments ?? [], unscheduled: unscheduled ?? [],
      cost: fields["cost"].flatMap { cost($0) },
      about: fields["about"].flatMap { Schedule.Provenance($0) })
  }

  /// The appointment of an entry, which no earlier entry may name.
  private func appointment(_ fields: Fields) -> String? {
    guard let id = fields.reference("appointment", .appointment, in: demand?.appointments) else {
      isComplete = false
      return nil
    }
    if !named.insert(id).inserted { fields.node.report(.appointmentTwice(id)) }
    return id
  }

  private func assignment(_ node: Node) -> Schedule.Assignment? {
    guard let fields = Fields(node, .assignment) else {
      isComplete = false
      return nil
    }
    let id = appointment(fields)
    let visit = id.flatMap { demand?.appointments?.position(of: $0) }.flatMap { demand?.visits[$0] }
    for member in ["arrival", "advisor"] {
      if visit?.hasArrived == true { fields[member]?.report(.notForArrived(member)) }
      if visit?.hasArrived == false, !fields.has(member) { node.report(.missingMember(member)) }
    }
    let arrival = fields.time("arrival")
    let advisor = fields.reference("advisor", .advisor, in: site?.advisors)
    let ready = fields.time("ready")
    let promise = fields.time("promise")
    let operations = fields["operations"].flatMap { self.operations($0, of: visit) }
    guard let id, let ready, let operations else { return nil }
    var reception: Schedule.Reception?
    if let arrival, let advisor { reception = Schedule.Reception(arrival: arrival, advisor: advisor) }
    return Schedule.Assignment(
      appointment: id, reception: reception, ready: ready, promise: promise, operations: operations)
  }

  private func operations(
    _ node: Node, of visit: DemandFormat.IDs.VisitIDs?
  ) -> [Schedule.OperationAssignment]? {
    guard case .array(let items) = node.value, let expected = visit?.operations else {
      return node.items { operation($0, expected: nil) }
    }
    if items.count != expected.count {
      node.report(.operationCount(found: items.count, expected: expected.count))
      return node.items { operation($0, expected: nil) }
    }
    var position = 0
    return node.items { item in
      defer { position += 1 }
      return operation(item, expected: expected[position])
    }
  }

  private func operation(_ node: Node, expected: String?) -> Schedule.OperationAssignment? {
    guard let fields = Fields(node, .operationAssignment) else { return nil }
    let id = fields.text("operation")
    if let id, let expected, !id.utf8.elementsEqual(expected.utf8) {
      fields["operation"]?.report(.operationOrder(found: id, expected: expected))
    }
    let bay = fields.reference("bay", .bay, in: site?.bays)
    let technicians = fields["technicians"]?.references(.technician, in: site?.technicians)
    let (start, end) = (fields.time("start"), fields.time("end"))
    guard let id, let technicians, let start, let end else { return nil }
    return Schedule.OperationAssignment(
      operation: id, bay: bay, technicians: technicians, start: start, end: end)
  }

  private func leftOut(_ node: Node) -> Schedule.UnscheduledAppointment? {
    guard let fields = Fields(node, .unscheduled) else {
      isComplete = false
      return nil
    }
    let id = appointment(fields)
    let reason = fields.choice("reason").flatMap(Schedule.UnscheduledReason.init(rawValue:))
    let detail = fields.text("detail")
    let earliest = fields.time("earliest")
    guard let id, let reason else { return nil }
    return Schedule.UnscheduledAppointment(
      appointment: id, reason: reason, detail: detail, earliest: earliest)
  }

  private func cost(_ node: Node) -> ScheduleCost.Stated? {
    guard let fields = Fields(node, .cost) else { return nil }
    let total = fields.integer("total")
    var terms = ScheduleCost()
    if let stated = fields["terms"].flatMap({ Fields($0, .terms) }) {
      for term in ScheduleCost.Term.allCases {
        if let points = stated.integer(term.rawValue) { terms[term] = points }
      }
    }
    return total.map { ScheduleCost.Stated(total: $0, terms: terms) }
  }

  /// Checks that assignments with an arrival ascend by arrival, then by id.
  private func checkOrder() {
    var before: (arrival: CivilTime, id: String)?
    // Invalid values were reported when the assignment was read.
    guard case .array(let items) = fields["assignments"]?.value else { return }
    for (i, item) in items.enumerated() {
      guard case .string(let text) = item["arrival"], let arrival = CivilTime(text),
        case .string(let id) = item["appointment"]
      else { continue }
      if let before,
        arrival < before.arrival
          || (arrival == before.arrival && id.precedesByCodePoint(before.id))
      {
        fields["assignments"]?.element(i, item).report(.assignmentOrder(id))
      }
      before = (arrival, id)
    }
  }
}
