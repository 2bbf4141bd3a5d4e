import BaylineModel

/// When technicians are away and bays cannot be used, as events say it.
struct TimeOff {
  /// Spans by id, in the order of the events.
  var technicians: [String: [TimeWindow]] = [:]
  var bays: [String: [TimeWindow]] = [:]
  /// Returns of people and bays whose absence stands in the site file already.
  var technicianReturns: [String: CivilTime] = [:]
  var bayReturns: [String: CivilTime] = [:]

  var isEmpty: Bool {
    technicians.values.allSatisfy(\.isEmpty) && bays.values.allSatisfy(\.isEmpty) && technicianReturns.isEmpty
      && bayReturns.isEmpty
  }

  /// Whether somebody of a crew is away, or the bay closed, at a time.
  func hinders(_ bay: String?, _ crew: [String], at time: CivilTime) -> Bool {
    spans(bay, crew).contains { $0.contains(time) }
  }

  /// The first time within `(start, end)` at which somebody of a crew leaves or the bay closes.
  func interruption(_ bay: String?, _ crew: [String], from start: CivilTime, to end: CivilTime) -> CivilTime?
  {
    spans(bay, crew).map(\.from).filter { start < $0 && $0 < end }.min()
  }

  /// Whether a span of a crew or a bay meets `[start, end)`.
  func meets(_ bay: String?, _ crew: [String], from start: CivilTime, to end: CivilTime) -> Bool {
    spans(bay, crew).contains { $0.from < end && start < $0.to }
  }

  private func spans(_ bay: String?, _ crew: [String]) -> [TimeWindow] {
    crew.flatMap { technicians[$0] ?? [] } + (bay.flatMap { bays[$0] } ?? [])
  }
}

extension TimeOff {
  /// The site with calendars in which people and bays are off. Who is concerned gets a calendar of their own, named
  /// after the old one and the id, unless nobody else has theirs.
  func applied(to site: Site) -> Site {
    var result = site
    for index in site.technicians.indices {
      let technician = site.technicians[index]
      let spans = technicians[technician.id] ?? []
      let back = technicianReturns[technician.id]
      guard !spans.isEmpty || back != nil else { continue }
      result.technicians[index].calendar = result.ownCalendar(
        of: technician.id, from: technician.calendar, without: spans, back: back)
    }
    for index in site.bays.indices {
      let bay = site.bays[index]
      let spans = bays[bay.id] ?? []
      let back = bayReturns[bay.id]
      guard !spans.isEmpty || back != nil else { continue }
      result.bays[index].calendar = result.ownCalendar(
        of: bay.id, from: bay.calendar, without: spans, back: back)
    }
    return result
  }
}

extension Site {
  /// Whether a day of a calendar is an exception that leaves out what its weekday has after a time.
  func isShortened(_ calendar: String?, from time: CivilTime) -> Bool {
    guard let calendar = calendar.flatMap({ calendars[$0] }), let day = calendar.dates[time.date] else {
      return false
    }
    return calendar.restored(on: time.date, from: time.minuteOfDay) != day
  }

  /// Gives somebody a calendar without some spans; `nil` is a calendar of all time.
  fileprivate mutating func ownCalendar(
    of id: String, from name: String?, without spans: [TimeWindow], back: CivilTime?
  ) -> String {
    let allDay = [DayInterval(0, CivilTime.minutesPerDay)]
    var calendar =
      name.flatMap { calendars[$0] }
      ?? Calendar(weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, allDay) }))
    if let back { calendar.dates[back.date] = calendar.restored(on: back.date, from: back.minuteOfDay) }
    for span in spans { calendar.close(span) }
    let own = name.flatMap { isShared($0) ? nil : $0 } ?? freeCalendarName("\(name ?? "always")-\(id)")
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

extension Calendar {
  /// The intervals of a day with those of its weekday after a minute added.
  fileprivate func restored(on date: CivilDate, from minute: Int) -> [DayInterval] {
    let usual = (weekly[date.weekday] ?? []).filter { $0.end > minute }
    let all = intervals(on: date) + usual.map { DayInterval(max($0.start, minute), $0.end) }
    var merged: [DayInterval] = []
    for interval in all.sorted(by: { $0.start < $1.start }) {
      if let last = merged.last, interval.start <= last.end {
        merged[merged.count - 1].end = max(last.end, interval.end)
      } else {
        merged.append(interval)
      }
    }
    return merged
  }

  /// Takes a span out.
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
