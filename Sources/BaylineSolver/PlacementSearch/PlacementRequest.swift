package import BaylineModel

/// A visit and its requested placement; `nil` members are unconstrained.
package struct PlacementRequest: Sendable, Hashable {
  package var appointment: AppointmentIndex
  /// `nil` for an arrived vehicle.
  package var arrival: Int?
  package var advisor: AdvisorIndex?
  /// A technician who takes part in at least one operation.
  package var technician: TechnicianIndex?
  /// A bay used by at least one operation.
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

/// A placement of a visit that may break rules.
package struct ForcedPlacement: Sendable, Equatable {
  /// `nil` for a vehicle that had already arrived.
  package var reception: CompiledReception?
  package var steps: [ForcedStep]

  /// Converts the placement to an assignment.
  package func assignment(of appointment: AppointmentIndex, in problem: CompiledProblem)
    -> Schedule.Assignment
  {
    let source = problem.demand.appointments[appointment.int]
    let operations = zip(source.operations, steps).map { operation, step in
      Schedule.OperationAssignment(
        operation: operation.id, bay: step.bay.map { problem.site.bays[$0.int].id },
        technicians: step.crew.map { problem.site.technicians[$0.int].id }, start: problem.civil(step.start),
        end: problem.civil(step.end))
    }
    return Schedule.Assignment(
      appointment: source.id,
      reception: reception.map {
        Schedule.Reception(
          arrival: problem.civil($0.arrival), advisor: problem.site.advisors[$0.advisor.int].id)
      },
      ready: problem.civil((steps.last?.end ?? 0) + problem.site.booking.finishMinutes),
      operations: operations)
  }
}

/// The placement of one operation.
package struct ForcedStep: Sendable, Equatable {
  /// Index in the problem's `operations`.
  var operation: Int
  package var crew: [TechnicianIndex]
  package var bay: BayIndex?
  package var start: Int
  /// Exclusive.
  package var end: Int
  /// Common working time of crew and bay, for splittable work.
  var time: WorkingTime
}
