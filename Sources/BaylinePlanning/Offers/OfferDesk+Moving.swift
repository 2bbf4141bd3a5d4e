package import BaylineModel

extension OfferDesk {
  /// The desk of a book without one of its visits, and that visit as a request for any time, with the same advisor if possible.
  ///
  /// - Precondition: As for ``init(site:demand:schedule:now:promising:)``; the vehicle is not on site.
  /// - Throws: Why the schedule is not valid for the demand.
  package static func moving(
    _ visit: Appointment, site: Site, demand: Demand, schedule: Schedule, now: CivilTime,
    promising: PromiseRule? = nil
  ) throws(Schedule.Problem) -> (desk: OfferDesk, request: Appointment) {
    let reception = schedule.assignments.first { $0.appointment == visit.id }?.reception
    var request = visit
    request.preferredAdvisor = visit.expectedAdvisor ?? reception?.advisor
    request.booked = nil
    request.availability = nil
    request.preferredArrival = nil
    var (demand, schedule) = (demand, schedule)
    demand.appointments.removeAll { $0.id == visit.id }
    schedule.assignments.removeAll { $0.appointment == visit.id }
    schedule.unscheduled.removeAll { $0.appointment == visit.id }
    schedule.cost = nil
    let desk = try OfferDesk(
      site: site, demand: demand, schedule: schedule, now: now, promising: promising)
    return (desk, request)
  }
}

extension Appointment {
  /// Whether the vehicle is on site, so that its arrival cannot be moved.
  package var isOnSite: Bool { arrived != nil || operations.contains { $0.locked != nil } }
}
