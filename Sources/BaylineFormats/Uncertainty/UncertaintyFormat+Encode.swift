import BaylineModel

extension UncertaintyFormat {
  /// The members that are set, in the order of the format.
  static func members(_ change: Uncertainty.Change) -> [JSONMember] {
    var members: [JSONMember] = []
    members.addUnlessEmpty("durations") { $0 += durations(change.durations) }
    members.add("noShow", change.noShow, json)
    members.add("noShowWeekdays", change.noShowWeekdays, json)
    members.add("noShowHours", change.noShowHours) { $0.map { .array($0.map(JSONValue.init)) } ?? .null }
    members.addUnlessEmpty("punctuality") {
      $0.add("latePercent", change.punctuality.latePercent, JSONValue.init)
      $0.add("late", change.punctuality.late, json)
      $0.add("earlyPercent", change.punctuality.earlyPercent, JSONValue.init)
      $0.add("early", change.punctuality.early, json)
    }
    members.addUnlessEmpty("walkIns") { $0 += walkIns(change.walkIns) }
    members.addUnlessEmpty("addedWork") {
      $0.add("percent", change.addedWork.percent, json)
      $0.add("size", change.addedWork.size, json)
      $0.add("approvalMinutes", change.addedWork.approvalMinutes, json)
    }
    members.addUnlessEmpty("lateParts") {
      $0.add("percent", change.lateParts.percent, JSONValue.init)
      $0.add("late", change.lateParts.late, json)
    }
    members.add("overtimeMinutes", change.overtimeMinutes) { .integer($0) }
    return members
  }

  private static func durations(_ change: Uncertainty.Change.Durations) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("usual", change.defaultValue, json)
    members.add("trades", change.trades) { json($0, json) }
    members.add("kinds", change.kinds) { kinds in
      json(Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, $0.value) }), json)
    }
    members.add("operations", change.operations) { json($0, json) }
    members.add("technicians", change.technicians) { json($0, JSONValue.init) }
    return members
  }

  private static func walkIns(_ change: Uncertainty.Change.WalkIns) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("perDay", change.perDay) { $0.map(JSONValue.init) ?? .null }
    members.add("reserveShare", change.reserveShare, JSONValue.init)
    members.add("dispersion", change.dispersion, JSONValue.init)
    members.add("weekdays", change.weekdays, json)
    members.add("hours", change.hours) { $0.map { .array($0.map(JSONValue.init)) } ?? .null }
    members.add("kinds", change.kinds, json)
    members.add("jobs", change.jobs) { .array($0.map(DemandFormat.json)) }
    members.add("patienceMinutes", change.patienceMinutes) { $0.map(JSONValue.integer) ?? .null }
    members.add("needsRoom", change.needsRoom, JSONValue.bool)
    return members
  }

  private static func json(_ weekdays: [Weekday: Double]) -> JSONValue {
    JSONValue { for day in Weekday.allCases { $0.add(day.rawValue, weekdays[day]) } }
  }

  /// A single number if all kinds are alike.
  static func json(_ shares: Uncertainty.ByKind<Double>) -> JSONValue {
    if shares.kinds.isEmpty { return JSONValue(shares.defaultValue) }
    return JSONValue {
      $0.add("usual", shares.defaultValue)
      $0.add("kinds", json(shares.kinds))
    }
  }

  /// Numbers by kind.
  static func json(_ kinds: [VisitKind: Double]) -> JSONValue {
    json(Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, $0.value) }), JSONValue.init)
  }

  /// An object with arbitrary names, in order of code points.
  static func json<Value>(_ named: [String: Value], _ json: (Value) -> JSONValue) -> JSONValue {
    JSONValue {
      for name in named.keys.sortedByCodePoint() {
        if let value = named[name] { $0.add(name, json(value)) }
      }
    }
  }

  private static func json(_ distribution: Uncertainty.Distribution) -> JSONValue {
    if case .constant(let value) = distribution { return JSONValue(value) }
    return JSONValue {
      switch distribution {
      case .constant: break
      case .lognormal(let mean, let variation):
        $0.add("type", "lognormal")
        $0.add("mean", mean)
        $0.add("variation", variation)
      case .exponential(let mean):
        $0.add("type", "exponential")
        $0.add("mean", mean)
      case .values(let values):
        $0.add("type", "values")
        $0.add("values", all: values) { JSONValue($0) }
      }
    }
  }
}

extension [JSONMember] {
  /// Adds a value if it is set.
  mutating func add<Value>(
    _ name: String, _ setting: Scenario.FieldUpdate<Value>, _ json: (Value) -> JSONValue
  ) {
    if case .set(let value) = setting { add(name, json(value)) }
  }
}
