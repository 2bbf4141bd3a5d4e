package import BaylineModel

extension SiteFormat {
  /// A site as JSON, the members in the order of the format.
  package static func json(_ site: Site) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("name", site.name)
    if site.timeZone != "Asia/Shanghai" { root.add("timeZone", site.timeZone) }
    if site.locale != .chinese { root.add("locale", site.locale.rawValue) }
    root.add("calendars") {
      for name in site.calendars.keys.sortedByCodePoint() {
        if let calendar = site.calendars[name] { $0.add(name, json(calendar)) }
      }
    }
    root.addUnlessEmpty("dates") {
      for date in site.dates.keys.sorted() {
        switch site.dates[date] {
        case .closed: $0.add(date.description, "closed")
        case .hours(let weekday): $0.add(date.description, weekday.rawValue)
        case nil: break
        }
      }
    }
    root.add("hours", site.hours)
    root.addUnlessEmpty("booking") { $0 += members(site.booking) }
    root.add("advisors", site.advisors, json)
    root.add("bays", site.bays, json)
    root.add("technicians", site.technicians, json)
    root.add("equipment", site.equipment, json)
    root.add("loaners", site.loaners, default: 0)
    root.add("drivers", site.drivers, default: 0)
    root.addUnlessEmpty("policy") { $0 += members(site.policy) }
    return .object(root)
  }

  /// A calendar as JSON.
  static func json(_ calendar: WorkCalendar) -> JSONValue {
    JSONValue {
      if let rotation = calendar.rotation {
        $0.add("rotation") {
          $0.add("from", rotation.from)
          $0.add("weeks", all: rotation.weeks) { .object(members($0)) }
        }
      } else {
        $0.addUnlessEmpty("weekly") { $0 += members(calendar.weekly) }
      }
      $0.addUnlessEmpty("dates") {
        for date in calendar.dates.keys.sorted() {
          if let intervals = calendar.dates[date] { $0.add(date.description, json(intervals)) }
        }
      }
    }
  }

  private static func members(_ week: [Weekday: [WorkCalendar.DayInterval]]) -> [JSONMember] {
    Weekday.allCases.compactMap { day in week[day].map { JSONMember(day.rawValue, json($0)) } }
  }

  private static func json(_ intervals: [WorkCalendar.DayInterval]) -> JSONValue {
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
      switch name {
      case "siteBookingsPerHour": members.add(name, rules.siteBookingsPerHour)
      case "teamReservePercent":
        members.addUnlessEmpty(name) {
          for team in rules.teamReservePercent.keys.sortedByCodePoint() {
            $0.add(team, rules.teamReservePercent[team])
          }
        }
      case "limits": members.add(name, rules.limits, json)
      default:
        guard let path = paths[name] else { continue }
        members.add(name, rules[keyPath: path], default: standard[keyPath: path])
      }
    }
    return members
  }

  static func json(_ limit: BookingRules.ArrivalLimit) -> JSONValue {
    JSONValue {
      $0.add("id", limit.id)
      $0.add("name", limit.name)
      if let kinds = limit.kinds { $0.add("kinds", kinds.map(\.rawValue)) }
      if let waiting = limit.waiting { $0.add("waiting", waiting) }
      if let weekdays = limit.weekdays { $0.add("weekdays", weekdays.map(\.rawValue)) }
      if limit.hours.start != 0 { $0.add("from", CivilTime.clock(limit.hours.start)) }
      if limit.hours.end != CivilTime.minutesPerDay { $0.add("to", CivilTime.clock(limit.hours.end)) }
      $0.add("most", limit.most)
    }
  }

  private static func members(_ policy: CostPolicy) -> [JSONMember] {
    let standard = CostPolicy()
    var members: [JSONMember] = []
    for (name, path) in CostPolicy.weights {
      members.add(name, policy[keyPath: path], default: standard[keyPath: path])
    }
    members.addUnlessEmpty("kinds") {
      for kind in VisitKind.known + policy.ownKinds {
        guard let cost = policy.kinds[kind], cost != CostPolicy.KindCost.defaults[kind] else { continue }
        $0.add(kind.rawValue) {
          $0.add("drop", cost.drop)
          $0.add("delay", cost.delay)
        }
      }
    }
    return members
  }

  private static func json(_ advisor: Advisor) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", advisor.id)
    members.add("name", advisor.name)
    members.add("calendar", advisor.calendar)
    members.add("bookingsPerHour", advisor.bookingsPerHour)
    members.add("bookingsPerDay", advisor.bookingsPerDay)
    if let kinds = advisor.kinds { members.add("kinds", kinds.map(\.rawValue)) }
    return .object(members)
  }

  private static func json(_ bay: Bay) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", bay.id)
    members.add("name", bay.name)
    members.add("types", bay.types)
    members.add("calendar", bay.calendar)
    return .object(members)
  }

  private static func json(_ technician: Technician) -> JSONValue {
    var members: [JSONMember] = []
    members.add("id", technician.id)
    members.add("name", technician.name)
    members.add("team", technician.team)
    members.add("skills") {
      for trade in technician.skills.keys.sortedByCodePoint() { $0.add(trade, technician.skills[trade]) }
    }
    members.add("certifications", technician.certifications.sortedByCodePoint(), includingEmpty: false)
    members.add("efficiency", technician.efficiency, default: 100)
    members.add("calendar", technician.calendar)
    return .object(members)
  }

  private static func json(_ equipment: Equipment) -> JSONValue {
    JSONValue {
      $0.add("id", equipment.id)
      $0.add("name", equipment.name)
      $0.add("count", equipment.count, default: 1)
    }
  }
}
