import BaylineModel

extension ObjectShape {
  package static let scenarios = ObjectShape(
    "scenarios", required: ["format", "scenarios"], optional: ["prices", "uncertainty", "replications"],
    integers: ["replications": IntegerRange(1, limit: .count)], choices: ["format": [ScenariosFormat.name]])

  package static let scenario = ObjectShape(
    "scenario", required: ["name", "changes"], optional: ["description"])

  package static let prices = ObjectShape(
    "prices",
    optional: [
      "currency", "technicianHour", "overtimeHour", "advisorHour", "bayDay", "equipmentDay", "driverHour",
      "loanerDay", "soldHour", "servedVehicle", "lateVehicle", "lostCustomer",
    ],
    decimals: [
      "overtimeHour": .money, "advisorHour": .money, "driverHour": .money, "loanerDay": .money,
      "soldHour": .money, "lateVehicle": .money, "lostCustomer": .money,
    ])

  package static let pricesByTrade = ObjectShape(
    "pricesByTrade", required: ["usual", "trades"], decimals: ["usual": .money])

  package static let pricesByType = ObjectShape(
    "pricesByType", required: ["usual", "types"], decimals: ["usual": .money])

  package static let pricesByEquipment = ObjectShape(
    "pricesByEquipment", required: ["usual", "equipment"], decimals: ["usual": .money])

  package static let pricesByKind = ObjectShape(
    "pricesByKind", required: ["usual", "kinds"], decimals: ["usual": .money])

  /// The allowed values of the member `change`.
  package static let changeTypes = changes.map(\.name)

  private static func change(
    _ type: String, _ required: [String] = [], optional: [String] = [],
    integers: [String: IntegerRange] = [:],
    decimals: [String: IntegerRange] = [:]
  ) -> ObjectShape {
    ObjectShape(
      type, required: ["change"] + required, optional: optional, integers: integers, decimals: decimals,
      choices: ["change": [type]])
  }

  private static let technicianChoice = ["technicians", "all", "trade", "level", "count"]
  private static let technicianIntegers = [
    "level": IntegerRange.level, "count": IntegerRange(1, limit: .resources),
  ]
  private static let count = ["count": IntegerRange(1, limit: .resources)]
  private static let advisorLimits = [
    "bookingsPerHour": IntegerRange(limit: .count), "bookingsPerDay": IntegerRange(limit: .count),
  ]
  private static let difference = IntegerRange(-1_000_000...1_000_000)
  private static let countOrMore = ["count": IntegerRange(limit: .count), "more": difference]

  /// The shapes of the changes.
  package static let changes = [
    change(
      "addTechnicians", optional: ["count", "like", "skills", "certifications", "efficiency", "calendar"],
      integers: count.merging(["efficiency": IntegerRange(1, limit: .efficiency)]) { $1 }),
    change("removeTechnicians", optional: technicianChoice, integers: technicianIntegers),
    change(
      "changeTechnicians",
      optional: technicianChoice + ["skills", "certifications", "efficiency", "calendar"],
      integers: technicianIntegers.merging(["efficiency": IntegerRange(1, limit: .efficiency)]) { $1 }),
    change(
      "technicianAbsence", optional: technicianChoice + ["weekdays", "dates"], integers: technicianIntegers),
    change(
      "overtime", ["minutes"], optional: technicianChoice + ["weekdays", "dates", "hourPrice"],
      integers: technicianIntegers.merging(["minutes": IntegerRange(1...CivilTime.minutesPerDay)]) { $1 },
      decimals: ["hourPrice": .money]),
    change("addBays", optional: ["count", "like", "types", "calendar"], integers: count),
    change("removeBays", optional: ["bays", "all", "type", "count"], integers: count),
    change("changeBays", optional: ["bays", "all", "type", "count", "types", "calendar"], integers: count),
    change("closeBays", optional: ["bays", "all", "type", "count", "weekdays", "dates"], integers: count),
    change(
      "addAdvisors",
      optional: ["count", "like", "calendar", "bookingsPerHour", "bookingsPerDay", "kinds"],
      integers: count.merging(advisorLimits) { $1 }),
    change("removeAdvisors", optional: ["advisors", "all", "count"], integers: count),
    change(
      "changeAdvisors",
      optional: ["advisors", "all", "count", "calendar", "bookingsPerHour", "bookingsPerDay", "kinds"],
      integers: count.merging(advisorLimits) { $1 }),
    change("advisorAbsence", optional: ["advisors", "all", "count", "weekdays", "dates"], integers: count),
    change(
      "addEquipment", ["id"], optional: ["name", "count"],
      integers: ["count": IntegerRange(1, limit: .count)]),
    change("removeEquipment", optional: ["equipment", "all"]),
    change("changeEquipment", optional: ["equipment", "all", "count", "more"], integers: countOrMore),
    change("openingHours", ["calendar"]),
    change("dates", ["dates"]),
    change("booking", optional: booking.optional, integers: booking.integers),
    change("addLimit", ["limit"]),
    change("removeLimits", optional: ["limits", "all"]),
    change(
      "changeLimits", optional: ["limits", "all", "most", "more"],
      integers: ["most": IntegerRange(limit: .count), "more": difference]),
    change("loaners", optional: ["count", "more"], integers: countOrMore),
    change("drivers", optional: ["count", "more"], integers: countOrMore),
    change("volume", ["percent"], decimals: ["percent": .tenfold]),
    change("mix", ["kinds"]),
    change("noShow", ["percent"]),
    change("stock", ["more"], optional: ["part"], integers: ["more": difference]),
    change("deliveries", ["laterMinutes"], optional: ["part"], integers: ["laterMinutes": difference]),
    change("uncertainty", ["uncertainty"]),
  ]

  package static let changeShapes: [String: ObjectShape] = Dictionary(
    uniqueKeysWithValues: changes.map { ($0.name, $0) })

  /// The shapes of a scenarios file except those that it shares with the site and the uncertainty.
  package static let ofScenarios =
    [scenarios, scenario, prices, pricesByTrade, pricesByType, pricesByEquipment, pricesByKind] + changes
}

extension IntegerRange {
  /// A price.
  package static let money = IntegerRange(limit: .money)
  /// Levels of a skill; 0 removes it.
  package static let optionalLevel = IntegerRange(0...3)
}
