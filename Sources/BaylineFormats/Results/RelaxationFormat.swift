import BaylineModel

/// Relaxations as members of a JSON object: `edit` names the kind, the other members give its subject and new value.
enum RelaxationFormat {
  static func members(_ edit: RuleRelaxation) -> [JSONMember] {
    booking(edit) ?? workshop(edit) ?? visit(edit) ?? operation(edit) ?? []
  }

  private static func booking(_ edit: RuleRelaxation) -> [JSONMember]? {
    switch edit {
    case .bookingsPerHour(let id, let most):
      object("bookingsPerHour", ("advisor", .string(id)), ("most", .integer(most)))
    case .bookingsPerDay(let id, let most):
      object("bookingsPerDay", ("advisor", .string(id)), ("most", .integer(most)))
    case .receives(let id, let kind):
      object("receives", ("advisor", .string(id)), ("kind", .string(kind.rawValue)))
    case .advisorHours(let id, let stretch):
      object("advisorHours", ("advisor", .string(id))) + members(stretch)
    case .oneMoreAdvisor(let model, let id):
      object("oneMoreAdvisor", ("like", .string(model)), ("id", .string(id)))
    case .advisorGap(let minutes): object("advisorGap", ("minutes", .integer(minutes)))
    case .siteBookingsPerHour(let most): object("siteBookingsPerHour", ("most", .integer(most)))
    case .slotGrid(let minutes): object("slotGrid", ("minutes", .integer(minutes)))
    case .openingHours(let stretch): object("openingHours") + members(stretch)
    case .partsLead(let minutes): object("partsLead", ("minutes", .integer(minutes)))
    case .moveMinutes(let minutes): object("moveMinutes", ("minutes", .integer(minutes)))
    case .loanerTurnaround(let minutes): object("loanerTurnaround", ("minutes", .integer(minutes)))
    case .limit(let id, let most): object("limit", ("limit", .string(id)), ("most", .integer(most)))
    default: nil
    }
  }

  private static func workshop(_ edit: RuleRelaxation) -> [JSONMember]? {
    switch edit {
    case .technicianHours(let id, let stretch):
      object("technicianHours", ("technician", .string(id))) + members(stretch)
    case .ability(let id, let trade, let level, let certifications):
      object(
        "ability", ("technician", .string(id)), ("trade", .string(trade)), ("level", .integer(level)),
        ("certifications", list(certifications)))
    case .oneMoreTechnician(let model, let id):
      object("oneMoreTechnician", ("like", .string(model)), ("id", .string(id)))
    case .newTechnician(let id, let trade, let level, let certifications):
      object(
        "newTechnician", ("id", .string(id)), ("trade", .string(trade)), ("level", .integer(level)),
        ("certifications", list(certifications)))
    case .bayHours(let id, let stretch): object("bayHours", ("bay", .string(id))) + members(stretch)
    case .bayType(let id, let type): object("bayType", ("bay", .string(id)), ("type", .string(type)))
    case .oneMoreBay(let model, let id):
      object("oneMoreBay", ("like", .string(model)), ("id", .string(id)))
    case .newBay(let id, let type): object("newBay", ("id", .string(id)), ("type", .string(type)))
    case .reservePercent(let percent): object("reservePercent", ("percent", .integer(percent)))
    case .teamReservePercent(let team, let percent):
      object("teamReservePercent", ("team", .string(team)), ("percent", .integer(percent)))
    case .equipment(let id, let count):
      object("equipment", ("equipment", .string(id)), ("count", .integer(count)))
    case .onHand(let id, let quantity):
      object("onHand", ("part", .string(id)), ("quantity", .integer(quantity)))
    case .delivery(let id, let position, let at):
      object(
        "delivery", ("part", .string(id)), ("position", .integer(position)), ("at", .string(at.description)))
    case .loaners(let count): object("loaners", ("count", .integer(count)))
    case .drivers(let count): object("drivers", ("count", .integer(count)))
    default: nil
    }
  }

  private static func visit(_ edit: RuleRelaxation) -> [JSONMember]? {
    switch edit {
    case .availability(let id, let window):
      object(
        "availability", ("appointment", .string(id)), ("from", .string(window.from.description)),
        ("to", .string(window.to.description)))
    case .promise(let id, let arrival):
      object(
        "promise", ("appointment", .string(id)),
        ("arrival", arrival.map { .string($0.description) } ?? .null))
    case .notWaiting(let id): object("notWaiting", ("appointment", .string(id)))
    case .withoutLoaner(let id): object("withoutLoaner", ("appointment", .string(id)))
    case .withoutTrips(let id): object("withoutTrips", ("appointment", .string(id)))
    case .arrivalDays(let days): object("arrivalDays", ("days", .integer(days)))
    case .carryOverDays(let days): object("carryOverDays", ("days", .integer(days)))
    default: nil
    }
  }

  private static func operation(_ edit: RuleRelaxation) -> [JSONMember]? {
    func object(_ name: String, _ id: String, _ operation: String, _ members: JSONMember...) -> [JSONMember] {
      self.object(name, ("appointment", .string(id)), ("operation", .string(operation))) + members
    }
    return switch edit {
    case .minLag(let id, let operation, let minutes):
      object("minLag", id, operation, JSONMember("minutes", .integer(minutes)))
    case .maxLag(let id, let operation, let minutes):
      object("maxLag", id, operation, JSONMember("minutes", minutes.map { .integer($0) } ?? .null))
    case .releasedBay(let id, let operation): object("releasedBay", id, operation)
    case .splittable(let id, let operation): object("splittable", id, operation)
    case .unlocked(let id, let operation): object("unlocked", id, operation)
    default: nil
    }
  }

  private static func object(_ name: String, _ members: (String, JSONValue)...) -> [JSONMember] {
    [JSONMember("edit", .string(name))] + members.map { JSONMember($0.0, $0.1) }
  }

  private static func list(_ items: [String]) -> JSONValue {
    JSONValue(items)
  }

  private static func members(_ stretch: RuleRelaxation.DatedInterval) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("day", stretch.day)
    members.add("from", CivilTime.clock(stretch.from))
    members.add("to", CivilTime.clock(stretch.to))
    return members
  }
}
