package import BaylineModel

extension ObjectShape {
  package static let site = ObjectShape(
    "site", required: ["format", "name", "calendars", "hours"],
    optional: [
      "timeZone", "locale", "dates", "booking", "advisors", "bays", "technicians", "equipment", "loaners",
      "drivers", "policy",
    ],
    integers: ["loaners": IntegerRange(limit: .count), "drivers": IntegerRange(limit: .count)],
    choices: ["format": [SiteFormat.name], "locale": Language.allCases.map(\.rawValue)])

  package static let calendar = ObjectShape(
    "calendar", optional: ["weekly", "rotation", "dates"], meanings: ["weeks": "rotation"])

  package static let rotation = ObjectShape("rotation", required: ["from", "weeks"])

  package static let weekly = ObjectShape("weekly", optional: Weekday.allCases.map(\.rawValue))

  package static let booking = ObjectShape(
    "booking",
    optional: [
      "slotMinutes", "receptionMinutes", "advisorGapMinutes", "advisorBookingsPerHour",
      "advisorBookingsPerDay", "siteBookingsPerHour", "finishMinutes", "moveMinutes", "partsLeadMinutes",
      "reservePercent", "teamReservePercent", "limits", "loanerTurnaroundMinutes", "promisePercent",
      "graceMinutes",
    ],
    integers: [
      "slotMinutes": IntegerRange(1, limit: .minutes), "receptionMinutes": IntegerRange(limit: .minutes),
      "advisorGapMinutes": IntegerRange(limit: .minutes),
      "advisorBookingsPerHour": IntegerRange(limit: .count),
      "advisorBookingsPerDay": IntegerRange(limit: .count),
      "siteBookingsPerHour": IntegerRange(limit: .count),
      "finishMinutes": IntegerRange(limit: .minutes), "moveMinutes": IntegerRange(limit: .minutes),
      "partsLeadMinutes": IntegerRange(limit: .minutes), "reservePercent": IntegerRange(0...100),
      "loanerTurnaroundMinutes": IntegerRange(limit: .minutes), "promisePercent": IntegerRange(50...99),
      "graceMinutes": IntegerRange(limit: .minutes),
    ])

  package static let limit = ObjectShape(
    "limit", required: ["id", "most"], optional: ["name", "kinds", "waiting", "weekdays", "from", "to"],
    integers: ["most": IntegerRange(limit: .count)])

  package static let advisor = ObjectShape(
    "advisor", required: ["id", "calendar"],
    optional: ["name", "bookingsPerHour", "bookingsPerDay", "kinds"],
    integers: [
      "bookingsPerHour": IntegerRange(limit: .count), "bookingsPerDay": IntegerRange(limit: .count),
    ])

  package static let bay = ObjectShape("bay", required: ["id", "types"], optional: ["name", "calendar"])

  package static let technician = ObjectShape(
    "technician", required: ["id", "skills", "calendar"],
    optional: ["name", "team", "certifications", "efficiency"],
    integers: ["efficiency": IntegerRange(1, limit: .efficiency)])

  package static let equipment = ObjectShape(
    "equipment", required: ["id"], optional: ["name", "count"],
    integers: ["count": IntegerRange(1, limit: .count)])

  package static let policy = ObjectShape(
    "policy", optional: CostPolicy.weights.map(\.name) + ["kinds"],
    integers: Dictionary(
      uniqueKeysWithValues: CostPolicy.weights.map {
        ($0.name, IntegerRange(limit: $0.name == "overloadPercent" ? .percent : .weight))
      }))

  package static let kind = ObjectShape("kind", optional: ["drop", "delay"], integers: kindIntegers)

  /// A kind without default costs must state both.
  package static let newKind = ObjectShape("newKind", required: ["drop", "delay"], integers: kindIntegers)

  private static let kindIntegers = [
    "drop": IntegerRange(limit: .dropCost), "delay": IntegerRange(limit: .weight),
  ]

  /// The shapes of a site file.
  package static let ofSite = [
    site, calendar, weekly, rotation, booking, limit, advisor, bay, technician, equipment, policy, kind,
    newKind,
  ]
}

extension IntegerRange {
  /// Levels of a skill.
  package static let level = IntegerRange(1...3)
}

extension CostPolicy {
  /// The weights with their names in the file, in the order of the format.
  static var weights: [(name: String, path: WritableKeyPath<CostPolicy, Int>)] {
    [
      ("deviation", \.deviation), ("stay", \.stay), ("late", \.late), ("lateness", \.lateness),
      ("advisor", \.advisor), ("technician", \.technician), ("original", \.original),
      ("handover", \.handover), ("move", \.move), ("overskill", \.overskill), ("overload", \.overload),
      ("overloadPercent", \.overloadPercent), ("balance", \.balance), ("moved", \.moved),
      ("makespan", \.makespan),
    ]
  }

  /// The weight with a name in the file; `nil` if there is none.
  package static func weight(_ name: String) -> WritableKeyPath<CostPolicy, Int>? {
    weights.first { $0.name == name }?.path
  }
}

extension BookingRules {
  /// The numbers with their names in the file, in the order of the format, except `siteBookingsPerHour`, which may be
  /// `null`.
  static var numbers: [(name: String, path: WritableKeyPath<BookingRules, Int>)] {
    [
      ("slotMinutes", \.slotMinutes), ("receptionMinutes", \.receptionMinutes),
      ("advisorGapMinutes", \.advisorGapMinutes), ("advisorBookingsPerHour", \.advisorBookingsPerHour),
      ("advisorBookingsPerDay", \.advisorBookingsPerDay), ("finishMinutes", \.finishMinutes),
      ("moveMinutes", \.moveMinutes), ("partsLeadMinutes", \.partsLeadMinutes),
      ("reservePercent", \.reservePercent), ("loanerTurnaroundMinutes", \.loanerTurnaroundMinutes),
      ("promisePercent", \.promisePercent),
      ("graceMinutes", \.graceMinutes),
    ]
  }

  /// The number with a name in the file; `nil` if there is none.
  package static func number(_ name: String) -> WritableKeyPath<BookingRules, Int>? {
    numbers.first { $0.name == name }?.path
  }
}
