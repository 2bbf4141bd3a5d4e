import BaylineMath
import BaylineModel

/// Factors of weekday, month and date on the level.
struct CalendarFactors {
  /// By weekday from Monday, on the scale of the level.
  private(set) var weekday = [Double](repeating: 1, count: 7)
  /// By month from January.
  private(set) var season = [Double](repeating: 1, count: 12)
  private(set) var dates = HolidayFactors()
  /// The combined factor of each past day.
  private(set) var past: [Double]
  /// The weighted visits of each weekday.
  private(set) var weekdayVisits = [Double](repeating: 0, count: 7)

  /// Estimates the factors alternately, each with the others fixed, around a two-sided smoothed level (backfitting: L.
  /// Breiman and J. H. Friedman, 1985, "Estimating optimal transformations for multiple regression and correlation",
  /// JASA 80(391)).
  /// - Complexity: Linear in the days.
  init(_ days: DailySeries) {
    let open = days.isOpen.map { $0 ? 1.0 : 0 }
    let rules = days.totals.indices.map { HolidayRule.rules(of: CivilDate(ordinal: days.first + $0)) }
    let decay = ExponentialWeighting.decay(halfLife: VolumeSettings.pastLevelHalfLife)
    let weights = ExponentialWeighting.weights(
      days.totals.count, decay: ExponentialWeighting.decay(halfLife: VolumeSettings.habitHalfLife))
    let visits = ExponentialWeighting.around(days.totals, decay: decay)
    var dateFactors = [Double](repeating: 1, count: days.totals.count)
    past = dateFactors
    for _ in 0..<3 {
      for day in past.indices {
        past[day] = weekday[days.weekdays[day]] * season[days.months[day]] * dateFactors[day] * open[day]
      }
      let expected = ExponentialWeighting.around(past, decay: decay)
      let level = past.indices.map { visits[$0] / max(expected[$0], 1e-9) }
      learnWeekdays(days, level, weights, dateFactors)
      learnSeason(days, level, dateFactors)
      let ordinary = past.indices.map {
        level[$0] * weekday[days.weekdays[$0]] * season[days.months[$0]]
      }
      dates = HolidayFactors(days, expected: ordinary, rules: rules, dispersion: 2)
      for day in past.indices where days.isUsuallyOpen[days.weekdays[day]] {
        dateFactors[day] = dates.factor(rules[day])
      }
    }
    for day in past.indices {
      past[day] = weekday[days.weekdays[day]] * season[days.months[day]] * dateFactors[day] * open[day]
    }
  }

  /// The factor of an open day.
  func factor(_ date: CivilDate, isUsuallyOpen: Bool) -> Double {
    let ordinary = weekday[DailySeries.position(date.weekday)] * season[date.components.month - 1]
    return isUsuallyOpen ? ordinary * dates.factor(HolidayRule.rules(of: date)) : ordinary
  }

  private mutating func learnWeekdays(
    _ days: DailySeries, _ level: [Double], _ weights: [Double], _ dateFactors: [Double]
  ) {
    var seen = [Double](repeating: 0, count: 7)
    var expected = seen
    for day in level.indices where days.isOpen[day] {
      let weekday = days.weekdays[day]
      seen[weekday] += weights[day] * days.totals[day]
      expected[weekday] += weights[day] * level[day] * season[days.months[day]] * dateFactors[day]
    }
    weekdayVisits = seen
    weekday = (0..<7).map { expected[$0] > 0 ? seen[$0] / expected[$0] : 0 }
  }

  /// The mean over the years of each month's visits divided by those expected from weekday and level, shrunk towards 1
  /// by noise and drift.
  ///
  /// The variance between months is that of their means less the variance within months across years (the method of
  /// moments of empirical Bayes: C. N. Morris, 1983, "Parametric empirical Bayes inference", JASA 78(381)).
  private mutating func learnSeason(_ days: DailySeries, _ level: [Double], _ dateFactors: [Double]) {
    var months: [Int: (seen: Double, expected: Double, days: Int)] = [:]
    for day in level.indices where days.isOpen[day] {
      let key = days.years[day] * 12 + days.months[day]
      var month = months[key, default: (0, 0, 0)]
      month.seen += days.totals[day]
      month.expected += level[day] * weekday[days.weekdays[day]] * dateFactors[day]
      month.days += 1
      months[key] = month
    }
    var ratios = [[Double]](repeating: [], count: 12)
    for key in months.keys.sorted() {
      guard let month = months[key], month.days >= VolumeSettings.monthDays, month.expected > 0 else {
        continue
      }
      ratios[key % 12].append(month.seen / month.expected)
    }
    let means = ratios.map { $0.isEmpty ? 1 : $0.reduce(0, +) / Double($0.count) }
    var within = 0.0
    var degreesOfFreedom = 0
    for (month, years) in ratios.enumerated() where years.count > 1 {
      for ratio in years { within += (ratio - means[month]) * (ratio - means[month]) }
      degreesOfFreedom += years.count - 1
    }
    season = [Double](repeating: 1, count: 12)
    // Without any month seen twice, a season cannot be told from a drifting level.
    guard degreesOfFreedom > 0 else { return }
    within /= Double(degreesOfFreedom)
    let known = ratios.indices.filter { !ratios[$0].isEmpty }
    let spread = known.map { (means[$0] - 1) * (means[$0] - 1) - within / Double(ratios[$0].count) }
    let between = spread.reduce(0, +) / Double(known.count)
    guard between > 0 else { return }
    for month in known {
      season[month] = 1 + (means[month] - 1) * between / (between + within / Double(ratios[month].count))
    }
  }
}
