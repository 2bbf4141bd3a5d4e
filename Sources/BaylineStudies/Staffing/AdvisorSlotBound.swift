import BaylineModel

/// An upper bound on the arrivals that the advisors of a site can take on the arrival days, by rules H1 to H4.
///
/// Unlike `ArrivalLedger`, it admits receptions over midnight and ignores how advisors share the site's limit, so that
/// it never excludes a possible plan.
struct AdvisorSlotBound {
  private let site: Site
  private let demand: Demand

  init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
  }

  /// A lower bound on the visits without a slot: of all kinds together, and of each kind by the advisors who receive
  /// it. Confirmed visits count on neither side.
  var leftOut: Int {
    let visits = demand.appointments.filter { $0.arrived == nil && $0.booked == nil }
    let slots = site.advisors.map { advisor in
      arrivalDays.reduce(0) { $0 + maxArrivals(of: advisor, on: $1) }
    }
    let ofSite = arrivalDays.reduce(0) { sum, day in
      let perDay = site.advisors.reduce(0) { $0 + maxArrivals(of: $1, on: day) }
      return sum + min(perDay, maxSiteArrivals(on: day) ?? perDay)
    }
    let kinds = Set(visits.map(\.kind))
    let byKind = kinds.map { kind in
      let able = zip(site.advisors, slots).reduce(0) { $0 + ($1.0.receives(kind) ? $1.1 : 0) }
      return visits.count { $0.kind == kind } - able
    }
    return max(0, visits.count - ofSite, byKind.max() ?? 0)
  }

  private var arrivalDays: [CivilDate] {
    demand.horizon.arrivalDates
  }

  /// The minutes of a day at which an advisor could start a reception (H1).
  private func starts(of advisor: Advisor, on day: CivilDate) -> [Int] {
    let hours = site.calendars[site.hours]?.merged(on: day) ?? []
    let shifts = site.calendars[advisor.calendar]?.merged(on: day) ?? []
    let from = demand.now - CivilTime(day)
    let step = max(1, site.booking.slotMinutes)
    return stride(from: 0, to: CivilTime.minutesPerDay, by: step).filter { start in
      let end = start + site.booking.receptionMinutes
      return start >= from && hours.contains { $0.covers(start, end) }
        && shifts.contains { $0.covers(start, end) }
    }
  }

  /// The maximum number of arrivals of an advisor on a day.
  ///
  /// Taking the earliest admissible start each time is optimal: the *i*-th arrival of any choice is no earlier than the
  /// *i*-th one here, because gap and hourly limit only require distances to earlier arrivals.
  private func maxArrivals(of advisor: Advisor, on day: CivilDate) -> Int {
    let rules = site.booking
    let perHour = advisor.bookingsPerHour ?? rules.advisorBookingsPerHour
    let perDay = advisor.bookingsPerDay ?? rules.advisorBookingsPerDay
    guard perHour > 0 else { return 0 }
    var taken: [Int] = []
    for start in starts(of: advisor, on: day) where taken.count < perDay {
      if let last = taken.last, start < last + rules.minGapMinutes { continue }
      if taken.count >= perHour, start < taken[taken.count - perHour] + 60 { continue }
      taken.append(start)
    }
    return taken.count
  }

  /// The maximum number of arrivals on a day by the site's limit: that limit for each hour from the first start on.
  private func maxSiteArrivals(on day: CivilDate) -> Int? {
    guard let perHour = site.booking.siteBookingsPerHour else { return nil }
    let starts = site.advisors.flatMap { self.starts(of: $0, on: day) }
    guard let first = starts.min(), let last = starts.max() else { return 0 }
    return ((last - first) / 60 + 1) * perHour
  }
}

extension WorkCalendar {
  /// The intervals of a day, merged where they touch; the last one extends over midnight if the next day starts open.
  fileprivate func merged(on day: CivilDate) -> [WorkCalendar.DayInterval] {
    var merged = mergedIntervals(on: day)
    if let last = merged.last, last.end == CivilTime.minutesPerDay,
      let next = intervals(on: day.advanced(by: 1)).first, next.start == 0
    {
      merged[merged.count - 1].end += next.end
    }
    return merged
  }
}
