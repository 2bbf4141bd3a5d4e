import BaylineModel

extension PlacedSchedule {
  /// H11: At no time does the cumulative need for a part exceed its cumulative stock.
  func partsViolations() -> [Violation] {
    var needs: [String: [(at: CivilTime, quantity: Int, appointment: String)]] = [:]
    for visit in visits where !visit.appointment.picked {
      func add(_ parts: [SparePart.Requirement], at time: CivilTime) {
        for need in parts {
          needs[need.part, default: []].append((time, need.quantity, visit.appointment.id))
        }
      }
      if let time = partsNeededAt(by: visit) { add(visit.appointment.parts, at: time) }
      for placed in visit.operations where !placed.isLocked { add(placed.operation.parts, at: placed.start) }
    }
    return demand.parts.sorted { $0.id.precedes($1.id) }.flatMap { part in
      shortages(of: part, needs: needs[part.id] ?? [])
    }
  }

  /// When a visit needs its own parts, those of its operations aside; `nil` if no longer needed.
  private func partsNeededAt(by visit: PlacedVisit) -> CivilTime? {
    if let reception = visit.reception { return reception.arrival + -site.booking.partsLeadMinutes }
    return visit.operations.first { !$0.isLocked }?.start
  }

  private func shortages(
    of part: SparePart, needs: [(at: CivilTime, quantity: Int, appointment: String)]
  ) -> [Violation] {
    let needs = needs.sorted { left, right in
      left.at != right.at ? left.at < right.at : left.appointment.precedes(right.appointment)
    }
    let inbound = part.inbound.sorted { $0.at < $1.at }
    var violations: [Violation] = []
    var needed = 0
    var available = part.onHand
    var delivered = 0
    for (index, need) in needs.enumerated() {
      needed += need.quantity
      // All needs of one minute are considered together.
      if index + 1 < needs.count, needs[index + 1].at == need.at { continue }
      while delivered < inbound.count, inbound[delivered].at <= need.at {
        available += inbound[delivered].quantity
        delivered += 1
      }
      if needed > available {
        var same = needs[...index].reversed().prefix { $0.at == need.at }.map(\.appointment)
        same = Set(same).sorted { $0.precedes($1) }
        violations.append(
          Violation(
            .h11, .part(part.id), at: need.at,
            .partShortage(needed: needed, available: available, appointments: same)))
      }
    }
    return violations
  }
}
