import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The arrivals of a day by slot and advisor, and which other slots can be booked or are kept for walk-ins.
struct RosterModel: Sendable {
  enum Cell: Sendable {
    case taken([ScheduledVisit])
    /// One more booking keeps the rules for advisors and site (H1–H4, H17).
    case free
    /// On duty, but one more booking breaks those rules: room for walk-ins.
    case walkIn
    case past, offDuty
  }

  let day: CivilDate
  let slots: [CivilTime]
  /// A row for each slot with a cell for each advisor of the site.
  let cells: [[Cell]]

  init(_ facts: BoardFacts, day: CivilDate) {
    self.day = day
    let site = facts.site
    var ledger = ArrivalLedger(site, days: [day])
    let arrivals = facts.arrivals(on: day).filter { $0.advisor != nil }
    for visit in arrivals where visit.reception != nil {
      guard let index = site.advisors.firstIndex(where: { $0.id == visit.advisor }) else { continue }
      ledger.add(visit.arrival, advisor: index, for: visit.appointment)
    }
    let step = site.booking.slotMinutes
    let outside = arrivals.map { CivilTime(day, minuteOfDay: $0.arrival.minuteOfDay / step * step) }
    let slots = Set(ledger.slots(on: day) + outside).sorted()
    self.slots = slots
    cells = slots.map { slot in
      site.advisors.indices.map { index in
        let here = arrivals.filter {
          $0.advisor == site.advisors[index].id && slot <= $0.arrival && $0.arrival < slot + step
        }
        if !here.isEmpty { return .taken(here) }
        guard ledger.isOnDuty(index, at: slot) else { return .offDuty }
        if slot < facts.now { return .past }
        return ledger.admits(slot, advisor: index) ? .free : .walkIn
      }
    }
  }

  /// How many cells are booked, free, and kept for walk-ins.
  var counts: (taken: Int, free: Int, walkIn: Int) {
    cells.joined().reduce(into: (taken: 0, free: 0, walkIn: 0)) { counts, cell in
      switch cell {
      case .taken(let visits): counts.taken += visits.count
      case .free: counts.free += 1
      case .walkIn: counts.walkIn += 1
      case .past, .offDuty: break
      }
    }
  }
}
