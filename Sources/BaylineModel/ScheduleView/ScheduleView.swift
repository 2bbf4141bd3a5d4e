/// A schedule joined with its demand: each visit with its appointment, and the appointments that were not scheduled.
package struct ScheduleView: Sendable {
  package let site: Site
  package let demand: Demand
  /// The scheduled visits, by arrival and then id.
  package let visits: [ScheduledVisit]
  /// In the order of the schedule.
  package let unscheduled: [Unscheduled]

  package struct Unscheduled: Sendable {
    package let appointment: Appointment
    package let entry: Schedule.UnscheduledAppointment
  }

  /// Joins by id; what refers to no appointment of the demand is ignored.
  package init(site: Site, demand: Demand, schedule: Schedule) {
    let appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let locked = LockedBays(demand)
    self.site = site
    self.demand = demand
    visits = schedule.assignments.compactMap { assignment in
      appointments[assignment.appointment].map {
        ScheduledVisit($0, assignment, from: demand.horizon.start, locked: locked)
      }
    }.sorted { ($0.arrival, $0.appointment.id) < ($1.arrival, $1.appointment.id) }
    unscheduled = schedule.unscheduled.compactMap { entry in
      appointments[entry.appointment].map { Unscheduled(appointment: $0, entry: entry) }
    }
  }

  /// The trips of the drivers, by time and appointment.
  package var trips: [DriverTrip] {
    visits.flatMap(site.trips).sorted {
      ($0.time.from, $0.visit.appointment.id) < ($1.time.from, $1.visit.appointment.id)
    }
  }

  package var now: CivilTime { demand.now }
  /// Whether the first day has begun.
  package var isUnderWay: Bool { now > demand.horizon.start }
}
