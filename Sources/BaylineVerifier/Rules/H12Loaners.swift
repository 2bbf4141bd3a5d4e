import BaylineModel

extension PlacedSchedule {
  /// H12: No more loan vehicles are in use at once than there are. Each start of a loan is checked.
  func loanerViolations() -> [Violation] {
    let stays = visits.filter(\.appointment.loaner).map { visit in
      (from: visit.presentSince(notBefore: horizon.start), to: visit.ready, appointment: visit.appointment.id)
    }.filter { $0.from < $0.to }
    var changes: [CivilTime: Int] = [:]
    for stay in stays {
      changes[stay.from, default: 0] += 1
      changes[stay.to, default: 0] -= 1
    }
    var violations: [Violation] = []
    var out = 0
    for (time, change) in changes.sorted(by: { $0.key < $1.key }) {
      out += change
      if change > 0 && out > site.loaners {
        let holders = stays.filter { $0.from <= time && time < $0.to }.map(\.appointment)
        violations.append(
          Violation(
            .h12, .loaners, at: time,
            .loanerShortage(out: out, most: site.loaners, appointments: holders.sorted { $0.precedes($1) })))
      }
    }
    return violations
  }
}
