import BaylineModel

/// Reads the members of a site.
///
/// Ids are collected even from invalid elements. Placeholders stand in for invalid values; the caller discards the site
/// if the log has any problem.
final class SiteReader {
  private let fields: Fields
  private var calendars: IDList?
  private(set) var names: SiteIDs

  init(_ fields: Fields) {
    self.fields = fields
    names = SiteIDs(advisors: nil, bays: nil, technicians: nil, kinds: nil, spellings: [])
  }

  func site() -> Site {
    // Calendars and kinds come first, because people refer to them.
    let calendars = readCalendars()
    let policy = readPolicy()
    var site = Site(name: fields.text("name") ?? "", calendars: calendars, hours: "", policy: policy)
    site.hours = fields.reference("hours", .calendar, in: self.calendars) ?? ""
    if let zone = fields["timeZone"]?.nonEmptyText() { site.timeZone = zone }
    if let locale = fields.choice("locale").flatMap(Language.init(rawValue:)) { site.locale = locale }
    site.booking = readBooking()
    site.advisors = list("advisors", .advisor, into: \.advisors) { advisor($0, id: $1) }
    site.bays = list("bays", .bay, into: \.bays) { bay($0, id: $1) }
    site.technicians = list("technicians", .technician, into: \.technicians) { technician($0, id: $1) }
    site.loaners = fields.integer("loaners") ?? 0
    names.spellings = fields.node.log.spellings
    return site
  }

  /// A list of objects with ids; the ids are collected even from invalid objects.
  private func list<Element>(
    _ member: String, _ shape: ObjectShape, into path: WritableKeyPath<SiteIDs, IDList?>,
    _ read: (Fields, String) -> Element?
  ) -> [Element] {
    var ids = IDList()
    // With an unreadable id the list is incomplete, so no reference is reported as unknown.
    var isComplete = true
    let elements =
      fields[member]?.items(limit: .resources) { node -> Element? in
        guard let fields = Fields(node, shape), let id = fields.name("id") else {
          isComplete = false
          return nil
        }
        if !ids.insert(id) { fields["id"]?.report(.duplicateId(id)) }
        return read(fields, id)
      }
    if elements == nil, fields.has(member) { isComplete = false }
    names[keyPath: path] = isComplete ? ids : nil
    return elements ?? []
  }

  private func advisor(_ fields: Fields, id: String) -> Advisor? {
    let kinds = fields["kinds"]?.references(.kind, in: names.kinds)?.map(VisitKind.init(rawValue:))
    let advisor = Advisor(
      id: id, name: fields.text("name"),
      calendar: fields.reference("calendar", .calendar, in: calendars) ?? "",
      bookingsPerHour: fields.integer("bookingsPerHour"), bookingsPerDay: fields.integer("bookingsPerDay"),
      kinds: kinds)
    return advisor
  }

  private func bay(_ fields: Fields, id: String) -> Bay? {
    Bay(
      id: id, name: fields.text("name"), types: fields["types"]?.nameList() ?? [],
      calendar: fields.reference("calendar", .calendar, in: calendars))
  }

  private func technician(_ fields: Fields, id: String) -> Technician? {
    var skills: [String: Int] = [:]
    for (trade, node) in fields["skills"]?.entries() ?? [] where node.hasOneSpelling(trade) {
      skills[trade] = node.integer(.level)
    }
    return Technician(
      id: id, name: fields.text("name"), team: fields.text("team"), skills: skills,
      certifications: Set(fields["certifications"]?.nameList() ?? []),
      efficiency: fields.integer("efficiency") ?? 100,
      calendar: fields.reference("calendar", .calendar, in: calendars) ?? "")
  }

  private func readBooking() -> BookingRules {
    var rules = BookingRules()
    guard let booking = fields["booking"].flatMap({ Fields($0, .booking) }) else { return rules }
    for (name, path) in BookingRules.numbers {
      if let number = booking.integer(name) { rules[keyPath: path] = number }
    }
    if let limit = booking["siteBookingsPerHour"], limit.value != .null {
      rules.siteBookingsPerHour = booking.integer("siteBookingsPerHour")
    }
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
      let known = KindCost.defaults[VisitKind(rawValue: name)]
      guard let costs = Fields(node, known == nil ? .newKind : .kind) else { continue }
      policy.kinds[VisitKind(rawValue: name)] = KindCost(
        drop: costs.integer("drop") ?? known?.drop ?? 0, delay: costs.integer("delay") ?? known?.delay ?? 0)
    }
    names.kinds = members.has("kinds") && entries == nil ? nil : kinds
    return policy
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
