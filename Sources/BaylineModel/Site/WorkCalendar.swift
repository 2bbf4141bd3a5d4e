/// Opening hours or shifts: the intervals of each weekday, and the dates that differ.
public struct WorkCalendar: Hashable, Sendable {
  /// The intervals of each weekday, disjoint and ascending; missing weekdays are closed. Empty beside a rotation.
  public var weekly: [Weekday: [WorkCalendar.DayInterval]]
  /// Weeks that take turns (大小周, rosters), in place of `weekly`.
  public var rotation: Rotation?
  /// The intervals of dates that differ from their weekday.
  public var dates: [CivilDate: [WorkCalendar.DayInterval]]
  /// The dates of the site that has the calendar; the calendar's own dates come first.
  package var siteDates: [CivilDate: Site.SpecialDate] = [:]

  /// Creates a calendar.
  public init(
    weekly: [Weekday: [WorkCalendar.DayInterval]] = [:], rotation: Rotation? = nil,
    dates: [CivilDate: [WorkCalendar.DayInterval]] = [:]
  ) {
    self.weekly = weekly
    self.rotation = rotation
    self.dates = dates
  }

  /// The intervals of a day, disjoint and ascending; adjacent ones are not merged.
  public func intervals(on date: CivilDate) -> [WorkCalendar.DayInterval] {
    if let own = dates[date] { return own }
    switch siteDates[date] {
    case .closed: return []
    case .hours(let weekday): return week(of: date)[weekday] ?? []
    case nil: return week(of: date)[date.weekday] ?? []
    }
  }

  /// The intervals by weekday in the week of a date, special dates aside.
  package func week(of date: CivilDate) -> [Weekday: [WorkCalendar.DayInterval]] {
    rotation?.week(of: date) ?? weekly
  }

  /// Two or more weeks that take turns.
  public struct Rotation: Hashable, Sendable {
    /// The Monday with which the first of the weeks begins; the turns run on before it as well.
    public var from: CivilDate
    /// The intervals of each weekday, week by week; missing weekdays are closed.
    public var weeks: [[Weekday: [WorkCalendar.DayInterval]]]

    /// Creates a rotation of at least one week.
    public init(from: CivilDate, weeks: [[Weekday: [WorkCalendar.DayInterval]]]) {
      self.from = from
      self.weeks = weeks
    }

    func week(of date: CivilDate) -> [Weekday: [WorkCalendar.DayInterval]] {
      let days = date.ordinal - from.ordinal
      let passed = days >= 0 ? days / 7 : -((6 - days) / 7)
      return weeks[((passed % weeks.count) + weeks.count) % weeks.count]
    }
  }
}

extension WorkCalendar {
  /// Open around the clock.
  package static let always = WorkCalendar(
    weekly: Dictionary(
      uniqueKeysWithValues: Weekday.allCases.map {
        ($0, [WorkCalendar.DayInterval(0, CivilTime.minutesPerDay)])
      }))

  /// Whether a day has any working time.
  package func isOpen(on date: CivilDate) -> Bool {
    !intervals(on: date).isEmpty
  }

  /// The working minutes of a day.
  package func minutes(on date: CivilDate) -> Int {
    intervals(on: date).reduce(0) { $0 + $1.minutes }
  }

  /// The intervals of a day, those that touch or overlap joined.
  package func mergedIntervals(on date: CivilDate) -> [WorkCalendar.DayInterval] {
    WorkCalendar.DayInterval.union(intervals(on: date))
  }

  /// From the first working minute of a day to the last; `nil` on a closed day.
  package func span(on date: CivilDate) -> WorkCalendar.DayInterval? {
    let intervals = intervals(on: date)
    guard let first = intervals.first, let last = intervals.last else { return nil }
    return WorkCalendar.DayInterval(first.start, last.end)
  }

  /// The intervals of a day as windows of civil time; those that touch are not merged.
  package func windows(on date: CivilDate) -> [TimeWindow] {
    intervals(on: date).map { $0.window(on: date) }
  }
}

extension WorkCalendar {
  /// A half-open interval of a day, `[start, end)`, in minutes since midnight, from 0 to 1,440.
  public struct DayInterval: Hashable, Sendable {
    /// The first minute inside.
    public var start: Int
    /// The first minute after it.
    public var end: Int

    /// Creates the interval `[start, end)`.
    public init(_ start: Int, _ end: Int) {
      self.start = start
      self.end = end
    }
  }
}

extension WorkCalendar.DayInterval {
  /// The length in minutes.
  package var minutes: Int { end - start }

  /// Whether all of `[start, end)` lies inside.
  package func covers(_ start: Int, _ end: Int) -> Bool {
    self.start <= start && end <= self.end
  }

  /// The interval on a day.
  package func window(on date: CivilDate) -> TimeWindow {
    TimeWindow(from: CivilTime(date, minuteOfDay: start), to: CivilTime(date, minuteOfDay: end))
  }

  /// The minutes that any of some intervals holds: disjoint, ascending, never touching.
  /// - Complexity: O(*n* log *n*).
  package static func union(_ intervals: [WorkCalendar.DayInterval]) -> [WorkCalendar.DayInterval] {
    intervals.sorted { ($0.start, $0.end) < ($1.start, $1.end) }.reduce(into: []) { merged, next in
      if let last = merged.last, next.start <= last.end {
        merged[merged.count - 1].end = max(last.end, next.end)
      } else {
        merged.append(next)
      }
    }
  }
}

extension Site {
  /// The calendar of the opening hours; one that is always closed if the site has none of that name.
  package var openingHours: WorkCalendar { calendars[hours] ?? WorkCalendar() }

  /// The intervals of a calendar on a day; none of an unknown calendar.
  package func intervals(of calendar: String, on date: CivilDate) -> [WorkCalendar.DayInterval] {
    calendars[calendar]?.intervals(on: date) ?? []
  }

  /// The working minutes of a calendar on a day; 0 of an unknown calendar.
  package func minutes(of calendar: String, on date: CivilDate) -> Int {
    calendars[calendar]?.minutes(on: date) ?? 0
  }

  /// The working time of a calendar on days counted from a first one.
  /// - Precondition: The site has the calendar.
  package func workingTime(of calendar: String, from first: CivilDate, days: ClosedRange<Int>) -> WorkingTime
  {
    guard let found = calendars[calendar] else {
      preconditionFailure("unknown calendar \(calendar): decode the site with SiteFormat, which checks it")
    }
    return WorkingTime(found, from: first, days: days)
  }
}
