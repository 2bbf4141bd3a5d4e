import BaylineModel

extension PlacedSchedule {
  /// H14: A share of the technicians' remaining time per day stays free for walk-ins and added work; where locked
  /// operations alone take more, they set the limit.
  func reserveViolations() -> [Violation] {
    var booked: [CivilDate: Int] = [:]
    var locked: [CivilDate: Int] = [:]
    for visit in visits where !visit.appointment.walkIn {
      for placed in visit.operations where !placed.crew.isEmpty {
        for (day, minutes) in usedMinutes(by: placed, since: now) {
          booked[day, default: 0] += minutes * placed.crew.count
          if placed.isLocked { locked[day, default: 0] += minutes * placed.crew.count }
        }
      }
    }
    return booked.sorted { $0.key < $1.key }.compactMap { day, minutes in
      let shifts = site.technicians.reduce(0) { $0 + shiftMinutes(of: $1.id, on: day, since: now) }
      let limit = max((100 - site.booking.reservePercent) * shifts / 100, locked[day] ?? 0)
      guard minutes > limit else { return nil }
      return Violation(
        .h14, .technicians, at: CivilTime(day), .reserveExceeded(bookedMinutes: minutes, maxMinutes: limit))
    }
  }
}
