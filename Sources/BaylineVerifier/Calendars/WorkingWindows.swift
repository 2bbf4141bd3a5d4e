import BaylineModel

/// The working intervals of a calendar over a range of days: disjoint, ascending and non-adjacent.
struct WorkingWindows {
  let windows: [TimeWindow]
  /// Working minutes before each window, so that any interval is counted with two lookups.
  private let minutesBefore: [Int]

  /// The calendar on the days from `first` to `last`.
  init(_ calendar: WorkCalendar, from first: CivilDate, through last: CivilDate) {
    var windows: [TimeWindow] = []
    var day = first
    while day <= last {
      for interval in calendar.intervals(on: day) {
        let from = CivilTime(day, minuteOfDay: interval.start)
        let to = CivilTime(day, minuteOfDay: interval.end)
        if let previous = windows.last, previous.to == from {
          windows[windows.count - 1].to = to
        } else {
          windows.append(TimeWindow(from: from, to: to))
        }
      }
      day = day.advanced(by: 1)
    }
    self.init(windows)
  }

  /// Working time of disjoint ascending windows.
  init(_ windows: [TimeWindow]) {
    self.windows = windows
    var sum = 0
    minutesBefore = windows.map { window in
      defer { sum += window.to - window.from }
      return sum
    }
  }

  /// Whether one window contains `[start, end)` and its start.
  func covers(from start: CivilTime, to end: CivilTime) -> Bool {
    guard let index = lastWindow(startingBy: start) else { return false }
    return max(end, start + 1) <= windows[index].to
  }

  /// Working minutes in `[start, end)`; 0 if it is empty.
  func minutes(from start: CivilTime, to end: CivilTime) -> Int {
    start < end ? minutes(before: end) - minutes(before: start) : 0
  }

  /// The first stretch of working time not before a time.
  func next(from time: CivilTime) -> TimeWindow? {
    var index = 0
    if let last = lastWindow(startingBy: time) {
      if time < windows[last].to { return TimeWindow(from: time, to: windows[last].to) }
      index = last + 1
    }
    return index < windows.count ? windows[index] : nil
  }

  /// The end of the last working minute before a time.
  func lastEnd(before time: CivilTime) -> CivilTime? {
    lastWindow(startingBy: time + -1).map { min(windows[$0].to, time) }
  }

  private func minutes(before time: CivilTime) -> Int {
    guard let index = lastWindow(startingBy: time) else { return 0 }
    return minutesBefore[index] + (min(time, windows[index].to) - windows[index].from)
  }

  private func lastWindow(startingBy time: CivilTime) -> Int? {
    var low = 0
    var high = windows.count
    while low < high {
      let middle = (low + high) / 2
      if windows[middle].from <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
