import BaylineModel

extension ObjectShape {
  package static let uncertainty = ObjectShape(
    "uncertainty", required: ["format"], optional: members.optional, integers: members.integers,
    choices: ["format": [UncertaintyFormat.name]])

  /// The members of an uncertainty within other files.
  package static let members = ObjectShape(
    "members",
    optional: [
      "durations", "noShow", "noShowWeekdays", "noShowHours", "punctuality", "walkIns", "addedWork",
      "lateParts", "overtimeMinutes",
    ], integers: ["overtimeMinutes": IntegerRange(0...CivilTime.minutesPerDay)])

  package static let durations = ObjectShape(
    "durations", optional: ["usual", "trades", "kinds", "operations", "technicians"])

  package static let punctuality = ObjectShape(
    "punctuality", optional: ["latePercent", "late", "earlyPercent", "early"],
    decimals: ["latePercent": .share, "earlyPercent": .share])

  package static let walkIns = ObjectShape(
    "walkIns",
    optional: [
      "perDay", "reserveShare", "dispersion", "weekdays", "hours", "kinds", "jobs", "patienceMinutes",
      "needsRoom",
    ],
    integers: ["patienceMinutes": IntegerRange(limit: .minutes)],
    decimals: [
      "perDay": IntegerRange(0...10_000), "reserveShare": IntegerRange(0...1_000),
      "dispersion": IntegerRange(1...1_000),
    ])

  package static let weekdayPercent = ObjectShape(
    "weekdayPercent", optional: Weekday.allCases.map(\.rawValue),
    decimals: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0.rawValue, .tenfold) }))

  package static let addedWork = ObjectShape("addedWork", optional: ["percent", "size", "approvalMinutes"])

  package static let lateParts = ObjectShape(
    "lateParts", optional: ["percent", "late"], decimals: ["percent": .share])

  package static let lognormal = ObjectShape(
    "lognormal", required: ["type", "mean", "variation"],
    decimals: ["mean": IntegerRange(1, limit: .minutes), "variation": .tenfold],
    choices: ["type": ["lognormal"]])

  package static let exponential = ObjectShape(
    "exponential", required: ["type", "mean"], decimals: ["mean": IntegerRange(limit: .minutes)],
    choices: ["type": ["exponential"]])

  package static let values = ObjectShape(
    "values", required: ["type", "values"], choices: ["type": ["values"]])

  /// A share of visits, in percent, by kind.
  package static let sharesByKind = ObjectShape(
    "sharesByKind", required: ["usual", "kinds"], decimals: ["usual": .share])

  /// The shapes of an uncertainty file except those that it shares with the demand.
  package static let ofUncertainty = [
    uncertainty, members, durations, punctuality, walkIns, weekdayPercent, addedWork, lateParts, lognormal,
    exponential, values, sharesByKind,
  ]
}

extension IntegerRange {
  /// Percent of some visits or customers.
  package static let share = IntegerRange(0...100)
  /// Percent of the normal value.
  package static let tenfold = IntegerRange(0...1_000)
}
