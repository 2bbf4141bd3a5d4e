extension ScenarioDraft {
  /// The name of a calendar that was chosen; one that is written out joins those of the site. `nil` after noting that
  /// there is none.
  mutating func calendar(_ choice: CalendarSource, for owner: String) -> String? {
    switch choice {
    case .named(let name):
      if site.calendars[name] != nil { return name }
      report(.noCalendar(name), "calendar")
      return nil
    case .inline(let calendar): return add(calendar, like: owner)
    }
  }

  /// Adds a calendar under a name that is not taken, beginning with another one; an equal one that a scenario has added
  /// already is taken instead, for people with equal shifts are planned faster.
  mutating func add(_ calendar: WorkCalendar, like name: String) -> String {
    var (new, count) = ("\(name)+1", 1)
    while let found = site.calendars[new] {
      if found == calendar { return new }
      count += 1
      new = "\(name)+\(count)"
    }
    site.calendars[new] = calendar
    return new
  }

  /// Notes days of which none is a day of any demand.
  ///
  /// - Returns: Whether there is one.
  mutating func coverAnyDemand(_ days: DaySelection) -> Bool {
    if demands.isEmpty || demands.contains(where: { !Self.days(of: $0, among: days).isEmpty }) { return true }
    report(.outsideDays, days.dates.isEmpty ? "weekdays" : "dates")
    return false
  }

  /// The days of a demand's horizon that are among some.
  static func days(of demand: Demand, among days: DaySelection) -> [CivilDate] {
    demand.horizon.allDates.filter(days.contains)
  }

  /// Whether a calendar has any time on those days of the demands.
  func isUsed(_ calendar: WorkCalendar, on days: DaySelection) -> Bool {
    demands.isEmpty
      || demands.contains { demand in
        Self.days(of: demand, among: days).contains(where: calendar.isOpen)
      }
  }
}

extension WorkCalendar {
  /// The calendar with the intervals of some days replaced.
  ///
  /// - Complexity: linear in the days that are named in either.
  func changed(on days: DaySelection, _ edit: ([DayInterval]) -> [DayInterval]) -> WorkCalendar {
    var new = self
    let isEveryDay = days.weekdays.isEmpty && days.dates.isEmpty
    for (weekday, intervals) in weekly where isEveryDay || days.weekdays.contains(weekday) {
      new.weekly[weekday] = edit(intervals)
    }
    for date in days.dates.union(dates.keys) where days.contains(date) {
      new.dates[date] = edit(intervals(on: date))
    }
    return new
  }
}
