import Bayline
import BaylineReports
import BaylineWording

/// The arrivals and advisors of an earlier schedule, which customers have been told and which a new one keeps.
struct ToldArrivals {
  /// By the visit's id.
  private let receptions: [String: Schedule.Reception]

  /// - Parameter plan: The earlier schedule; visits that are no longer in the demand do not matter.
  init(_ plan: Schedule) {
    receptions = Dictionary(
      plan.assignments.compactMap { visit in visit.reception.map { (visit.appointment, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A demand in which the told arrivals are booked.
  ///
  /// - Parameter released: Visits whose arrivals need not be kept.
  func held(in demand: Demand, at site: Site, except released: Set<String>) -> Demand {
    var held = demand
    for (index, visit) in demand.appointments.enumerated() {
      guard let told = receptions[visit.id], visit.booked == nil, visit.arrived == nil,
        !released.contains(visit.id), demand.horizon.isArrivalDay(told.arrival.date)
      else { continue }
      let isThere = site.advisors.contains { $0.id == told.advisor }
      held.appointments[index].booked = Appointment.Booking(
        arrival: told.arrival, advisor: isThere ? told.advisor : nil)
    }
    return held
  }

  /// The visits whose told arrivals cannot be kept: those that a schedule with them leaves out, and those that break a
  /// rule which only a promise would excuse.
  func impossible(in schedule: Schedule, site: Site, demand: Demand) -> Set<String> {
    var bare = schedule
    bare.cost = nil
    let violations = Verifier(site: site, demand: demand).verify(bare).violations
    let broken = violations.flatMap { violation -> [String] in
      switch violation.subject {
      case .appointment(let id): [id]
      case .operation(let operation): [operation.appointment]
      default: receptions.filter { $0.value.arrival == violation.at }.map(\.key)
      }
    }
    let known = Set(schedule.unscheduled.map(\.appointment) + broken).intersection(receptions.keys)
    return known.isEmpty && !violations.isEmpty ? Set(receptions.keys) : known
  }

  /// A schedule of the demand with the told arrivals as one of the demand itself. Its bound was that of the other demand.
  func restated(_ schedule: Schedule, site: Site, demand: Demand) -> Schedule {
    var restated = schedule
    restated.cost = nil
    let cost = Verifier(site: site, demand: demand).verify(restated).cost
    restated.cost = ScheduleCost.Stated(total: cost.total, terms: cost)
    restated.about?.bound = nil
    ScheduleFingerprint.stamp(&restated, site: site, demand: demand)
    return restated
  }

  /// A line for each visit that is not where its customer was told.
  func moved(in schedule: Schedule, site: Site, demand: Demand, _ words: Glossary) -> [String] {
    let names = DisplayNames(site: site, demand: demand)
    let now = schedule.assignmentsByVisit
    func place(_ reception: Schedule.Reception) -> String {
      "\(reception.arrival) \(names.advisor(reception.advisor))"
    }
    return demand.appointments.compactMap { visit in
      guard let told = receptions[visit.id], visit.arrived == nil, now[visit.id]?.reception != told else {
        return nil
      }
      let new = now[visit.id].map { $0.reception.map(place) ?? words("已到店", "in house") }
      let text = new ?? words("未排入", "not scheduled")
      return words(
        "与告知客户的不同：\(names.vehicle(visit.id))：\(place(told)) → \(text)",
        "moved since it was told: \(names.vehicle(visit.id)): \(place(told)) → \(text)")
    }
  }
}
