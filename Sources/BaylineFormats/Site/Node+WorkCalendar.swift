import BaylineModel

extension Node {
  /// A calendar of weekdays and exceptions.
  func calendar() -> WorkCalendar? {
    guard let fields = Fields(self, .calendar) else { return nil }
    var calendar = WorkCalendar()
    calendar.weekly = fields["weekly"]?.week() ?? [:]
    if let node = fields["rotation"] {
      calendar.rotation = node.rotation()
      if fields.has("weekly") { node.report(.notBeside("rotation", other: "weekly")) }
    }
    for (name, node) in fields["dates"]?.entries() ?? [] {
      let intervals = node.dayIntervals()
      if let date = node.date(named: name) { calendar.dates[date] = intervals }
    }
    return calendar
  }

  /// The intervals of each weekday.
  private func week() -> [Weekday: [WorkCalendar.DayInterval]]? {
    guard let fields = Fields(self, .weekly) else { return nil }
    var week: [Weekday: [WorkCalendar.DayInterval]] = [:]
    for day in Weekday.allCases { week[day] = fields[day.rawValue]?.dayIntervals() }
    return week
  }

  /// Two or more weeks that take turns from a Monday on.
  private func rotation() -> WorkCalendar.Rotation? {
    guard let fields = Fields(self, .rotation) else { return nil }
    let from = fields["from"]?.date()
    if let from, from.weekday != .monday { fields["from"]?.report(.notAMonday(from.description)) }
    let weeks = fields["weeks"]?.items { $0.week() }
    if let count = fields.count("weeks"), count < 2 {
      fields["weeks"]?.report(.tooFewElements(found: count, min: 2))
    }
    guard let from, let weeks, !weeks.isEmpty else { return nil }
    return WorkCalendar.Rotation(from: from, weeks: weeks)
  }

  /// What a date is for all calendars of a site: `closed`, or the weekday whose hours hold.
  func siteDate() -> Site.SpecialDate? {
    let closed = "closed"
    guard let text = choice(of: [closed] + Weekday.allCases.map(\.rawValue)) else { return nil }
    return text == closed ? .closed : Weekday(rawValue: text).map { .hours(of: $0) }
  }

  /// The intervals of a day, ascending and disjoint; they may touch.
  private func dayIntervals() -> [WorkCalendar.DayInterval]? {
    var last = 0
    return items { node -> WorkCalendar.DayInterval? in
      guard let ends = node.interval() else { return nil }
      if ends.start < last { node.report(.intervalsOverlap) }
      last = max(last, ends.end)
      return ends
    }
  }

  /// `["08:00", "12:00"]`
  private func interval() -> WorkCalendar.DayInterval? {
    guard case .array(let pair) = value, pair.count == 2 else {
      report(.notAPair)
      return nil
    }
    guard let ends = items({ $0.clock() }), ends.count == 2 else { return nil }
    if ends[0] >= ends[1] {
      report(.endNotAfterStart(start: CivilTime.clock(ends[0]), end: CivilTime.clock(ends[1])))
      return nil
    }
    return WorkCalendar.DayInterval(ends[0], ends[1])
  }
}
