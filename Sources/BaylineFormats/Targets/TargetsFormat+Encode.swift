import BaylineModel

extension TargetsFormat {
  /// StaffingTargets as JSON, the members in the order of the format.
  static func tree(_ targets: StaffingTargets) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add(
      "targets",
      .array(
        targets.targets.map { target in
          let bound: JSONMember =
            switch target.bound {
            case .least(let value): JSONMember("least", JSONValue(value))
            case .most(let value): JSONMember("most", JSONValue(value))
            }
          return .object([JSONMember("figure", .string(target.measure.rawValue)), bound])
        }))
    root.add("ranges", tree(targets.ranges))
    if let prices = targets.prices { root.add("prices", ScenariosFormat.tree(prices)) }
    if let uncertainty = targets.uncertainty {
      root.add("uncertainty", .object(UncertaintyFormat.members(uncertainty)))
    }
    root.add("replications", targets.replications)
    root.add("confidence", targets.confidence, default: 95)
    return .object(root)
  }

  private static func tree(_ ranges: StaffingRanges) -> JSONValue {
    var members: [JSONMember] = []
    members.add("technicians", ranges.technicians) { range in
      var members: [JSONMember] = []
      members.add("trade", range.trade)
      members.add("level", range.level)
      members.add(range.count)
      members.add(range.cost)
      members.add("patterns", range.patterns, tree)
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
      advisors.add("patterns", range.patterns, tree)
      members.add("advisors", .object(advisors))
    }
    if let range = ranges.loaners {
      var loaners: [JSONMember] = []
      loaners.add(range.count)
      loaners.add("dayCost", range.dayCost)
      members.add("loaners", .object(loaners))
    }
    return .object(members)
  }

  /// A calendar of the site that has nothing more to say is its name alone.
  private static func tree(_ pattern: ShiftPattern) -> JSONValue {
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

  fileprivate mutating func add(_ cost: StaffCost) {
    switch cost {
    case .day(let price): add("dayCost", price)
    case .hour(let price): add("hourCost", price)
    }
  }
}
