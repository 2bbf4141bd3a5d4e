import BaylineModel

/// The minutes of a horizon, from `now` on, in which something is open.
struct MinuteMask {
  private var isOpen: [Bool]

  /// - Complexity: Linear in the minutes of the horizon.
  init(_ calendar: WorkCalendar, _ demand: Demand) {
    let days = demand.horizon.days + demand.horizon.carryOverDays
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

  /// All minutes from `now` on.
  static func always(_ demand: Demand) -> MinuteMask {
    let days = demand.horizon.days + demand.horizon.carryOverDays
    let from = max(0, demand.now - demand.horizon.start)
    return MinuteMask((0..<days * CivilTime.minutesPerDay).map { $0 >= from })
  }

  /// The minutes in any of some masks.
  static func union(_ masks: [MinuteMask], _ demand: Demand) -> MinuteMask {
    let days = demand.horizon.days + demand.horizon.carryOverDays
    var union = Array(repeating: false, count: days * CivilTime.minutesPerDay)
    for mask in masks {
      for minute in union.indices where mask.isOpen[minute] { union[minute] = true }
    }
    return MinuteMask(union)
  }

  /// The minutes in both masks.
  func intersection(_ other: MinuteMask) -> MinuteMask {
    MinuteMask(zip(isOpen, other.isOpen).map { $0 && $1 })
  }

  /// The number of open minutes.
  var count: Int { isOpen.count { $0 } }

  /// The number of open minutes before a minute of the horizon.
  func count(before end: Int) -> Int { isOpen.prefix(end).count { $0 } }
}
