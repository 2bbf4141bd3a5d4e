import BaylineModel

extension ScenariosFormat {
  /// Scenarios as JSON, the members in the order of the format.
  static func json(_ set: ScenarioSet) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    if let prices = set.prices { root.add("prices", json(prices)) }
    if let uncertainty = set.uncertainty {
      root.add("uncertainty", .object(UncertaintyFormat.members(uncertainty)))
    }
    root.add("replications", set.replications)
    root.add("scenarios", .array(set.scenarios.map(json)))
    return .object(root)
  }

  private static func json(_ scenario: Scenario) -> JSONValue {
    var members: [JSONMember] = []
    members.add("name", scenario.name)
    members.add("description", scenario.description)
    members.add("changes", .array(scenario.changes.map(json)))
    return .object(members)
  }

  /// Prices as JSON.
  static func json(_ prices: Prices) -> JSONValue {
    var members: [JSONMember] = []
    members.add("currency", prices.currency)
    if let hour = prices.technicianHour {
      members.add(
        "technicianHour",
        byName("trades", hour.defaultValue, hour.trades) { .array($0.map(JSONValue.init)) })
    }
    members.add("overtimeHour", prices.overtimeHour)
    members.add("advisorHour", prices.advisorHour)
    if let day = prices.bayDay {
      members.add("bayDay", byName("types", day.defaultValue, day.types, JSONValue.init))
    }
    if let day = prices.equipmentDay {
      members.add("equipmentDay", byName("equipment", day.defaultValue, day.ids, JSONValue.init))
    }
    members.add("driverHour", prices.driverHour)
    members.add("loanerDay", prices.loanerDay)
    members.add("soldHour", prices.soldHour)
    if let served = prices.servedVehicle { members.add("servedVehicle", UncertaintyFormat.json(served)) }
    members.add("lateVehicle", prices.lateVehicle)
    members.add("lostCustomer", prices.lostCustomer)
    return .object(members)
  }

  private static func byName<Value>(
    _ member: String, _ defaultValue: Double, _ named: [String: Value], _ json: (Value) -> JSONValue
  ) -> JSONValue {
    if named.isEmpty { return JSONValue(defaultValue) }
    return JSONValue {
      $0.add("usual", defaultValue)
      $0.add(member, UncertaintyFormat.json(named, json))
    }
  }

  // MARK: - Changes

  private static func json(_ change: Scenario.Change) -> JSONValue {
    var members: [JSONMember] = []
    func type(_ name: String) { members.add("change", name) }
    switch change {
    case .addTechnicians, .removeTechnicians, .changeTechnicians, .technicianAbsence, .overtime:
      addTechnicians(change, to: &members)
    case .addBays, .removeBays, .changeBays, .closeBays: addBays(change, to: &members)
    case .addAdvisors, .removeAdvisors, .changeAdvisors, .advisorAbsence: addAdvisors(change, to: &members)
    case .addEquipment, .removeEquipment, .changeEquipment: addEquipment(change, to: &members)
    case .openingHours(let calendar):
      type("openingHours")
      members.add("calendar", calendar)
    case .dates, .booking, .addLimit, .removeLimits, .changeLimits: addRules(change, to: &members)
    case .loaners(let count):
      type("loaners")
      members.add("count", count)
    case .addLoaners(let more):
      type("loaners")
      members.add("more", more)
    case .drivers(let count):
      type("drivers")
      members.add("count", count)
    case .addDrivers(let more):
      type("drivers")
      members.add("more", more)
    case .volume(let percent):
      type("volume")
      members.add("percent", percent)
    case .mix(let kinds):
      type("mix")
      members.add("kinds", UncertaintyFormat.json(kinds))
    case .noShow(let percent):
      type("noShow")
      members.add("percent", UncertaintyFormat.json(percent))
    case .stock(let part, let more):
      type("stock")
      members.add("more", more)
      members.add("part", part)
    case .deliveries(let part, let later):
      type("deliveries")
      members.add("laterMinutes", later)
      members.add("part", part)
    case .uncertainty(let change):
      type("uncertainty")
      members.add("uncertainty", .object(UncertaintyFormat.members(change)))
    }
    return .object(members)
  }

  private static func addTechnicians(_ change: Scenario.Change, to members: inout [JSONMember]) {
    switch change {
    case .addTechnicians(let count, let new):
      members.add("change", "addTechnicians")
      members.add("count", count, default: 1)
      switch new {
      case .like(let id): members.add("like", id)
      case .with(let skills, let certifications, let efficiency, let calendar):
        members.add("skills", UncertaintyFormat.json(skills, JSONValue.integer))
        members.add("certifications", certifications.sortedByCodePoint(), includingEmpty: false)
        members.add("efficiency", efficiency, default: 100)
        members.add("calendar", calendar)
      }
    case .removeTechnicians(let choice):
      members.add("change", "removeTechnicians")
      members.add(choice)
    case .changeTechnicians(let choice, let change):
      members.add("change", "changeTechnicians")
      members.add(choice)
      if !change.skills.isEmpty {
        members.add("skills", UncertaintyFormat.json(change.skills, JSONValue.integer))
      }
      members.add("certifications", change.certifications.sortedByCodePoint(), includingEmpty: false)
      members.add("efficiency", change.efficiency)
      members.add("calendar", change.calendar)
    case .technicianAbsence(let choice, let days):
      members.add("change", "technicianAbsence")
      members.add(choice)
      members.add(days)
    case .overtime(let choice, let minutes, let days, let price):
      members.add("change", "overtime")
      members.add("minutes", minutes)
      members.add(choice)
      members.add(days)
      members.add("hourPrice", price)
    default: break
    }
  }

  private static func addBays(_ change: Scenario.Change, to members: inout [JSONMember]) {
    switch change {
    case .addBays(let count, let new):
      members.add("change", "addBays")
      members.add("count", count, default: 1)
      switch new {
      case .like(let id): members.add("like", id)
      case .with(let types, let calendar):
        members.add("types", types)
        members.add("calendar", calendar)
      }
    case .removeBays(let choice):
      members.add("change", "removeBays")
      members.add(choice)
    case .changeBays(let choice, let change):
      members.add("change", "changeBays")
      members.add(choice)
      if let types = change.types { members.add("types", types) }
      members.add("calendar", change.calendar)
    case .closeBays(let choice, let days):
      members.add("change", "closeBays")
      members.add(choice)
      members.add(days)
    default: break
    }
  }

  private static func addAdvisors(_ change: Scenario.Change, to members: inout [JSONMember]) {
    switch change {
    case .addAdvisors(let count, let new):
      members.add("change", "addAdvisors")
      members.add("count", count, default: 1)
      switch new {
      case .like(let id): members.add("like", id)
      case .with(let calendar, let perHour, let perDay, let kinds):
        members.add("calendar", calendar)
        members.add("bookingsPerHour", perHour)
        members.add("bookingsPerDay", perDay)
        if let kinds { members.add("kinds", kinds.map(\.rawValue)) }
      }
    case .removeAdvisors(let choice):
      members.add("change", "removeAdvisors")
      members.add(choice)
    case .changeAdvisors(let choice, let change):
      members.add("change", "changeAdvisors")
      members.add(choice)
      members.add("calendar", change.calendar)
      members.add("bookingsPerHour", change.bookingsPerHour) { $0.map(JSONValue.integer) ?? .null }
      members.add("bookingsPerDay", change.bookingsPerDay) { $0.map(JSONValue.integer) ?? .null }
      members.add("kinds", change.kinds) { $0.map { .array($0.map { .string($0.rawValue) }) } ?? .null }
    case .advisorAbsence(let choice, let days):
      members.add("change", "advisorAbsence")
      members.add(choice)
      members.add(days)
    default: break
    }
  }
}

extension [JSONMember] {
  /// Adds a calendar by name or inline, unless it is `nil`.
  mutating func add(_ name: String, _ calendar: Scenario.CalendarSource?) {
    switch calendar {
    case .named(let calendar)?: add(name, calendar)
    case .inline(let calendar)?: add(name, SiteFormat.json(calendar))
    case nil: break
    }
  }

  fileprivate mutating func add(_ choice: Scenario.TechnicianSelection) {
    switch choice {
    case .these(let ids): add("technicians", ids)
    case .all: add("all", .bool(true))
    case .skilled(let trade, let level, let count):
      add("trade", trade)
      add("level", level)
      add("count", count)
    }
  }

  fileprivate mutating func add(_ choice: Scenario.BaySelection) {
    switch choice {
    case .these(let ids): add("bays", ids)
    case .all: add("all", .bool(true))
    case .ofType(let type, let count):
      add("type", type)
      add("count", count)
    }
  }

  fileprivate mutating func add(_ choice: Scenario.AdvisorSelection) {
    switch choice {
    case .these(let ids): add("advisors", ids)
    case .all: add("all", .bool(true))
    case .last(let count): add("count", count)
    }
  }

  fileprivate mutating func add(_ days: Scenario.DaySelection) {
    if !days.weekdays.isEmpty {
      add("weekdays", Weekday.allCases.filter(days.weekdays.contains).map(\.rawValue))
    }
    add("dates", days.dates.sorted().map(\.description), includingEmpty: false)
  }
}
