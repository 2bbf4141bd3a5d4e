import BaylineModel

extension Node {
  /// A calendar of weekdays and exceptions.
  func calendar() -> WorkCalendar? {
    guard let fields = Fields(self, .calendar) else { return nil }
    var calendar = WorkCalendar()
    if let weekly = fields["weekly"].flatMap({ Fields($0, .weekly) }) {
      for day in Weekday.allCases {
        calendar.weekly[day] = weekly[day.rawValue]?.dayIntervals()
      }
    }
    for (name, node) in fields["dates"]?.entries() ?? [] {
      let intervals = node.dayIntervals()
      if let date = node.date(named: name) { calendar.dates[date] = intervals }
    }
    return calendar
  }

  /// The intervals of a day, ascending and disjoint; they may touch.
  private func dayIntervals() -> [DayInterval]? {
    var last = 0
    return items { node -> DayInterval? in
      guard let ends = node.interval() else { return nil }
      if ends.start < last { node.report(.intervalsOverlap) }
      last = max(last, ends.end)
      return ends
    }
  }

  /// `["08:00", "12:00"]`
  private func interval() -> DayInterval? {
    guard case .array(let pair) = value, pair.count == 2 else {
      report(.notAPair)
      return nil
    }
    guard let ends = items({ $0.clock() }), ends.count == 2 else { return nil }
    if ends[0] >= ends[1] {
      report(.endNotAfterStart(start: CivilTime.clock(ends[0]), end: CivilTime.clock(ends[1])))
      return nil
    }
    return DayInterval(ends[0], ends[1])
  }
}
