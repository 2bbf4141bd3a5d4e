public import BaylineModel

/// What people count of past days, by stretches of them.
public struct HistoryStatistics: Sendable {
  /// The stretches, in order.
  public let periods: [Period]

  /// How long a stretch is.
  public enum Span: String, CaseIterable, Sendable, Hashable {
    case day, week, month
  }

  /// A stretch of days.
  public struct Period: Hashable, Sendable {
    /// The first of its days that has a record.
    public internal(set) var from: CivilDate
    /// How many of its days have one.
    public internal(set) var days = 0
    /// Booked customers who were expected.
    public internal(set) var booked = 0
    /// Those of them who came and were served.
    public internal(set) var bookedServed = 0
    /// Customers without a booking who were served.
    public internal(set) var unbookedServed = 0
    /// Booked customers who did not come.
    public internal(set) var noShows = 0
    /// Those who called off.
    public internal(set) var cancelled = 0
    /// Customers who were sent away or left.
    public internal(set) var lost = 0
    /// The reasons of those who were not served, in the words of the record; empty where it has none.
    public internal(set) var reasons: [ReasonKey: Int] = [:]
    /// The figures, each over all days of the stretch.
    public internal(set) var figures = FigureSums()
    /// Minutes of work by trade, and of the shifts of those whose first trade it is.
    public internal(set) var trades: [String: TradeLoad] = [:]

    /// Why somebody was not served.
    public struct ReasonKey: Hashable, Sendable {
      /// How the visit ended.
      public var outcome: ActualVisit.Outcome
      /// Why, in the words of the record.
      public var reason: String
    }

    /// The work of a trade.
    public struct TradeLoad: Hashable, Sendable {
      /// Minutes that technicians worked.
      public var worked = 0
      /// Minutes of shifts.
      public var shifts = 0

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

  /// Counts past days.
  ///
  /// - Precondition: The formats accept all of it; days are in the order of their dates.
  /// - Complexity: O(*n* log *n*) in the operations of each day.
  public init(site: Site, days: [PastDay], by span: Span) {
    self.init(HistoryStatistics.count(site: site, days: days), by: span)
  }

  private init(_ days: [Period], by span: Span) {
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
  public func by(_ span: Span) -> HistoryStatistics { HistoryStatistics(days, by: span) }

  /// All days together; `nil` if there are none.
  public var total: Period? {
    guard var total = days.first else { return nil }
    for day in days.dropFirst() { total.add(day) }
    return total
  }

  private static func count(site: Site, days: [PastDay]) -> [Period] {
    let mainTrades = Dictionary(
      site.technicians.map { ($0.id, $0.mainTrade) }, uniquingKeysWith: { first, _ in first })
    return days.map { day in
      let record = DayRecord(day)
      var period = Period(from: day.actual.day)
      period.days = 1
      let unasked = Set(day.actual.requests.map(\.id))
      for visit in record.visits where visit.appointment.arrived == nil {
        if visit.isServed {
          if visit.told == nil { period.unbookedServed += 1 } else { period.bookedServed += 1 }
        }
        if visit.told != nil { period.booked += 1 }
      }
      for visit in day.actual.visits where visit.outcome != .served {
        switch visit.outcome {
        case .noShow: period.noShows += 1
        case .cancelled: period.cancelled += 1
        case .lost, .served: period.lost += 1
        }
        // A request that was called off before it was booked is lost, whatever it is called.
        let outcome = unasked.contains(visit.appointment) ? .lost : visit.outcome
        period.reasons[.init(outcome: outcome, reason: visit.reason ?? ""), default: 0] += 1
      }
      // Work of later days stands in the records of those days again.
      for work in record.begun(on: day.actual.day).visits.flatMap(\.works) where !work.technicians.isEmpty {
        let trade = work.operation.trade ?? work.technicians.first.flatMap { mainTrades[$0] } ?? ""
        period.trades[trade, default: .init()].worked += work.minutes * work.technicians.count
      }
      for technician in site.technicians {
        let shift = site.calendars[technician.calendar]?.intervals(on: day.actual.day) ?? []
        period.trades[technician.mainTrade, default: .init()].shifts += shift.reduce(0) {
          $0 + $1.end - $1.start
        }
      }
      period.figures = figures(record, site, day)
      return period
    }
  }
}

extension HistoryStatistics {
  /// Figures of customers over those who came on the day, so that nobody counts twice; figures of people and bays over
  /// what was begun on it, whoever it was for.
  private static func figures(_ record: DayRecord, _ site: Site, _ day: PastDay) -> FigureSums {
    func sums(_ record: DayRecord) -> FigureSums {
      ShopSimulation(site: site, horizon: day.demand.horizon, record: record).recordedOutcome().sums
    }
    var figures = sums(record.fresh)
    let work = sums(record.begun(on: day.actual.day))
    for figure in [Figure.utilisation, .overtime, .efficiency, .bayUse] { figures[figure] = work[figure] }
    figures[.carryOver] = sums(record)[.carryOver]
    return figures
  }
}

extension Technician {
  /// The trade in which the level is the highest; of several the first by name.
  fileprivate var mainTrade: String {
    skills.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }
}

extension CivilDate {
  /// The month of the day, counted from the first.
  fileprivate var month: Int { components.year * 12 + components.month }
}
