import BaylineModel

/// Arrivals that are held on days with a schedule, each of which can be kept whichever of the others are taken, and in whatever order
/// they are booked.
///
/// The desk chooses the advisor when a time is booked, by what is free then: the one whom the customer asks for if that can be, else
/// any. So it does not do that all times can be had together by some choice of advisors. A time with the advisor who is asked for
/// takes that advisor and nobody else, as long as nothing that may go to any advisor can get in its way; a time without may take anybody, and
/// no choice of the others may leave it without.
struct HeldArrivals {
  /// A time that is held.
  struct Arrival {
    var time: CivilTime
    var kind: VisitKind
    /// The advisor who is asked for and free; `nil` if any may receive it.
    var advisor: Int?
  }

  private let site: Site
  /// The arrivals of the schedules, and those held with the advisor who is asked for.
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

  /// Whether one more can be held, where its advisor is free.
  /// - Complexity: O(held² + held × 3 ^ advisors).
  func admits(_ arrival: Arrival) -> Bool {
    var after = self
    after.add(arrival)
    let all = after.held[arrival.time.date, default: []]
    return all.indices.allSatisfy { after.isSafe($0, among: all) }
  }

  /// Whether those that may go to anybody cannot take the advisor from one of them, or all advisors.
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
    let able = site.advisors.indices.filter { book.admits(own.time, advisor: $0, kind: own.kind) }
    return !canBlock(able[...], at: own.time, near: near, hour: hour, day: others.count)
  }

  /// Whether so many arrivals can take all of some advisors: each of them by one arrival within the gap, by a full hour, or by a
  /// full day. An arrival counts against one advisor, and the nearer ones can count for what the farther ones can.
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
