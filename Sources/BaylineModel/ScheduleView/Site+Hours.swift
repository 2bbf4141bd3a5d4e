extension Site {
  /// The intervals of a calendar on a day, adjacent ones merged; the whole day without a calendar.
  package func windows(of calendar: String?, on day: CivilDate) -> [TimeWindow] {
    guard let calendar else { return [TimeWindow(from: CivilTime(day), to: CivilTime(day) + 1440)] }
    var windows: [TimeWindow] = []
    for interval in calendars[calendar]?.intervals(on: day) ?? [] {
      let window = TimeWindow(
        from: CivilTime(day, minuteOfDay: interval.start), to: CivilTime(day, minuteOfDay: interval.end))
      if let last = windows.last, last.to == window.from {
        windows[windows.count - 1].to = window.to
      } else {
        windows.append(window)
      }
    }
    return windows
  }

  /// The latest time, at or before the given one, at which the site is open or closes; the given time if the site was
  /// closed for two weeks.
  package func latestOpenTime(upTo time: CivilTime) -> CivilTime {
    for back in 0..<14 {
      let day = time.date.advanced(by: -back)
      if let window = windows(of: hours, on: day).last(where: { $0.from <= time }) {
        return min(time, window.to)
      }
    }
    return time
  }

  /// Minutes of the site's opening hours in `[from, to)`.
  package func openMinutes(from: CivilTime, to: CivilTime) -> Int {
    guard from < to else { return 0 }
    return (0...(to.date.ordinal - from.date.ordinal)).reduce(0) { sum, ahead in
      windows(of: hours, on: from.date.advanced(by: ahead)).reduce(sum) {
        $0 + max(0, min($1.to, to) - max($1.from, from))
      }
    }
  }
}
