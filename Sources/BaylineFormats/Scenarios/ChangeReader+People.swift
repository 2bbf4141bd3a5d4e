import BaylineModel

extension ChangeReader {
  // MARK: - Technicians

  func addTechnicians(_ fields: Fields) -> ScenarioChange? {
    let count = fields.has("count") ? fields.whole("count") : 1
    fields.refuse(["skills", "certifications", "efficiency", "calendar"], beside: "like")
    fields.needOne(of: ["like", "skills"])
    if fields.has("like") {
      guard let count, let id = fields["like"]?.filledText() else { return nil }
      return .addTechnicians(count: count, .like(id))
    }
    let skills = self.skills(fields, .level)
    let certifications = Set(fields["certifications"]?.nameList() ?? [])
    let efficiency = fields.has("efficiency") ? fields.whole("efficiency") : 100
    let calendar = fields["calendar"]?.calendarChoice()
    guard let count, let skills, let efficiency else { return nil }
    return .addTechnicians(
      count: count,
      .with(skills: skills, certifications: certifications, efficiency: efficiency, calendar: calendar))
  }

  func changeTechnicians(_ fields: Fields) -> ScenarioChange? {
    let choice = technicians(fields)
    var change = TechnicianChange()
    change.skills = skills(fields, .levelOrNone) ?? [:]
    change.certifications = Set(fields["certifications"]?.nameList() ?? [])
    change.efficiency = fields.whole("efficiency")
    change.calendar = fields["calendar"]?.calendarChoice()
    fields.needOne(of: ["skills", "certifications", "efficiency", "calendar"])
    return choice.map { .changeTechnicians($0, change) }
  }

  func overtime(_ fields: Fields) -> ScenarioChange? {
    let (choice, days) = (technicians(fields), self.days(fields, needed: false))
    let (minutes, price) = (fields.whole("minutes"), fields.decimal("hourPrice"))
    guard let choice, let days, let minutes else { return nil }
    return .overtime(choice, minutes: minutes, on: days, hourPrice: price)
  }

  /// Who is meant.
  func technicians(_ fields: Fields) -> TechnicianChoice? {
    guard fields.needJustOne(of: ["technicians", "trade", "all"]) else { return nil }
    for other in ["technicians", "all"] { fields.refuse(["level", "count"], beside: other) }
    if let node = fields["technicians"] { return node.differentNames().map { .these($0) } }
    if fields.has("all") { return fields.isAll ? .all : nil }
    let (level, count) = (fields.whole("level"), fields.whole("count"))
    return fields["trade"]?.filledText().map { .skilled(trade: $0, level: level, count: count) }
  }

  private func skills(_ fields: Fields, _ range: WholeRange) -> [String: Int]? {
    guard let entries = fields["skills"]?.entries() else { return nil }
    var skills: [String: Int] = [:]
    for (trade, node) in entries where node.spelled(trade) { skills[trade] = node.whole(range) }
    return skills
  }

  // MARK: - Bays

  func addBays(_ fields: Fields) -> ScenarioChange? {
    let count = fields.has("count") ? fields.whole("count") : 1
    fields.refuse(["types", "calendar"], beside: "like")
    fields.needOne(of: ["like", "types"])
    if fields.has("like") {
      guard let count, let id = fields["like"]?.filledText() else { return nil }
      return .addBays(count: count, .like(id))
    }
    let calendar = fields["calendar"]?.calendarChoice()
    guard let count, let types = fields["types"]?.types() else { return nil }
    return .addBays(count: count, .with(types: types, calendar: calendar))
  }

  func changeBays(_ fields: Fields) -> ScenarioChange? {
    let choice = bays(fields)
    var change = BayChange()
    change.types = fields["types"]?.types()
    change.calendar = fields["calendar"]?.calendarChoice()
    fields.needOne(of: ["types", "calendar"])
    return choice.map { .changeBays($0, change) }
  }

  /// Which ones are meant.
  func bays(_ fields: Fields) -> BayChoice? {
    guard fields.needJustOne(of: ["bays", "type", "all"]) else { return nil }
    for other in ["bays", "all"] { fields.refuse(["count"], beside: other) }
    if let node = fields["bays"] { return node.differentNames().map { .these($0) } }
    if fields.has("all") { return fields.isAll ? .all : nil }
    let count = fields.whole("count")
    return fields["type"]?.filledText().map { .ofType($0, count: count) }
  }

  // MARK: - Advisors

  func addAdvisors(_ fields: Fields) -> ScenarioChange? {
    let count = fields.has("count") ? fields.whole("count") : 1
    fields.refuse(["calendar", "bookingsPerHour", "bookingsPerDay", "kinds"], beside: "like")
    if fields.has("like") {
      guard let count, let id = fields["like"]?.filledText() else { return nil }
      return .addAdvisors(count: count, .like(id))
    }
    let calendar = fields["calendar"]?.calendarChoice()
    let (perHour, perDay) = (fields.whole("bookingsPerHour"), fields.whole("bookingsPerDay"))
    let kinds = fields["kinds"].flatMap(self.kinds)
    guard let count else { return nil }
    return .addAdvisors(
      count: count,
      .with(calendar: calendar, bookingsPerHour: perHour, bookingsPerDay: perDay, kinds: kinds))
  }

  func changeAdvisors(_ fields: Fields) -> ScenarioChange? {
    let choice = advisors(fields)
    var change = AdvisorChange()
    change.calendar = fields["calendar"]?.calendarChoice()
    change.bookingsPerHour = fields.orNone("bookingsPerHour") { $0.whole("bookingsPerHour") }
    change.bookingsPerDay = fields.orNone("bookingsPerDay") { $0.whole("bookingsPerDay") }
    change.kinds = fields.orNone("kinds") { $0["kinds"].flatMap(self.kinds) }
    fields.needOne(of: ["calendar", "bookingsPerHour", "bookingsPerDay", "kinds"])
    return choice.map { .changeAdvisors($0, change) }
  }

  /// Who is meant.
  func advisors(_ fields: Fields) -> AdvisorChoice? {
    guard fields.needJustOne(of: ["advisors", "count", "all"]) else { return nil }
    if let node = fields["advisors"] { return node.differentNames().map { .these($0) } }
    if fields.has("all") { return fields.isAll ? .all : nil }
    return fields.whole("count").map { .last($0) }
  }

  private func kinds(_ node: Node) -> [Kind]? {
    node.references(.kind, in: site?.kinds)?.map(Kind.init(rawValue:))
  }
}

extension Fields {
  /// Whether `all` is true; notes that it is not.
  fileprivate var isAll: Bool {
    guard let flag = flag("all") else { return false }
    if !flag { self["all"]?.report(.notOneOf("false", allowed: ["true"], nearest: nil)) }
    return flag
  }
}

extension Node {
  /// Types of a bay, one at least.
  fileprivate func types() -> [String]? {
    items(notEmpty: true, limit: .resources) { $0.name() }
  }
}
