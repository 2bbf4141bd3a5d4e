/// The arrivals booked on some days, and which further ones rules H1 to H4 and the limits of the site (H17) admit.
package struct ArrivalLedger: Sendable {
  private let site: Site
  /// Arrivals in minutes of the day, by day and advisor, in the order in which they were added.
  private var booked: [CivilDate: [[Int]]] = [:]
  /// Arrivals that each limit of the site counts, by day.
  private var counted: [CivilDate: [Int]] = [:]
  /// Working intervals by day and advisor; the site's hours come last.
  private var shifts: [CivilDate: [[WorkCalendar.DayInterval]]] = [:]

  /// An empty ledger; arrivals on other days are neither admitted nor counted.
  package init(_ site: Site, days: [CivilDate]) {
    self.site = site
    for day in days {
      let calendars = site.advisors.map(\.calendar) + [site.hours]
      shifts[day] = calendars.map { site.calendars[$0]?.mergedIntervals(on: day) ?? [] }
      booked[day] = Array(repeating: [], count: site.advisors.count)
      counted[day] = Array(repeating: 0, count: site.booking.limits.count)
    }
  }

  // MARK: - Rules

  /// The slots of a day at which a reception fits into the site's hours, ascending.
  package func slots(on day: CivilDate) -> [CivilTime] {
    guard let hours = shifts[day]?.last else { return [] }
    return stride(from: 0, to: CivilTime.minutesPerDay, by: site.booking.slotMinutes)
      .filter { fits($0, into: hours) }.map { CivilTime(day, minuteOfDay: $0) }
  }

  /// The end of the site's last working interval of a day.
  package func closing(on day: CivilDate) -> CivilTime? {
    shifts[day]?.last?.last.map { CivilTime(day, minuteOfDay: $0.end) }
  }

  /// Whether an advisor may receive one more vehicle at a time: on duty, far enough from other arrivals, and within the
  /// limits per hour and per day and those of the site.
  ///
  /// - Parameter visit: The visit; `nil` for one of which nothing is known.
  /// - Complexity: O(arrivals of the day).
  package func admits(_ time: CivilTime, advisor: Int, for visit: Appointment? = nil) -> Bool {
    let (person, rules) = (site.advisors[advisor], site.booking)
    if let visit, !person.receives(visit.kind) { return false }
    guard time.minuteOfDay % rules.slotMinutes == 0, isOnDuty(advisor, at: time),
      keepsGap(time, advisor: advisor), keepsLimits(time, for: visit)
    else { return false }
    let own = arrivals(on: time.date, advisor: advisor)
    guard own.count < person.bookingsPerDay ?? rules.advisorBookingsPerDay,
      Self.keepsHours(own, person.bookingsPerHour ?? rules.advisorBookingsPerHour, adding: time.minuteOfDay)
    else { return false }
    guard let limit = rules.siteBookingsPerHour else { return true }
    return Self.keepsHours(booked[time.date, default: []].flatMap(\.self), limit, adding: time.minuteOfDay)
  }

  /// Whether a reception fits into both the advisor's shift and the site's hours (H1).
  package func isOnDuty(_ advisor: Int, at time: CivilTime) -> Bool {
    guard let open = shifts[time.date] else { return false }
    return fits(time.minuteOfDay, into: open[advisor]) && fits(time.minuteOfDay, into: open[open.count - 1])
  }

  /// Whether an arrival keeps the gap to the advisor's other arrivals of the day (H2).
  package func keepsGap(_ time: CivilTime, advisor: Int) -> Bool {
    arrivals(on: time.date, advisor: advisor).allSatisfy {
      abs($0 - time.minuteOfDay) >= site.booking.minGapMinutes
    }
  }

  /// Whether some hour of a day already holds more arrivals than the advisor or the site may have in one.
  package func exceedsHourlyLimit(on day: CivilDate, advisor: Int) -> Bool {
    func exceeds(_ arrivals: [Int], _ limit: Int) -> Bool {
      arrivals.contains { start in arrivals.count { start <= $0 && $0 < start + 60 } > limit }
    }
    let rules = site.booking
    return exceeds(
      arrivals(on: day, advisor: advisor),
      site.advisors[advisor].bookingsPerHour ?? rules.advisorBookingsPerHour)
      || rules.siteBookingsPerHour.map { exceeds(booked[day, default: []].flatMap(\.self), $0) } ?? false
  }

  /// Whether the limits of the site leave room for one more arrival (H17).
  private func keepsLimits(_ time: CivilTime, for visit: Appointment?) -> Bool {
    guard let counted = counted[time.date] else { return true }
    return zip(site.booking.limits, counted).allSatisfy { limit, arrivals in
      arrivals < limit.most || !limit.counts(time) || !limit.counts(visit)
    }
  }

  private func fits(_ minute: Int, into intervals: [WorkCalendar.DayInterval]) -> Bool {
    intervals.contains { $0.start <= minute && minute + site.booking.receptionMinutes <= $0.end }
  }

  /// Whether each hour that holds a new arrival keeps a limit; other hours do not matter.
  private static func keepsHours(_ arrivals: [Int], _ limit: Int, adding minute: Int) -> Bool {
    let near = arrivals.filter { abs($0 - minute) < 60 } + [minute]
    return near.filter { $0 <= minute }.allSatisfy { start in
      near.count { start <= $0 && $0 < start + 60 } <= limit
    }
  }

  // MARK: - Arrivals

  /// Adds an arrival, whether the rules admit it or not.
  ///
  /// - Parameter visit: The visit; `nil` for one of which nothing is known.
  package mutating func add(_ time: CivilTime, advisor: Int, for visit: Appointment? = nil) {
    booked[time.date]?[advisor].append(time.minuteOfDay)
    for (index, limit) in site.booking.limits.enumerated() where limit.counts(time) && limit.counts(visit) {
      counted[time.date]?[index] += 1
    }
  }

  /// Arrivals of an advisor on a day, in minutes of the day.
  package func arrivals(on day: CivilDate, advisor: Int) -> [Int] {
    booked[day]?[advisor] ?? []
  }

  /// The number of arrivals of an advisor on a day.
  package func count(on day: CivilDate, advisor: Int) -> Int {
    arrivals(on: day, advisor: advisor).count
  }

  /// The number of arrivals on a day before a minute of it; by default all of them.
  package func count(on day: CivilDate, before minute: Int = CivilTime.minutesPerDay) -> Int {
    booked[day]?.reduce(0) { $0 + $1.count { $0 < minute } } ?? 0
  }

  /// The number of arrivals less than an hour before or after a time.
  package func nearbyArrivals(around time: CivilTime) -> Int {
    booked[time.date]?.reduce(0) { $0 + $1.count { abs($0 - time.minuteOfDay) < 60 } } ?? 0
  }
}

extension BookingRules.ArrivalLimit {
  /// Whether it counts arrivals of a visit at some time of a day; of one of which nothing is known, if it counts all.
  fileprivate func counts(_ visit: Appointment?) -> Bool {
    visit.map { counts($0) } ?? (kinds == nil && waiting == nil)
  }
}
