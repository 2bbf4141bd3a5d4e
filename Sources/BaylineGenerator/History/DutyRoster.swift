import BaylineModel

/// A stretch of work without a pause, `[from, to)`, in minutes as ``CivilTime`` counts them.
struct MinuteSpan: Hashable, Sendable {
  var from: Int
  var to: Int

  var minutes: Int { to - from }
}

/// Who is on duty when, on the open days of a year; and how work goes on over breaks and evenings.
///
/// On the last day of a year everybody stays until the yard is empty, so that each year begins with an empty one.
struct DutyRoster: Sendable {
  /// A job is finished into a break if it takes no more than so many minutes of it.
  private static let maxMinutesIntoBreak = 15
  /// A job is not begun with less than so many minutes before a break.
  private static let minMinutesBeforeBreak = 10
  /// A job that will not be done by the evening is begun if there are so many minutes left.
  private static let minMinutesBeforeEvening = 60
  /// How many days the last day of a year may last.
  static let lastDays = 10
  private static let lastDayMinutes = lastDays * CivilTime.minutesPerDay

  private let first: Int
  /// By day since the first and by technician.
  private let shifts: [[[MinuteSpan]]]
  /// By day: when machines run that need nobody.
  private let hours: [MinuteSpan?]
  private let overtime: Int

  /// The roster of some open days, in order; on all others nobody works.
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

  /// Whether a machine that needs nobody is started then.
  func runsMachines(at time: Int) -> Bool {
    guard !hours.isEmpty, let span = hours[row(time)] else { return false }
    return span.from <= time && time < span.to
  }

  /// Whether a technician would begin a job of some planned minutes then.
  func begins(_ technician: Int, at time: Int, planned: Int) -> Bool {
    let today = shifts(of: technician, at: time)
    guard let place = today.firstIndex(where: { $0.from <= time && time < $0.to }) else { return false }
    let left = today[place].to - time
    if place < today.count - 1 { return left >= min(Self.minMinutesBeforeBreak, planned) }
    return planned <= left + overtime || left >= Self.minMinutesBeforeEvening
  }

  /// When a crew works on a job that takes so many minutes, begun or gone on with at a time or as soon as all are on duty.
  func spans(of work: Int, from start: Int, _ crew: [Int]) -> [MinuteSpan] {
    var spans: [MinuteSpan] = []
    var left = work
    var time = next(from: start, crew)
    while true {
      let today = common(crew, time)
      guard let place = today.firstIndex(where: { $0.from <= time && time < $0.to }) else {
        preconditionFailure("nobody is on duty")
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

  /// The first minute from a time on at which a whole crew is on duty.
  func next(from time: Int, _ crew: [Int]) -> Int {
    var time = time
    while row(time) < shifts.count {
      for span in common(crew, time) where time < span.to { return max(time, span.from) }
      let midnight = (time / CivilTime.minutesPerDay + 1) * CivilTime.minutesPerDay
      // The last day has no end that work could reach.
      guard midnight / CivilTime.minutesPerDay - first < shifts.count else { break }
      time = midnight
    }
    preconditionFailure("work beyond the last day")
  }

  /// The place of a time's day; the last day goes on after its midnight.
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
