/// Statistics of past days by period.
package struct HistoryStatistics: Sendable {
  /// The periods in order.
  package let periods: [Period]

  /// The length of a period.
  package enum PeriodUnit: String, CaseIterable, Sendable, Hashable {
    case day, week, month
  }

  /// The statistics of a period.
  package struct Period: Hashable, Sendable {
    /// The first day with a record.
    package var from: CivilDate
    /// The number of days with a record.
    package var days = 0
    /// The number of booked customers.
    package var booked = 0
    /// The number of booked customers who were served.
    package var bookedServed = 0
    /// Customers without a booking who were served.
    package var unbookedServed = 0
    /// Booked customers who did not come.
    package var noShows = 0
    /// Booked customers who cancelled.
    package var cancelled = 0
    /// Customers who were turned away or left.
    package var lost = 0
    /// Why customers were not served, in the words of the record; empty if it gives none.
    package var reasons: [ReasonKey: Int] = [:]
    /// The figures over all days of the period.
    package var figures = FigureSums()
    /// Work and shift minutes by trade; shifts count for the primary trade.
    package var trades: [String: TradeLoad] = [:]

    package init(from: CivilDate) {
      self.from = from
    }

    /// Why a customer was not served.
    package struct ReasonKey: Hashable, Sendable {
      /// How the visit ended.
      package var outcome: ActualDay.Visit.Outcome
      /// The reason in the words of the record.
      package var reason: String

      package init(outcome: ActualDay.Visit.Outcome, reason: String) {
        self.outcome = outcome
        self.reason = reason
      }
    }

    /// The work of a trade.
    package struct TradeLoad: Hashable, Sendable {
      /// The minutes technicians worked.
      package var worked = 0
      /// The minutes of their shifts.
      package var shifts = 0

      package init(worked: Int = 0, shifts: Int = 0) {
        self.worked = worked
        self.shifts = shifts
      }

      /// The work in percent of the shifts; `nil` without shifts.
      package var percent: Double? { shifts > 0 ? Double(worked) * 100 / Double(shifts) : nil }
    }

    /// Percent of the served customers who had a booking; `nil` if nobody was served.
    package var bookingShare: Double? {
      let all = bookedServed + unbookedServed
      return all > 0 ? Double(bookedServed) * 100 / Double(all) : nil
    }

    /// Percent of the booked customers who came; `nil` if nobody was booked.
    package var showRate: Double? { figures.values[.showRate] }

    mutating func add(_ other: Period) {
      days += other.days
      booked += other.booked
      bookedServed += other.bookedServed
      unbookedServed += other.unbookedServed
      noShows += other.noShows
      cancelled += other.cancelled
      lost += other.lost
      reasons.merge(other.reasons) { $0 + $1 }
      figures = figures + other.figures
      trades.merge(other.trades) { one, two in
        TradeLoad(worked: one.worked + two.worked, shifts: one.shifts + two.shifts)
      }
    }
  }

  /// The statistics of each day.
  private let days: [Period]

  package init(_ days: [Period], by span: PeriodUnit) {
    self.days = days
    var periods: [Period] = []
    var last: Int?
    for day in days {
      let key =
        switch span {
        case .day: day.from.ordinal
        case .week: day.from.week
        case .month: day.from.month
        }
      if key == last {
        periods[periods.count - 1].add(day)
      } else {
        periods.append(day)
      }
      last = key
    }
    self.periods = periods
  }

  /// The same days by other periods.
  package func by(_ span: PeriodUnit) -> HistoryStatistics { HistoryStatistics(days, by: span) }

  /// The statistics of all days together; `nil` if there are none.
  package var total: Period? {
    guard var total = days.first else { return nil }
    for day in days.dropFirst() { total.add(day) }
    return total
  }
}

extension CivilDate {
  /// The number of months since the year 0.
  fileprivate var month: Int { components.year * 12 + components.month }
}
