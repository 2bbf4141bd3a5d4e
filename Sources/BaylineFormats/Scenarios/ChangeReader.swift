import BaylineModel

/// Reads the changes of scenarios.
final class ChangeReader {
  let site: SiteFormat.IDs?

  init(site: SiteFormat.IDs?) {
    self.site = site
  }

  func change(_ node: Node) -> Scenario.Change? {
    node.variant("change", of: ObjectShape.changeTypes, ObjectShape.changeShapes)
      .flatMap { change($0.type, $0.fields) }
  }

  private func change(_ type: String, _ fields: Fields) -> Scenario.Change? {
    switch type {
    case "addTechnicians": addTechnicians(fields)
    case "removeTechnicians": technicians(fields).map { .removeTechnicians($0) }
    case "changeTechnicians": changeTechnicians(fields)
    case "technicianAbsence":
      both(technicians(fields), days(fields, needed: true)) { .technicianAbsence($0, on: $1) }
    case "overtime": overtime(fields)
    case "addBays": addBays(fields)
    case "removeBays": bays(fields).map { .removeBays($0) }
    case "changeBays": changeBays(fields)
    case "closeBays": both(bays(fields), days(fields, needed: true)) { .closeBays($0, on: $1) }
    case "addEquipment": addEquipment(fields)
    case "removeEquipment": equipment(fields).map { .removeEquipment($0) }
    case "changeEquipment":
      both(equipment(fields), number(fields, "count")) { .changeEquipment($0, $1) }
    case "addAdvisors": addAdvisors(fields)
    case "removeAdvisors": advisors(fields).map { .removeAdvisors($0) }
    case "changeAdvisors": changeAdvisors(fields)
    case "advisorAbsence":
      both(advisors(fields), days(fields, needed: true)) { .advisorAbsence($0, on: $1) }
    case "openingHours": fields["calendar"]?.calendarChoice().map { .openingHours($0) }
    case "dates", "booking", "addLimit", "removeLimits", "changeLimits": rules(type, fields)
    case "loaners", "drivers": number(fields, "count").map { number(type, $0) }
    case "volume": fields.decimal("percent").map { .volume(percent: $0) }
    case "mix": mix(fields)
    case "noShow": fields["percent"]?.shares(site?.kinds).map { .noShow($0) }
    case "stock": fields.integer("more").map { .stock(part: fields.name("part"), more: $0) }
    case "deliveries":
      fields.integer("laterMinutes").map { .deliveries(part: fields.name("part"), laterMinutes: $0) }
    default:
      fields["uncertainty"].flatMap { Fields($0, .members) }.map {
        .uncertainty(UncertaintyReader(site: site).change($0, of: nil))
      }
    }
  }

  func both<First, Second>(
    _ first: First?, _ second: Second?, _ make: (First, Second) -> Scenario.Change
  ) -> Scenario.Change? {
    guard let first, let second else { return nil }
    return make(first, second)
  }

  /// A change of the number of loan vehicles or drivers.
  private func number(_ type: String, _ change: Scenario.CountChange) -> Scenario.Change {
    switch (type, change) {
    case ("loaners", .set(let count)): .loaners(count)
    case ("loaners", .more(let more)): .addLoaners(more)
    case (_, .set(let count)): .drivers(count)
    case (_, .more(let more)): .addDrivers(more)
    }
  }

  /// A new number: exactly one of the member that sets it, and `more`.
  func number(_ fields: Fields, _ member: String) -> Scenario.CountChange? {
    guard fields.requireExactlyOne(of: [member, "more"]) else { return nil }
    if fields.has(member) { return fields.integer(member).map { .set($0) } }
    return fields.integer("more").map { .more($0) }
  }

  private func mix(_ fields: Fields) -> Scenario.Change? {
    guard let node = fields["kinds"], let entries = node.entries() else { return nil }
    if entries.isEmpty { node.report(.emptyList) }
    var kinds: [VisitKind: Double] = [:]
    for (name, node) in entries {
      if let kind = node.kind(name, in: site?.kinds) { kinds[kind] = node.decimal(.tenfold) }
    }
    return .mix(kinds)
  }

  /// The days of a change.
  func days(_ fields: Fields, needed: Bool) -> Scenario.DaySelection? {
    var days = Scenario.DaySelection()
    let weekdays = fields["weekdays"]?.items { $0.choice(of: Weekday.allCases.map(\.rawValue)) }
    days.weekdays = Set((weekdays ?? []).compactMap(Weekday.init(rawValue:)))
    days.dates = Set(fields["dates"]?.items { $0.date() } ?? [])
    for member in ["weekdays", "dates"] {
      if let node = fields[member], case .array(let items) = node.value, items.isEmpty {
        node.report(.emptyList)
      }
    }
    if needed { fields.requireAny(of: ["weekdays", "dates"]) }
    return days
  }
}

extension Fields {
  /// Reports that none of several members is present.
  func requireAny(of members: [String]) {
    if !members.contains(where: has) { node.report(.needsOneOf(members)) }
  }

  /// Whether exactly one of several members is present; reports anything else.
  func requireExactlyOne(of members: [String]) -> Bool {
    let given = members.filter(has)
    if given.isEmpty { node.report(.needsOneOf(members)) }
    for other in given.dropFirst() { self[other]?.report(.notBeside(other, other: given[0])) }
    return given.count == 1
  }

  /// Reports members that cannot be combined with another.
  func forbid(_ members: [String], beside other: String) {
    guard has(other) else { return }
    for member in members where has(member) { self[member]?.report(.notBeside(member, other: other)) }
  }
}

extension Node {
  /// A calendar, by name or inline.
  func calendarChoice() -> Scenario.CalendarSource? {
    if case .object = value { return calendar().map { .inline($0) } }
    return nonEmptyText().map { .named($0) }
  }

  /// A non-empty list of ids without duplicates.
  func distinctIDs() -> [String]? {
    var seen = IDList()
    return items(notEmpty: true, limit: .resources) { node in
      guard let name = node.nonEmptyText() else { return nil }
      if !seen.insert(name) { node.report(.duplicateId(name)) }
      return name
    }
  }
}
