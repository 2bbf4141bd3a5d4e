package import BaylineModel

/// What an operation uses while it lasts, by id.
struct UsedResources: Hashable {
  var bay: String?
  var crew: [String] = []
  var equipment: [String] = []
}

/// When people are absent, bays closed, and equipment out of service because of events.
struct Unavailability {
  /// Spans by id, in the order of the events.
  var technicians: [String: [TimeWindow]] = [:]
  var bays: [String: [TimeWindow]] = [:]
  var advisors: [String: [TimeWindow]] = [:]
  /// When none of an equipment can be used.
  var equipment: [String: [TimeWindow]] = [:]
  /// When nobody is at the site.
  var site: [TimeWindow] = []
  /// When people and bays whose absence is already part of the site return.
  var technicianReturns: [String: CivilTime] = [:]
  var bayReturns: [String: CivilTime] = [:]
  var advisorReturns: [String: CivilTime] = [:]

  /// Whether the calendars of the site stay as they are.
  var keepsCalendars: Bool {
    [technicians, bays, advisors].allSatisfy { $0.values.allSatisfy(\.isEmpty) } && site.isEmpty
      && technicianReturns.isEmpty && bayReturns.isEmpty && advisorReturns.isEmpty
  }

  /// Whether any of the resources cannot be used at a time.
  func blocks(_ resources: UsedResources, at time: CivilTime) -> Bool {
    spans(resources).contains { $0.contains(time) }
  }

  /// The first time within `(start, end)` from which any of the resources cannot be used.
  func interruption(_ resources: UsedResources, from start: CivilTime, to end: CivilTime) -> CivilTime? {
    spans(resources).map(\.from).filter { start < $0 && $0 < end }.min()
  }

  /// Whether any of the resources cannot be used for some of `[start, end)`.
  func meets(_ resources: UsedResources, from start: CivilTime, to end: CivilTime) -> Bool {
    spans(resources).contains { $0.from < end && start < $0.to }
  }

  /// All times at which any of the resources cannot be used.
  func spans(_ resources: UsedResources) -> [TimeWindow] {
    resources.crew.flatMap { technicians[$0] ?? [] } + (resources.bay.flatMap { bays[$0] } ?? [])
      + resources.equipment.flatMap { equipment[$0] ?? [] } + (resources.crew.isEmpty ? [] : site)
  }

  /// Whether an advisor cannot receive anybody at a time.
  func blocks(advisor: String, at time: CivilTime) -> Bool {
    (advisors[advisor, default: []] + site).contains { $0.contains(time) }
  }
}

extension Unavailability {
  /// A site whose calendars reflect the absences. Each absent resource gets a new calendar named after the old one and its
  /// id; the old one stays, so that a later replan can restore it. Where the site is closed, all
  /// calendars are but those of bays.
  ///
  /// - Parameter end: The end of the horizon.
  func applied(to site: Site, until end: CivilTime) -> Site {
    var result = site
    for index in site.technicians.indices {
      let technician = site.technicians[index]
      result.technicians[index].calendar =
        result.ownCalendar(
          of: technician.id, from: technician.calendar, without: technicians[technician.id] ?? [],
          back: technicianReturns[technician.id], until: end) ?? technician.calendar
    }
    for index in site.bays.indices {
      let bay = site.bays[index]
      result.bays[index].calendar =
        result.ownCalendar(
          of: bay.id, from: bay.calendar, without: bays[bay.id] ?? [], back: bayReturns[bay.id], until: end)
        ?? bay.calendar
    }
    for index in site.advisors.indices {
      let advisor = site.advisors[index]
      result.advisors[index].calendar =
        result.ownCalendar(
          of: advisor.id, from: advisor.calendar, without: advisors[advisor.id] ?? [],
          back: advisorReturns[advisor.id], until: end) ?? advisor.calendar
    }
    let people = [result.hours] + result.advisors.map(\.calendar) + result.technicians.map(\.calendar)
    let ofBays = Set(result.bays.compactMap(\.calendar)).subtracting(people)
    for name in result.calendars.keys where !ofBays.contains(name) {
      for span in self.site { result.calendars[name]?.close(span) }
    }
    return result
  }
}

extension Site {
  /// Whether replanning, or an exception on that day, removed time from a calendar after a time.
  func isShortened(_ name: String?, of id: String, from time: CivilTime, until end: CivilTime) -> Bool {
    guard let name, let calendar = calendars[name] else { return false }
    return restored(name, of: id, from: time, until: end) != calendar
  }

  /// The site without the past days of absences: a calendar that replanning derived has none before a day, and is
  /// the old one again if it does not differ from then on.
  package func pruned(before first: CivilDate) -> Site {
    var result = self
    func pruned(_ name: String, _ id: String) -> String {
      guard let source = source(of: name, for: id), let derived = calendars[name], !isShared(name) else {
        return name
      }
      let later = derived.dates.filter { $0.key >= first }
      let old = source.dates.filter { $0.key >= first }
      result.calendars[name]?.dates = later
      guard later == old, let stem = sourceName(of: name, for: id), calendars[stem] != nil else { return name }
      result.calendars[name] = nil
      return stem
    }
    for index in technicians.indices {
      result.technicians[index].calendar = pruned(technicians[index].calendar, technicians[index].id)
    }
    for index in advisors.indices {
      result.advisors[index].calendar = pruned(advisors[index].calendar, advisors[index].id)
    }
    for index in bays.indices {
      result.bays[index].calendar = bays[index].calendar.map { pruned($0, bays[index].id) }
    }
    return result
  }

  /// A calendar with the time that an absence removed restored from a time on.
  private func restored(_ name: String, of id: String, from time: CivilTime, until end: CivilTime)
    -> WorkCalendar
  {
    var calendar = calendars[name] ?? .always
    let source = source(of: name, for: id)
    var date = time.date
    while CivilTime(date) < end {
      let minute = date == time.date ? time.minuteOfDay : 0
      if calendar.dates[date] != nil {
        if let source {
          calendar.dates[date] = calendar.restored(on: date, from: minute, to: source.intervals(on: date))
        } else if date == time.date {
          // An exception written by hand applies to this day only.
          var regular = calendar
          regular.dates[date] = nil
          calendar.dates[date] = calendar.restored(
            on: date, from: minute, to: regular.intervals(on: date))
        }
      }
      date = date.advanced(by: 1)
    }
    return calendar
  }

  /// The name of the calendar from which replanning may have derived another.
  private func sourceName(of name: String, for id: String) -> String? {
    var stem = Substring(name)
    let mark = "-\(id)"
    if !stem.hasSuffix(mark), let dash = stem.lastIndex(of: "-"), Int(stem[stem.index(after: dash)...]) != nil
    {
      stem = stem[..<dash]
    }
    return stem.hasSuffix(mark) ? String(stem.dropLast(mark.count)) : nil
  }

  /// The calendar from which replanning derived another; `nil` if it did not.
  private func source(of name: String, for id: String) -> WorkCalendar? {
    guard let old = sourceName(of: name, for: id) else { return nil }
    // A calendar of that name written by hand has different weeks.
    let source = calendars[old] ?? (old == "always" ? .always : nil)
    let derived = calendars[name]
    return source?.weekly == derived?.weekly && source?.rotation == derived?.rotation ? source : nil
  }

  /// Derives a calendar without some spans; the name `nil` stands for all time. `nil` if it stays as it is.
  fileprivate mutating func ownCalendar(
    of id: String, from name: String?, without spans: [TimeWindow], back: CivilTime?,
    until end: CivilTime
  ) -> String? {
    if spans.isEmpty, back == nil { return nil }
    var calendar = name.flatMap { calendars[$0] } ?? alwaysUsable
    if let name, let back { calendar = restored(name, of: id, from: back, until: end) }
    for span in spans { calendar.close(span) }
    let isOwn = name.map { source(of: $0, for: id) != nil && !isShared($0) } ?? false
    let own = isOwn ? name ?? "" : freeCalendarName("\(name ?? "always")-\(id)")
    calendars[own] = calendar
    return own
  }

  /// All time, whatever the site's dates say.
  private var alwaysUsable: WorkCalendar {
    var calendar = WorkCalendar.always
    for date in dates.keys { calendar.dates[date] = [WorkCalendar.DayInterval(0, CivilTime.minutesPerDay)] }
    return calendar
  }

  private func isShared(_ calendar: String) -> Bool {
    let users =
      [hours] + advisors.map(\.calendar) + bays.compactMap(\.calendar) + technicians.map(\.calendar)
    return users.count { $0 == calendar } > 1
  }

  private func freeCalendarName(_ wish: String) -> String {
    var name = wish
    var number = 2
    while calendars[name] != nil {
      name = "\(wish)-\(number)"
      number += 1
    }
    return name
  }
}

extension WorkCalendar {
  /// The intervals of a day, joined with the parts of others after a minute.
  fileprivate func restored(on date: CivilDate, from minute: Int, to others: [WorkCalendar.DayInterval])
    -> [WorkCalendar.DayInterval]
  {
    let later = others.filter { $0.end > minute }
    return WorkCalendar.DayInterval.union(
      intervals(on: date) + later.map { WorkCalendar.DayInterval(max($0.start, minute), $0.end) })
  }

  /// Removes a span.
  fileprivate mutating func close(_ span: TimeWindow) {
    var date = span.from.date
    while CivilTime(date) < span.to {
      let start = max(0, span.from - CivilTime(date))
      let end = min(CivilTime.minutesPerDay, span.to - CivilTime(date))
      dates[date] = intervals(on: date).flatMap { interval in
        [
          WorkCalendar.DayInterval(interval.start, min(interval.end, start)),
          WorkCalendar.DayInterval(max(interval.start, end), interval.end),
        ].filter { $0.start < $0.end }
      }
      date = date.advanced(by: 1)
    }
  }
}
