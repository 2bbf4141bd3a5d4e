import BaylineModel

/// Resolves written dates: missing years and days are inferred from the planned days.
struct DateResolver {
  /// The planned days; `nil` if unknown.
  var horizon: Demand.Horizon?
  /// The number of dates whose year was inferred, and the years.
  private(set) var completed = 0
  private(set) var years: Set<Int> = []

  init(horizon: Demand.Horizon?) {
    self.horizon = horizon
  }

  /// Resolves a date. Without a year, it is the one within five months of the first planned day.
  mutating func day(_ written: CellDate) throws(DateTimeError) -> CivilDate {
    if let date = try written.civil() { return date }
    guard let month = written.month, let day = written.day else { return try plannedDay(written) }
    guard let first = horizon?.from else { throw .yearMissing }
    let year = first.components.year
    let near = (year - 1...year + 1).compactMap {
      CivilDate(year: $0, month: month, day: day)
    }
    .filter { abs($0.ordinal - first.ordinal) <= Self.nearDays }
    guard near.count == 1, let date = near.first else { throw .yearMissing }
    try written.check(date)
    completed += 1
    years.insert(date.components.year)
    return date
  }

  private static let nearDays = 150

  /// Resolves a day without a month, or a weekday alone: the only such day among those planned, or within a week of the first.
  private mutating func plannedDay(_ written: CellDate) throws(DateTimeError) -> CivilDate {
    guard let horizon else { throw .dayMissing }
    let found = (0..<max(horizon.days, 7)).map { horizon.from.advanced(by: $0) }.filter { date in
      (written.day.map { $0 == date.components.day } ?? true)
        && (written.day != nil || written.weekday == date.weekday)
    }
    guard found.count == 1, let date = found.first else { throw .dayMissing }
    try written.check(date)
    completed += 1
    years.insert(date.components.year)
    return date
  }

  /// Resolves a date with a time of day, or a time on the only planned day.
  mutating func time(_ moment: CellDateTime) throws(DateTimeError) -> CivilTime {
    guard let minute = moment.minute else { throw .timeMissing }
    if let date = moment.date { return CivilTime(try day(date), minuteOfDay: minute) }
    guard let horizon, horizon.days == 1 else { throw .dayMissing }
    return CivilTime(horizon.from, minuteOfDay: minute)
  }

  /// Resolves windows; those without a date are on every planned day.
  mutating func windows(_ written: [CellTimeWindow]) throws(DateTimeError) -> [TimeWindow] {
    var windows: [TimeWindow] = []
    for window in written {
      guard let from = window.from.minute, let to = window.to.minute else { throw .unreadable }
      if let date = window.from.date {
        let first = try day(date)
        let last = try window.to.date.map { (date) throws(DateTimeError) in try day(date) } ?? first
        windows.append(
          TimeWindow(from: CivilTime(first, minuteOfDay: from), to: CivilTime(last, minuteOfDay: to)))
      } else {
        guard let horizon, window.to.date == nil else { throw .dayMissing }
        // Keeps the number of windows within reason.
        guard windows.count + horizon.days <= 10_000 else { throw .unreadable }
        for offset in 0..<horizon.days {
          let day = horizon.from.advanced(by: offset)
          windows.append(
            TimeWindow(from: CivilTime(day, minuteOfDay: from), to: CivilTime(day, minuteOfDay: to)))
        }
      }
    }
    return windows
  }
}
