import BaylineModel

/// Estimates of the violations, cost and reserve use of a placement.
extension ForcedChain {
  func violations(of mode: ChainMode, _ operation: CompiledOperation, _ start: Int, _ end: Int) -> Int {
    guard !rules.isDisjoint(with: [.h7, .h8, .h9]) else { return 0 }
    var count = 0
    for technician in mode.option.crew where lastOccupied(problem.row(of: technician), start, end) != nil {
      count += 1
    }
    if let bay = mode.option.bay {
      if lastOccupied(problem.row(of: bay), start, end) != nil { count += 1 }
      let use = problem.classes[problem.bays[bay].use]
      if !operation.splittable, !use.covers(start, end) { count += 1 }
    }
    if operation.splittable {
      if mode.option.time.next(from: start) != start
        || mode.option.time.end(ofWork: mode.option.work, from: start) != end
      {
        count += 1
      }
    } else if !mode.crewTime.covers(start, end) {
      count += 1
    }
    return count
  }

  func overload(_ mode: ChainMode, _ start: Int, _ end: Int) -> Int {
    let day = day(of: start)
    guard day >= 0, day < problem.days else { return 0 }
    let minutes = min(end, (day + 1) * 1440) - start
    var points = 0
    for technician in mode.option.crew {
      let booked = state.minutes(of: technician, onDay: day)
      points +=
        problem.workloadCost(of: technician, onDay: day, minutes: booked + minutes)
        - problem.workloadCost(of: technician, onDay: day, minutes: booked)
    }
    return points
  }

  func endCost(_ end: Int) -> Int {
    state.readyCost(of: visit, since: problem.delayOrigin(of: visit, arrival: since), completion: end)
      + state.stayCost(of: visit, since: since, completion: end)
  }

  // MARK: - The reserve

  /// The maximum excess over the reserve of any day, for all technicians or a team, in minutes; 0 if there is none.
  func excess(_ steps: [ForcedStep]) -> Int {
    var used: [Int: Int] = [:]
    var unlocked: Set<Int> = []
    for step in steps {
      let operation = problem.operations.elements[step.operation]
      problem.forEachDay(from: max(step.start, problem.statedNow), to: step.end) { day, start, end in
        let minutes = operation.splittable ? step.time.minutes(from: start, to: end) : end - start
        for technician in step.crew where minutes > 0 {
          let team = problem.technicians[technician].teamReserve
          for reserve in team > 0 ? [0, team] : [0] {
            used[reserve * problem.days + day, default: 0] += minutes
            if operation.lock == nil { unlocked.insert(reserve * problem.days + day) }
          }
        }
      }
    }
    return used.reduce(0) { over, use in
      guard state.unlockedMinutes[use.key] > 0 || unlocked.contains(use.key) else { return over }
      let (reserve, day) = use.key.quotientAndRemainder(dividingBy: problem.days)
      return max(over, use.value - state.bookableMinutes(left: reserve, onDay: day))
    }
  }
}
