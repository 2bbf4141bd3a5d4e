/// Opening hours or a shift: the intervals of each weekday, and the days that differ.
public struct WorkCalendar: Hashable, Sendable {
  /// The intervals of each weekday, disjoint and ascending; a missing weekday is closed.
  public var weekly: [Weekday: [DayInterval]]
  /// The days that replace their weekday whole.
  public var dates: [CivilDate: [DayInterval]]

  /// A calendar of weekdays and exceptions.
  public init(weekly: [Weekday: [DayInterval]] = [:], dates: [CivilDate: [DayInterval]] = [:]) {
    self.weekly = weekly
    self.dates = dates
  }

  /// The intervals of one day, disjoint and ascending; those that touch are not merged.
  public func intervals(on date: CivilDate) -> [DayInterval] {
    dates[date] ?? weekly[date.weekday] ?? []
  }
}

/// A half-open span of a day, `[start, end)`, in minutes since midnight, from 0 to 1,440.
public struct DayInterval: Hashable, Sendable {
  /// The first minute inside.
  public var start: Int
  /// The first minute after it.
  public var end: Int

  /// The span `[start, end)` of a day.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }
}
