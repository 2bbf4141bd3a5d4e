import BaylineModel

/// A rule that identifies corresponding days of different years, as holidays do.
enum HolidayRule: Hashable, Sendable {
  /// A date such as 25 December.
  case dayOfMonth(month: Int, day: Int)
  /// A day such as the fourth Thursday of November.
  case weekdayOfMonth(month: Int, weekday: Weekday, number: Int)
  /// A day such as the last Monday of May.
  case lastWeekday(month: Int, weekday: Weekday)

  /// The rules that a day matches.
  static func rules(of date: CivilDate) -> [HolidayRule] {
    let (_, month, day) = date.components
    let weekday = date.weekday
    var rules: [HolidayRule] = [
      .dayOfMonth(month: month, day: day),
      .weekdayOfMonth(month: month, weekday: weekday, number: (day - 1) / 7 + 1),
    ]
    if date.advanced(by: 7).components.month != month {
      rules.append(.lastWeekday(month: month, weekday: weekday))
    }
    return rules
  }
}

/// Factors of dates that differ from their weekday every year: holidays and the days around them.
struct HolidayFactors {
  /// The past days of a rule.
  private struct Record {
    var visits = 0.0
    var expected = 0.0
    var open = 0
    var closed = 0
  }

  /// By rule, the factor and its distance from an ordinary day in standard deviations (negative).
  private var factors: [HolidayRule: (factor: Double, deviations: Double)] = [:]
  private var closed: Set<HolidayRule> = []

  /// No date differs from its weekday.
  init() {}

  /// Estimates the factors of dates from open days, and from all days whether a date is closed.
  ///
  /// - Parameters:
  ///   - expected: The expected visits of each day if its date were ordinary.
  ///   - rules: The rules of each day.
  ///   - dispersion: The variance of a day's visits divided by their mean.
  init(_ past: DailySeries, expected: [Double], rules: [[HolidayRule]], dispersion: Double) {
    var records: [HolidayRule: Record] = [:]
    for day in past.totals.indices where past.isUsuallyOpen[past.weekdays[day]] {
      for rule in rules[day] {
        var record = records[rule, default: Record()]
        if past.isOpen[day] {
          record.visits += past.totals[day]
          record.expected += expected[day]
          record.open += 1
        } else {
          record.closed += 1
        }
        records[rule] = record
      }
    }
    for (rule, record) in records {
      if record.open >= VolumeSettings.dateYears, record.expected > 0 {
        let deviation =
          (record.visits - record.expected) / (dispersion * record.expected).squareRoot()
        if deviation <= -VolumeSettings.dateDeviations {
          factors[rule] = ((record.visits + dispersion) / (record.expected + dispersion), deviation)
        }
      }
      let years = record.open + record.closed
      if years >= VolumeSettings.dateYears,
        Double(record.closed) >= VolumeSettings.dateClosed * Double(years)
      {
        closed.insert(rule)
      }
    }
  }

  /// The factor of an open day relative to an ordinary one of its weekday and season, by the most significant rule.
  func factor(_ rules: [HolidayRule]) -> Double {
    var best: (factor: Double, deviations: Double) = (1, 0)
    for rule in rules {
      if let found = factors[rule], found.deviations < best.deviations { best = found }
    }
    return best.factor
  }

  /// Whether the workshop was closed on this date in most years.
  func isClosed(_ rules: [HolidayRule]) -> Bool {
    rules.contains(where: closed.contains)
  }
}
