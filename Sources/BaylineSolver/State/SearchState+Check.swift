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
    for (position, placement) in zip(visit.operations, placed) {
      let operation = problem.operations.elements[position]
      let crew = problem.crews[problem.crew(of: operation, placement)]
      crews.formUnion(crew)
      completion = Int(placement.end)
      if operation.lock == nil {
        let option = problem.options[Int(placement.option)]
        points += option.cost + movedCost(operation, option, problem.bayChoices[Int(placement.choice)])
      }
      problem.forEachDay(of: placement, in: problem.workClass(of: operation, placement), since: 0) {
        day, used in
        for technician in crew { minutes[technician.int * problem.days + day, default: 0] += used }
      }
    }
    for (account, used) in minutes {
      let (technician, day) = account.quotientAndRemainder(dividingBy: problem.days)
      let limit = problem.technicians.elements[technician].dayLimits[day]
      let booked = self.minutes(of: TechnicianIndex(technician), onDay: day)
      points += policy.overload * (max(0, booked + used - limit) - max(0, booked - limit))
    }
    points += policy.handover * max(0, crews.count - 1)
    points += readyCost(of: visit, completion: completion)
    points += stayCost(of: visit, since: reception?.arrival ?? visit.onSiteSince, completion: completion)
    if let reception {
      points += arrivalCost(of: visit, arrival: reception.arrival) + advisorCost(of: visit, reception.advisor)
    }
    return points + policy.makespan * max(0, completion - latestEnd)
  }

  /// Whether an unscheduled visit may be scheduled this way with everything else fixed (H1–H15).
  func admits(_ index: AppointmentIndex, _ reception: CompiledReception?, _ placed: [Placement]) -> Bool {
    let visit = problem.appointments[index]
    guard !visit.isInfeasible, let last = placed.last,
      admitsReception(index, visit, reception), admitsChain(visit, reception, placed),
      admitsReserve(visit, placed)
    else { return false }
    let since = reception?.arrival ?? visit.onSiteSince
    let ready = Int(last.end) + problem.site.booking.finishMinutes
    if visit.loaner, !loans.admits(from: since, to: ready) { return false }
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
    for (offset, position) in visit.operations.enumerated() {
      let operation = problem.operations.elements[position]
      let placement = placed[offset]
      if let lock = operation.lock {
        guard Int(placement.start) == lock.start, lock.end == Int(placement.end),
          wasLocked || from <= lock.start
        else { return false }
        from = Int(placement.end)
        wasLocked = true
        continue
      }
      let option = problem.options[Int(placement.option)]
      let choice = problem.bayChoices[Int(placement.choice)]
      let start = Int(placement.start)
      guard operation.options.contains(Int(placement.option)), option.bays.contains(Int(placement.choice)),
        start >= max(from, problem.now), Int(placement.end) <= problem.end,
        let (first, end) = operation.splittable
          ? firstSplit(option, choice, from: start, limit: problem.end)
          : firstUnbroken(option, choice, from: start, limit: problem.end),
        first == start, end == Int(placement.end)
      else { return false }
      from = end
      wasLocked = false
    }
    return true
  }

  private func admitsReserve(_ visit: CompiledAppointment, _ placed: [Placement]) -> Bool {
    guard !visit.walkIn else { return true }
    var booked: [Int: Int] = [:]
    var unlocked: [Int: Int] = [:]
    for (position, placement) in zip(visit.operations, placed) {
      let operation = problem.operations.elements[position]
      let crew = problem.crew(of: operation, placement).count
      guard crew > 0 else { continue }
      let work = problem.workClass(of: operation, placement)
      problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
        booked[day, default: 0] += crew * minutes
        if operation.lock == nil { unlocked[day, default: 0] += crew * minutes }
      }
    }
    return booked.allSatisfy { day, minutes in
      unlockedMinutes[day] + unlocked[day, default: 0] == 0
        || reservedMinutes[day] + minutes <= problem.bookable[day]
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
    return problem.needs[visit.needs].allSatisfy { need in
      guard let epoch = stock.firstEpoch(for: need.quantity, of: need.part) else { return false }
      return problem.parts[need.part].from[epoch] <= time
    }
  }
}
