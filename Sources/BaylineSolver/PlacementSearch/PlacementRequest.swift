package import BaylineModel

/// A visit, and what is asked of its place: what is `nil` is left open.
package struct PlacementRequest: Sendable, Hashable {
  /// The visit.
  package var appointment: AppointmentIndex
  /// The arrival; of an arrived vehicle none.
  package var arrival: Int?
  /// The advisor who receives it.
  package var advisor: AdvisorIndex?
  /// A technician who has a part in one operation at least.
  package var technician: TechnicianIndex?
  /// A bay in which one operation at least is done.
  package var bay: BayIndex?

  package init(
    appointment: AppointmentIndex, arrival: Int? = nil, advisor: AdvisorIndex? = nil,
    technician: TechnicianIndex? = nil, bay: BayIndex? = nil
  ) {
    self.appointment = appointment
    self.arrival = arrival
    self.advisor = advisor
    self.technician = technician
    self.bay = bay
  }
}

/// A place for a visit that need not keep the rules.
package struct ForcedPlacement: Sendable, Equatable {
  /// Arrival and advisor; `nil` for a vehicle that had arrived.
  package var reception: CompiledReception?
  /// The operations in their order.
  package var steps: [ForcedStep]

  /// It as an assignment of the schedule file.
  package func assignment(of appointment: AppointmentIndex, in problem: CompiledProblem) -> Assignment {
    let source = problem.demand.appointments[appointment.int]
    let operations = zip(source.operations, steps).map { operation, step in
      OperationAssignment(
        operation: operation.id, bay: step.bay.map { problem.site.bays[$0.int].id },
        technicians: step.crew.map { problem.site.technicians[$0.int].id }, start: problem.civil(step.start),
        end: problem.civil(step.end))
    }
    return Assignment(
      appointment: source.id,
      reception: reception.map {
        Reception(arrival: problem.civil($0.arrival), advisor: problem.site.advisors[$0.advisor.int].id)
      },
      ready: problem.civil((steps.last?.end ?? 0) + problem.site.booking.finishMinutes),
      operations: operations)
  }
}

/// Where, by whom and when an operation would be done.
package struct ForcedStep: Sendable, Equatable {
  /// Position in the problem's table.
  var operation: Int
  /// Who works on it.
  package var crew: [TechnicianIndex]
  /// Where.
  package var bay: BayIndex?
  /// First minute.
  package var start: Int
  /// First minute after it.
  package var end: Int
  /// When its crew and bay work together, for the minutes of a splittable one.
  var time: WorkingTime
}
