package import BaylineMath
public import BaylineModel

/// Measures forecast accuracy on the past: each month is forecast from the days before it, and compared with the actual
/// counts.
///
/// Rolling origin (L. J. Tashman, 2000, "Out-of-sample tests of forecasting accuracy", International Journal of
/// Forecasting 16(4)). The score covers the days on which the workshop was open, on weekdays on which it usually is,
/// because its calendar is known in advance; naive forecasts are given the same information.
public struct ForecastBacktest: Sendable {
  private let counts: DailyCounts

  /// Creates a backtest on some counts.
  public init(_ counts: DailyCounts) {
    self.counts = counts
  }

  /// Measures the accuracy over some months.
  ///
  /// - Parameters:
  ///   - month: The first day of the first month.
  ///   - last: The first day of the last month.
  /// - Returns: `nil` if no day can be scored, or if there are too few days before the first month
  ///   (``VolumeModel/minDays``).
  /// - Complexity: O(months · days · kinds).
  public func run(from month: CivilDate, through last: CivilDate) -> ForecastAccuracy? {
    var tally = ForecastAccuracyTally(kinds: counts.kinds)
    var month = month
    while month <= last, month < counts.end {
      let next = Self.month(after: month)
      let known = counts.before(month)
      guard let model = VolumeModel(known) else { return nil }
      score(model, known, from: month, to: min(next, counts.end), &tally)
      month = next
    }
    return tally.report
  }

  /// The first day of the next month.
  static func month(after date: CivilDate) -> CivilDate {
    let (year, month, _) = date.components
    return CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
      ?? date.advanced(by: 31)
  }

  private func score(
    _ model: VolumeModel, _ known: DailyCounts, from: CivilDate, to: CivilDate,
    _ tally: inout ForecastAccuracyTally
  ) {
    var open: [CivilDate] = []
    for offset in 0..<(to.ordinal - from.ordinal) {
      let date = from.advanced(by: offset)
      guard model.isUsuallyOpen(on: date.weekday) else { continue }
      if isOpen(date, model) { open.append(date) } else { tally.closed += 1 }
    }
    guard let first = open.first else { return }
    let forecast = model.forecast(from: first, days: to.ordinal - first.ordinal) { isOpen($0, model) }
    for date in open {
      let day = forecast.days[date.ordinal - first.ordinal]
      let observed = counts[date] ?? Array(repeating: 0, count: counts.kinds.count)
      let naive = ForecastAccuracy.NaiveMethod.allCases.map {
        self.naive($0, date, before: from, known, model)
      }
      tally.add(day, observed: observed, naive: naive)
    }
    tally.addMonth(
      model.sum(of: open), observed: open.reduce(0) { $0 + counts.total(on: $1) })
  }

  /// Whether the workshop was open, judging by the counts.
  private func isOpen(_ date: CivilDate, _ model: VolumeModel) -> Bool {
    counts.total(on: date) > 0 || !model.isClosedWithoutVisits(date.weekday)
  }

  /// A naive forecast by kind; in place of a closed day it uses the week before.
  private func naive(
    _ method: ForecastAccuracy.NaiveMethod, _ date: CivilDate, before month: CivilDate, _ known: DailyCounts,
    _ model: VolumeModel
  ) -> [Double] {
    var day = date.advanced(by: method == .lastYear ? -364 : -7)
    var found: [[Int]] = []
    let wanted = method == .eightWeeks ? 8 : 1
    while found.count < wanted, day >= known.first {
      if day < month, isOpen(day, model) {
        found.append(known[day] ?? Array(repeating: 0, count: counts.kinds.count))
      }
      day = day.advanced(by: -7)
    }
    return counts.kinds.indices.map { kind in
      found.isEmpty ? 0 : Double(found.reduce(0) { $0 + $1[kind] }) / Double(found.count)
    }
  }
}

extension VolumeModel {
  /// The distribution of the total over some days: a negative binomial that accounts for the shared error of the level.
  package func sum(of dates: [CivilDate]) -> CountDistribution {
    var (mean, variance, later) = (0.0, 0.0, 0.0)
    for date in dates.reversed() {
      let outlook = outlook(date)
      let relative = level.relativeVariance(after: outlook.ahead)
      variance += level.dispersion * outlook.total + outlook.total * (outlook.total + 2 * later) * relative
      later += outlook.total
      mean += outlook.total
    }
    return CountDistribution(mean: mean, dispersion: mean > 0 ? variance / mean : 1)
  }
}
