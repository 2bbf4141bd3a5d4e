/// What the scheduled visits need of each part and when, and what the unscheduled ones lack (H11).
package struct PartsBalance: Sendable {
  /// A part for a scheduled visit.
  package struct Need: Sendable {
    /// The id of the visit.
    package let appointment: String
    package let part: SparePart
    package let plate: String
    package let quantity: Int
    /// The operation that needs them; `nil` if they must be there before the arrival.
    package let operation: String?
    /// When the parts must be on the shelf.
    package let by: CivilTime
    /// The quantity that will not be there by then: the schedule breaks a rule.
    package let missing: Int
  }

  /// A part that an unscheduled visit lacks at the time it was wanted.
  package struct Shortage: Sendable {
    /// The id of the visit.
    package let appointment: String
    package let part: SparePart
    package let plate: String
    package let quantity: Int
    package let missing: Int
    /// When the customer wanted to come.
    package let wanted: CivilTime
    /// When there is enough beside the needs of the scheduled visits; `nil` if no delivery brings it.
    package let enoughFrom: CivilTime?
    /// The earliest arrival according to the schedule.
    package let earliest: CivilTime?
  }

  /// By time, shelf and plate.
  package private(set) var needs: [Need] = []
  /// In the order of the schedule.
  package private(set) var shortages: [Shortage] = []

  package init(_ view: ScheduleView) {
    let parts = view.demand.partsByID
    let wanted = view.visits.flatMap { Self.wants(of: $0, leadMinutes: view.site.booking.partsLeadMinutes) }
      .sorted { ($0.by, $0.visit.appointment.id) < ($1.by, $1.visit.appointment.id) }

    var taken: [String: Int] = [:]
    for (by, visit, need, operation) in wanted {
      guard let part = parts[need.part] else { continue }
      let before = taken[part.id, default: 0]
      taken[part.id] = before + need.quantity
      let free = Self.supply(of: part, at: by) - before
      needs.append(
        Need(
          appointment: visit.appointment.id, part: part, plate: visit.plate, quantity: need.quantity,
          operation: operation, by: by,
          missing: min(need.quantity, max(0, need.quantity - free))))
    }
    needs.sort {
      ($0.by, $0.part.shelf ?? "", $0.plate, $0.part.id) < ($1.by, $1.part.shelf ?? "", $1.plate, $1.part.id)
    }

    for unscheduled in view.unscheduled where !unscheduled.appointment.picked {
      let at = unscheduled.appointment.wantedArrival(in: view.demand)
      for need in unscheduled.appointment.allParts {
        guard let part = parts[need.part] else { continue }
        // The scheduled visits come first, even those that need the part later.
        let goal = taken[part.id, default: 0] + need.quantity
        let missing = goal - Self.supply(of: part, at: at + -view.site.booking.partsLeadMinutes)
        guard missing > 0 else { continue }
        let times = [view.demand.horizon.start] + part.inbound.map(\.at).sorted()
        shortages.append(
          Shortage(
            appointment: unscheduled.appointment.id, part: part,
            plate: unscheduled.appointment.card.plate ?? unscheduled.appointment.id,
            quantity: need.quantity,
            missing: min(missing, need.quantity), wanted: at,
            enoughFrom: times.first { Self.supply(of: part, at: $0) >= goal },
            earliest: unscheduled.entry.earliest))
      }
    }
  }

  private typealias Want = (
    by: CivilTime, visit: ScheduledVisit, need: SparePart.Requirement, operation: String?
  )

  /// The parts of a visit and when they must be there; none if they are picked already or no work is left.
  private static func wants(of visit: ScheduledVisit, leadMinutes: Int) -> [Want] {
    if visit.appointment.picked { return [] }
    let open = visit.operations.filter { $0.operation.locked == nil }
    let own = visit.reception.map { $0.arrival + -leadMinutes } ?? open.first?.placed.start
    let forVisit = own.map { by in visit.appointment.parts.map { (by, visit, $0, String?.none) } } ?? []
    return forVisit
      + open.flatMap { operation in
        operation.operation.parts.map { (operation.placed.start, visit, $0, operation.name) }
      }
  }

  private static func supply(of part: SparePart, at time: CivilTime) -> Int {
    part.inbound.reduce(part.onHand) { $1.at <= time ? $0 + $1.quantity : $0 }
  }
}

extension Appointment {
  /// The promised, preferred or first possible arrival; the start of the horizon if there is none or the vehicle has
  /// arrived.
  package func wantedArrival(in demand: Demand) -> CivilTime {
    let wish = booked?.arrival ?? preferredArrival ?? availability?.map(\.from).min()
    return max(arrived == nil ? wish ?? demand.horizon.start : demand.horizon.start, demand.horizon.start)
  }
}
