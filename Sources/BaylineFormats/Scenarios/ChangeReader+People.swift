import BaylineModel

extension ChangeReader {
  // MARK: - Technicians

  func addTechnicians(_ fields: Fields) -> Scenario.Change? {
    let count = fields.has("count") ? fields.integer("count") : 1
    fields.forbid(["skills", "certifications", "efficiency", "calendar"], beside: "like")
    fields.requireAny(of: ["like", "skills"])
    if fields.has("like") {
      guard let count, let id = fields["like"]?.nonEmptyText() else { return nil }
      return .addTechnicians(count: count, .like(id))
    }
    let skills = self.skills(fields, .level)
    let certifications = Set(fields["certifications"]?.nameList() ?? [])
    let efficiency = fields.has("efficiency") ? fields.integer("efficiency") : 100
    let calendar = fields["calendar"]?.calendarChoice()
    guard let count, let skills, let efficiency else { return nil }
    return .addTechnicians(
      count: count,
      .with(skills: skills, certifications: certifications, efficiency: efficiency, calendar: calendar))
  }

  func changeTechnicians(_ fields: Fields) -> Scenario.Change? {
    let choice = technicians(fields)
    var change = Scenario.TechnicianChange()
    change.skills = skills(fields, .optionalLevel) ?? [:]
    change.certifications = Set(fields["certifications"]?.nameList() ?? [])
    change.efficiency = fields.integer("efficiency")
    change.calendar = fields["calendar"]?.calendarChoice()
    fields.requireAny(of: ["skills", "certifications", "efficiency", "calendar"])
    return choice.map { .changeTechnicians($0, change) }
  }

  func overtime(_ fields: Fields) -> Scenario.Change? {
    let (choice, days) = (technicians(fields), self.days(fields, needed: false))
    let (minutes, price) = (fields.integer("minutes"), fields.decimal("hourPrice"))
    guard let choice, let days, let minutes else { return nil }
    return .overtime(choice, minutes: minutes, on: days, hourPrice: price)
  }

  /// The selected people.
  func technicians(_ fields: Fields) -> Scenario.TechnicianSelection? {
    guard fields.requireExactlyOne(of: ["technicians", "trade", "all"]) else { return nil }
    for other in ["technicians", "all"] { fields.forbid(["level", "count"], beside: other) }
    if let node = fields["technicians"] { return node.distinctIDs().map { .these($0) } }
    if fields.has("all") { return fields.isAll ? .all : nil }
    let (level, count) = (fields.integer("level"), fields.integer("count"))
    return fields["trade"]?.nonEmptyText().map { .skilled(trade: $0, level: level, count: count) }
  }

  private func skills(_ fields: Fields, _ range: IntegerRange) -> [String: Int]? {
    guard let entries = fields["skills"]?.entries() else { return nil }
    var skills: [String: Int] = [:]
    for (trade, node) in entries where node.hasOneSpelling(trade) { skills[trade] = node.integer(range) }
    return skills
  }

  // MARK: - Bays

  func addBays(_ fields: Fields) -> Scenario.Change? {
    let count = fields.has("count") ? fields.integer("count") : 1
    fields.forbid(["types", "calendar"], beside: "like")
    fields.requireAny(of: ["like", "types"])
    if fields.has("like") {
      guard let count, let id = fields["like"]?.nonEmptyText() else { return nil }
      return .addBays(count: count, .like(id))
    }
    let calendar = fields["calendar"]?.calendarChoice()
    guard let count, let types = fields["types"]?.types() else { return nil }
    return .addBays(count: count, .with(types: types, calendar: calendar))
  }

  func changeBays(_ fields: Fields) -> Scenario.Change? {
    let choice = bays(fields)
    var change = Scenario.BayChange()
    change.types = fields["types"]?.types()
    change.calendar = fields["calendar"]?.calendarChoice()
    fields.requireAny(of: ["types", "calendar"])
    return choice.map { .changeBays($0, change) }
  }

  /// The selected bays.
  func bays(_ fields: Fields) -> Scenario.BaySelection? {
    guard fields.requireExactlyOne(of: ["bays", "type", "all"]) else { return nil }
    for other in ["bays", "all"] { fields.forbid(["count"], beside: other) }
    if let node = fields["bays"] { return node.distinctIDs().map { .these($0) } }
    if fields.has("all") { return fields.isAll ? .all : nil }
    let count = fields.integer("count")
    return fields["type"]?.nonEmptyText().map { .ofType($0, count: count) }
  }

  // MARK: - Equipment

  func addEquipment(_ fields: Fields) -> Scenario.Change? {
    let (id, name) = (fields.name("id"), fields.text("name"))
    let count = fields.has("count") ? fields.integer("count") : 1
    guard let id, let count else { return nil }
    return .addEquipment(Equipment(id: id, name: name, count: count))
  }

  /// The selected equipment.
  func equipment(_ fields: Fields) -> Scenario.EquipmentSelection? {
    guard fields.requireExactlyOne(of: ["equipment", "all"]) else { return nil }
    if let node = fields["equipment"] { return node.distinctIDs().map { .these($0) } }
    return fields.isAll ? .all : nil
  }

  // MARK: - Advisors

  func addAdvisors(_ fields: Fields) -> Scenario.Change? {
    let count = fields.has("count") ? fields.integer("count") : 1
    fields.forbid(["calendar", "bookingsPerHour", "bookingsPerDay", "kinds"], beside: "like")
    if fields.has("like") {
      guard let count, let id = fields["like"]?.nonEmptyText() else { return nil }
      return .addAdvisors(count: count, .like(id))
    }
    let calendar = fields["calendar"]?.calendarChoice()
    let (perHour, perDay) = (fields.integer("bookingsPerHour"), fields.integer("bookingsPerDay"))
    let kinds = fields["kinds"].flatMap(self.kinds)
    guard let count else { return nil }
    return .addAdvisors(
      count: count,
      .with(calendar: calendar, bookingsPerHour: perHour, bookingsPerDay: perDay, kinds: kinds))
  }

  func changeAdvisors(_ fields: Fields) -> Scenario.Change? {
    let choice = advisors(fields)
    var change = Scenario.AdvisorChange()
    change.calendar = fields["calendar"]?.calendarChoice()
    change.bookingsPerHour = fields.nullableUpdate("bookingsPerHour") { $0.integer("bookingsPerHour") }
    change.bookingsPerDay = fields.nullableUpdate("bookingsPerDay") { $0.integer("bookingsPerDay") }
    change.kinds = fields.nullableUpdate("kinds") { $0["kinds"].flatMap(self.kinds) }
    fields.requireAny(of: ["calendar", "bookingsPerHour", "bookingsPerDay", "kinds"])
    return choice.map { .changeAdvisors($0, change) }
  }

  /// The selected people.
  func advisors(_ fields: Fields) -> Scenario.AdvisorSelection? {
    guard fields.requireExactlyOne(of: ["advisors", "count", "all"]) else { return nil }
    if let node = fields["advisors"] { return node.distinctIDs().map { .these($0) } }
    if fields.has("all") { return fields.isAll ? .all : nil }
    return fields.integer("count").map { .last($0) }
  }

  private func kinds(_ node: Node) -> [VisitKind]? {
    node.references(.kind, in: site?.kinds)?.map(VisitKind.init(rawValue:))
  }
}

extension Fields {
  /// Whether `all` is true; reports if it is not.
  var isAll: Bool {
    guard let flag = flag("all") else { return false }
    if !flag { self["all"]?.report(.notOneOf("false", allowed: ["true"], nearest: nil)) }
    return flag
  }
}

extension Node {
  /// A non-empty list of bay types.
  fileprivate func types() -> [String]? {
    items(notEmpty: true, limit: .resources) { $0.name() }
  }
}
