import BaylineModel

/// A span of uninterrupted work, `[from, to)`, in minutes as ``CivilTime`` counts them.
struct MinuteSpan: Hashable, Sendable {
  var from: Int
  var to: Int

  var minutes: Int { to - from }
}

extension [MinuteSpan] {
  /// The total length.
  var minutes: Int { reduce(0) { $0 + $1.minutes } }
}

/// The shifts on the open days of a year, and how work continues over breaks and evenings.
///
/// On the last day of a year everybody stays until the yard is empty, so that each year begins with an empty one.
struct DutyRoster: Sendable {
  /// Work runs into a break by at most this many minutes to finish.
  private static let maxMinutesIntoBreak = 15
  /// Work does not start with fewer minutes left before a break.
  private static let minMinutesBeforeBreak = 10
  /// Work that will not finish by the evening starts only with at least this many minutes left.
  private static let minMinutesBeforeEvening = 60
  /// The maximum length of the last day of a year, in days.
  static let lastDays = 10
  private static let lastDayMinutes = lastDays * CivilTime.minutesPerDay

  private let first: Int
  /// The shifts by day since the first and by technician.
  private let shifts: [[[MinuteSpan]]]
  /// The operating hours of machines that run unattended, by day.
  private let hours: [MinuteSpan?]
  private let overtime: Int

  /// Creates the roster of some open days, in order; on all others nobody works.
  init(workshop: Workshop, open: [CivilDate], overtime: Int) {
    let site = workshop.site
    first = open.first?.ordinal ?? 0
    self.overtime = overtime
    var shifts: [[[MinuteSpan]]] = []
    var hours: [MinuteSpan?] = []
    for date in open {
      let midnight = CivilTime(date).minutes
      while first + shifts.count < date.ordinal {
        shifts.append(site.technicians.map { _ in [] })
        hours.append(nil)
      }
      let isLast = date == open.last
      shifts.append(
        site.technicians.map { technician in
          var spans = site.intervals(of: technician.calendar, on: date).map {
            MinuteSpan(from: midnight + $0.start, to: midnight + $0.end)
          }
          if isLast, !spans.isEmpty { spans[spans.count - 1].to = midnight + Self.lastDayMinutes }
          return spans
        })
      hours.append(
        workshop.opening(on: date).map {
          MinuteSpan(
            from: midnight + $0.from, to: midnight + (isLast ? Self.lastDayMinutes : $0.to + overtime))
        })
    }
    self.shifts = shifts
    self.hours = hours
  }

  /// The shifts of a technician on the day of a time.
  func shifts(of technician: Int, at time: Int) -> [MinuteSpan] {
    shifts.isEmpty ? [] : shifts[row(time)][technician]
  }

  /// Whether an unattended machine may start at a time.
  func runsMachines(at time: Int) -> Bool {
    guard !hours.isEmpty, let span = hours[row(time)] else { return false }
    return span.from <= time && time < span.to
  }

  /// Whether a technician would start work of some planned minutes at a time.
  func begins(_ technician: Int, at time: Int, planned: Int) -> Bool {
    let today = shifts(of: technician, at: time)
    guard let place = today.firstIndex(where: { $0.from <= time && time < $0.to }) else { return false }
    let left = today[place].to - time
    if place < today.count - 1 { return left >= min(Self.minMinutesBeforeBreak, planned) }
    return planned <= left + overtime || left >= Self.minMinutesBeforeEvening
  }

  /// The spans in which a crew does some minutes of work, from a time or as soon after as all are on duty.
  func spans(of work: Int, from start: Int, _ crew: [Int]) -> [MinuteSpan] {
    var spans: [MinuteSpan] = []
    var left = work
    var time = next(from: start, crew)
    while true {
      let today = common(crew, time)
      guard let place = today.firstIndex(where: { $0.from <= time && time < $0.to }) else {
        preconditionFailure("the crew has no common shift")
      }
      let end = today[place].to
      if time + left <= end + (place == today.count - 1 ? overtime : Self.maxMinutesIntoBreak) {
        spans.append(MinuteSpan(from: time, to: time + left))
        return spans
      }
      spans.append(MinuteSpan(from: time, to: end))
      left -= end - time
      time = next(from: end, crew)
    }
  }

  /// The first minute from a time on at which the whole crew is on duty.
  func next(from time: Int, _ crew: [Int]) -> Int {
    var time = time
    while row(time) < shifts.count {
      for span in common(crew, time) where time < span.to { return max(time, span.from) }
      let midnight = (time / CivilTime.minutesPerDay + 1) * CivilTime.minutesPerDay
      // The last day is longer than any work.
      guard midnight / CivilTime.minutesPerDay - first < shifts.count else { break }
      time = midnight
    }
    preconditionFailure("work extends beyond the last day")
  }

  /// The index of a time's day; the last day continues after midnight.
  private func row(_ time: Int) -> Int {
    min(max(0, time / CivilTime.minutesPerDay - first), shifts.count - 1)
  }

  private func common(_ crew: [Int], _ time: Int) -> [MinuteSpan] {
    var spans = crew.first.map { shifts(of: $0, at: time) } ?? []
    for technician in crew.dropFirst() {
      let other = shifts(of: technician, at: time)
      spans = spans.flatMap { span in
        other.compactMap { own in
          let both = MinuteSpan(from: max(span.from, own.from), to: min(span.to, own.to))
          return both.from < both.to ? both : nil
        }
      }
    }
    return spans
  }
}
