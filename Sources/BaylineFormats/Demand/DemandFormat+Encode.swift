package import BaylineModel

extension DemandFormat {
  /// A demand as JSON, the members in the order of the format.
  package static func tree(_ demand: Demand) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("horizon", tree(demand.horizon))
    if demand.now != demand.horizon.start { root.add("now", demand.now) }
    root.add("parts", demand.parts, tree)
    root.add("appointments", .array(demand.appointments.map(tree)))
    return .object(root)
  }

  private static func tree(_ horizon: PlanningHorizon) -> JSONValue {
    // All three are written, for a reader would have to look up the defaults.
    .object([
      JSONMember("from", .string(horizon.from.description)), JSONMember("days", .integer(horizon.days)),
      JSONMember("carryOverDays", .integer(horizon.carryOverDays)),
    ])
  }

  private static func tree(_ part: SparePart) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", part.id)
    members.add("name", part.name)
    members.add("shelf", part.shelf)
    members.add("price", part.price)
    members.add("onHand", part.onHand)
    members.add("inbound", part.inbound) { delivery in
      .object([
        JSONMember("at", .string(delivery.at.description)),
        JSONMember("quantity", .integer(delivery.quantity)),
      ])
    }
    return .object(members)
  }

  /// An appointment as JSON.
  package static func tree(_ appointment: Appointment) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", appointment.id)
    for (name, path) in CustomerCard.texts {
      members.add(name, appointment.card[keyPath: path])
    }
    members.add("called", appointment.card.called)
    members.add("mileage", appointment.card.mileage)
    members.add("estimate", appointment.card.estimate)
    members.add("kind", appointment.kind.rawValue)
    members.add("operations", .array(appointment.operations.map(tree)))
    members.add("parts", appointment.parts) { need in
      .object([JSONMember("part", .string(need.part)), JSONMember("quantity", .integer(need.quantity))])
    }
    members.add("picked", where: appointment.picked)
    members.add("availability", appointment.availability ?? []) { window in
      .object([
        JSONMember("from", .string(window.from.description)),
        JSONMember("to", .string(window.to.description)),
      ])
    }
    members.add("preferredArrival", appointment.preferredArrival)
    members.add("readyBy", appointment.readyBy)
    members.add("waiting", where: appointment.waiting)
    members.add("loaner", where: appointment.loaner)
    members.add("preferredAdvisor", appointment.preferredAdvisor)
    members.add("preferredTechnician", appointment.preferredTechnician)
    members.add("originalTechnician", appointment.originalTechnician)
    members.add("booked", appointment.booked)
    members.add("arrived", appointment.arrived)
    members.add("receivedBy", appointment.receivedBy)
    members.add("walkIn", where: appointment.walkIn)
    members.add("dropCost", appointment.dropCost)
    return .object(members)
  }

  private static func tree(_ operation: ServiceOperation) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", operation.id)
    members.add("name", operation.name)
    switch operation.work {
    case .standard(let work):
      members.add("minutes", work.minutes)
      members.add("bay", work.bay)
      if let crew = work.crew {
        members.add("trade", crew.trade)
        members.add("level", crew.level, default: 1)
        members.add("certifications", crew.certifications.sortedByCodePoint(), includingEmpty: false)
        members.add("crew", crew.size, default: 1)
      }
      members.add("splittable", where: operation.splittable)
    case .alternatives(let ways):
      members.add("splittable", where: operation.splittable)
      members.add("alternatives", .array(ways.map(tree)))
    }
    if let locked = operation.locked {
      var lock = crew(bay: locked.bay, technicians: locked.technicians)
      lock.add("start", locked.start)
      lock.add("end", locked.end)
      members.add("locked", .object(lock))
    }
    if let previous = operation.previous {
      members.add("previous", .object(crew(bay: previous.bay, technicians: previous.technicians)))
    }
    return .object(members)
  }

  private static func tree(_ way: WorkAlternative) -> JSONValue {
    var members: [JSONMember] = []
    members.add("bay", way.bay)
    members.add("technician", way.technician)
    members.add("minutes", way.minutes)
    return .object(members)
  }

  private static func crew(bay: String?, technicians: [String]) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("bay", bay)
    members.add("technicians", technicians)
    return members
  }
}

extension [JSONMember] {
  /// Adds what was promised to a customer, if it was.
  mutating func add(_ name: String, _ booking: Booking?) {
    guard let booking else { return }
    var promise: [JSONMember] = []
    promise.add("arrival", booking.arrival)
    promise.add("advisor", booking.advisor)
    add(name, .object(promise))
  }
}
