import BaylineModel

extension PlacedSchedule {
  /// H1: An arrival is on the grid, on an arrival day and not before now, and its reception is within the site's
  /// hours and the shift of an advisor who receives the kind. For a promised arrival, only the shift is checked.
  func slotViolations() -> [Violation] {
    arrivals.flatMap { visit, reception in
      slotFindings(of: visit.appointment, reception).map {
        Violation(.h1, .appointment(visit.appointment.id), at: reception.arrival, $0)
      }
    }
  }

  private func slotFindings(
    of appointment: Appointment, _ reception: Schedule.Reception
  ) -> [Violation.Detail] {
    let arrival = reception.arrival
    let end = arrival + site.booking.receptionMinutes
    var findings: [Violation.Detail] = []
    if appointment.booked == nil {
      if arrival.minuteOfDay % max(1, site.booking.slotMinutes) != 0 {
        findings.append(.offGrid(slotMinutes: site.booking.slotMinutes))
      }
      if !horizon.isArrivalDay(arrival.date) {
        findings.append(.notAnArrivalDay)
      }
      if arrival < now {
        findings.append(.arrivalBeforeNow(now))
      }
      if let kinds = instance.advisor(reception.advisor)?.kinds, !kinds.contains(appointment.kind) {
        findings.append(.kindNotReceived(advisor: reception.advisor, kind: appointment.kind))
      }
      if !instance.hours.covers(from: arrival, to: end) {
        findings.append(.receptionOutsideHours)
      }
    }
    if !instance.workingTime(ofAdvisor: reception.advisor).covers(from: arrival, to: end) {
      findings.append(.receptionOutsideShift(advisor: reception.advisor))
    }
    return findings
  }
}
