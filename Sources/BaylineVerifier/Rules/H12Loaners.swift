import BaylineModel

extension PlacedSchedule {
  /// H12: No more loan vehicles are in use, or being turned around, at once than there are. Each start of a loan is
  /// checked.
  func loanerViolations() -> [Violation] {
    let turnaround = site.booking.loanerTurnaroundMinutes
    let loans = visits.filter(\.appointment.loaner).map { visit in
      Use(
        from: visit.presentSince(notBefore: horizon.start), to: visit.ready + turnaround,
        holder: visit.appointment.id)
    }
    return loans.crowds(above: site.loaners).map { time, loans in
      let holders = loans.map(\.holder).sorted { $0.precedes($1) }
      return Violation(
        .h12, .loaners, at: time,
        .loanerShortage(out: loans.count, most: site.loaners, appointments: holders))
    }
  }
}
