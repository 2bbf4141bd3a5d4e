import BaylineModel

/// The arrivals of a day by slot and advisor, and which other slots can still be booked.
struct AdvisorSlotGrid {
  enum Content {
    case taken([ScheduledVisit])
    /// One more booking keeps the rules for advisors and site (H1–H4).
    case free
    /// On duty, but one more booking breaks those rules: room for walk-ins.
    case walkIn
    case past, offDuty
  }

  let day: CivilDate
  let slots: [CivilTime]
  /// The visits that an advisor receives on the day.
  let arrivals: [ScheduledVisit]
  private let facts: FormContext
  private let hours: [TimeWindow]
  private let shifts: [String: [TimeWindow]]

  init(facts: FormContext, day: CivilDate) {
    self.facts = facts
    self.day = day
    hours = facts.site.windows(of: facts.site.hours, on: day)
    shifts = Dictionary(
      facts.site.advisors.map { ($0.id, facts.site.windows(of: $0.calendar, on: day)) },
      uniquingKeysWith: { first, _ in first })
    arrivals = facts.arrivals(on: day).filter { $0.advisor != nil }
    let step = max(1, facts.site.booking.slotMinutes)
    let times =
      arrivals.map(\.arrival) + hours.map(\.from)
      + hours.map { $0.to + -facts.site.booking.receptionMinutes }
    let first = (times.map(\.minuteOfDay).min() ?? 0) / step * step
    let last = times.map(\.minuteOfDay).max() ?? 0
    slots = stride(from: first, through: max(first, last), by: step).map {
      CivilTime(day, minuteOfDay: $0)
    }
  }

  var receptionMinutes: Int { facts.site.booking.receptionMinutes }

  func content(_ slot: CivilTime, _ advisor: Advisor) -> Content {
    let next = slot + facts.site.booking.slotMinutes
    let here = arrivals.filter {
      $0.advisor == advisor.id && slot <= $0.arrival && $0.arrival < next
    }
    if !here.isEmpty { return .taken(here) }
    let reception = TimeWindow(from: slot, to: slot + receptionMinutes)
    guard isInside(reception, hours), isInside(reception, shifts[advisor.id] ?? []) else { return .offDuty }
    if slot < facts.now { return .past }
    return isBookable(slot, advisor) ? .free : .walkIn
  }

  /// How many customers without a booking the advisors can receive: their slots for walk-ins, within their daily limits.
  var walkInRoom: Int {
    facts.site.advisors.reduce(0) { sum, advisor in
      let kept = slots.count { if case .walkIn = content($0, advisor) { true } else { false } }
      let own = arrivals.count { $0.advisor == advisor.id }
      let limit = advisor.bookingsPerDay ?? facts.site.booking.advisorBookingsPerDay
      return sum + min(kept, max(0, limit - own))
    }
  }

  private func isInside(_ part: TimeWindow, _ windows: [TimeWindow]) -> Bool {
    windows.contains { $0.from <= part.from && part.to <= $0.to }
  }

  /// Whether one more arrival keeps the advisor's gap, hourly and daily limits, and the site's limits.
  private func isBookable(_ slot: CivilTime, _ advisor: Advisor) -> Bool {
    let rules = facts.site.booking
    let own = arrivals.filter { $0.advisor == advisor.id }.map(\.arrival)
    guard facts.demand.horizon.isArrivalDay(day),
      own.allSatisfy({ abs($0 - slot) >= rules.minGapMinutes }),
      own.count < advisor.bookingsPerDay ?? rules.advisorBookingsPerDay,
      isWithinHourlyLimit(own, slot, limit: advisor.bookingsPerHour ?? rules.advisorBookingsPerHour),
      rules.limits.allSatisfy({ hasRoom($0, at: slot) })
    else { return false }
    guard let limit = rules.siteBookingsPerHour else { return true }
    return isWithinHourlyLimit(arrivals.map(\.arrival), slot, limit: limit)
  }

  /// Whether a limit that concerns every customer leaves room for one more (H17).
  private func hasRoom(_ limit: BookingRules.ArrivalLimit, at slot: CivilTime) -> Bool {
    guard limit.kinds == nil, limit.waiting == nil, limit.counts(slot) else { return true }
    return limit.most
      > facts.arrivals(on: day).count { limit.counts($0.appointment) && limit.counts($0.arrival) }
  }

  /// Whether no 60 minutes that begin at an arrival, the new one included, hold more than `limit`.
  private func isWithinHourlyLimit(_ times: [CivilTime], _ slot: CivilTime, limit: Int) -> Bool {
    let all = times + [slot]
    return all.filter { $0 <= slot && slot < $0 + 60 }.allSatisfy { start in
      all.count { start <= $0 && $0 < start + 60 } <= limit
    }
  }
}
