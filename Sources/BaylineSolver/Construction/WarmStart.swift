package import BaylineModel

extension SearchState {
  /// Adopts a previous schedule as far as the rules permit: each visit whose placement is still valid, in the order
  /// of the schedule.
  ///
  /// - Parameter isRetimed: Whether the schedule is of a demand with other durations. Arrivals, advisors, crews and bays
  ///   are kept; each operation starts as scheduled, or as soon after it as the rules permit, and ends by its duration
  ///   here.
  package mutating func adopt(_ schedule: Schedule, isRetimed: Bool = false) {
    let advisors = Dictionary(
      uniqueKeysWithValues: problem.site.advisors.enumerated().map { ($1.id, AdvisorIndex($0)) })
    let visits = Dictionary(
      uniqueKeysWithValues: problem.demand.appointments.enumerated().map { ($1.id, AppointmentIndex($0)) })
    for assignment in schedule.assignments {
      guard let index = visits[assignment.appointment], !isScheduled[index],
        var placed = placements(of: assignment, index)
      else { continue }
      if isRetimed {
        guard let moved = retimed(placed, of: index) else { continue }
        placed = moved
      }
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

  /// Placements with the same crews and bays, each at its start or as soon after it as crew, bay, equipment and the
  /// operation before permit; `nil` if one finds no gap.
  private func retimed(_ placed: [Placement], of index: AppointmentIndex) -> [Placement]? {
    var retimed: [Placement] = []
    var stay = Stay()
    var end = 0
    for (position, given) in zip(problem.appointments[index].operations, placed) {
      let operation = problem.operations.elements[position]
      let bay = problem.row(of: problem.bay(of: operation, given))
      var placement = given
      if operation.lock == nil {
        let least = problem.minGap(before: operation, moves: stay.moves(to: bay))
        let from = max(Int(given.start), retimed.isEmpty ? 0 : end + least)
        let option = problem.options[Int(given.option)]
        let work = Work(option, operation, problem.bayChoices[Int(given.choice)])
        guard let (start, end) = firstGap(for: work, from: from, limit: problem.end) else { return nil }
        placement = Placement(start: start, end: end, option: Int(given.option), choice: Int(given.choice))
      }
      end = Int(placement.end)
      stay.pass(operation, bay: bay, end: end)
      retimed.append(placement)
    }
    return retimed
  }

  private func placements(of assignment: Schedule.Assignment, _ index: AppointmentIndex) -> [Placement]? {
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

  private func option(of given: Schedule.OperationAssignment, _ operation: CompiledOperation) -> (Int, Int)? {
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
