import BaylineModel

extension ObjectShape {
  package static let events = ObjectShape(
    "events", required: ["format", "events"], choices: ["format": [EventsFormat.name]])

  /// The types of events; each has its own shape.
  static let eventTypes = [
    "absent", "back", "bayClosed", "bayOpen", "advisorAbsent", "advisorBack", "siteClosed", "equipmentBroken",
    "equipmentRepaired", "driverAway", "driverBack", "loaners", "started", "overrun", "finished", "partLate",
    "partArrived", "stock", "noShow", "cancelled", "moved", "late", "arrived", "addedWork", "removedWork",
    "changed", "hold",
    "answered", "immovable", "assigned", "walkIn", "urgentReturn", "request",
  ]

  private static func event(
    _ type: String, _ required: [String] = [], optional: [String] = [], integers: [String: IntegerRange] = [:]
  ) -> ObjectShape {
    ObjectShape(
      type, required: ["at", "type"] + required, optional: optional, integers: integers,
      choices: ["type": [type]]
    )
  }

  package static let eventShapes: [String: ObjectShape] = Dictionary(
    uniqueKeysWithValues: ofEvents.dropFirst().map { ($0.name, $0) })

  /// The shapes of an events file except those that it shares with the demand.
  package static let ofEvents = [
    events,
    event("absent", ["technician"], optional: ["from", "until"]),
    event("back", ["technician"]),
    event("bayClosed", ["bay"], optional: ["from", "until"]),
    event("bayOpen", ["bay"]),
    event("advisorAbsent", ["advisor"], optional: ["from", "until"]),
    event("advisorBack", ["advisor"]),
    event("siteClosed", optional: ["from", "until"]),
    event(
      "equipmentBroken", ["equipment"], optional: ["count", "from", "until"],
      integers: ["count": IntegerRange(1, limit: .count)]),
    event(
      "equipmentRepaired", ["equipment"], optional: ["count"],
      integers: ["count": IntegerRange(1, limit: .count)]),
    event("driverAway", optional: ["count"], integers: ["count": IntegerRange(1, limit: .count)]),
    event("driverBack", optional: ["count"], integers: ["count": IntegerRange(1, limit: .count)]),
    event("loaners", ["count"], integers: ["count": IntegerRange(limit: .count)]),
    event("started", ["appointment", "operation"], optional: ["bay", "technicians", "start"]),
    event("overrun", ["appointment", "operation", "end"]),
    event("finished", ["appointment", "operation"]),
    event("partLate", ["part", "arrival"], optional: ["delivery"]),
    event("partArrived", ["part", "quantity"], integers: ["quantity": IntegerRange(1, limit: .quantity)]),
    event("stock", ["part", "quantity"], integers: ["quantity": IntegerRange(limit: .quantity)]),
    event("noShow", ["appointment"]),
    event("cancelled", ["appointment"]),
    event("moved", ["appointment", "arrival"], optional: ["advisor"]),
    event("late", ["appointment", "arrival"]),
    event("arrived", ["appointment"], optional: ["advisor"]),
    event("addedWork", ["appointment", "operations"], optional: ["after", "parts", "readyBy"]),
    event("removedWork", ["appointment", "operations"]),
    event("changed", ["appointment"], optional: ["waiting", "loaner", "readyBy"]),
    event("hold", ["appointment"], optional: ["until"]),
    event("answered", ["appointment"]),
    event("immovable", ["appointment"], optional: ["operation"]),
    event("assigned", ["appointment"], optional: ["operation", "bay", "technicians", "start"]),
    event("walkIn", ["appointment"]),
    event("urgentReturn", ["appointment"]),
    event("request", ["appointment"]),
  ]
}
