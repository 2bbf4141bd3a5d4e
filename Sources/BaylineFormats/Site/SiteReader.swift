import BaylineModel

/// Reads the members of a site.
///
/// Ids are collected even from invalid elements. Placeholders stand in for invalid values; the caller discards the site
/// if the log has any problem.
final class SiteReader {
  private let fields: Fields
  private var calendars: IDList?
  private var hasUnreadableTeam = false
  private(set) var names = SiteFormat.IDs()

  init(_ fields: Fields) {
    self.fields = fields
  }

  func site() -> Site {
    // Calendars and kinds come first, because people refer to them.
    let calendars = readCalendars()
    let policy = readPolicy()
    var site = Site(name: fields.text("name") ?? "", calendars: calendars, hours: "", policy: policy)
    site.dates = readDates()
    site.hours = fields.reference("hours", .calendar, in: self.calendars) ?? ""
    if let zone = fields["timeZone"]?.nonEmptyText() { site.timeZone = zone }
    if let locale = fields.choice("locale").flatMap(Language.init(rawValue:)) { site.locale = locale }
    site.advisors = list("advisors", .advisor, into: \.advisors) { advisor($0, id: $1) }
    site.bays = readBays()
    site.technicians = list("technicians", .technician, into: \.technicians) { technician($0, id: $1) }
    site.equipment = list("equipment", .equipment, into: \.equipment) { fields, id in
      Equipment(id: id, name: fields.text("name"), count: fields.integer("count") ?? 1)
    }
    site.loaners = fields.integer("loaners") ?? 0
    site.drivers = fields.integer("drivers") ?? 0
    site.booking = readBooking(teams: teams(of: site.technicians))
    names.spellings = fields.node.log.spellings
    return site
  }

  /// A list of objects with ids; the ids are collected even from invalid objects.
  private func list<Element>(
    _ member: String, _ shape: ObjectShape, into path: WritableKeyPath<SiteFormat.IDs, IDList?>,
    _ read: (Fields, String) -> Element
  ) -> [Element] {
    guard let node = fields[member] else {
      names[keyPath: path] = IDList()
      return []
    }
    let (elements, ids) = node.identified(shape, read)
    names[keyPath: path] = ids
    return elements
  }

  private func readBays() -> [Bay] {
    let problems = fields.node.log.diagnostics.count
    let bays = list("bays", .bay, into: \.bays) { bay($0, id: $1) }
    if fields.node.log.diagnostics.count == problems {
      names.bayTypes = Dictionary(bays.map { ($0.id, $0.types) }, uniquingKeysWith: { first, _ in first })
    }
    return bays
  }

  /// The teams of the technicians; `nil` if some could not be read.
  private func teams(of technicians: [Technician]) -> IDList? {
    guard names.technicians != nil, !hasUnreadableTeam else { return nil }
    return IDList(technicians.compactMap(\.team))
  }

  private func advisor(_ fields: Fields, id: String) -> Advisor {
    let kinds = fields["kinds"]?.references(.kind, in: names.kinds)?.map(VisitKind.init(rawValue:))
    let advisor = Advisor(
      id: id, name: fields.text("name"),
      calendar: fields.reference("calendar", .calendar, in: calendars) ?? "",
      bookingsPerHour: fields.integer("bookingsPerHour"), bookingsPerDay: fields.integer("bookingsPerDay"),
      kinds: kinds)
    return advisor
  }

  private func bay(_ fields: Fields, id: String) -> Bay {
    Bay(
      id: id, name: fields.text("name"), types: fields["types"]?.nameList() ?? [],
      calendar: fields.reference("calendar", .calendar, in: calendars))
  }

  private func technician(_ fields: Fields, id: String) -> Technician {
    var skills: [String: Int] = [:]
    for (trade, node) in fields["skills"]?.entries() ?? [] where node.hasOneSpelling(trade) {
      skills[trade] = node.integer(.level)
    }
    let team = fields["team"].flatMap { node in node.text().flatMap { node.hasOneSpelling($0) ? $0 : nil } }
    if fields.has("team"), team == nil { hasUnreadableTeam = true }
    return Technician(
      id: id, name: fields.text("name"), team: team, skills: skills,
      certifications: Set(fields["certifications"]?.nameList() ?? []),
      efficiency: fields.integer("efficiency") ?? 100,
      calendar: fields.reference("calendar", .calendar, in: calendars) ?? "")
  }

  private func readBooking(teams: IDList?) -> BookingRules {
    var rules = BookingRules()
    guard let booking = fields["booking"].flatMap({ Fields($0, .booking) }) else { return rules }
    for (name, path) in BookingRules.numbers {
      if let number = booking.integer(name) { rules[keyPath: path] = number }
    }
    if let limit = booking["siteBookingsPerHour"], limit.value != .null {
      rules.siteBookingsPerHour = booking.integer("siteBookingsPerHour")
    }
    for (name, node) in booking["teamReservePercent"]?.entries() ?? [] {
      let percent = node.integer(IntegerRange(0...100))
      guard let team = node.reference(.team, named: name, in: teams) else { continue }
      rules.teamReservePercent[team] = percent
    }
    let limits = booking["limits"]?.identified(.limit) { $0.arrivalLimit(id: $1, kinds: names.kinds) }
    rules.limits = limits?.elements.compactMap(\.self) ?? []
    return rules
  }

  private func readPolicy() -> CostPolicy {
    var policy = CostPolicy()
    var kinds = IDList(VisitKind.known.map(\.rawValue))
    names.kinds = fields.has("policy") ? nil : kinds
    guard let members = fields["policy"].flatMap({ Fields($0, .policy) }) else { return policy }
    for (name, path) in CostPolicy.weights {
      if let weight = members.integer(name) { policy[keyPath: path] = weight }
    }
    let entries = members["kinds"]?.entries()
    for (name, node) in entries ?? [] {
      if name.isEmpty { node.report(.emptyText) }
      guard node.hasOneSpelling(name) else { continue }
      kinds.insert(name)
      let known = CostPolicy.KindCost.defaults[VisitKind(rawValue: name)]
      guard let costs = Fields(node, known == nil ? .newKind : .kind) else { continue }
      policy.kinds[VisitKind(rawValue: name)] = CostPolicy.KindCost(
        drop: costs.integer("drop") ?? known?.drop ?? 0, delay: costs.integer("delay") ?? known?.delay ?? 0)
    }
    names.kinds = members.has("kinds") && entries == nil ? nil : kinds
    return policy
  }

  private func readDates() -> [CivilDate: Site.SpecialDate] {
    var dates: [CivilDate: Site.SpecialDate] = [:]
    for (name, node) in fields["dates"]?.entries() ?? [] {
      let meaning = node.siteDate()
      if let date = node.date(named: name) { dates[date] = meaning }
    }
    return dates
  }

  private func readCalendars() -> [String: WorkCalendar] {
    var calendars: [String: WorkCalendar] = [:]
    guard let entries = fields["calendars"]?.entries() else { return calendars }
    var names = IDList()
    for (name, node) in entries {
      names.insert(name)
      calendars[name] = node.calendar() ?? WorkCalendar()
    }
    self.calendars = names
    return calendars
  }
}

extension Node {
  /// A list of objects with ids, which are collected even from invalid objects. The ids are `nil` if some could not be
  /// read, so that no reference to them is reported as unknown.
  fileprivate func identified<Element>(
    _ shape: ObjectShape, _ read: (Fields, String) -> Element
  ) -> (elements: [Element], ids: IDList?) {
    var ids = IDList()
    var isComplete = true
    let elements = items(limit: .resources) { node -> Element? in
      guard let fields = Fields(node, shape), let id = fields.name("id") else {
        isComplete = false
        return nil
      }
      if !ids.insert(id) { fields["id"]?.report(.duplicateId(id)) }
      return read(fields, id)
    }
    return (elements ?? [], isComplete && elements != nil ? ids : nil)
  }
}
