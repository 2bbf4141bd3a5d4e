import BaylineModel

/// Turns what cells say of dates into dates: years and days that are not written come from the days that are planned.
struct DateResolver {
  /// The days on which vehicles may arrive; `nil` while nothing says them.
  var horizon: PlanningHorizon?
  /// How many dates had their year from here, and the years.
  private(set) var completed = 0
  private(set) var years: Set<Int> = []

  init(horizon: PlanningHorizon?) {
    self.horizon = horizon
  }

  /// The day of a written date. Without a year it is the one nearest to the first planned day, within five months.
  mutating func day(_ written: CellDate) throws(DateTimeError) -> CivilDate {
    if let date = try written.civil() { return date }
    guard let first = horizon?.from else { throw .yearMissing }
    let year = first.components.year
    let near = (year - 1...year + 1).compactMap {
      CivilDate(year: $0, month: written.month, day: written.day)
    }
    .filter { abs($0.ordinal - first.ordinal) <= Self.nearDays }
    guard near.count == 1, let date = near.first else { throw .yearMissing }
    try written.check(date)
    completed += 1
    years.insert(date.components.year)
    return date
  }

  private static let nearDays = 150

  /// The time that a cell says: a date and a time of day, or a time on the only day that is planned.
  mutating func time(_ moment: CellDateTime) throws(DateTimeError) -> CivilTime {
    guard let minute = moment.minute else { throw .timeMissing }
    if let date = moment.date { return CivilTime(try day(date), minuteOfDay: minute) }
    guard let horizon, horizon.days == 1 else { throw .dayMissing }
    return CivilTime(horizon.from, minuteOfDay: minute)
  }

  /// The windows that a cell says; those without a date are on every planned day.
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
        // Nobody means so many.
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
