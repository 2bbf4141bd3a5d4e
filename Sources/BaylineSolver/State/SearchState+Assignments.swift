package import BaylineModel

extension SearchState {
  /// The scheduled visits in canonical order: arrived vehicles by id, then the others by arrival and id.
  package func assignments() -> [Schedule.Assignment] {
    problem.appointments.indices.filter { isScheduled[$0] }.map(assignment).sorted { $0.precedes($1) }
  }

  /// The schedule; all unscheduled visits have the reason `capacity`.
  package func unexplainedSchedule() -> Schedule {
    let terms = evaluate()
    return Schedule(
      assignments: assignments(),
      unscheduled: problem.appointments.indices.filter { !isScheduled[$0] }.map {
        Schedule.UnscheduledAppointment(
          appointment: problem.demand.appointments[$0.int].id, reason: .capacity)
      }, cost: ScheduleCost.Stated(total: terms.total, terms: terms))
  }

  /// A scheduled visit in terms of the model.
  package func assignment(of index: AppointmentIndex) -> Schedule.Assignment {
    let appointment = problem.demand.appointments[index.int]
    let visit = problem.appointments[index]
    let operations = zip(appointment.operations, visit.operations).map { operation, position in
      let compiled = problem.operations.elements[position]
      let placement = placements.elements[position]
      return Schedule.OperationAssignment(
        operation: operation.id,
        bay: problem.bay(of: compiled, placement).map { problem.site.bays[$0.int].id },
        technicians: problem.crews[problem.crew(of: compiled, placement)].map {
          problem.site.technicians[$0.int].id
        },
        start: problem.civil(Int(placement.start)), end: problem.civil(Int(placement.end)))
    }
    return Schedule.Assignment(
      appointment: appointment.id,
      reception: receptions[index].map {
        Schedule.Reception(
          arrival: problem.civil($0.arrival), advisor: problem.site.advisors[$0.advisor.int].id)
      },
      ready: problem.civil(completion(of: visit) + problem.site.booking.finishMinutes), operations: operations
    )
  }
}
