import BaylineModel

extension PlacedSchedule {
  /// H11: At no time does the cumulative need for a part exceed its cumulative stock.
  func partsViolations() -> [Violation] {
    var needs: [String: [(at: CivilTime, quantity: Int, appointment: String)]] = [:]
    for visit in visits {
      guard let at = partsNeededAt(by: visit) else { continue }
      for need in visit.appointment.parts {
        needs[need.part, default: []].append((at, need.quantity, visit.appointment.id))
      }
    }
    return demand.parts.sorted { $0.id.precedes($1.id) }.flatMap { part in
      shortages(of: part, needs: needs[part.id] ?? [])
    }
  }

  /// When a visit needs its parts; `nil` if no longer needed.
  private func partsNeededAt(by visit: PlacedVisit) -> CivilTime? {
    if visit.appointment.picked { return nil }
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
        let same = needs[...index].reversed().prefix { $0.at == need.at }.map(\.appointment)
        violations.append(
          Violation(
            .h11, .part(part.id), at: need.at,
            .partShortage(needed: needed, available: available, appointments: same.reversed())))
      }
    }
    return violations
  }
}
