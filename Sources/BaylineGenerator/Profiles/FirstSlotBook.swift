import BaylineModel

/// A book of arrivals, filled the simple way: each customer gets the first slot from the wish on.
struct FirstSlotBook {
  let workshop: Workshop
  let date: CivilDate
  private var arrivals: [[Int]]

  init(workshop: Workshop, date: CivilDate) {
    self.workshop = workshop
    self.date = date
    arrivals = workshop.site.advisors.map { _ in [] }
  }

  /// The first slot for a visit, with its advisor; `nil` if its day has none left.
  mutating func book(_ visit: Appointment) -> (minute: Int, advisor: Advisor)? {
    let rules = workshop.site.booking
    guard let (opening, closing) = workshop.opening(on: date) else { return nil }
    let wish = visit.preferredArrival ?? visit.availability?.first?.from
    let first = wish.map { $0.minuteOfDay } ?? opening
    for minute in stride(
      from: first / rules.slotMinutes * rules.slotMinutes, to: closing, by: rules.slotMinutes)
    {
      let time = CivilTime(date, minuteOfDay: minute)
      if let windows = visit.availability, !windows.contains(where: { $0.contains(time) }) { continue }
      for advisor in order(for: visit) where isFree(advisor, at: minute) {
        arrivals[advisor].append(minute)
        return (minute, workshop.site.advisors[advisor])
      }
    }
    return nil
  }

  /// The advisor asked for, then those with the fewest arrivals.
  private func order(for visit: Appointment) -> [Int] {
    let advisors = workshop.site.advisors
    return advisors.indices.filter { advisors[$0].receives(visit.kind) }.sorted {
      let left = (advisors[$0].id == visit.preferredAdvisor ? 0 : 1, arrivals[$0].count, $0)
      let right = (advisors[$1].id == visit.preferredAdvisor ? 0 : 1, arrivals[$1].count, $1)
      return left < right
    }
  }

  private func isFree(_ index: Int, at minute: Int) -> Bool {
    let advisor = workshop.site.advisors[index]
    let rules = workshop.site.booking
    let end = minute + rules.receptionMinutes
    guard let shift = workshop.site.calendars[advisor.calendar]?.intervals(on: date),
      shift.contains(where: { $0.covers(minute, end) }),
      arrivals[index].count < advisor.bookingsPerDay ?? rules.advisorBookingsPerDay,
      arrivals[index].allSatisfy({ abs($0 - minute) >= rules.minGapMinutes })
    else { return false }
    return isWithinHourlyLimit(
      arrivals[index] + [minute], advisor.bookingsPerHour ?? rules.advisorBookingsPerHour)
      && (rules.siteBookingsPerHour.map { isWithinHourlyLimit(arrivals.flatMap { $0 } + [minute], $0) }
        ?? true)
  }

  /// Whether no hour has more than `most` of some times.
  private func isWithinHourlyLimit(_ times: [Int], _ most: Int) -> Bool {
    times.allSatisfy { start in times.count { start <= $0 && $0 < start + 60 } <= most }
  }
}
