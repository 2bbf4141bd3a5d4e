import BaylineModel

/// The part of a visit's cost that follows from when it is ready.
extension SearchState {
  /// Points for being ready after `completion` and the finish: delay and lateness. Never falls as it grows.
  @inline(__always)
  func readyCost(of visit: CompiledAppointment, completion: Int) -> Int {
    let ready = completion + problem.site.booking.finishMinutes
    var points = 0
    if ready > visit.begin { points = visit.delay * (problem.open(before: ready) - visit.openBeforeBegin) }
    if let readyBy = visit.readyBy, ready > readyBy {
      points +=
        problem.site.policy.late + problem.site.policy.lateness * problem.open(from: readyBy, to: ready)
    }
    return points
  }

  /// Points of a waiting customer for the stay.
  @inline(__always)
  func stayCost(of visit: CompiledAppointment, since: Int, completion: Int) -> Int {
    guard visit.waiting else { return 0 }
    return problem.site.policy.stay * max(0, completion + problem.site.booking.finishMinutes - since)
  }

  /// Points that follow from the arrival and the advisor alone.
  func receptionCost(of visit: CompiledAppointment, _ reception: CompiledReception) -> Int {
    arrivalCost(of: visit, arrival: reception.arrival) + advisorCost(of: visit, reception.advisor)
  }

  /// Points that follow from the arrival alone.
  func arrivalCost(of visit: CompiledAppointment, arrival: Int) -> Int {
    var points = 0
    if let preferred = visit.preferred {
      points +=
        problem.site.policy.deviation
        * problem.open(from: min(arrival, preferred), to: max(arrival, preferred))
    }
    if let shifts = visit.originalShifts, !shifts.holds(arrival, arrival) {
      points += problem.site.policy.original
    }
    return points
  }

  /// Points for an advisor.
  @inline(__always)
  func advisorCost(of visit: CompiledAppointment, _ advisor: AdvisorIndex) -> Int {
    guard let expected = visit.expectedAdvisor, expected != advisor else { return 0 }
    return problem.site.policy.advisor
  }

  /// The points of a visit that was just taken off the accounts and whose placements still stand, the makespan
  /// left out: what it costs to have it as it was.
  func placedCost(of appointment: AppointmentIndex, reception: CompiledReception?) -> Int {
    let visit = problem.appointments[appointment]
    let completion = completion(of: visit)
    var points = visit.constantCost + readyCost(of: visit, completion: completion)
    points += stayCost(of: visit, since: reception?.arrival ?? visit.hereSince, completion: completion)
    if let reception { points += receptionCost(of: visit, reception) }
    points += problem.site.policy.handover * max(0, differentTechnicians(of: visit) - 1)
    var extra = DayMinutes()
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      let placement = placements.elements[index]
      if operation.lock == nil {
        let option = problem.options[Int(placement.option)]
        points += option.cost
        points += movedCost(operation, option, problem.bayChoices[Int(placement.choice)])
      }
      points += overloadDelta(of: operation, placement, &extra)
    }
    return points
  }

  /// Points for leaving the previous bay or crew.
  @inline(__always)
  func movedCost(_ operation: CompiledOperation, _ option: CrewOption, _ choice: BayChoice) -> Int {
    guard operation.movedCost > 0 else { return 0 }
    return option.isPrevious && choice.bay == operation.previousBay ? 0 : operation.movedCost
  }

  private func differentTechnicians(of visit: CompiledAppointment) -> Int {
    var seen: [TechnicianIndex] = []
    for index in visit.operations {
      let crew = problem.crew(of: problem.operations.elements[index], placements.elements[index])
      for technician in problem.crews[crew] where !seen.contains(technician) { seen.append(technician) }
    }
    return seen.count
  }

  /// What an operation adds to the overload on top of the accounts and of `extra`, to which it is added.
  func overloadDelta(of operation: CompiledOperation, _ placement: Placement, _ extra: inout DayMinutes)
    -> Int
  {
    let weight = problem.site.policy.overload
    guard weight > 0 else { return 0 }
    var points = 0
    let work = problem.workClass(of: operation, placement)
    for technician in problem.crews[problem.crew(of: operation, placement)] {
      problem.forEachDay(of: placement, in: work, since: 0) { day, minutes in
        let limit = problem.technicians[technician].dayLimits[day]
        let account = technician.int * problem.days + day
        let booked = technicianMinutes[account] + extra[account]
        points += max(0, booked + minutes - limit) - max(0, booked - limit)
        extra[account] += minutes
      }
    }
    return weight * points
  }
}

/// Minutes by account, for the few that one visit touches.
struct DayMinutes {
  private var entries: [(account: Int, minutes: Int)] = []

  subscript(account: Int) -> Int {
    get { entries.first { $0.account == account }?.minutes ?? 0 }
    set {
      if let index = entries.firstIndex(where: { $0.account == account }) {
        entries[index].minutes = newValue
      } else {
        entries.append((account, newValue))
      }
    }
  }
}
