package import BaylineModel

extension SearchState {
  /// Adopts a previous schedule as far as the rules permit: each visit whose placement is still valid, in the order
  /// of the schedule.
  package mutating func adopt(_ schedule: Schedule) {
    let advisors = Dictionary(
      uniqueKeysWithValues: problem.site.advisors.enumerated().map { ($1.id, AdvisorIndex($0)) })
    let visits = Dictionary(
      uniqueKeysWithValues: problem.demand.appointments.enumerated().map { ($1.id, AppointmentIndex($0)) })
    for assignment in schedule.assignments {
      guard let index = visits[assignment.appointment], !isScheduled[index],
        let placed = placements(of: assignment, index)
      else { continue }
      var reception: CompiledReception?
      if let given = assignment.reception {
        guard let advisor = advisors[given.advisor] else { continue }
        reception = CompiledReception(arrival: problem.minute(given.arrival), advisor: advisor)
      }
      guard admits(index, reception, placed) else { continue }
      insert(
        Insertion(appointment: index, reception: reception, delta: delta(of: index, reception, placed)),
        placed)
    }
  }

  private func placements(of assignment: Assignment, _ index: AppointmentIndex) -> [Placement]? {
    let operations = problem.appointments[index].operations
    guard assignment.operations.count == operations.count else { return nil }
    var placed: [Placement] = []
    for (given, position) in zip(assignment.operations, operations) {
      let start = problem.minute(given.start)
      let end = problem.minute(given.end)
      if problem.operations.elements[position].lock != nil {
        placed.append(Placement(start: start, end: end, option: -1, choice: -1))
      } else if let (option, choice) = option(of: given, problem.operations.elements[position]) {
        placed.append(Placement(start: start, end: end, option: option, choice: choice))
      } else {
        return nil
      }
    }
    return placed
  }

  private func option(of given: OperationAssignment, _ operation: CompiledOperation) -> (Int, Int)? {
    let crew = Set(given.technicians)
    for option in operation.options {
      let members = problem.crews[problem.options[option].crew].map { problem.site.technicians[$0.int].id }
      guard members.count == given.technicians.count, Set(members) == crew else { continue }
      for choice in problem.options[option].bays
      where problem.bayChoices[choice].bay.map({ problem.site.bays[$0.int].id }) == given.bay {
        return (option, choice)
      }
    }
    return nil
  }
}
