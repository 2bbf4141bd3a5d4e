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

  /// A later start may use less of a nearly full day: continues with the next start that can differ.
  func extendReserving(
    _ label: Label, by mode: ChainMode, _ first: ForcedStep, leaving relaxation: RuleSet, _ binding: [Bool],
    _ next: inout KeptChains
  ) {
    let operation = problem.operations.elements[first.operation]
    var place: (start: Int, end: Int)? = (first.start, first.end)
    while let (start, end) = place {
      let step = step(of: mode, at: first.operation, start, end)
      var used = label.used
      add(step, to: &used, on: binding)
      var over = 0
      var isBinding = false
      for day in max(0, day(of: start))...max(0, day(of: end - 1))
      where day < binding.count && used[day] > label.used[day] {
        isBinding = true
        over = max(over, used[day] - state.bookableMinutes(left: 0, onDay: day))
      }
      let from: Int
      if over <= 0 {
        if next.canImprove(end, used, label.flags) {
          var longer = extended(label, by: mode, step, isScored: next.width > 0)
          longer.used = used
          next.add(longer)
        }
        guard isBinding else { return }
        from = (day(of: start) + 1) * 1440
      } else {
        let crew = max(1, mode.option.crew.count)
        from = start + (over + crew - 1) / crew
      }
      place = gap(for: mode, operation, from: from, leaving: relaxation, until: limit)
    }
  }

  /// The days whose reserve the visit's total work would exceed.
  func bindingDays(_ modes: inout ChainModes) -> [Bool] {
    var total = 0
    for index in visit.operations {
      if let lock = problem.operations.elements[index].lock {
        total += lock.crew.count * max(0, (lock.end ?? lock.start) - lock.start)
      } else {
        let own = modes.modes(for: index, breaking: rules, isAbstract: isAbstract)
        total += own.lazy.map { $0.option.work * $0.option.crew.count }.max() ?? 0
      }
    }
    return (0..<problem.days).map { total > state.bookableMinutes(left: 0, onDay: $0) }
  }

  /// Adds a step's use of the reserve on the given days.
  func add(_ step: ForcedStep, to used: inout [Int], on days: [Bool]) {
    guard !step.crew.isEmpty else { return }
    let isSplittable = problem.operations.elements[step.operation].splittable
    problem.forEachDay(from: max(step.start, problem.statedNow), to: step.end) { day, start, end in
      guard days[day] else { return }
      used[day] += step.crew.count * (isSplittable ? step.time.minutes(from: start, to: end) : end - start)
    }
  }

  private func usage(of steps: some Sequence<ForcedStep>) -> [Int] {
    let days = Array(repeating: true, count: problem.days)
    var used = Array(repeating: 0, count: problem.days)
    for step in steps { add(step, to: &used, on: days) }
    return used
  }

  /// The maximum excess over any day's reserve, in minutes; 0 if there is none.
  func excess(_ steps: [ForcedStep]) -> Int {
    let unlocked = usage(of: steps.lazy.filter { problem.operations.elements[$0.operation].lock == nil })
    var over = 0
    for (day, minutes) in usage(of: steps).enumerated()
    where minutes > 0 && state.unlockedMinutes[day] + unlocked[day] > 0 {
      over = max(over, minutes - state.bookableMinutes(left: 0, onDay: day))
    }
    return over
  }
}
