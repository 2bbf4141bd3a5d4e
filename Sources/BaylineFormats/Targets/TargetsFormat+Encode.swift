import BaylineModel

extension TargetsFormat {
  /// Targets as JSON, the members in the order of the format.
  static func json(_ targets: StaffingTargets) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("targets", all: targets.targets, json)
    root.add("ranges", json(targets.ranges))
    if let prices = targets.prices { root.add("prices", ScenariosFormat.json(prices)) }
    if let uncertainty = targets.uncertainty {
      root.add("uncertainty", .object(UncertaintyFormat.members(uncertainty)))
    }
    root.add("replications", targets.replications)
    root.add("confidence", targets.confidence, default: 95)
    return .object(root)
  }

  static func json(_ target: StaffingTargets.Target) -> JSONValue {
    JSONValue {
      $0.add("figure", target.measure.rawValue)
      $0.add(target.bound)
    }
  }

  private static func json(_ ranges: StaffingRanges) -> JSONValue {
    var members: [JSONMember] = []
    members.add("technicians", ranges.technicians) { range in
      var members: [JSONMember] = []
      members.add("trade", range.trade)
      members.add("level", range.level)
      members.add(range.count)
      members.add(range.cost)
      members.add("patterns", range.patterns, json)
      members.add("certifications", range.certifications.sortedByCodePoint(), includingEmpty: false)
      members.add("efficiency", range.efficiency, default: 100)
      return .object(members)
    }
    members.add("bays", ranges.bays) { range in
      var members: [JSONMember] = []
      members.add("type", range.type)
      members.add(range.count)
      members.add("dayCost", range.dayCost)
      return .object(members)
    }
    if let range = ranges.advisors {
      var advisors: [JSONMember] = []
      advisors.add(range.count)
      advisors.add(range.cost)
      advisors.add("patterns", range.patterns, json)
      members.add("advisors", .object(advisors))
    }
    members.add("equipment", ranges.equipment) { range in
      var members: [JSONMember] = []
      members.add("equipment", range.equipment)
      members.add(range.count)
      members.add("dayCost", range.dayCost)
      return .object(members)
    }
    if let range = ranges.drivers {
      var drivers: [JSONMember] = []
      drivers.add(range.count)
      drivers.add(range.cost)
      members.add("drivers", .object(drivers))
    }
    if let range = ranges.loaners {
      var loaners: [JSONMember] = []
      loaners.add(range.count)
      loaners.add("dayCost", range.dayCost)
      members.add("loaners", .object(loaners))
    }
    return .object(members)
  }

  /// A pattern that only names a calendar of the site is written as that name.
  private static func json(_ pattern: StaffingRanges.ShiftPattern) -> JSONValue {
    if pattern.calendar == .named(pattern.name), pattern.cost == nil { return .string(pattern.name) }
    var members: [JSONMember] = []
    members.add("name", pattern.name)
    members.add("calendar", pattern.calendar)
    if let cost = pattern.cost { members.add(cost) }
    return .object(members)
  }
}

extension [JSONMember] {
  fileprivate mutating func add(_ count: ClosedRange<Int>) {
    add("from", count.lowerBound)
    add("to", count.upperBound)
  }

  fileprivate mutating func add(_ cost: StaffingRanges.StaffCost) {
    switch cost {
    case .day(let price): add("dayCost", price)
    case .hour(let price): add("hourCost", price)
    }
  }
}
