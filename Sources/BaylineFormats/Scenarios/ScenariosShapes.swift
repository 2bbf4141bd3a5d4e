import BaylineModel

extension ObjectShape {
  package static let scenarios = ObjectShape(
    "scenarios", required: ["format", "scenarios"], optional: ["prices", "uncertainty", "replications"],
    wholes: ["replications": WholeRange(1, limit: .count)], choices: ["format": [ScenariosFormat.name]])

  package static let scenario = ObjectShape(
    "scenario", required: ["name", "changes"], optional: ["description"])

  package static let prices = ObjectShape(
    "prices",
    optional: [
      "currency", "technicianHour", "overtimeHour", "advisorHour", "bayDay", "loanerDay", "soldHour",
      "servedVehicle", "lateVehicle", "lostCustomer",
    ],
    decimals: [
      "overtimeHour": .money, "advisorHour": .money, "loanerDay": .money, "soldHour": .money,
      "lateVehicle": .money, "lostCustomer": .money,
    ])

  package static let pricesByTrade = ObjectShape(
    "pricesByTrade", required: ["usual", "trades"], decimals: ["usual": .money])

  package static let pricesByType = ObjectShape(
    "pricesByType", required: ["usual", "types"], decimals: ["usual": .money])

  package static let pricesByKind = ObjectShape(
    "pricesByKind", required: ["usual", "kinds"], decimals: ["usual": .money])

  /// What the member `change` of a change may be.
  package static let changeTypes = changes.map(\.name)

  private static func change(
    _ type: String, _ required: [String] = [], optional: [String] = [], wholes: [String: WholeRange] = [:],
    decimals: [String: WholeRange] = [:]
  ) -> ObjectShape {
    ObjectShape(
      type, required: ["change"] + required, optional: optional, wholes: wholes, decimals: decimals,
      choices: ["change": [type]])
  }

  private static let technicianChoice = ["technicians", "all", "trade", "level", "count"]
  private static let technicianWholes = [
    "level": WholeRange.level, "count": WholeRange(1, limit: .resources),
  ]
  private static let count = ["count": WholeRange(1, limit: .resources)]
  private static let advisorLimits = [
    "bookingsPerHour": WholeRange(limit: .count), "bookingsPerDay": WholeRange(limit: .count),
  ]
  private static let difference = WholeRange(-1_000_000...1_000_000)

  /// The changes, each with a shape of its own.
  package static let changes = [
    change(
      "addTechnicians", optional: ["count", "like", "skills", "certifications", "efficiency", "calendar"],
      wholes: count.merging(["efficiency": WholeRange(1, limit: .efficiency)]) { $1 }),
    change("removeTechnicians", optional: technicianChoice, wholes: technicianWholes),
    change(
      "changeTechnicians",
      optional: technicianChoice + ["skills", "certifications", "efficiency", "calendar"],
      wholes: technicianWholes.merging(["efficiency": WholeRange(1, limit: .efficiency)]) { $1 }),
    change(
      "technicianAbsence", optional: technicianChoice + ["weekdays", "dates"], wholes: technicianWholes),
    change(
      "overtime", ["minutes"], optional: technicianChoice + ["weekdays", "dates", "hourPrice"],
      wholes: technicianWholes.merging(["minutes": WholeRange(1...CivilTime.minutesPerDay)]) { $1 },
      decimals: ["hourPrice": .money]),
    change("addBays", optional: ["count", "like", "types", "calendar"], wholes: count),
    change("removeBays", optional: ["bays", "all", "type", "count"], wholes: count),
    change("changeBays", optional: ["bays", "all", "type", "count", "types", "calendar"], wholes: count),
    change("closeBays", optional: ["bays", "all", "type", "count", "weekdays", "dates"], wholes: count),
    change(
      "addAdvisors",
      optional: ["count", "like", "calendar", "bookingsPerHour", "bookingsPerDay", "kinds"],
      wholes: count.merging(advisorLimits) { $1 }),
    change("removeAdvisors", optional: ["advisors", "all", "count"], wholes: count),
    change(
      "changeAdvisors",
      optional: ["advisors", "all", "count", "calendar", "bookingsPerHour", "bookingsPerDay", "kinds"],
      wholes: count.merging(advisorLimits) { $1 }),
    change("advisorAbsence", optional: ["advisors", "all", "count", "weekdays", "dates"], wholes: count),
    change("openingHours", ["calendar"]),
    change("booking", optional: booking.optional, wholes: booking.wholes),
    change(
      "loaners", optional: ["count", "more"],
      wholes: ["count": WholeRange(limit: .count), "more": difference]),
    change("volume", ["percent"], decimals: ["percent": .tenfold]),
    change("mix", ["kinds"]),
    change("noShow", ["percent"]),
    change("stock", ["more"], optional: ["part"], wholes: ["more": difference]),
    change("deliveries", ["laterMinutes"], optional: ["part"], wholes: ["laterMinutes": difference]),
    change("uncertainty", ["uncertainty"]),
  ]

  package static let changeShapes: [String: ObjectShape] = Dictionary(
    uniqueKeysWithValues: changes.map { ($0.name, $0) })

  /// Every shape of a scenarios file but those that it shares with the site and the uncertainty.
  package static let ofScenarios =
    [scenarios, scenario, prices, pricesByTrade, pricesByType, pricesByKind] + changes
}

extension WholeRange {
  /// A price.
  package static let money = WholeRange(limit: .money)
  /// Levels of a skill, and none.
  package static let levelOrNone = WholeRange(0...3)
}
