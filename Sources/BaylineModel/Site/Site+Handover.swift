extension Site {
  /// The first time on the slot grid, not before a time, at which a customer can fetch a vehicle: within the opening
  /// hours or at the end of one of their intervals. After closing, that is on the next open day.
  ///
  /// - Returns: The time; `time` rounded up to the grid if the site does not open in the following 60 days.
  public func firstHandover(from time: CivilTime) -> CivilTime {
    let grid = max(1, booking.slotMinutes)
    func rounded(_ minute: Int) -> Int { (minute + grid - 1) / grid * grid }
    let hours = openingHours
    for day in 0...Self.maxClosedDays {
      let date = time.date.advanced(by: day)
      let from = day == 0 ? time.minuteOfDay : 0
      for interval in hours.mergedIntervals(on: date) where interval.end >= from {
        let minute = rounded(max(from, interval.start))
        if minute <= interval.end { return CivilTime(date, minuteOfDay: minute) }
      }
    }
    return CivilTime(time.date, minuteOfDay: rounded(time.minuteOfDay))
  }

  /// The days after which no opening is looked for.
  private static let maxClosedDays = 60
}
