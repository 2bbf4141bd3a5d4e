import BaylineModel

/// The intersection of several calendars; around the clock if there are none.
struct CommonTime {
  let parts: [WorkingWindows]

  /// Around the clock.
  static let always = CommonTime(parts: [])

  /// The first stretch of common time not before a time.
  func next(from time: CivilTime) -> TimeWindow? {
    var from = time
    var to = CivilTime.distantFuture
    var settled = 0
    // Each calendar advances the time to its next working minute until all agree.
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

  /// The earliest end such that `[start, end)` contains the given minutes of common time.
  ///
  /// - Returns: `nil` if there is no such end, or if `start` lies outside and `allowsOffDutyStart` is `false`.
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
  /// Later than any time a file can contain.
  static let distantFuture = CivilTime(minutes: 1_000_000_000_000)
}
