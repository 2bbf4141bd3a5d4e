import BaylineModel

/// Which minutes of a horizon, from `now` on, something is open in.
struct MinuteMask {
  private var isOpen: [Bool]

  /// The minutes of a calendar.
  /// - Complexity: linear in the minutes of the horizon.
  init(_ calendar: WorkCalendar, _ demand: Demand) {
    let days = demand.horizon.totalDays
    isOpen = Array(repeating: false, count: days * CivilTime.minutesPerDay)
    let from = max(0, demand.now - demand.horizon.start)
    for day in 0..<days {
      for interval in calendar.intervals(on: demand.horizon.from.advanced(by: day)) {
        let start = max(from, day * CivilTime.minutesPerDay + interval.start)
        let end = day * CivilTime.minutesPerDay + interval.end
        for minute in stride(from: start, to: end, by: 1) { isOpen[minute] = true }
      }
    }
  }

  private init(_ isOpen: [Bool]) {
    self.isOpen = isOpen
  }

  /// Every minute.
  static func always(_ demand: Demand) -> MinuteMask {
    let days = demand.horizon.totalDays
    let from = max(0, demand.now - demand.horizon.start)
    return MinuteMask((0..<days * CivilTime.minutesPerDay).map { $0 >= from })
  }

  /// The minutes that any of some rows has.
  static func union(_ rows: [MinuteMask], _ demand: Demand) -> MinuteMask {
    let days = demand.horizon.totalDays
    var union = Array(repeating: false, count: days * CivilTime.minutesPerDay)
    for row in rows {
      for minute in union.indices where row.isOpen[minute] { union[minute] = true }
    }
    return MinuteMask(union)
  }

  /// The minutes that both have.
  func intersection(_ other: MinuteMask) -> MinuteMask {
    MinuteMask(zip(isOpen, other.isOpen).map { $0 && $1 })
  }

  /// How many there are.
  var count: Int { isOpen.count { $0 } }

  /// How many there are before a minute of the horizon.
  func count(before end: Int) -> Int { isOpen.prefix(end).count { $0 } }
}
