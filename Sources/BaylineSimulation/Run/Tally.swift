import BaylineModel

/// Counters of a simulated run.
struct Tally {
  var lost = 0
  var loanersMissing = 0
  var partsWaits = 0
  /// Technicians' minutes within their shifts on arrival days, outside their shifts, and of these in breaks.
  var inShift = 0
  var outside = 0
  var inBreaks = 0
  /// Standard minutes of the work that was started, and the minutes that technicians took for it.
  var standard = 0
  var worked = 0
  /// Open minutes of arrival days during which bays were occupied: by works, and by vehicles that held them in between.
  var bayMinutes = 0
  /// Works that started later after the one before them than their maximum lag.
  var lagsExceeded = 0

  /// Counts a work that starts.
  ///
  /// - Parameters:
  ///   - minutes: Of work, by its time mode.
  ///   - standard: At standard speed, of its whole crew.
  ///   - time: The common working time of crew and bay.
  mutating func add(
    _ work: RunningWork, minutes: Int, standard: Int, _ timeMode: ShopWork.TimeMode, _ time: WorkingTime,
    _ shop: Shop
  ) {
    let from = max(work.start, shop.now)
    guard work.end > from else { return }
    let end = min(work.end, shop.arrivalEnd)
    if work.bay != nil { bayMinutes += shop.hours.minutes(from: from, to: end) }
    guard !work.crew.isEmpty else { return }
    let common = time.minutes(from: work.start, to: work.end)
    let isBegun = work.start < shop.now
    let over =
      timeMode == .wallClock
      ? work.end - from - time.minutes(from: from, to: work.end) : isBegun ? 0 : max(0, minutes - common)
    inShift += work.crew.count * time.minutes(from: from, to: end)
    outside += work.crew.count * over
    // Work that goes on after the shift does so at its end; of other work nobody knows when it was outside.
    let first = timeMode == .nonResumable ? work.end - over : from
    inBreaks += work.crew.count * min(over, time.breakMinutes(from: first, to: work.end))
    if isBegun { return }
    self.standard += standard
    worked += work.crew.count * (common + over)
  }

  /// Counts the time for which a vehicle holds its bay between two works.
  mutating func addHold(from start: Int, to end: Int, _ shop: Shop) {
    bayMinutes += shop.hours.minutes(from: max(start, shop.now), to: min(end, shop.arrivalEnd))
  }
}

extension WorkingTime {
  /// The minutes of `[start, end)` that lie between two of its intervals on one day.
  func breakMinutes(from start: Int, to end: Int) -> Int {
    var minutes = 0
    var time = start
    while time < end {
      if let endOfInterval = endOfInterval(after: time) {
        time = endOfInterval
        continue
      }
      guard let next = next(from: time) else { break }
      let ended = started(by: time) - 1
      if ended >= 0, (ends[ended] - 1) / 1440 == next / 1440 { minutes += min(end, next) - time }
      time = next
    }
    return minutes
  }
}
