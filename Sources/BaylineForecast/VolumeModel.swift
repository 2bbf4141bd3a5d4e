import BaylineMath
public import BaylineModel

/// What the past says of the visits of days to come.
///
/// The visits of a day are negative binomial around *level* × *weekday* × *season* × *date*; the level is what it has been
/// of late, the other three are what the whole past says. Kinds are shares of that. `docs/forecast.md` has the formulas.
public struct VolumeModel: Sendable {
  /// The kinds that are forecast.
  public let kinds: [VisitKind]
  /// The first day that is not known.
  public let end: CivilDate
  /// The open days that it was learnt from.
  public let openDays: Int
  let calendar: CalendarFactors
  let level: LevelEstimate
  let shares: KindShares
  private let isUsuallyOpen: [Bool]
  private let isClosedWithoutVisits: [Bool]

  /// The least number of open days to learn from.
  public static let minDays = VolumeSettings.minDays

  /// The last day that can be forecast: two years after the last known one.
  public var lastDay: CivilDate { end.advanced(by: VolumeSettings.maxDaysAhead - 1) }

  /// Learns from past days; `nil` with fewer than ``minDays`` days with visits. The same counts give the same model on
  /// any machine.
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

  /// Variance / mean of a day's visits around what is expected.
  public var dispersion: Double { level.dispersion }

  /// The counts that it was fitted to.
  public var history: VolumeForecast.History {
    VolumeForecast.History(end: end, openDays: openDays, dispersion: dispersion)
  }

  /// Whether the workshop is usually open on a weekday: in half of the last 52 weeks or more.
  public func isUsuallyOpen(on weekday: Weekday) -> Bool {
    isUsuallyOpen[DailySeries.position(weekday)]
  }

  /// Whether a day of this weekday without visits was taken for closed.
  public func isClosedWithoutVisits(_ weekday: Weekday) -> Bool {
    isClosedWithoutVisits[DailySeries.position(weekday)]
  }

  /// Whether the workshop was closed on this date in most of the past years: holidays that follow the calendar.
  public func isUsuallyClosed(on date: CivilDate) -> Bool {
    isUsuallyOpen(on: date.weekday) && calendar.dates.isClosed(HolidayRule.rules(of: date))
  }

  /// The forecast of some days.
  ///
  /// - Parameters:
  ///   - from: The first day, not before ``end``.
  ///   - days: How many, up to ``lastDay``.
  ///   - isOpen: Whether the workshop is open on a day; closed ones have no visits.
  /// - Complexity: linear in the days, for each in the kinds and in the spread of the counts.
  public func forecast(from: CivilDate, days: Int, isOpen: (CivilDate) -> Bool) -> VolumeForecast {
    precondition(from >= end, "a forecast of what is known")
    let dates = (0..<days).map { from.advanced(by: $0) }
    let open = dates.map(isOpen)
    return VolumeForecast(
      kinds: kinds,
      days: zip(dates, open).map { $1 ? day($0) : .closed($0, kinds: kinds.count) },
      sum: sum(of: zip(dates, open).filter(\.1).map(\.0)))
  }

  /// The same, open on all days but for those on which past years were closed.
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

  /// What is expected of an open day, were the level known.
  struct Outlook {
    /// Days after the last known one.
    var ahead: Int
    /// Expected visits.
    var total: Double
    /// Expected visits of each kind.
    var kinds: [Double]
    /// The error of the weekday's factor: a variance over a squared mean, of counts without over-dispersion.
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
