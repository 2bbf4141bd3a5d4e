import BaylineModel

extension ObjectShape {
  package static let targets = ObjectShape(
    "targets", required: ["format", "targets", "ranges"],
    optional: ["prices", "uncertainty", "replications", "confidence"],
    integers: ["replications": IntegerRange(1, limit: .count)],
    decimals: ["confidence": IntegerRange(50...99)], choices: ["format": [TargetsFormat.name]])

  package static let target = ObjectShape(
    "target", required: ["figure"], optional: ["least", "most"],
    decimals: ["least": IntegerRange(limit: .count), "most": IntegerRange(limit: .count)],
    choices: ["figure": StaffingTargets.Measure.all.map(\.rawValue)])

  package static let ranges = ObjectShape(
    "ranges", optional: ["technicians", "bays", "advisors", "equipment", "drivers", "loaners"])

  private static let fromTo = [
    "from": IntegerRange(limit: .resources), "to": IntegerRange(limit: .resources),
  ]

  package static let technicianRange = ObjectShape(
    "technicianRange", required: ["trade", "level", "from", "to"],
    optional: ["dayCost", "hourCost", "patterns", "certifications", "efficiency"],
    integers: fromTo.merging(["level": .level, "efficiency": IntegerRange(1, limit: .efficiency)]) { $1 },
    decimals: ["dayCost": .money, "hourCost": .money])

  package static let bayRange = ObjectShape(
    "bayRange", required: ["type", "from", "to", "dayCost"], integers: fromTo, decimals: ["dayCost": .money])

  package static let advisorRange = ObjectShape(
    "advisorRange", required: ["from", "to"], optional: ["dayCost", "hourCost", "patterns"], integers: fromTo,
    decimals: ["dayCost": .money, "hourCost": .money])

  package static let loanerRange = ObjectShape(
    "loanerRange", required: ["from", "to", "dayCost"], integers: fromTo, decimals: ["dayCost": .money])

  package static let equipmentRange = ObjectShape(
    "equipmentRange", required: ["equipment", "from", "to", "dayCost"], integers: fromTo,
    decimals: ["dayCost": .money])

  package static let driverRange = ObjectShape(
    "driverRange", required: ["from", "to"], optional: ["dayCost", "hourCost"], integers: fromTo,
    decimals: ["dayCost": .money, "hourCost": .money])

  package static let pattern = ObjectShape(
    "pattern", required: ["name", "calendar"], optional: ["dayCost", "hourCost"],
    decimals: ["dayCost": .money, "hourCost": .money])

  /// The shapes of a targets file except those that it shares with site, uncertainty and scenarios.
  package static let ofTargets = [
    targets, target, ranges, technicianRange, bayRange, advisorRange, equipmentRange, driverRange,
    loanerRange,
    pattern,
  ]
}
