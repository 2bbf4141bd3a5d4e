package import BaylineModel

/// The cost by term, recomputed from the placements to check the incremental total.
extension SearchState {
  /// The cost of the current schedule.
  /// - Complexity: O(operations + technicians × days).
  package func evaluate() -> ScheduleCost {
    let policy = problem.site.policy
    var cost = ScheduleCost()
    var minutes = [Int](repeating: 0, count: problem.days * problem.technicians.count)
    var latest = 0
    for index in problem.appointments.indices {
      let visit = problem.appointments[index]
      guard isScheduled[index] else {
        cost[.unscheduled] += visit.drop
        continue
      }
      add(index, visit, to: &cost)
      addMinutes(of: visit, to: &minutes)
      latest = max(latest, completion(of: visit))
    }
    for technician in problem.technicians.indices {
      for day in 0..<problem.days {
        let booked = minutes[technician.int * problem.days + day]
        let shift = problem.technicians[technician].dayShifts[day]
        cost[.overload] +=
          policy.overload * max(0, booked - problem.technicians[technician].dayLimits[day])
        if shift > 0 { cost[.balance] += policy.balance * booked * booked / (10 * shift) }
      }
    }
    cost[.makespan] = policy.makespan * latest
    return cost
  }

  private func add(_ index: AppointmentIndex, _ visit: CompiledAppointment, to cost: inout ScheduleCost) {
    let policy = problem.site.policy
    let appointment = problem.demand.appointments[index.int]
    let reception = receptions[index]
    let ready = completion(of: visit) + problem.site.booking.finishMinutes
    let origin = problem.delayOrigin(of: visit, arrival: reception?.arrival)
    cost[.delay] += visit.delayPercent * problem.open(from: origin.time, to: ready) / 100
    if let preferred = visit.preferred, let arrival = reception?.arrival {
      cost[.deviation] +=
        policy.deviation * problem.open(from: min(arrival, preferred), to: max(arrival, preferred))
    }
    let since = reception?.arrival ?? visit.onSiteSince
    if visit.waiting { cost[.stay] += policy.stay * max(0, ready - since) }
    if let readyBy = visit.readyBy, ready > readyBy {
      cost[.lateness] += policy.late + policy.lateness * problem.open(from: readyBy, to: ready)
    }
    if let expected = visit.expectedAdvisor, let reception, reception.advisor != expected {
      cost[.advisor] += policy.advisor
    }
    if appointment.kind == .comeback, let original = appointment.originalTechnician {
      cost[.original] +=
        isOnDuty(original, at: reception?.arrival ?? max(problem.statedNow, arrived(appointment)))
        ? 0 : policy.original
    }
    var crews: Set<TechnicianIndex> = []
    var stay = Stay()
    for operation in visit.operations {
      let compiled = problem.operations.elements[operation]
      let bay = problem.row(of: problem.bay(of: compiled, placements.elements[operation]))
      if compiled.lock == nil, stay.moves(to: bay) { cost[.moves] += policy.move }
      stay.pass(compiled, bay: bay, end: Int(placements.elements[operation].end))
      let crew = problem.crews[problem.crew(of: compiled, placements.elements[operation])]
      crews.formUnion(crew)
      add(appointment.operations[compiled.position], compiled, crew, appointment, at: operation, to: &cost)
    }
    cost[.handover] += policy.handover * max(0, crews.count - 1)
  }

  private func add(
    _ operation: ServiceOperation, _ compiled: CompiledOperation, _ crew: ArraySlice<TechnicianIndex>,
    _ appointment: Appointment, at index: Int, to cost: inout ScheduleCost
  ) {
    let policy = problem.site.policy
    let members = crew.map { problem.site.technicians[$0.int] }
    if case .standard(let work) = operation.work, let requirement = work.crew, appointment.kind != .comeback {
      for member in members {
        cost[.overskill] +=
          policy.overskill * max(0, member.skills[requirement.trade, default: 0] - requirement.level)
      }
    }
    if let id = appointment.preferredTechnician, !members.contains(where: { $0.id == id }),
      let preferred = problem.site.technicians.first(where: { $0.id == id })
    {
      let isAble =
        switch operation.work {
        case .standard(let work): work.crew?.admits(preferred) ?? false
        case .alternatives(let ways): ways.contains { $0.technician == id }
        }
      if isAble { cost[.technician] += policy.technician }
    }
    if let previous = operation.previous {
      let bay = problem.bay(of: compiled, placements.elements[index]).map { problem.site.bays[$0.int].id }
      if bay != previous.bay || Set(members.map(\.id)) != Set(previous.technicians) {
        cost[.moved] += policy.moved
      }
    }
  }

  private func arrived(_ appointment: Appointment) -> Int {
    appointment.arrived.map(problem.minute) ?? problem.statedNow
  }

  private func isOnDuty(_ technician: String, at time: Int) -> Bool {
    guard let index = problem.site.technicians.firstIndex(where: { $0.id == technician }) else {
      return false
    }
    return problem.classes[problem.technicians.elements[index].shifts].covers(time, time)
  }

  private func addMinutes(of visit: CompiledAppointment, to minutes: inout [Int]) {
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      let placement = placements.elements[index]
      for technician in problem.crews[problem.crew(of: operation, placement)] {
        problem.forEachDay(of: placement, in: problem.workClass(of: operation, placement), since: 0) {
          day, used in
          minutes[technician.int * problem.days + day] += used
        }
      }
    }
  }
}
