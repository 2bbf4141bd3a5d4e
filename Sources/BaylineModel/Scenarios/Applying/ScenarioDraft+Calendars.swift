extension ScenarioDraft {
  /// The name of a calendar, which is added to the site if it is new; `nil` after reporting an unknown name.
  mutating func calendar(_ choice: Scenario.CalendarSource, for owner: String) -> String? {
    switch choice {
    case .named(let name):
      if site.calendars[name] != nil { return name }
      report(.noCalendar(name), "calendar")
      return nil
    case .inline(let calendar): return add(calendar, like: owner)
    }
  }

  /// Adds a calendar under a free name derived from another, or reuses an equal one that a scenario added: planning is
  /// faster with fewer distinct shifts.
  mutating func add(_ calendar: WorkCalendar, like name: String) -> String {
    var calendar = calendar
    calendar.siteDates = site.dates
    var (new, count) = ("\(name)+1", 1)
    while let found = site.calendars[new] {
      if found == calendar { return new }
      count += 1
      new = "\(name)+\(count)"
    }
    site.calendars[new] = calendar
    return new
  }

  /// Whether any demand includes a day of a selection; reports it otherwise.
  mutating func coverAnyDemand(_ days: Scenario.DaySelection) -> Bool {
    if demands.isEmpty || demands.contains(where: { !Self.days(of: $0, among: days).isEmpty }) { return true }
    report(.outsideDays, days.dates.isEmpty ? "weekdays" : "dates")
    return false
  }

  /// The selected days of a demand's horizon.
  static func days(of demand: Demand, among days: Scenario.DaySelection) -> [CivilDate] {
    demand.horizon.allDates.filter(days.contains)
  }

  /// Whether a calendar is open on any selected day of the demands.
  func isUsed(_ calendar: WorkCalendar, on days: Scenario.DaySelection) -> Bool {
    demands.isEmpty
      || demands.contains { demand in
        Self.days(of: demand, among: days).contains(where: calendar.isOpen)
      }
  }
}

extension WorkCalendar {
  /// A copy with the intervals of the selected days edited.
  func changed(
    on days: Scenario.DaySelection, _ edit: ([WorkCalendar.DayInterval]) -> [WorkCalendar.DayInterval]
  ) -> WorkCalendar {
    var new = self
    let isEveryDay = days.weekdays.isEmpty && days.dates.isEmpty
    func editWeek(_ week: inout [Weekday: [WorkCalendar.DayInterval]]) {
      for (weekday, intervals) in week where isEveryDay || days.weekdays.contains(weekday) {
        week[weekday] = edit(intervals)
      }
    }
    editWeek(&new.weekly)
    if var rotation = new.rotation {
      for week in rotation.weeks.indices { editWeek(&rotation.weeks[week]) }
      new.rotation = rotation
    }
    // A make-up day has the hours of another weekday, but is selected by its own.
    for (date, kind) in siteDates where !isEveryDay && dates[date] == nil {
      guard case .hours(let weekday) = kind,
        days.weekdays.contains(weekday) != days.weekdays.contains(date.weekday)
      else { continue }
      new.dates[date] = days.contains(date) ? edit(intervals(on: date)) : intervals(on: date)
    }
    for date in days.dates.union(dates.keys) where days.contains(date) {
      new.dates[date] = edit(intervals(on: date))
    }
    return new
  }
}
