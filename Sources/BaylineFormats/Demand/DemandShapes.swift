import BaylineModel

extension ObjectShape {
  package static let demand = ObjectShape(
    "demand", required: ["format", "horizon", "appointments"], optional: ["now", "parts"],
    choices: ["format": [DemandFormat.name]])

  package static let horizon = ObjectShape(
    "horizon", required: ["from"], optional: ["days", "carryOverDays"],
    integers: [
      "days": IntegerRange(1, limit: .horizonDays), "carryOverDays": IntegerRange(limit: .horizonDays),
    ])

  package static let part = ObjectShape(
    "part", required: ["id", "onHand"], optional: ["name", "shelf", "price", "inbound"],
    integers: ["price": IntegerRange(limit: .shown), "onHand": IntegerRange(limit: .quantity)])

  package static let inbound = ObjectShape(
    "inbound", required: ["at", "quantity"], integers: ["quantity": IntegerRange(limit: .quantity)])

  package static let appointment = ObjectShape(
    "appointment", required: ["id", "kind", "operations"],
    optional: Appointment.CustomerCard.texts.map(\.name) + [
      "called", "mileage", "estimate", "parts", "picked", "availability", "preferredArrival", "readyBy",
      "waiting", "loaner", "collect", "deliver", "preferredAdvisor", "preferredTechnician",
      "originalTechnician", "booked", "arrived", "receivedBy", "walkIn", "dropCost", "priority",
    ],
    integers: [
      "mileage": IntegerRange(limit: .shown), "estimate": IntegerRange(limit: .shown),
      "dropCost": IntegerRange(limit: .dropCost), "priority": IntegerRange(1...1_000),
    ])

  package static let partNeed = ObjectShape(
    "partNeed", required: ["part", "quantity"], integers: ["quantity": IntegerRange(1, limit: .quantity)])

  package static let window = ObjectShape("window", required: ["from", "to"])

  package static let trip = ObjectShape(
    "trip", required: ["minutes"], integers: ["minutes": IntegerRange(1, limit: .minutes)])

  package static let booked = ObjectShape("booked", required: ["arrival"], optional: ["advisor"])

  package static let operation = ObjectShape(
    "operation", required: ["id"],
    optional: [
      "name", "minutes", "bay", "trade", "level", "certifications", "crew", "equipment", "parts", "lag",
      "bayAfter", "splittable", "alternatives", "locked", "previous",
    ],
    integers: [
      "minutes": IntegerRange(1, limit: .minutes), "level": .level, "crew": IntegerRange(1, limit: .crew),
    ],
    choices: ["bayAfter": ServiceOperation.BayAfter.allCases.map(\.rawValue)])

  package static let lag = ObjectShape(
    "lag", optional: ["min", "max"],
    integers: ["min": IntegerRange(limit: .minutes), "max": IntegerRange(limit: .minutes)])

  package static let alternative = ObjectShape(
    "alternative", required: ["minutes"], optional: ["bay", "technician"],
    integers: ["minutes": IntegerRange(1, limit: .minutes)])

  package static let locked = ObjectShape(
    "locked", required: ["technicians", "start"], optional: ["bay", "end"])

  package static let previous = ObjectShape("previous", required: ["technicians"], optional: ["bay"])

  /// The shapes of a demand file.
  package static let ofDemand = [
    demand, horizon, part, inbound, appointment, partNeed, window, trip, booked, operation, lag, alternative,
    locked, previous,
  ]
}

extension Appointment.CustomerCard {
  /// The texts with their names in the file, in the order of the format.
  static var texts: [(name: String, path: WritableKeyPath<Appointment.CustomerCard, String?>)] {
    [
      ("plate", \.plate), ("customer", \.customer), ("title", \.title), ("phone", \.phone),
      ("vehicle", \.vehicle), ("request", \.request), ("note", \.note),
    ]
  }
}
