/// What people count of past days, by stretches of them.
public struct HistoryStatistics: Sendable {
  /// The stretches, in order.
  public let periods: [Period]

  /// How long a stretch is.
  public enum PeriodUnit: String, CaseIterable, Sendable, Hashable {
    case day, week, month
  }

  /// A stretch of days.
  public struct Period: Hashable, Sendable {
    /// The first of its days that has a record.
    public package(set) var from: CivilDate
    /// How many of its days have one.
    public package(set) var days = 0
    /// Booked customers who were expected.
    public package(set) var booked = 0
    /// Those of them who came and were served.
    public package(set) var bookedServed = 0
    /// Customers without a booking who were served.
    public package(set) var unbookedServed = 0
    /// Booked customers who did not come.
    public package(set) var noShows = 0
    /// Those who called off.
    public package(set) var cancelled = 0
    /// Customers who were sent away or left.
    public package(set) var lost = 0
    /// The reasons of those who were not served, in the words of the record; empty where it has none.
    public package(set) var reasons: [ReasonKey: Int] = [:]
    /// The figures, each over all days of the stretch.
    public package(set) var figures = FigureSums()
    /// Minutes of work by trade, and of the shifts of those whose first trade it is.
    public package(set) var trades: [String: TradeLoad] = [:]

    package init(from: CivilDate) {
      self.from = from
    }

    /// Why somebody was not served.
    public struct ReasonKey: Hashable, Sendable {
      /// How the visit ended.
      public var outcome: ActualVisit.Outcome
      /// Why, in the words of the record.
      public var reason: String

      package init(outcome: ActualVisit.Outcome, reason: String) {
        self.outcome = outcome
        self.reason = reason
      }
    }

    /// The work of a trade.
    public struct TradeLoad: Hashable, Sendable {
      /// Minutes that technicians worked.
      public var worked = 0
      /// Minutes of shifts.
      public var shifts = 0

      package init(worked: Int = 0, shifts: Int = 0) {
        self.worked = worked
        self.shifts = shifts
      }

      /// Percent of the shifts; `nil` if there are none.
      public var percent: Double? { shifts > 0 ? Double(worked) * 100 / Double(shifts) : nil }
    }

    /// Percent of the customers served who had a booking; `nil` if nobody was served.
    public var bookingShare: Double? {
      let all = bookedServed + unbookedServed
      return all > 0 ? Double(bookedServed) * 100 / Double(all) : nil
    }

    /// Percent of the booked who came; `nil` if nobody was booked.
    public var showRate: Double? { figures.values[.showRate] }

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

  /// The days one by one.
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

  /// The same days by other stretches.
  public func by(_ span: PeriodUnit) -> HistoryStatistics { HistoryStatistics(days, by: span) }

  /// All days together; `nil` if there are none.
  public var total: Period? {
    guard var total = days.first else { return nil }
    for day in days.dropFirst() { total.add(day) }
    return total
  }
}

extension CivilDate {
  /// The month of the day, counted from the first.
  fileprivate var month: Int { components.year * 12 + components.month }
}
