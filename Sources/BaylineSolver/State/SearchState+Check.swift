import BaylineModel

/// Full evaluation of a given way to schedule a visit: checks the search's deltas and admits schedules from outside.
extension SearchState {
  /// The change of the total cost if an unscheduled visit were scheduled this way.
  /// - Complexity: O(operations of the visit × crew × days).
  func delta(of index: AppointmentIndex, _ reception: CompiledReception?, _ placed: some Sequence<Placement>)
    -> Int
  {
    let visit = problem.appointments[index]
    let policy = problem.site.policy
    var points = visit.constantCost - visit.drop
    var crews: Set<TechnicianIndex> = []
    var minutes: [Int: Int] = [:]
    var completion = 0
    var stay = Stay()
    for (position, placement) in zip(visit.operations, placed) {
      let operation = problem.operations.elements[position]
      let crew = problem.crews[problem.crew(of: operation, placement)]
      crews.formUnion(crew)
      completion = Int(placement.end)
      let bay = problem.row(of: problem.bay(of: operation, placement))
      if operation.lock == nil {
        let option = problem.options[Int(placement.option)]
        points += option.cost + movedCost(operation, option, problem.bayChoices[Int(placement.choice)])
        if stay.moves(to: bay) { points += policy.move }
      }
      stay.pass(operation, bay: bay, end: Int(placement.end))
      problem.forEachDay(of: placement, in: problem.workClass(of: operation, placement), since: 0) {
        day, used in
        for technician in crew { minutes[technician.int * problem.days + day, default: 0] += used }
      }
    }
    for (account, used) in minutes {
      let (technician, day) = account.quotientAndRemainder(dividingBy: problem.days)
      let person = TechnicianIndex(technician)
      let booked = self.minutes(of: person, onDay: day)
      points +=
        problem.workloadCost(of: person, onDay: day, minutes: booked + used)
        - problem.workloadCost(of: person, onDay: day, minutes: booked)
    }
    points += policy.handover * max(0, crews.count - 1)
    points += readyCost(
      of: visit, since: problem.delayOrigin(of: visit, arrival: reception?.arrival), completion: completion)
    points += stayCost(of: visit, since: reception?.arrival ?? visit.onSiteSince, completion: completion)
    if let reception {
      points += arrivalCost(of: visit, arrival: reception.arrival) + advisorCost(of: visit, reception.advisor)
    }
    return points + policy.makespan * max(0, completion - latestEnd)
  }

  /// Whether an unscheduled visit may be scheduled this way with everything else fixed (H1–H18).
  func admits(_ index: AppointmentIndex, _ reception: CompiledReception?, _ placed: [Placement]) -> Bool {
    let visit = problem.appointments[index]
    guard !visit.isInfeasible, let last = placed.last,
      admitsReception(index, visit, reception), admitsChain(visit, reception, placed),
      admitsReserve(visit, placed)
    else { return false }
    let since = reception?.arrival ?? visit.onSiteSince
    let ready = Int(last.end) + problem.site.booking.finishMinutes
    guard canLend(visit, from: since, ready: ready), canDeliver(visit, since: since, ready: ready) else {
      return false
    }
    if visit.waiting, problem.operations.elements[visit.operations.upperBound - 1].lock == nil {
      guard let closing = problem.hours.closing(ofDay: day(of: since)), ready <= closing else { return false }
    }
    return Int(last.end) <= problem.end && admitsParts(visit, reception, placed)
  }

  private func admitsReception(
    _ index: AppointmentIndex, _ visit: CompiledAppointment, _ reception: CompiledReception?
  ) -> Bool {
    guard let reception else {
      if case .arrived = visit.rule { return true }
      return false
    }
    let arrival = reception.arrival
    let isSettled: Bool
    switch visit.rule {
    case .arrived: return false
    case .booked(let promised):
      guard arrival == promised else { return false }
      isSettled = true
    case .free:
      guard visit.advisors.contains(reception.advisor),
        problem.slotRanges[visit.slotRanges].contains(where: { range in
          problem.slots[range].contains(arrival)
        })
      else { return false }
      isSettled = false
    }
    let shifts = problem.advisors[reception.advisor].shifts
    return shifts.covers(arrival, arrival + problem.site.booking.receptionMinutes)
      && limits.exceeded(by: visit, at: arrival, problem) == nil && canCollect(visit, for: arrival)
      && arrivals.siteAdmits(arrival, settled: isSettled)
      && arrivals.admits(arrival, at: reception.advisor, settled: isSettled)
  }

  private func admitsChain(
    _ visit: CompiledAppointment, _ reception: CompiledReception?, _ placed: [Placement]
  ) -> Bool {
    guard placed.count == visit.operations.count else { return false }
    var from = reception.map { $0.arrival + problem.site.booking.receptionMinutes } ?? .min
    if case .arrived(let earliest) = visit.rule { from = earliest }
    var wasLocked = true
    var stay = Stay()
    var end: Int?
    for (offset, position) in visit.operations.enumerated() {
      let operation = problem.operations.elements[position]
      let placement = placed[offset]
      let bay = problem.row(of: problem.bay(of: operation, placement))
      if operation.lock == nil || !wasLocked,
        !admitsStep(to: operation, placement, in: bay, after: end, stay)
      {
        return false
      }
      stay.pass(operation, bay: bay, end: Int(placement.end))
      if let lock = operation.lock {
        guard Int(placement.start) == lock.start, lock.end == Int(placement.end),
          wasLocked || from <= lock.start
        else { return false }
      } else {
        guard Int(placement.start) >= max(from, problem.now), admitsWork(operation, placement) else {
          return false
        }
      }
      from = Int(placement.end)
      end = from
      wasLocked = operation.lock != nil
    }
    return true
  }

  /// Whether the time after the operation before, and the bay until this one, are as the lag, the move and the stay ask.
  private func admitsStep(
    to operation: CompiledOperation, _ placement: Placement, in bay: Int, after end: Int?, _ stay: Stay
  ) -> Bool {
    let start = Int(placement.start)
    if let end {
      let least = problem.minGap(before: operation, moves: stay.moves(to: bay))
      guard start - end >= least, start - end <= operation.maxLag else { return false }
    }
    if stay.binds, !stay.continues(in: bay) { return false }
    // A stay between two locked operations is held already.
    if operation.lock != nil, stay.isLocked { return true }
    return !stay.continues(in: bay)
      || timelines.firstOccupied(bay, from: max(0, stay.since), to: min(start, problem.end)) == nil
  }

  /// Whether an unlocked operation can be done as placed, by itself.
  private func admitsWork(_ operation: CompiledOperation, _ placement: Placement) -> Bool {
    guard operation.options.contains(Int(placement.option)) else { return false }
    let option = problem.options[Int(placement.option)]
    let work = Work(option, operation, problem.bayChoices[Int(placement.choice)])
    let start = Int(placement.start)
    guard option.bays.contains(Int(placement.choice)), Int(placement.end) <= problem.end,
      let (first, end) = firstGap(for: work, from: start, limit: problem.end),
      first == start, end == Int(placement.end),
      let parts = earliestTime(forNeeds: operation.needs)
    else { return false }
    return start >= parts
  }

  private func admitsReserve(_ visit: CompiledAppointment, _ placed: [Placement]) -> Bool {
    guard !visit.walkIn else { return true }
    var booked: [Int: Int] = [:]
    var unlocked: [Int: Int] = [:]
    for (position, placement) in zip(visit.operations, placed) {
      let operation = problem.operations.elements[position]
      let work = problem.workClass(of: operation, placement)
      for member in problem.crew(of: operation, placement) {
        let team = problem.technicians[problem.crews[member]].teamReserve
        for reserve in team > 0 ? [0, team] : [0] {
          problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
            booked[reserve * problem.days + day, default: 0] += minutes
            if operation.lock == nil { unlocked[reserve * problem.days + day, default: 0] += minutes }
          }
        }
      }
    }
    return booked.allSatisfy { account, minutes in
      let (reserve, day) = account.quotientAndRemainder(dividingBy: problem.days)
      return unlockedMinutes[account] + unlocked[account, default: 0] == 0
        || minutes <= bookableMinutes(left: reserve, onDay: day)
    }
  }

  private func admitsParts(
    _ visit: CompiledAppointment, _ reception: CompiledReception?, _ placed: [Placement]
  ) -> Bool {
    guard !visit.needs.isEmpty else { return true }
    let start = zip(visit.operations, placed).first { problem.operations.elements[$0.0].lock == nil }?.1.start
    guard
      let time = reception.map({ $0.arrival - problem.site.booking.partsLeadMinutes })
        ?? start.map({ Int($0) })
    else { return true }
    return earliestNeed(of: visit).map { $0 <= time } ?? false
  }
}
