import BaylineModel

/// A book of arrivals, filled the simple way: each customer gets the first slot from the preferred time on.
struct FirstSlotBook {
  let workshop: Workshop
  let date: CivilDate
  private var ledger: ArrivalLedger

  init(workshop: Workshop, date: CivilDate) {
    self.workshop = workshop
    self.date = date
    ledger = ArrivalLedger(workshop.site, days: [date])
  }

  /// The first slot for a visit, with its advisor; `nil` if its day has none left.
  mutating func book(_ visit: Appointment) -> (minute: Int, advisor: Advisor)? {
    let slotMinutes = workshop.site.booking.slotMinutes
    guard let (opening, closing) = workshop.opening(on: date) else { return nil }
    let wish = visit.preferredArrival ?? visit.availability?.first?.from
    let first = wish.map { $0.minuteOfDay } ?? opening
    for minute in stride(from: first / slotMinutes * slotMinutes, to: closing, by: slotMinutes) {
      let time = CivilTime(date, minuteOfDay: minute)
      if let windows = visit.availability, !windows.contains(where: { $0.contains(time) }) { continue }
      for advisor in order(for: visit) where ledger.admits(time, advisor: advisor) {
        ledger.add(time, advisor: advisor)
        return (minute, workshop.site.advisors[advisor])
      }
    }
    return nil
  }

  /// The advisor asked for, then those with the fewest arrivals.
  private func order(for visit: Appointment) -> [Int] {
    let advisors = workshop.site.advisors
    func key(_ index: Int) -> (Int, Int, Int) {
      (advisors[index].id == visit.preferredAdvisor ? 0 : 1, ledger.count(on: date, advisor: index), index)
    }
    return advisors.indices.filter { advisors[$0].receives(visit.kind) }.sorted { key($0) < key($1) }
  }
}
