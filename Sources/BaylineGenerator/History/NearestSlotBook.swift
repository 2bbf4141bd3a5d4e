import BaylineModel

/// The book of arrivals of a day, kept by hand: quarter hours by advisors.
///
/// Whoever calls gets the free quarter hour nearest to the first choice within the customer's times, with the advisor asked for
/// if that one has any; rules H1 to H5 hold. Returns are squeezed in: into the fourth quarter of an hour, or beside a full book.
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
  private let shifts: [[DayInterval]]
  private let opening: Int
  private let closing: Int
  private var arrivals: [[Int]]

  /// An empty book of an open day.
  init(workshop: Workshop, date: CivilDate) {
    site = workshop.site
    self.date = date
    let hours = workshop.hours.intervals(on: date)
    opening = hours.first?.start ?? 0
    closing = hours.last?.end ?? 0
    shifts = site.advisors.map { advisor in
      workshop.site.intervals(of: advisor.calendar, on: date).compactMap { shift in
        // Inside the opening hours as well (H1).
        hours.first { $0.start < shift.end && shift.start < $0.end }.map {
          DayInterval(max($0.start, shift.start), min($0.end, shift.end))
        }
      }
    }
    arrivals = site.advisors.map { _ in [] }
  }

  /// The slot that a caller gets; `nil` if there is none in the customer's times.
  mutating func book(_ visit: Appointment) -> Slot? {
    let first = visit.preferredArrival ?? visit.availability?.first?.from
    let wish = first?.minuteOfDay ?? opening
    let advisors = site.advisors.indices.filter { site.advisors[$0].receives(visit.kind) }
    let slot: Slot?
    if visit.kind == .comeback {
      slot =
        nearest(visit, to: wish, within: Self.squeeze, advisors) { isApart($0, $1) }
        ?? nearest(visit, to: wish, within: closing, advisors) { isOnDuty($0, $1) }
    } else {
      let own = advisors.filter { site.advisors[$0].id == visit.preferredAdvisor }
      slot =
        nearest(visit, to: wish, within: closing, own) { isFree($0, $1) }
        ?? nearest(visit, to: wish, within: closing, advisors) { isFree($0, $1) }
    }
    if let slot { arrivals[slot.advisor].append(slot.minute) }
    return slot
  }

  /// The slot nearest to a wish, the earlier one first, with the advisor who has the fewest arrivals.
  private func nearest(
    _ visit: Appointment, to wish: Int, within reach: Int, _ advisors: [Int],
    where hasRoom: (Int, Int) -> Bool
  ) -> Slot? {
    let grid = site.booking.slotMinutes
    for distance in stride(from: 0, through: reach, by: 1) {
      for minute in distance == 0 ? [wish] : [wish - distance, wish + distance] {
        guard minute >= opening, minute < closing, minute % grid == 0, isWanted(visit, minute) else {
          continue
        }
        let able = advisors.filter { hasRoom($0, minute) }
        let best = able.min { (arrivals[$0].count, $0) < (arrivals[$1].count, $1) }
        if let best { return Slot(advisor: best, minute: minute) }
      }
    }
    return nil
  }

  private func isWanted(_ visit: Appointment, _ minute: Int) -> Bool {
    let time = CivilTime(date, minuteOfDay: minute)
    return visit.availability?.contains { $0.contains(time) } ?? true
  }

  private func isOnDuty(_ advisor: Int, _ minute: Int) -> Bool {
    shifts[advisor].contains { $0.start <= minute && minute + site.booking.receptionMinutes <= $0.end }
  }

  private func isApart(_ advisor: Int, _ minute: Int) -> Bool {
    isOnDuty(advisor, minute)
      && arrivals[advisor].allSatisfy { abs($0 - minute) >= site.booking.minGapMinutes }
  }

  private func isFree(_ advisor: Int, _ minute: Int) -> Bool {
    let (own, rules) = (site.advisors[advisor], site.booking)
    guard isApart(advisor, minute),
      arrivals[advisor].count < own.bookingsPerDay ?? rules.advisorBookingsPerDay,
      isWithinHourlyLimit(arrivals[advisor] + [minute], own.bookingsPerHour ?? rules.advisorBookingsPerHour)
    else { return false }
    guard let most = rules.siteBookingsPerHour else { return true }
    return isWithinHourlyLimit(arrivals.flatMap { $0 } + [minute], most)
  }

  /// Whether no hour has more than `most` of some times.
  private func isWithinHourlyLimit(_ times: [Int], _ most: Int) -> Bool {
    times.allSatisfy { start in times.count { start <= $0 && $0 < start + 60 } <= most }
  }
}
