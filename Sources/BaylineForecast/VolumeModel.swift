import BaylineMath
public import BaylineModel

/// A model of daily visits by kind, fitted to past days.
///
/// The visits of a day are negative binomial around *level* × *weekday* × *season* × *date*. The level follows recent
/// days; the other factors are estimated from the whole past. Kinds are shares of the total. `docs/forecast.md` has the
/// formulas.
public struct VolumeModel: Sendable {
  /// The kinds that are forecast.
  public let kinds: [VisitKind]
  /// The day after the last known one.
  public let end: CivilDate
  /// The number of open days that the model was fitted to.
  public let openDays: Int
  let calendar: CalendarFactors
  let level: LevelEstimate
  let shares: KindShares
  private let isUsuallyOpen: [Bool]
  private let isClosedWithoutVisits: [Bool]

  /// The minimum number of open days that a model can be fitted to.
  public static let minDays = VolumeSettings.minDays

  /// The last day that can be forecast: two years after the last known one.
  public var lastDay: CivilDate { end.advanced(by: VolumeSettings.maxDaysAhead - 1) }

  /// Fits the model to past days. The same counts give the same model on every machine.
  ///
  /// Returns `nil` if there are fewer than ``minDays`` days with visits.
  /// - Complexity: O(days · kinds).
  public init?(_ counts: DailyCounts) {
    let days = DailySeries(counts)
    guard days.openCount >= VolumeSettings.minDays else { return nil }
    kinds = counts.kinds
    end = counts.end
    openDays = days.openCount
    calendar = CalendarFactors(days)
    level = LevelEstimate(days, factors: calendar.past)
    shares = KindShares(
      days, rows: Array(counts.rows.suffix(days.totals.count)), kinds: counts.kinds.count, level: level)
    isUsuallyOpen = days.isUsuallyOpen
    isClosedWithoutVisits = days.isClosedWithoutVisits
  }

  /// The variance of a day's visits around the expected number, divided by that number.
  public var dispersion: Double { level.dispersion }

  /// A summary of the counts that the model was fitted to.
  public var history: VolumeForecast.History {
    VolumeForecast.History(end: end, openDays: openDays, dispersion: dispersion)
  }

  /// Whether the workshop is usually open on a weekday: on at least half of those days in the last 52 weeks.
  public func isUsuallyOpen(on weekday: Weekday) -> Bool {
    isUsuallyOpen[DailySeries.position(weekday)]
  }

  /// Whether days of this weekday without visits were treated as closed.
  public func isClosedWithoutVisits(_ weekday: Weekday) -> Bool {
    isClosedWithoutVisits[DailySeries.position(weekday)]
  }

  /// Whether the workshop was closed on this date in most past years, as on holidays that follow the calendar.
  public func isUsuallyClosed(on date: CivilDate) -> Bool {
    isUsuallyOpen(on: date.weekday) && calendar.dates.isClosed(HolidayRule.rules(of: date))
  }

  /// Forecasts some days.
  ///
  /// - Parameters:
  ///   - from: The first day; not before ``end``.
  ///   - days: The number of days, up to ``lastDay``.
  ///   - isOpen: Whether the workshop is open on a day; closed days have no visits.
  /// - Complexity: Linear in the days, for each in the kinds and in the spread of the counts.
  public func forecast(from: CivilDate, days: Int, isOpen: (CivilDate) -> Bool) -> VolumeForecast {
    precondition(from >= end, "the forecast must start after the last known day")
    let dates = (0..<days).map { from.advanced(by: $0) }
    let open = dates.map(isOpen)
    return VolumeForecast(
      kinds: kinds,
      days: zip(dates, open).map { $1 ? day($0) : .closed($0, kinds: kinds.count) },
      sum: sum(of: zip(dates, open).filter(\.1).map(\.0)))
  }

  /// Forecasts some days, assuming that the workshop is open except on dates closed in most past years.
  public func forecast(from: CivilDate, days: Int) -> VolumeForecast {
    forecast(from: from, days: days) { !isUsuallyClosed(on: $0) }
  }

  private func day(_ date: CivilDate) -> VolumeForecast.Day {
    let outlook = outlook(date)
    let levelVariance = level.relativeVariance(after: outlook.ahead)
    let weekdayVariance = outlook.weekdayVariance * level.dispersion
    let total = outlook.total
    return VolumeForecast.Day(
      date: date, isOpen: true,
      total: CountDistribution(
        mean: total, dispersion: level.dispersion + total * (levelVariance + weekdayVariance)),
      kinds: kinds.indices.map { kind in
        let mean = outlook.kinds[kind]
        let relative = levelVariance + weekdayVariance + shares.relativeVariance(kind)
        return CountDistribution(mean: mean, dispersion: shares.dispersions[kind] + mean * relative)
      })
  }

  /// The expected visits of an open day given the level.
  struct Outlook {
    /// The number of days after the last known one.
    var ahead: Int
    /// Expected visits.
    var total: Double
    /// Expected visits of each kind.
    var kinds: [Double]
    /// The squared relative error of the weekday's factor, for counts without overdispersion.
    var weekdayVariance: Double
  }

  func outlook(_ date: CivilDate) -> Outlook {
    let weekday = DailySeries.position(date.weekday)
    let ahead = date.ordinal - end.ordinal + 1
    let factor = calendar.factor(date, isUsuallyOpen: isUsuallyOpen[weekday])
    let total = level.mean(after: ahead) * factor
    return Outlook(
      ahead: ahead, total: total, kinds: shares.byWeekday[weekday].map { $0 * total },
      weekdayVariance: 1 / max(1, calendar.weekdayVisits[weekday]))
  }
}
