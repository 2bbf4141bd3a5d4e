import BaylineModel

extension PlacedSchedule {
  /// H14: A share of the technicians' remaining time per day stays free for walk-ins and added work, of all and of single
  /// teams; where locked operations alone take more, they set the limit.
  func reserveViolations() -> [Violation] {
    let use = bookedMinutes(since: now) { !$0.walkIn }
    let days = Set(use.keys.map(\.day)).sorted()
    var violations = reserveViolations(
      of: site.technicians, .technicians, percent: site.booking.reservePercent, use: use, days: days)
    for (team, percent) in site.booking.teamReservePercent.sorted(by: { $0.key.precedes($1.key) }) {
      violations += reserveViolations(
        of: site.technicians.filter { $0.team == team }, .team(team), percent: percent, use: use, days: days)
    }
    return violations
  }

  private func reserveViolations(
    of technicians: [Technician], _ subject: Violation.Subject, percent: Int,
    use: [TechnicianDay: BookedMinutes], days: [CivilDate]
  ) -> [Violation] {
    days.compactMap { day in
      var (shifts, booked, locked) = (0, 0, 0)
      for technician in technicians {
        shifts += shiftMinutes(of: technician.id, on: day, since: now)
        let use = use[TechnicianDay(technician: technician.id, day: day)] ?? BookedMinutes()
        booked += use.all
        locked += use.locked
      }
      let limit = max((100 - percent) * shifts / 100, locked)
      guard booked > limit else { return nil }
      return Violation(
        .h14, subject, at: CivilTime(day), .reserveExceeded(bookedMinutes: booked, maxMinutes: limit))
    }
  }
}
