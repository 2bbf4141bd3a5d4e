import BaylineModel

extension UncertaintyFormat {
  /// The members that are set, in the order of the format.
  static func members(_ change: UncertaintyChange) -> [JSONMember] {
    var members: [JSONMember] = []
    members.addObject("durations", durations(change.durations))
    members.add("noShow", change.noShow, tree)
    members.add("noShowWeekdays", change.noShowWeekdays, tree)
    members.add("noShowHours", change.noShowHours) { $0.map { .array($0.map(JSONValue.init)) } ?? .null }
    var punctuality: [JSONMember] = []
    punctuality.add("latePercent", change.punctuality.latePercent, JSONValue.init)
    punctuality.add("late", change.punctuality.late, tree)
    punctuality.add("earlyPercent", change.punctuality.earlyPercent, JSONValue.init)
    punctuality.add("early", change.punctuality.early, tree)
    members.addObject("punctuality", punctuality)
    members.addObject("walkIns", walkIns(change.walkIns))
    var addedWork: [JSONMember] = []
    addedWork.add("percent", change.addedWork.percent, tree)
    addedWork.add("size", change.addedWork.size, tree)
    addedWork.add("approvalMinutes", change.addedWork.approvalMinutes, tree)
    members.addObject("addedWork", addedWork)
    var lateParts: [JSONMember] = []
    lateParts.add("percent", change.lateParts.percent, JSONValue.init)
    lateParts.add("late", change.lateParts.late, tree)
    members.addObject("lateParts", lateParts)
    members.add("overtimeMinutes", change.overtimeMinutes) { .integer($0) }
    return members
  }

  private static func durations(_ change: UncertaintyChange.Durations) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("usual", change.defaultValue, tree)
    members.add("trades", change.trades) { tree($0, tree) }
    members.add("kinds", change.kinds) { kinds in
      tree(Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, $0.value) }), tree)
    }
    members.add("operations", change.operations) { tree($0, tree) }
    members.add("technicians", change.technicians) { tree($0, JSONValue.init) }
    return members
  }

  private static func walkIns(_ change: UncertaintyChange.WalkIns) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("perDay", change.perDay) { $0.map(JSONValue.init) ?? .null }
    members.add("reserveShare", change.reserveShare, JSONValue.init)
    members.add("dispersion", change.dispersion, JSONValue.init)
    members.add("weekdays", change.weekdays, tree)
    members.add("hours", change.hours) { $0.map { .array($0.map(JSONValue.init)) } ?? .null }
    members.add("kinds", change.kinds, tree)
    members.add("jobs", change.jobs) { .array($0.map(DemandFormat.tree)) }
    members.add("patienceMinutes", change.patienceMinutes) { $0.map(JSONValue.integer) ?? .null }
    members.add("needsRoom", change.needsRoom, JSONValue.bool)
    return members
  }

  private static func tree(_ weekdays: [Weekday: Double]) -> JSONValue {
    .object(
      Weekday.allCases.compactMap { day in
        weekdays[day].map { JSONMember(day.rawValue, JSONValue($0)) }
      })
  }

  /// A number where all kinds are alike.
  static func tree(_ shares: Uncertainty.ByKind<Double>) -> JSONValue {
    if shares.kinds.isEmpty { return JSONValue(shares.defaultValue) }
    return .object([
      JSONMember("usual", JSONValue(shares.defaultValue)), JSONMember("kinds", tree(shares.kinds)),
    ])
  }

  /// Numbers by kind.
  static func tree(_ kinds: [VisitKind: Double]) -> JSONValue {
    tree(Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, $0.value) }), JSONValue.init)
  }

  /// An object of free names, in order of code points.
  static func tree<Value>(_ named: [String: Value], _ tree: (Value) -> JSONValue) -> JSONValue {
    .object(
      named.keys.sortedByCodePoint().compactMap { name in
        named[name].map { JSONMember(name, tree($0)) }
      })
  }

  private static func tree(_ distribution: Uncertainty.Distribution) -> JSONValue {
    func object(_ type: String, _ members: [JSONMember]) -> JSONValue {
      .object([JSONMember("type", .string(type))] + members)
    }
    switch distribution {
    case .constant(let value): return JSONValue(value)
    case .lognormal(let mean, let variation):
      return object(
        "lognormal",
        [JSONMember("mean", JSONValue(mean)), JSONMember("variation", JSONValue(variation))])
    case .exponential(let mean): return object("exponential", [JSONMember("mean", JSONValue(mean))])
    case .values(let values):
      return object("values", [JSONMember("values", .array(values.map(JSONValue.init)))])
    }
  }
}

extension [JSONMember] {
  /// Adds a value that is set.
  mutating func add<Value>(_ name: String, _ setting: FieldUpdate<Value>, _ tree: (Value) -> JSONValue) {
    if case .set(let value) = setting { add(name, tree(value)) }
  }

  /// Adds an object, if it has any member.
  mutating func addObject(_ name: String, _ members: [JSONMember]) {
    if !members.isEmpty { add(name, .object(members)) }
  }
}
