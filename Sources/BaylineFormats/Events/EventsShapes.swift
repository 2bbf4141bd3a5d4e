import BaylineModel

extension ObjectShape {
  package static let events = ObjectShape(
    "events", required: ["format", "events"], choices: ["format": [EventsFormat.name]])

  /// The types of events; each has its own shape.
  static let eventTypes = [
    "absent", "back", "bayClosed", "bayOpen", "overrun", "finished", "partLate", "partArrived", "noShow",
    "cancelled", "late", "arrived", "addedWork", "walkIn", "urgentReturn", "request",
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
    event("overrun", ["appointment", "operation", "end"]),
    event("finished", ["appointment", "operation"]),
    event("partLate", ["part", "arrival"], optional: ["delivery"]),
    event("partArrived", ["part", "quantity"], integers: ["quantity": IntegerRange(1, limit: .quantity)]),
    event("noShow", ["appointment"]),
    event("cancelled", ["appointment"]),
    event("late", ["appointment", "arrival"]),
    event("arrived", ["appointment"], optional: ["advisor"]),
    event("addedWork", ["appointment", "operations"], optional: ["after", "parts", "readyBy"]),
    event("walkIn", ["appointment"]),
    event("urgentReturn", ["appointment"]),
    event("request", ["appointment"]),
  ]
}
