import BaylineModel

/// Arrivals held on days with a schedule, each of which can be kept whichever others are taken, in whatever order they
/// are booked.
///
/// The desk assigns an advisor only when a time is booked: the preferred one if free, else any. So it is not enough
/// that some assignment of advisors fits all times together. A time with its preferred advisor requires that no time
/// open to any advisor can take that advisor away; a time open to any advisor requires that no combination of the
/// others leaves it without one.
struct HeldArrivals {
  /// A held arrival.
  struct Arrival {
    var time: CivilTime
    var kind: VisitKind
    /// The preferred advisor, if free; `nil` if any may receive it.
    var advisor: Int?
  }

  private let site: Site
  /// The arrivals of the schedules, and those held with a preferred advisor.
  private var book: ArrivalLedger
  private var held: [CivilDate: [Arrival]] = [:]

  init(_ site: Site, book: ArrivalLedger) {
    self.site = site
    self.book = book
  }

  mutating func add(_ arrival: Arrival) {
    held[arrival.time.date, default: []].append(arrival)
    if let advisor = arrival.advisor { book.add(arrival.time, advisor: advisor) }
  }

  /// Whether one more arrival can be held, given that its advisor is free.
  /// - Complexity: O(held² + held × 3 ^ advisors).
  func admits(_ arrival: Arrival) -> Bool {
    var after = self
    after.add(arrival)
    let all = after.held[arrival.time.date, default: []]
    return all.indices.allSatisfy { after.isSafe($0, among: all) }
  }

  /// Whether arrivals open to any advisor cannot take the advisor from one of them, or all advisors.
  private func isSafe(_ index: Int, among all: [Arrival]) -> Bool {
    let own = all[index]
    let others = all.indices.filter { $0 != index && all[$0].advisor == nil }.map {
      abs(all[$0].time - own.time)
    }
    let near = others.count { $0 < site.booking.minGapMinutes }
    let hour = max(near, others.count { $0 < 60 })
    if let advisor = own.advisor {
      let room = room(of: advisor, at: own.time)
      return near == 0 && hour <= room.hour && others.count <= room.day
    }
    let able = site.advisors.indices.filter {
      site.advisors[$0].receives(own.kind) && book.admits(own.time, advisor: $0)
    }
    return !canBlock(able[...], at: own.time, near: near, hour: hour, day: others.count)
  }

  /// Whether a number of arrivals can block all of some advisors: each by one arrival within the gap, by a full hour,
  /// or by a full day. An arrival counts against one advisor; nearer arrivals can also serve as farther ones.
  private func canBlock(
    _ advisors: ArraySlice<Int>, at time: CivilTime, near: Int, hour: Int, day: Int
  ) -> Bool {
    guard let advisor = advisors.first else { return true }
    let rest = advisors.dropFirst()
    if near >= 1, canBlock(rest, at: time, near: near - 1, hour: hour - 1, day: day - 1) { return true }
    let room = room(of: advisor, at: time)
    if hour >= room.hour {
      let left = hour - room.hour
      if canBlock(rest, at: time, near: min(near, left), hour: left, day: day - room.hour) { return true }
    }
    guard day >= room.day else { return false }
    let left = day - room.day
    return canBlock(rest, at: time, near: min(near, left), hour: min(hour, left), day: left)
  }

  /// How many more arrivals an advisor may have in the fullest hour around a time, and on its day.
  private func room(of advisor: Int, at time: CivilTime) -> (hour: Int, day: Int) {
    let (person, rules) = (site.advisors[advisor], site.booking)
    let booked = book.arrivals(on: time.date, advisor: advisor)
    let minute = time.minuteOfDay
    let fullest =
      (minute - 59...minute).map { start in
        booked.count { start <= $0 && $0 < start + 60 }
      }.max() ?? 0
    return (
      max(0, (person.bookingsPerHour ?? rules.advisorBookingsPerHour) - fullest),
      max(0, (person.bookingsPerDay ?? rules.advisorBookingsPerDay) - booked.count)
    )
  }
}
