package import BaylineModel

/// How many of some customers something is true of.
package struct Share: Hashable, Sendable {
  package var all = 0
  package var some = 0

  mutating func note(_ isSome: Bool) {
    all += 1
    if isSome { some += 1 }
  }

  /// Percent; 0 if there are none.
  package var percent: Double { all > 0 ? Double(some) * 100 / Double(all) : 0 }
  var group: Shrinkage.Group { Shrinkage.Group(count: all, sum: Double(some)) }
}

extension [Share] {
  /// The percent of each, the small ones drawn towards that of all.
  func shrunk() -> [Double] {
    let all = reduce(0) { $0 + $1.all }
    let share = all > 0 ? Double(reduce(0) { $0 + $1.some }) / Double(all) : 0
    return Shrinkage.estimates(map(\.group), within: share * (1 - share)).map { $0 * 100 }
  }
}

/// Count, sum and sum of squares.
package struct Moments: Hashable, Sendable {
  package var count = 0
  package var sum = 0.0
  var squares = 0.0

  mutating func note(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  package var mean: Double { count > 0 ? sum / Double(count) : 0 }
  package var variance: Double {
    count > 1 ? max(0, squares - sum * sum / Double(count)) / Double(count - 1) : 0
  }
}

/// Booked customers: who does not come, who is late, who is early.
package struct BookingCounts: Hashable, Sendable {
  package private(set) var all = Share()
  package private(set) var weekdays = [Share](repeating: Share(), count: 7)
  package private(set) var hours = [Share](repeating: Share(), count: 24)
  package private(set) var kinds: [Kind: Share] = [:]
  package private(set) var late = Moments()
  package private(set) var early = Moments()
  package private(set) var seen = 0

  mutating func note(_ told: CivilTime, _ kind: Kind, comes: Bool) {
    all.note(!comes)
    weekdays[told.date.weekday.position].note(!comes)
    hours[min(23, told.minuteOfDay / 60)].note(!comes)
    kinds[kind, default: Share()].note(!comes)
  }

  mutating func noteDeviation(_ minutes: Int) {
    seen += 1
    if minutes > 0 { late.note(Double(minutes)) }
    if minutes < 0 { early.note(Double(-minutes)) }
  }
}

/// Customers without a booking.
package struct WalkInCounts: Hashable, Sendable {
  /// Their number a day, by day of the week.
  package private(set) var weekdays = [Moments](repeating: Moments(), count: 7)
  package private(set) var hours = [Int](repeating: 0, count: 24)
  package private(set) var kinds: [Kind: Int] = [:]

  mutating func note(_ day: CivilDate, _ came: [(kind: Kind, at: CivilTime)]) {
    weekdays[day.weekday.position].note(Double(came.count))
    for (kind, at) in came {
      hours[min(23, at.minuteOfDay / 60)] += 1
      kinds[kind, default: 0] += 1
    }
  }

  /// Days that were noted.
  package var days: Int { weekdays.reduce(0) { $0 + $1.count } }
  /// Customers on a day in the mean.
  package var perDay: Double {
    days > 0 ? weekdays.reduce(0) { $0 + $1.sum } / Double(days) : 0
  }
  /// The variance of their number on days of the same weekday.
  var variance: Double {
    let freedom = weekdays.reduce(0) { $0 + max(0, $1.count - 1) }
    return freedom > 0
      ? weekdays.reduce(0) { $0 + $1.variance * Double(max(0, $1.count - 1)) } / Double(freedom) : 0
  }
}

/// Work that was found on the way.
package struct AddedWorkCounts: Hashable, Sendable {
  package private(set) var kinds: [Kind: Share] = [:]
  package private(set) var size = Moments()
  package private(set) var wait = Moments()

  mutating func note(_ kind: Kind, isFound: Bool) { kinds[kind, default: Share()].note(isFound) }
  mutating func noteSize(percent: Double) { size.note(percent) }
  mutating func noteWait(_ minutes: Int) { wait.note(Double(minutes)) }
}

/// Technicians' minutes for what no plan knew, against their shifts.
package struct ReserveCounts: Hashable, Sendable {
  package private(set) var extra = 0
  package private(set) var shifts = 0

  mutating func note(extra: Int, shifts: Int) {
    self.extra += extra
    self.shifts += shifts
  }
}

extension Weekday {
  /// From Monday, 0 to 6.
  package var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
