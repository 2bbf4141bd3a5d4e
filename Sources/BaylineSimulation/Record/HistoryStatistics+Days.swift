public import BaylineModel

extension HistoryStatistics {
  /// Computes statistics of past days.
  ///
  /// - Precondition: The days are valid and in ascending order.
  /// - Complexity: O(*n* log *n*) in the operations of each day.
  public init(site: Site, days: [PastDay], by span: PeriodUnit) {
    self.init(HistoryStatistics.count(site: site, days: days), by: span)
  }

  private static func count(site: Site, days: [PastDay]) -> [Period] {
    let mainTrades = Dictionary(
      site.technicians.map { ($0.id, $0.primaryTrade) }, uniquingKeysWith: { first, _ in first })
    return days.map { day in
      let record = DayRecord(day)
      var period = Period(from: day.actual.day)
      period.days = 1
      let unasked = Set(day.actual.requests.map(\.id))
      for visit in record.visits where visit.appointment.arrived == nil {
        if visit.isServed {
          if visit.booking == nil { period.unbookedServed += 1 } else { period.bookedServed += 1 }
        }
        if visit.booking != nil { period.booked += 1 }
      }
      for visit in day.actual.visits where visit.outcome != .served {
        switch visit.outcome {
        case .noShow: period.noShows += 1
        case .cancelled: period.cancelled += 1
        case .lost, .served: period.lost += 1
        }
        // A request cancelled before it was booked counts as lost.
        let outcome = unasked.contains(visit.appointment) ? .lost : visit.outcome
        period.reasons[
          HistoryStatistics.Period.ReasonKey(outcome: outcome, reason: visit.reason ?? ""), default: 0] += 1
      }
      // Work of later days appears again in the records of those days.
      for work in record.begun(on: day.actual.day).visits.flatMap(\.works) where !work.technicians.isEmpty {
        let trade = work.operation.trade ?? work.technicians.first.flatMap { mainTrades[$0] } ?? ""
        period.trades[trade, default: .init()].worked += work.minutes * work.technicians.count
      }
      for technician in site.technicians {
        period.trades[technician.primaryTrade, default: .init()].shifts +=
          site.calendars[technician.calendar]?.minutes(on: day.actual.day) ?? 0
      }
      period.figures = figures(record, site, day)
      return period
    }
  }

  /// Figures of customers are based on those who arrived on the day, so that nobody counts twice; figures of people and
  /// bays on all work started on it.
  private static func figures(_ record: DayRecord, _ site: Site, _ day: PastDay) -> FigureSums {
    func sums(_ record: DayRecord) -> FigureSums {
      ShopSimulation(site: site, horizon: day.demand.horizon, record: record).recordedOutcome().sums
    }
    var figures = sums(record.newArrivals)
    let work = sums(record.begun(on: day.actual.day))
    for figure in [Figure.utilisation, .overtime, .efficiency, .bayUse] { figures[figure] = work[figure] }
    figures[.carryOver] = sums(record)[.carryOver]
    return figures
  }
}

extension Technician {
  /// The trade with the highest level; the first by name among equals.
  fileprivate var primaryTrade: String {
    skills.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }
}
