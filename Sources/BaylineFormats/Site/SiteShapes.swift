import BaylineModel

extension ObjectShape {
  package static let site = ObjectShape(
    "site", required: ["format", "name", "calendars", "hours"],
    optional: ["timeZone", "locale", "booking", "advisors", "bays", "technicians", "loaners", "policy"],
    wholes: ["loaners": WholeRange(limit: .count)],
    choices: ["format": [SiteFormat.name], "locale": Language.allCases.map(\.rawValue)])

  package static let calendar = ObjectShape("calendar", optional: ["weekly", "dates"])

  package static let weekly = ObjectShape("weekly", optional: Weekday.allCases.map(\.rawValue))

  package static let booking = ObjectShape(
    "booking",
    optional: [
      "slotMinutes", "receptionMinutes", "advisorGapMinutes", "advisorBookingsPerHour",
      "advisorBookingsPerDay", "siteBookingsPerHour", "finishMinutes", "partsLeadMinutes", "reservePercent",
      "graceMinutes",
    ],
    wholes: [
      "slotMinutes": WholeRange(1, limit: .minutes), "receptionMinutes": WholeRange(limit: .minutes),
      "advisorGapMinutes": WholeRange(limit: .minutes),
      "advisorBookingsPerHour": WholeRange(limit: .count),
      "advisorBookingsPerDay": WholeRange(limit: .count), "siteBookingsPerHour": WholeRange(limit: .count),
      "finishMinutes": WholeRange(limit: .minutes), "partsLeadMinutes": WholeRange(limit: .minutes),
      "reservePercent": WholeRange(0...100), "graceMinutes": WholeRange(limit: .minutes),
    ])

  package static let advisor = ObjectShape(
    "advisor", required: ["id", "calendar"],
    optional: ["name", "bookingsPerHour", "bookingsPerDay", "kinds"],
    wholes: [
      "bookingsPerHour": WholeRange(limit: .count), "bookingsPerDay": WholeRange(limit: .count),
    ])

  package static let bay = ObjectShape("bay", required: ["id", "types"], optional: ["name", "calendar"])

  package static let technician = ObjectShape(
    "technician", required: ["id", "skills", "calendar"],
    optional: ["name", "team", "certifications", "efficiency"],
    wholes: ["efficiency": WholeRange(1, limit: .efficiency)])

  package static let policy = ObjectShape(
    "policy", optional: Policy.weights.map(\.name) + ["kinds"],
    wholes: Dictionary(
      uniqueKeysWithValues: Policy.weights.map {
        ($0.name, WholeRange(limit: $0.name == "overloadPercent" ? .percent : .weight))
      }))

  package static let kind = ObjectShape("kind", optional: ["drop", "delay"], wholes: kindWholes)

  /// A kind that the format does not know gives both costs.
  package static let newKind = ObjectShape("newKind", required: ["drop", "delay"], wholes: kindWholes)

  private static let kindWholes = [
    "drop": WholeRange(limit: .dropCost), "delay": WholeRange(limit: .weight),
  ]

  /// Every shape of a site file.
  package static let ofSite = [
    site, calendar, weekly, booking, advisor, bay, technician, policy, kind, newKind,
  ]
}

extension WholeRange {
  /// Levels of a skill.
  package static let level = WholeRange(1...3)
}

extension Policy {
  /// The weights with their names in the file, in its order.
  static var weights: [(name: String, path: WritableKeyPath<Policy, Int>)] {
    [
      ("deviation", \.deviation), ("stay", \.stay), ("late", \.late), ("lateness", \.lateness),
      ("advisor", \.advisor), ("technician", \.technician), ("original", \.original),
      ("handover", \.handover), ("overskill", \.overskill), ("overload", \.overload),
      ("overloadPercent", \.overloadPercent), ("moved", \.moved), ("makespan", \.makespan),
    ]
  }
}

extension BookingRules {
  /// The numbers with their names in the file; `siteBookingsPerHour`, which may be null, stands apart.
  static var numbers: [(name: String, path: WritableKeyPath<BookingRules, Int>)] {
    [
      ("slotMinutes", \.slotMinutes), ("receptionMinutes", \.receptionMinutes),
      ("advisorGapMinutes", \.advisorGapMinutes), ("advisorBookingsPerHour", \.advisorBookingsPerHour),
      ("advisorBookingsPerDay", \.advisorBookingsPerDay), ("finishMinutes", \.finishMinutes),
      ("partsLeadMinutes", \.partsLeadMinutes), ("reservePercent", \.reservePercent),
      ("graceMinutes", \.graceMinutes),
    ]
  }
}
