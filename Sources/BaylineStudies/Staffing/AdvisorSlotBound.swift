import BaylineModel

/// The most arrivals that the advisors of a site can take on the arrival days, by rules H1 to H4.
struct AdvisorSlotBound {
  private let site: Site
  private let demand: Demand

  init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
  }

  /// Visits that every plan leaves out at least for want of a slot: of all kinds together, and of each kind by the advisors
  /// who receive it. What was promised before is not counted, on either side.
  var leftOut: Int {
    let visits = demand.appointments.filter { $0.arrived == nil && $0.booked == nil }
    let slots = site.advisors.map { advisor in
      arrivalDays.reduce(0) { $0 + most(of: advisor, on: $1) }
    }
    let ofSite = arrivalDays.reduce(0) { sum, day in
      let perDay = site.advisors.reduce(0) { $0 + most(of: $1, on: day) }
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

  /// The minutes of a day at which an advisor could receive somebody (H1).
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

  /// The most arrivals of an advisor on a day.
  ///
  /// Taking the earliest start that the rules allow after those taken is best: the *i*-th arrival of any choice is no earlier than
  /// the *i*-th one here, for both rules, gap and hour, ask for no more than distances from arrivals before.
  private func most(of advisor: Advisor, on day: CivilDate) -> Int {
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

  /// The most arrivals of the whole site on a day by its own limit: so many in each hour from the first start on.
  private func maxSiteArrivals(on day: CivilDate) -> Int? {
    guard let perHour = site.booking.siteBookingsPerHour else { return nil }
    let starts = site.advisors.flatMap { self.starts(of: $0, on: day) }
    guard let first = starts.min(), let last = starts.max() else { return 0 }
    return ((last - first) / 60 + 1) * perHour
  }
}

extension WorkCalendar {
  /// The intervals of a day, those that touch as one; what goes on over midnight is open on.
  fileprivate func merged(on day: CivilDate) -> [DayInterval] {
    var merged = mergedIntervals(on: day)
    // A reception over midnight is possible where the next day is open from its beginning.
    if let last = merged.last, last.end == CivilTime.minutesPerDay,
      let next = intervals(on: day.advanced(by: 1)).first, next.start == 0
    {
      merged[merged.count - 1].end += next.end
    }
    return merged
  }
}
