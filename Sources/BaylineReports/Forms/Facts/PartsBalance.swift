import BaylineModel
import BaylineWording

/// What the scheduled visits need of each part and when, and what those left out would lack (H11).
struct PartsBalance {
  /// Some pieces of a part for a scheduled visit.
  struct Need {
    let part: SparePart
    let plate: String
    let quantity: Int
    /// When they shall lie on the shelf.
    let by: CivilTime
    /// Pieces that are not there by then: the schedule breaks a rule.
    let missing: Int
  }

  /// A part that a visit left out lacks when it was wanted.
  struct Shortage {
    let part: SparePart
    let plate: String
    let quantity: Int
    let missing: Int
    /// When the customer would have come.
    let wanted: CivilTime
    /// From when there is enough of the part beside what the scheduled visits need; `nil` if no delivery brings it.
    let enoughFrom: CivilTime?
    /// The earliest arrival that the schedule names.
    let earliest: CivilTime?
  }

  /// By time, shelf and plate.
  private(set) var needs: [Need] = []
  /// In the order of the schedule.
  private(set) var shortages: [Shortage] = []

  init(facts: FormContext) {
    let parts = Dictionary(facts.demand.parts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = facts.visits.flatMap { visit in
      Self.time(of: visit, leadMinutes: facts.site.booking.partsLeadMinutes).map { by in
        visit.appointment.parts.map { (by: by, visit: visit, need: $0) }
      } ?? []
    }.sorted { ($0.by, $0.visit.appointment.id) < ($1.by, $1.visit.appointment.id) }

    var taken: [String: Int] = [:]
    for (by, visit, need) in wanted {
      guard let part = parts[need.part] else { continue }
      let before = taken[part.id, default: 0]
      taken[part.id] = before + need.quantity
      let free = Self.supply(of: part, at: by) - before
      needs.append(
        Need(
          part: part, plate: visit.plate, quantity: need.quantity, by: by,
          missing: min(need.quantity, max(0, need.quantity - free))))
    }
    needs.sort {
      ($0.by, $0.part.shelf ?? "", $0.plate, $0.part.id) < ($1.by, $1.part.shelf ?? "", $1.plate, $1.part.id)
    }

    for left in facts.leftOut where !left.appointment.picked {
      let at = left.appointment.wantedArrival(in: facts.demand)
      for need in left.appointment.parts {
        guard let part = parts[need.part] else { continue }
        // What the scheduled visits need later is theirs too.
        let goal = taken[part.id, default: 0] + need.quantity
        let missing = goal - Self.supply(of: part, at: at + -facts.site.booking.partsLeadMinutes)
        guard missing > 0 else { continue }
        let times = [facts.demand.horizon.start] + part.inbound.map(\.at).sorted()
        shortages.append(
          Shortage(
            part: part, plate: left.appointment.plate, quantity: need.quantity,
            missing: min(missing, need.quantity), wanted: at,
            enoughFrom: times.first { Self.supply(of: part, at: $0) >= goal }, earliest: left.entry.earliest))
      }
    }
  }

  /// When the parts of a visit shall be there; `nil` if they are taken already or nothing is left to do.
  private static func time(of visit: ScheduledVisit, leadMinutes: Int) -> CivilTime? {
    if visit.appointment.picked { return nil }
    if let reception = visit.reception { return reception.arrival + -leadMinutes }
    return visit.operations.first { $0.operation.locked == nil }?.placed.start
  }

  private static func supply(of part: SparePart, at time: CivilTime) -> Int {
    part.inbound.reduce(part.onHand) { $1.at <= time ? $0 + $1.quantity : $0 }
  }
}

extension Appointment {
  /// When it was promised, wanted or possible; the start of the horizon for one that says nothing or that is there.
  func wantedArrival(in demand: Demand) -> CivilTime {
    let wish = booked?.arrival ?? preferredArrival ?? availability?.map(\.from).min()
    return max(arrived == nil ? wish ?? demand.horizon.start : demand.horizon.start, demand.horizon.start)
  }
}
