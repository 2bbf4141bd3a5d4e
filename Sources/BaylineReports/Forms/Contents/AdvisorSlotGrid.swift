package import BaylineModel

/// The arrivals of a day by slot and advisor, and which other slots can be booked or are kept for walk-ins.
package struct AdvisorSlotGrid: Sendable {
  package enum Content: Sendable {
    case taken([ScheduledVisit])
    /// One more booking keeps the rules for advisors and site (H1–H4, H17).
    case free
    /// On duty, but one more booking breaks those rules: room for walk-ins.
    case walkIn
    case past, offDuty
  }

  package let day: CivilDate
  package let slots: [CivilTime]
  /// A row for each slot, with a content for each advisor of the site.
  package let rows: [[Content]]
  /// The visits that an advisor receives on the day.
  package let arrivals: [ScheduledVisit]
  private let site: Site

  /// - Parameters:
  ///   - visits: All visits of the schedule.
  ///   - now: Slots before it are past.
  package init(site: Site, demand: Demand, visits: [ScheduledVisit], day: CivilDate, now: CivilTime) {
    self.site = site
    self.day = day
    let arrivals = visits.filter { $0.arrival.date == day && $0.advisor != nil }
    self.arrivals = arrivals
    let positions = Dictionary(
      site.advisors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var ledger = ArrivalLedger(site, days: [day])
    for visit in arrivals where visit.reception != nil {
      guard let position = visit.advisor.flatMap({ positions[$0] }) else { continue }
      ledger.add(visit.arrival, advisor: position, for: visit.appointment)
    }
    let step = max(1, site.booking.slotMinutes)
    let outside = arrivals.map { CivilTime(day, minuteOfDay: $0.arrival.minuteOfDay / step * step) }
    let isArrivalDay = demand.horizon.isArrivalDay(day)
    slots = Set(ledger.slots(on: day) + outside).sorted()
    rows = slots.map { slot in
      site.advisors.enumerated().map { position, advisor in
        let here = arrivals.filter {
          $0.advisor == advisor.id && slot <= $0.arrival && $0.arrival < slot + step
        }
        if !here.isEmpty { return .taken(here) }
        guard ledger.isOnDuty(position, at: slot) else { return .offDuty }
        if slot < now { return .past }
        return isArrivalDay && ledger.admits(slot, advisor: position) ? .free : .walkIn
      }
    }
  }

  /// The number of slots of advisors that can be booked.
  package var free: Int {
    rows.joined().count { if case .free = $0 { true } else { false } }
  }

  /// How many customers without a booking the advisors can receive: their slots for walk-ins, within their daily limits.
  package var walkInRoom: Int {
    site.advisors.enumerated().reduce(0) { sum, item in
      let kept = rows.count { if case .walkIn = $0[item.offset] { true } else { false } }
      let own = arrivals.count { $0.advisor == item.element.id }
      let limit = item.element.bookingsPerDay ?? site.booking.advisorBookingsPerDay
      return sum + min(kept, max(0, limit - own))
    }
  }
}
