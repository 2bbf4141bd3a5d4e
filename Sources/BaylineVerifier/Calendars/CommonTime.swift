import BaylineModel

/// The time in which several calendars work together; of none, around the clock.
struct CommonTime {
  let parts: [WorkingWindows]

  /// Around the clock.
  static let always = CommonTime(parts: [])

  /// The first stretch of common time at or after a time.
  func next(from time: CivilTime) -> TimeWindow? {
    var from = time
    var to = CivilTime.distantFuture
    var settled = 0
    // Each calendar in turn moves the time on to where it works, until all agree.
    while settled < parts.count {
      to = .distantFuture
      settled = 0
      for part in parts {
        guard let window = part.next(from: from) else { return nil }
        if window.from > from {
          from = window.from
        } else {
          settled += 1
        }
        to = min(to, window.to)
      }
    }
    return TimeWindow(from: from, to: to)
  }

  /// The least end by which `[start, end)` holds so many minutes of common time.
  ///
  /// - Returns: `nil` if there are never so many, or if `start` lies outside and `allowsOffDutyStart` is false.
  func end(of work: Int, from start: CivilTime, allowsOffDutyStart: Bool) -> CivilTime? {
    var left = work
    var time = start
    while let window = next(from: time) {
      guard allowsOffDutyStart || time != start || window.from == start else { return nil }
      if window.to - window.from >= left { return window.from + left }
      left -= window.to - window.from
      time = window.to
    }
    return nil
  }
}

extension CivilTime {
  /// Later than every time that a file can name.
  static let distantFuture = CivilTime(minutes: 1_000_000_000_000)
}
