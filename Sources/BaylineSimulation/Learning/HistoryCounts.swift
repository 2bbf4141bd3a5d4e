package import BaylineModel

/// The number of customers, and of those with some property.
package struct Proportion: Hashable, Sendable {
  package var all = 0
  package var some = 0

  mutating func add(_ isSome: Bool) {
    all += 1
    if isSome { some += 1 }
  }

  /// The percentage with the property; 0 without customers.
  package var percent: Double { all > 0 ? Double(some) * 100 / Double(all) : 0 }
  var group: Shrinkage.Group { Shrinkage.Group(count: all, sum: Double(some)) }
}

extension [Proportion] {
  /// The percentage of each, shrunk towards that of all.
  func shrunk() -> [Double] {
    let all = reduce(0) { $0 + $1.all }
    let share = all > 0 ? Double(reduce(0) { $0 + $1.some }) / Double(all) : 0
    return Shrinkage.estimates(map(\.group), within: share * (1 - share)).map { $0 * 100 }
  }
}

/// Count, sum and sum of squares of some values.
package struct RunningMoments: Hashable, Sendable {
  package var count = 0
  package var sum = 0.0
  var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  package var mean: Double { count > 0 ? sum / Double(count) : 0 }
  package var variance: Double {
    count > 1 ? max(0, squares - sum * sum / Double(count)) / Double(count - 1) : 0
  }
}

/// No-shows and punctuality of booked customers.
package struct BookingCounts: Hashable, Sendable {
  package private(set) var all = Proportion()
  package private(set) var weekdays = [Proportion](repeating: Proportion(), count: 7)
  package private(set) var hours = [Proportion](repeating: Proportion(), count: 24)
  package private(set) var kinds: [VisitKind: Proportion] = [:]
  package private(set) var late = RunningMoments()
  package private(set) var early = RunningMoments()
  package private(set) var seen = 0

  mutating func add(_ arrival: CivilTime, _ kind: VisitKind, arrives: Bool) {
    all.add(!arrives)
    weekdays[arrival.date.weekday.position].add(!arrives)
    hours[min(23, arrival.minuteOfDay / 60)].add(!arrives)
    kinds[kind, default: Proportion()].add(!arrives)
  }

  mutating func addDeviation(_ minutes: Int) {
    seen += 1
    if minutes > 0 { late.add(Double(minutes)) }
    if minutes < 0 { early.add(Double(-minutes)) }
  }
}

/// Walk-ins.
package struct WalkInCounts: Hashable, Sendable {
  /// Their number per day, by weekday.
  package private(set) var weekdays = [RunningMoments](repeating: RunningMoments(), count: 7)
  package private(set) var hours = [Int](repeating: 0, count: 24)
  package private(set) var kinds: [VisitKind: Int] = [:]

  mutating func add(_ day: CivilDate, _ came: [(kind: VisitKind, at: CivilTime)]) {
    weekdays[day.weekday.position].add(Double(came.count))
    for (kind, at) in came {
      hours[min(23, at.minuteOfDay / 60)] += 1
      kinds[kind, default: 0] += 1
    }
  }

  /// The number of days counted.
  package var days: Int { weekdays.reduce(0) { $0 + $1.count } }
  /// The mean number of customers per day.
  package var perDay: Double {
    days > 0 ? weekdays.reduce(0) { $0 + $1.sum } / Double(days) : 0
  }
  /// The variance of their number among days of the same weekday.
  var variance: Double {
    let degreesOfFreedom = weekdays.reduce(0) { $0 + max(0, $1.count - 1) }
    return degreesOfFreedom > 0
      ? weekdays.reduce(0) { $0 + $1.variance * Double(max(0, $1.count - 1)) } / Double(degreesOfFreedom) : 0
  }
}

/// Additional work found during visits.
package struct AddedWorkCounts: Hashable, Sendable {
  package private(set) var kinds: [VisitKind: Proportion] = [:]
  package private(set) var size = RunningMoments()
  package private(set) var wait = RunningMoments()

  mutating func add(_ kind: VisitKind, isFound: Bool) { kinds[kind, default: Proportion()].add(isFound) }
  mutating func addSize(percent: Double) { size.add(percent) }
  mutating func addWait(_ minutes: Int) { wait.add(Double(minutes)) }
}

/// Technicians' minutes for work that no plan knew of, and of their shifts.
package struct ReserveCounts: Hashable, Sendable {
  package private(set) var extra = 0
  package private(set) var shifts = 0

  mutating func add(extra: Int, shifts: Int) {
    self.extra += extra
    self.shifts += shifts
  }
}

extension Weekday {
  /// The position from Monday, 0 to 6.
  package var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
