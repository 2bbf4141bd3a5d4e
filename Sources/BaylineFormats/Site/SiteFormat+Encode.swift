package import BaylineModel

extension SiteFormat {
  /// A site as JSON, the members in the order of the format.
  package static func tree(_ site: Site) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("name", site.name)
    if site.timeZone != "Asia/Shanghai" { root.add("timeZone", site.timeZone) }
    if site.locale != .chinese { root.add("locale", site.locale.rawValue) }
    root.add(
      "calendars",
      .object(
        site.calendars.keys.sortedByCodePoint().compactMap { name in
          site.calendars[name].map { JSONMember(name, tree($0)) }
        }))
    root.add("hours", site.hours)
    let booking = members(site.booking)
    if !booking.isEmpty { root.add("booking", .object(booking)) }
    root.add("advisors", site.advisors, tree)
    root.add("bays", site.bays, tree)
    root.add("technicians", site.technicians, tree)
    root.add("loaners", site.loaners, default: 0)
    let policy = members(site.policy)
    if !policy.isEmpty { root.add("policy", .object(policy)) }
    return .object(root)
  }

  /// A calendar as JSON.
  static func tree(_ calendar: WorkCalendar) -> JSONValue {
    var members: [JSONMember] = []
    let weekly = Weekday.allCases.compactMap { day in
      calendar.weekly[day].map { JSONMember(day.rawValue, tree($0)) }
    }
    if !weekly.isEmpty { members.add("weekly", .object(weekly)) }
    let dates = calendar.dates.keys.sorted().compactMap { date in
      calendar.dates[date].map { JSONMember(date.description, tree($0)) }
    }
    if !dates.isEmpty { members.add("dates", .object(dates)) }
    return .object(members)
  }

  private static func tree(_ intervals: [DayInterval]) -> JSONValue {
    .array(
      intervals.map {
        .array([.string(CivilTime.clock($0.start)), .string(CivilTime.clock($0.end))])
      })
  }

  private static func members(_ rules: BookingRules) -> [JSONMember] {
    let standard = BookingRules()
    let paths = Dictionary(uniqueKeysWithValues: BookingRules.numbers.map { ($0.name, $0.path) })
    var members: [JSONMember] = []
    for name in ObjectShape.booking.optional {
      if let path = paths[name] {
        members.add(name, rules[keyPath: path], default: standard[keyPath: path])
      } else {
        members.add(name, rules.siteBookingsPerHour)
      }
    }
    return members
  }

  private static func members(_ policy: CostPolicy) -> [JSONMember] {
    let standard = CostPolicy()
    var members: [JSONMember] = []
    for (name, path) in CostPolicy.weights {
      members.add(name, policy[keyPath: path], default: standard[keyPath: path])
    }
    let added = policy.kinds.keys.filter { KindCost.defaults[$0] == nil }.map(\.rawValue).sortedByCodePoint()
    let kinds = (VisitKind.known + added.map(VisitKind.init(rawValue:))).compactMap { kind -> JSONMember? in
      guard let cost = policy.kinds[kind], cost != KindCost.defaults[kind] else { return nil }
      return JSONMember(
        kind.rawValue,
        .object([JSONMember("drop", .integer(cost.drop)), JSONMember("delay", .integer(cost.delay))]))
    }
    if !kinds.isEmpty { members.add("kinds", .object(kinds)) }
    return members
  }

  private static func tree(_ advisor: Advisor) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", advisor.id)
    members.add("name", advisor.name)
    members.add("calendar", advisor.calendar)
    members.add("bookingsPerHour", advisor.bookingsPerHour)
    members.add("bookingsPerDay", advisor.bookingsPerDay)
    if let kinds = advisor.kinds { members.add("kinds", kinds.map(\.rawValue)) }
    return .object(members)
  }

  private static func tree(_ bay: Bay) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", bay.id)
    members.add("name", bay.name)
    members.add("types", bay.types)
    members.add("calendar", bay.calendar)
    return .object(members)
  }

  private static func tree(_ technician: Technician) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", technician.id)
    members.add("name", technician.name)
    members.add("team", technician.team)
    let skills = technician.skills.keys.sortedByCodePoint().compactMap { trade in
      technician.skills[trade].map { JSONMember(trade, .integer($0)) }
    }
    members.add("skills", .object(skills))
    members.add("certifications", technician.certifications.sortedByCodePoint(), includingEmpty: false)
    members.add("efficiency", technician.efficiency, default: 100)
    members.add("calendar", technician.calendar)
    return .object(members)
  }
}
