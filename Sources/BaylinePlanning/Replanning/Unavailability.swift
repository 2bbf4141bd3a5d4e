import BaylineModel

/// When technicians are absent and bays closed because of events.
struct Unavailability {
  /// Spans by id, in the order of the events.
  var technicians: [String: [TimeWindow]] = [:]
  var bays: [String: [TimeWindow]] = [:]
  /// When people and bays whose absence is already part of the site return.
  var technicianReturns: [String: CivilTime] = [:]
  var bayReturns: [String: CivilTime] = [:]

  var isEmpty: Bool {
    technicians.values.allSatisfy(\.isEmpty) && bays.values.allSatisfy(\.isEmpty) && technicianReturns.isEmpty
      && bayReturns.isEmpty
  }

  /// Whether any of a crew is absent, or the bay closed, at a time.
  func blocks(_ bay: String?, _ crew: [String], at time: CivilTime) -> Bool {
    spans(bay, crew).contains { $0.contains(time) }
  }

  /// The first time within `(start, end)` at which any of a crew leaves or the bay closes.
  func interruption(_ bay: String?, _ crew: [String], from start: CivilTime, to end: CivilTime) -> CivilTime?
  {
    spans(bay, crew).map(\.from).filter { start < $0 && $0 < end }.min()
  }

  /// Whether any of a crew is absent, or the bay closed, during `[start, end)`.
  func meets(_ bay: String?, _ crew: [String], from start: CivilTime, to end: CivilTime) -> Bool {
    spans(bay, crew).contains { $0.from < end && start < $0.to }
  }

  /// All absences of a crew and closures of a bay.
  func spans(_ bay: String?, _ crew: [String]) -> [TimeWindow] {
    crew.flatMap { technicians[$0] ?? [] } + (bay.flatMap { bays[$0] } ?? [])
  }
}

extension Unavailability {
  /// A site whose calendars reflect the absences. Each absent resource gets a new calendar named after the old one and its
  /// id; the old one stays, so that a later replan can restore it.
  ///
  /// - Parameter end: The end of the horizon.
  func applied(to site: Site, until end: CivilTime) -> Site {
    var result = site
    for index in site.technicians.indices {
      let technician = site.technicians[index]
      let spans = technicians[technician.id] ?? []
      let back = technicianReturns[technician.id]
      guard !spans.isEmpty || back != nil else { continue }
      result.technicians[index].calendar = result.ownCalendar(
        of: technician.id, from: technician.calendar, without: spans, back: back, until: end)
    }
    for index in site.bays.indices {
      let bay = site.bays[index]
      let spans = bays[bay.id] ?? []
      let back = bayReturns[bay.id]
      guard !spans.isEmpty || back != nil else { continue }
      result.bays[index].calendar = result.ownCalendar(
        of: bay.id, from: bay.calendar, without: spans, back: back, until: end)
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
          let regular = calendar.weekly[date.weekday] ?? []
          calendar.dates[date] = calendar.restored(on: date, from: minute, to: regular)
        }
      }
      date = date.advanced(by: 1)
    }
    return calendar
  }

  /// The calendar from which replanning derived another; `nil` if it did not.
  private func source(of name: String, for id: String) -> WorkCalendar? {
    var stem = Substring(name)
    let mark = "-\(id)"
    if !stem.hasSuffix(mark), let dash = stem.lastIndex(of: "-"), Int(stem[stem.index(after: dash)...]) != nil
    {
      stem = stem[..<dash]
    }
    guard stem.hasSuffix(mark) else { return nil }
    let old = String(stem.dropLast(mark.count))
    // A calendar of that name written by hand has different weeks.
    let source = calendars[old] ?? (old == "always" ? .always : nil)
    return source?.weekly == calendars[name]?.weekly ? source : nil
  }

  /// Derives a calendar without some spans; the name `nil` stands for all time.
  fileprivate mutating func ownCalendar(
    of id: String, from name: String?, without spans: [TimeWindow], back: CivilTime?,
    until end: CivilTime
  ) -> String {
    var calendar = name.flatMap { calendars[$0] } ?? .always
    if let name, let back { calendar = restored(name, of: id, from: back, until: end) }
    for span in spans { calendar.close(span) }
    let isOwn = name.map { source(of: $0, for: id) != nil && !isShared($0) } ?? false
    let own = isOwn ? name ?? "" : freeCalendarName("\(name ?? "always")-\(id)")
    calendars[own] = calendar
    return own
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
  fileprivate func restored(on date: CivilDate, from minute: Int, to others: [DayInterval]) -> [DayInterval] {
    let later = others.filter { $0.end > minute }
    return DayInterval.union(
      intervals(on: date) + later.map { DayInterval(max($0.start, minute), $0.end) })
  }

  /// Removes a span.
  fileprivate mutating func close(_ span: TimeWindow) {
    var date = span.from.date
    while CivilTime(date) < span.to {
      let start = max(0, span.from - CivilTime(date))
      let end = min(CivilTime.minutesPerDay, span.to - CivilTime(date))
      dates[date] = intervals(on: date).flatMap { interval in
        [
          DayInterval(interval.start, min(interval.end, start)),
          DayInterval(max(interval.start, end), interval.end),
        ].filter { $0.start < $0.end }
      }
      date = date.advanced(by: 1)
    }
  }
}
