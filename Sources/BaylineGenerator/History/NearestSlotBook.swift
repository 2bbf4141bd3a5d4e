import BaylineModel

/// The arrivals of a day, booked by hand.
///
/// Each caller gets the free slot nearest to the preferred time within the customer's windows, with the advisor asked for if
/// that one has any; rules H1 to H5 hold. Comebacks are squeezed in: into an hour that is full, or beside other arrivals.
struct NearestSlotBook {
  /// A place in the book.
  struct Slot: Hashable {
    /// Position of the advisor in the site.
    let advisor: Int
    /// Minute of the day.
    let minute: Int
  }

  /// How far from the first choice a return is squeezed in, in minutes, before it is written beside a full book.
  private static let squeeze = 30

  private let site: Site
  private let date: CivilDate
  private let opening: Int
  private let closing: Int
  private var ledger: ArrivalLedger

  /// An empty book of an open day.
  init(workshop: Workshop, date: CivilDate) {
    site = workshop.site
    self.date = date
    let hours = workshop.hours.intervals(on: date)
    opening = hours.first?.start ?? 0
    closing = hours.last?.end ?? 0
    ledger = ArrivalLedger(site, days: [date])
  }

  /// The slot that a caller gets; `nil` if there is none in the customer's times.
  mutating func book(_ visit: Appointment) -> Slot? {
    let first = visit.preferredArrival ?? visit.availability?.first?.from
    let wish = first?.minuteOfDay ?? opening
    let advisors = site.advisors.indices.filter { site.advisors[$0].receives(visit.kind) }
    let slot: Slot?
    if visit.kind == .comeback {
      slot =
        nearest(visit, to: wish, within: Self.squeeze, advisors) {
          ledger.isOnDuty($0, at: $1) && ledger.keepsGap($1, advisor: $0)
        }
        ?? nearest(visit, to: wish, within: closing, advisors) { ledger.isOnDuty($0, at: $1) }
    } else {
      let own = advisors.filter { site.advisors[$0].id == visit.preferredAdvisor }
      slot =
        nearest(visit, to: wish, within: closing, own) { isFree($0, $1) }
        ?? nearest(visit, to: wish, within: closing, advisors) { isFree($0, $1) }
    }
    if let slot { ledger.add(CivilTime(date, minuteOfDay: slot.minute), advisor: slot.advisor) }
    return slot
  }

  /// The slot nearest to a wish, the earlier one first, with the advisor who has the fewest arrivals.
  private func nearest(
    _ visit: Appointment, to wish: Int, within reach: Int, _ advisors: [Int],
    where hasRoom: (Int, CivilTime) -> Bool
  ) -> Slot? {
    let grid = site.booking.slotMinutes
    for distance in stride(from: 0, through: reach, by: 1) {
      for minute in distance == 0 ? [wish] : [wish - distance, wish + distance] {
        guard minute >= opening, minute < closing, minute % grid == 0 else { continue }
        let time = CivilTime(date, minuteOfDay: minute)
        if let windows = visit.availability, !windows.contains(where: { $0.contains(time) }) { continue }
        let able = advisors.filter { hasRoom($0, time) }
        let best = able.min {
          (ledger.count(on: date, advisor: $0), $0) < (ledger.count(on: date, advisor: $1), $1)
        }
        if let best { return Slot(advisor: best, minute: minute) }
      }
    }
    return nil
  }

  /// A squeezed-in comeback that overfills an hour closes the book of its advisor for the day.
  private func isFree(_ advisor: Int, _ time: CivilTime) -> Bool {
    ledger.admits(time, advisor: advisor) && !ledger.exceedsHourlyLimit(on: date, advisor: advisor)
  }
}
