import BaylineModel
import BaylineSolver
import BaylineVerifier

// Why a visit is placed where it is.
extension Explainer {
  /// The maximum number of closer arrivals to list.
  private static let maxCloserArrivals = 4

  func currentPlacement(of index: AppointmentIndex, _ current: Schedule.Assignment, _ without: SearchState)
    -> Explanation.CurrentPlacement
  {
    var reduced = schedule
    reduced.assignments.removeAll { $0.appointment == current.appointment }
    reduced.unscheduled.append(
      Schedule.UnscheduledAppointment(appointment: current.appointment, reason: .capacity))
    var own = cost - verifier.verify(reduced).cost
    own[.unscheduled] = 0
    let obstacles = advisors(at: current, without)
    return Explanation.CurrentPlacement(
      assignment: current, cost: own, nearer: nearer(of: index, current, without),
      advisors: obstacles.filter { $0.advisor != current.reception?.advisor },
      arrivalsThatDay: obstacles.first { $0.advisor == current.reception?.advisor }?.arrivalsThatDay,
      operations: operations(of: index, current))
  }

  private func nearer(
    of index: AppointmentIndex, _ current: Schedule.Assignment, _ without: SearchState
  ) -> [Explanation.CloserArrival] {
    let visit = problem.appointments[index]
    guard let reception = current.reception, visit.rule == .free else { return [] }
    let arrival = problem.minute(reception.arrival)
    let wish = visit.preferred ?? visit.earliestStart
    let windows = demand.appointments[index.int].availability
    let better = problem.slots.filter { slot in
      let isNearer =
        visit.preferred == nil ? slot >= wish && slot < arrival : abs(slot - wish) < abs(arrival - wish)
      return isNearer && windows?.contains { $0.contains(problem.civil(slot)) } ?? true
    }
    return better.sorted { (abs($0 - wish), $0) < (abs($1 - wish), $1) }.prefix(Self.maxCloserArrivals)
      .compactMap {
        slot in
        var search = PlacementSearch(without, PlacementRequest(appointment: index, arrival: slot))
        guard let best = place(&search)?.best else { return nil }
        return Explanation.CloserArrival(
          arrival: problem.civil(slot), violations: best.verdict.violations, change: best.verdict.cost - cost,
          schedule: best.schedule)
      }
  }

  // MARK: - Operations

  private func operations(
    of index: AppointmentIndex, _ current: Schedule.Assignment
  ) -> [Explanation.CurrentOperation] {
    let appointment = demand.appointments[index.int]
    return current.operations.enumerated().map { position, placed in
      Explanation.CurrentOperation(
        placed: placed, causes: causes(of: placed, at: position, appointment, current),
        others: others(
          for: placed, OperationIndex(problem.appointments[index].operations.lowerBound + position)))
    }
  }

  private func causes(
    of placed: Schedule.OperationAssignment, at position: Int, _ appointment: Appointment,
    _ current: Schedule.Assignment
  ) -> [Explanation.StartConstraint] {
    if appointment.operations[position].locked != nil { return [.locked] }
    var causes: [Explanation.StartConstraint] = []
    let start = placed.start
    if position == 0, let arrival = current.reception?.arrival,
      arrival + site.booking.receptionMinutes == start
    {
      causes.append(.reception)
    }
    if position > 0, current.operations[position - 1].end == start {
      causes.append(.operation(current.operations[position - 1].operation))
    }
    if position > 0 { causes += waits(for: placed, at: position, appointment, current) }
    causes += needs(of: placed, appointment.operations[position], current)
    for technician in placed.technicians {
      if let before = operation(
        until: start, where: { $0.technicians.contains(technician) }, except: current.appointment)
      {
        causes.append(.technicianFree(technician, after: before))
      }
      let calendar = site.technicians.first { $0.id == technician }?.calendar
      if begins(calendar, at: start) { causes.append(.technicianOnDuty(technician)) }
    }
    if let bay = placed.bay {
      if let before = operation(until: start, where: { $0.bay == bay }, except: current.appointment) {
        causes.append(.bayFree(bay, after: before))
      }
      if begins(site.bays.first { $0.id == bay }?.calendar, at: start) { causes.append(.bayOpen(bay)) }
    }
    if start == max(demand.now, demand.horizon.start) { causes.append(.now) }
    return causes
  }

  /// What must pass between an operation and the one before it.
  private func waits(
    for placed: Schedule.OperationAssignment, at position: Int, _ appointment: Appointment,
    _ current: Schedule.Assignment
  ) -> [Explanation.StartConstraint] {
    let gap = placed.start - current.operations[position - 1].end
    guard gap > 0 else { return [] }
    var causes: [Explanation.StartConstraint] = []
    if appointment.operations[position].lag.min == gap { causes.append(.lag(minutes: gap)) }
    if site.booking.moveMinutes == gap, moves(to: placed, at: position, appointment, current) {
      causes.append(.move(minutes: gap))
    }
    return causes
  }

  /// Whether the vehicle leaves one bay for an operation in another.
  private func moves(
    to placed: Schedule.OperationAssignment, at position: Int, _ appointment: Appointment,
    _ current: Schedule.Assignment
  ) -> Bool {
    guard placed.bay != nil, let before = current.operations[..<position].lastIndex(where: { $0.bay != nil })
    else { return false }
    return current.operations[before].bay != placed.bay || appointment.operations[before].bayAfter == .leave
  }

  /// The equipment and the parts for which an operation waits until its start.
  private func needs(
    of placed: Schedule.OperationAssignment, _ operation: ServiceOperation, _ current: Schedule.Assignment
  ) -> [Explanation.StartConstraint] {
    var causes: [Explanation.StartConstraint] = []
    for id in operation.equipment {
      let holder = operations(until: placed.start, except: current.appointment)
        .first { needs($0.reference, id) }?.reference
      if let holder { causes.append(.equipmentFree(id, after: holder)) }
    }
    for need in operation.parts {
      let part = demand.parts.first { $0.id == need.part }
      if part?.inbound.contains(where: { $0.at == placed.start }) ?? false { causes.append(.part(need.part)) }
    }
    return causes
  }

  private func needs(_ reference: OperationReference, _ equipment: String) -> Bool {
    demand.appointments.first { $0.id == reference.appointment }?.operations
      .first { $0.id == reference.operation }?.equipment.contains(equipment) ?? false
  }

  /// The operation of another visit that holds a resource until exactly a time.
  private func operation(
    until time: CivilTime, where holds: (Schedule.OperationAssignment) -> Bool, except appointment: String
  ) -> OperationReference? {
    operations(until: time, except: appointment).first { holds($0.operation) }?.reference
  }

  private func operations(
    until time: CivilTime, except appointment: String
  ) -> [(operation: Schedule.OperationAssignment, reference: OperationReference)] {
    schedule.assignments.filter { $0.appointment != appointment }.flatMap { assignment in
      assignment.operations.filter { $0.end == time }.map {
        ($0, OperationReference(appointment: assignment.appointment, operation: $0.operation))
      }
    }
  }

  private func begins(_ calendar: String?, at time: CivilTime) -> Bool {
    guard let calendar = calendar.flatMap({ site.calendars[$0] }) else { return false }
    return calendar.mergedIntervals(on: time.date).contains { $0.start == time.minuteOfDay }
  }

  private func others(
    for placed: Schedule.OperationAssignment, _ operation: OperationIndex
  ) -> [Explanation.OtherTechnician] {
    guard problem.operations[operation].lock == nil else { return [] }
    let source = state.source(of: operation)
    return state.able(for: operation).map { site.technicians[$0.int] }
      .filter { !placed.technicians.contains($0.id) }
      .map { technician in
        var level: Int?
        if case .standard(let work) = source.work, let crew = work.crew {
          level = technician.skills[crew.trade]
        }
        return Explanation.OtherTechnician(
          technician: technician.id, level: level, state: state(of: technician, during: placed))
      }
  }

  private func state(of technician: Technician, during placed: Schedule.OperationAssignment)
    -> Explanation.OtherTechnician.State
  {
    for assignment in schedule.assignments {
      for operation in assignment.operations
      where operation.start < placed.end && placed.start < operation.end
        && operation.technicians.contains(technician.id)
      {
        return .busy(
          OperationReference(appointment: assignment.appointment, operation: operation.operation),
          until: operation.end)
      }
    }
    guard let position = site.technicians.firstIndex(where: { $0.id == technician.id }) else {
      return .offDuty
    }
    let shifts = problem.classes[problem.technicians[TechnicianIndex(position)].shifts]
    let (start, end) = (problem.minute(placed.start), problem.minute(placed.end))
    return shifts.minutes(from: start, to: end) == end - start ? .free : .offDuty
  }
}
