import BaylineModel

/// What makes a day of one year the same as one of another: holidays follow one of these rules.
enum HolidayRule: Hashable, Sendable {
  /// 25 December.
  case dayOfMonth(month: Int, day: Int)
  /// The fourth Thursday of November.
  case weekdayOfMonth(month: Int, weekday: Weekday, number: Int)
  /// The last Monday of May.
  case lastWeekday(month: Int, weekday: Weekday)

  /// The rules that a day falls under.
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

/// Dates that are unlike their weekday in every year: holidays, the days around them.
struct HolidayFactors {
  /// What the past says of the days of a rule.
  private struct Record {
    var visits = 0.0
    var expected = 0.0
    var open = 0
    var closed = 0
  }

  /// The factor of a rule, and how many standard deviations it lies below an ordinary day.
  private var factors: [HolidayRule: (factor: Double, deviations: Double)] = [:]
  private var closed: Set<HolidayRule> = []

  /// No date is unlike its weekday.
  init() {}

  /// Learns from the open days what comes on a date, and from all of them whether it is closed.
  ///
  /// - Parameters:
  ///   - expected: The visits of each day, were its date like any other.
  ///   - rules: The rules of each day.
  ///   - dispersion: Variance / mean of a day.
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

  /// What an open day has over an ordinary one of its weekday and season: by the rule that is surest.
  func factor(_ rules: [HolidayRule]) -> Double {
    var best: (factor: Double, deviations: Double) = (1, 0)
    for rule in rules {
      if let found = factors[rule], found.deviations < best.deviations { best = found }
    }
    return best.factor
  }

  /// Whether the workshop was closed on this date in most of its years.
  func isClosed(_ rules: [HolidayRule]) -> Bool {
    rules.contains(where: closed.contains)
  }
}
