public import BaylineModel

/// The book of arrivals of some days: what was promised, offered and held, and what may still be (H1 to H4).
public struct ArrivalLedger: Sendable {
  private let site: Site
  /// Arrivals in minutes of the day, by day and advisor, ascending.
  private var booked: [CivilDate: [[Int]]] = [:]
  /// Working intervals by day and advisor, and those of the site last.
  private var shifts: [CivilDate: [[DayInterval]]] = [:]

  /// An empty book of some days.
  public init(_ site: Site, days: [CivilDate]) {
    self.site = site
    for day in days {
      let calendars = site.advisors.map(\.calendar) + [site.hours]
      shifts[day] = calendars.map { site.calendars[$0]?.mergedIntervals(on: day) ?? [] }
      booked[day] = Array(repeating: [], count: site.advisors.count)
    }
  }

  /// The slots of a day at which the site is open for a reception, ascending.
  public func slots(on day: CivilDate) -> [CivilTime] {
    guard let hours = shifts[day]?.last else { return [] }
    let (grid, reception) = (site.booking.slotMinutes, site.booking.receptionMinutes)
    return stride(from: 0, to: CivilTime.minutesPerDay, by: grid).filter { slot in
      hours.contains { $0.covers(slot, slot + reception) }
    }.map { CivilTime(day, minuteOfDay: $0) }
  }

  /// The end of the site's last working interval of a day.
  package func closing(on day: CivilDate) -> CivilTime? {
    shifts[day]?.last?.last.map { CivilTime(day, minuteOfDay: $0.end) }
  }

  /// Whether an advisor may receive one more vehicle, of a kind, at a time: within the shift and the site's hours, far
  /// enough from the others, with fewer than the most of any hour and of the day.
  public func admits(_ time: CivilTime, advisor: Int, kind: VisitKind? = nil) -> Bool {
    let person = site.advisors[advisor]
    if let kind, !person.receives(kind) { return false }
    guard let day = booked[time.date], let open = shifts[time.date] else { return false }
    let (minute, rules) = (time.minuteOfDay, site.booking)
    guard minute % rules.slotMinutes == 0 else { return false }
    func holds(_ intervals: [DayInterval]) -> Bool {
      intervals.contains { $0.covers(minute, minute + rules.receptionMinutes) }
    }
    guard holds(open[advisor]), holds(open[open.count - 1]) else { return false }
    let own = day[advisor]
    guard own.count < person.bookingsPerDay ?? rules.advisorBookingsPerDay,
      own.allSatisfy({ abs($0 - minute) >= rules.minGapMinutes }),
      Self.isWithin(person.bookingsPerHour ?? rules.advisorBookingsPerHour, own, adding: minute)
    else { return false }
    guard let most = rules.siteBookingsPerHour else { return true }
    return Self.isWithin(most, day.flatMap(\.self), adding: minute)
  }

  /// Whether no hour from an arrival on holds more than so many, with one more; hours without the new one do not count.
  private static func isWithin(_ most: Int, _ arrivals: [Int], adding minute: Int) -> Bool {
    let near = arrivals.filter { abs($0 - minute) < 60 } + [minute]
    return near.filter { $0 <= minute }.allSatisfy { start in
      near.count { start <= $0 && $0 < start + 60 } <= most
    }
  }

  /// Notes an arrival, whatever the rules say of it.
  public mutating func add(_ time: CivilTime, advisor: Int) {
    booked[time.date]?[advisor].append(time.minuteOfDay)
  }

  /// Takes an arrival out again.
  package mutating func remove(_ time: CivilTime, advisor: Int) {
    guard let index = booked[time.date]?[advisor].lastIndex(of: time.minuteOfDay) else { return }
    booked[time.date]?[advisor].remove(at: index)
  }

  /// Arrivals of a day.
  public func count(on day: CivilDate) -> Int {
    booked[day]?.reduce(0) { $0 + $1.count } ?? 0
  }

  /// Arrivals of a day before a minute of it.
  package func count(on day: CivilDate, before minute: Int) -> Int {
    booked[day]?.reduce(0) { $0 + $1.count { $0 < minute } } ?? 0
  }

  /// Arrivals of an advisor on a day, in minutes of it.
  package func arrivals(on day: CivilDate, advisor: Int) -> [Int] {
    booked[day]?[advisor] ?? []
  }

  /// Arrivals of an advisor on a day.
  package func count(on day: CivilDate, advisor: Int) -> Int {
    booked[day]?[advisor].count ?? 0
  }

  /// Arrivals of a day within an hour before and after a time.
  package func nearbyArrivals(around time: CivilTime) -> Int {
    let minute = time.minuteOfDay
    return booked[time.date]?.reduce(0) { $0 + $1.count { abs($0 - minute) < 60 } } ?? 0
  }
}
