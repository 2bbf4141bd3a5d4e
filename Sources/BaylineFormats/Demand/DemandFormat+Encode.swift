package import BaylineModel

extension DemandFormat {
  /// A demand as JSON, the members in the order of the format.
  package static func json(_ demand: Demand) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("horizon", json(demand.horizon))
    if demand.now != demand.horizon.start { root.add("now", demand.now) }
    root.add("parts", demand.parts, json)
    root.add("appointments", .array(demand.appointments.map(json)))
    return .object(root)
  }

  private static func json(_ horizon: Demand.Horizon) -> JSONValue {
    // All three are written, so that readers need not know the defaults.
    JSONValue {
      $0.add("from", horizon.from)
      $0.add("days", horizon.days)
      $0.add("carryOverDays", horizon.carryOverDays)
    }
  }

  private static func json(_ part: SparePart) -> JSONValue {
    JSONValue {
      $0.add("id", part.id)
      $0.add("name", part.name)
      $0.add("shelf", part.shelf)
      $0.add("price", part.price)
      $0.add("onHand", part.onHand)
      $0.add("inbound", part.inbound) { delivery in
        JSONValue {
          $0.add("at", delivery.at)
          $0.add("quantity", delivery.quantity)
        }
      }
    }
  }

  static func json(_ requirement: SparePart.Requirement) -> JSONValue {
    JSONValue {
      $0.add("part", requirement.part)
      $0.add("quantity", requirement.quantity)
    }
  }

  /// An appointment as JSON.
  package static func json(_ appointment: Appointment) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", appointment.id)
    for (name, path) in Appointment.CustomerCard.texts {
      members.add(name, appointment.card[keyPath: path])
    }
    members.add("called", appointment.card.called)
    members.add("mileage", appointment.card.mileage)
    members.add("estimate", appointment.card.estimate)
    members.add("kind", appointment.kind.rawValue)
    members.add("operations", .array(appointment.operations.map(json)))
    members.add("parts", appointment.parts, json)
    members.add("picked", where: appointment.picked)
    members.add("availability", appointment.availability ?? []) { window in
      JSONValue {
        $0.add("from", window.from)
        $0.add("to", window.to)
      }
    }
    members.add("preferredArrival", appointment.preferredArrival)
    members.add("readyBy", appointment.readyBy)
    members.add("waiting", where: appointment.waiting)
    members.add("loaner", where: appointment.loaner)
    members.add("collect", trip: appointment.collect)
    members.add("deliver", trip: appointment.deliver)
    members.add("preferredAdvisor", appointment.preferredAdvisor)
    members.add("preferredTechnician", appointment.preferredTechnician)
    members.add("originalTechnician", appointment.originalTechnician)
    members.add("booked", appointment.booked)
    members.add("arrived", appointment.arrived)
    members.add("receivedBy", appointment.receivedBy)
    members.add("walkIn", where: appointment.walkIn)
    members.add("dropCost", appointment.dropCost)
    members.add("priority", appointment.priority, default: 100)
    return .object(members)
  }

  private static func json(_ operation: ServiceOperation) -> JSONValue {
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
    case .alternatives: break
    }
    members.add("equipment", operation.equipment, includingEmpty: false)
    members.add("parts", operation.parts, json)
    members.addUnlessEmpty("lag") {
      $0.add("min", operation.lag.min, default: 0)
      $0.add("max", operation.lag.max)
    }
    members.add("bayAfter", operation.bayAfter?.rawValue)
    members.add("splittable", where: operation.splittable)
    if case .alternatives(let ways) = operation.work {
      members.add("alternatives", .array(ways.map(json)))
    }
    if let locked = operation.locked {
      members.add("locked") {
        $0.add("bay", locked.bay)
        $0.add("technicians", locked.technicians)
        $0.add("start", locked.start)
        $0.add("end", locked.end)
      }
    }
    if let previous = operation.previous {
      members.add("previous") {
        $0.add("bay", previous.bay)
        $0.add("technicians", previous.technicians)
      }
    }
    return .object(members)
  }

  private static func json(_ way: WorkRequirement.Alternative) -> JSONValue {
    JSONValue {
      $0.add("bay", way.bay)
      $0.add("technician", way.technician)
      $0.add("minutes", way.minutes)
    }
  }
}

extension [JSONMember] {
  /// Adds the minutes of a driver's trip, unless they are `nil`.
  fileprivate mutating func add(_ name: String, trip minutes: Int?) {
    if let minutes { add(name) { $0.add("minutes", minutes) } }
  }

  /// Adds a booking, unless it is `nil`.
  mutating func add(_ name: String, _ booking: Appointment.Booking?) {
    guard let booking else { return }
    add(name) {
      $0.add("arrival", booking.arrival)
      $0.add("advisor", booking.advisor)
    }
  }
}
