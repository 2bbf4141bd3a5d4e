import BaylineModel

/// Extension of a partial chain by an unlocked operation.
extension ChainSearch {
  mutating func extend(
    _ parent: Int, by operation: CompiledOperation, at position: Int, partsFrom: Int,
    _ visit: CompiledAppointment, _ state: SearchState
  ) {
    let problem = state.problem
    let before = labels[parent]
    let floor = floors[position - visit.operations.lowerBound]
    guard let latest = latestUsefulEnd(after: before, visit, state),
      let partsAtStart = state.earliestTime(forNeeds: operation.needs),
      let from = soonest.next(
        position,
        from: max(
          max(before.end + operation.minLag, before.unlockedEnd, problem.now), partsFrom, partsAtStart, floor),
        in: state)
    else { return }
    let limit = latest - operation.remainingWork
    for index in operation.options {
      let option = problem.options[index]
      let technicians = before.technicians + newTechnicians(option.crew, after: parent, visit, state)
      let cost = before.cost + option.cost + handover(from: before.technicians, to: technicians, state)
      // Bays aside, when could the crew start? Most options are ruled out here.
      guard from + option.work <= limit,
        canImprove(from + option.work, cost, position, visit, state),
        let start = firstStart(ofCrew: option, operation, position, from: from, limit: limit, state),
        canImprove(start + option.work, cost, position, visit, state)
      else {
        evaluations += 1
        continue
      }
      let step = Extension(parent: parent, placement: .none, cost: cost, technicians: technicians)
      let window = Window(option: index, position: position, start: start, limit: limit)
      guard var best = bestBay(for: step, in: window, operation, visit, state) else { continue }
      best.cost += workloadCost(operation, best.placement, after: parent, visit, state)
      offer(best, operation, at: position, visit, state)
    }
  }

  /// An option and the times within which it is placed.
  struct Window {
    /// A position in the problem's `options`.
    let option: Int
    /// A position in the problem's `operations`.
    let position: Int
    var start: Int
    var limit: Int
  }

  /// The latest end of the chain that the limit and the bound allow; `nil` if the bound allows none.
  @inline(__always)
  private mutating func latestUsefulEnd(
    after before: Label, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int? {
    guard request.bound < .max else { return request.limit }
    let budget = request.bound - before.cost - 1
    guard
      let worth = state.latestCompletion(of: visit, since: request.since, request.origin, within: budget)
    else {
      isPruned = true
      return nil
    }
    guard worth < request.limit else { return request.limit }
    isPruned = true
    return worth
  }

  /// The cheapest placement of a step's crew over its bays; `nil` if there is none.
  @inline(__always)
  private mutating func bestBay(
    for step: Extension, in window: Window, _ operation: CompiledOperation, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Extension? {
    let option = state.problem.options[window.option]
    let stay = labels[step.parent].stay
    guard stay.row > 0, state.problem.bayChoices[option.bays.lowerBound].bay != nil else {
      return bestOtherBay(for: step, in: window, operation, visit, state, than: nil)
    }
    let staying = sameBay(for: step, in: window, operation, visit, state)
    if stay.binds { return staying }
    var moving = step
    moving.cost += state.problem.site.policy.move
    var window = window
    window.start = max(window.start, labels[step.parent].end + state.problem.site.booking.moveMinutes)
    return bestOtherBay(for: moving, in: window, operation, visit, state, than: staying) ?? staying
  }

  /// The placement of a step in the bay in which the vehicle stands, if it can stay there until then.
  @inline(__always)
  private mutating func sameBay(
    for step: Extension, in window: Window, _ operation: CompiledOperation, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Extension? {
    let problem = state.problem
    let option = problem.options[window.option]
    let (stay, stayOffset) = (labels[step.parent].stay, labels[step.parent].stayOffset)
    let row = Int(stay.row)
    guard stay.continues(in: row), !operation.keepsBay || isKept(row, by: operation, problem),
      let choice = option.bays.first(where: { problem.row(of: problem.bayChoices[$0].bay) == row })
    else { return nil }
    evaluations += 1
    var window = window
    let occupied = state.timelines.firstOccupied(row, from: max(0, stay.since), to: window.limit)
    if let occupied { window.limit = occupied }
    guard let placement = place(operation, choice, in: window, after: step.parent, visit, state) else {
      if let occupied { delay(stayOffset, to: state.timelines.firstFree(row, from: occupied)) }
      return nil
    }
    var result = step
    result.placement = placement
    result.bay = row
    result.cost += state.movedCost(operation, option, problem.bayChoices[choice])
    return result
  }

  /// The cheapest placement of a step's crew over the bays to which the vehicle would move; `nil` if there is none or it
  /// is no better than staying.
  @inline(__always)
  private mutating func bestOtherBay(
    for step: Extension, in window: Window, _ operation: CompiledOperation, _ visit: CompiledAppointment,
    _ state: SearchState, than staying: Extension?
  ) -> Extension? {
    let problem = state.problem
    let option = problem.options[window.option]
    let stay = labels[step.parent].stay
    var window = window
    var best: Extension?
    var bestEnd = Int.max
    var bestScore = staying.map { score($0, operation, visit, state) } ?? Int.max
    guard
      bestScore == .max
        || step.cost + endCost(visit, state, window.start + option.work + operation.remainingWork) < bestScore
    else { return nil }
    let floor = leastOtherwise(step, operation, state)
    if staying != nil {
      window.limit = min(window.limit, latestEnd(under: bestScore - floor, operation, visit, state))
    }
    for choice in bayOrder(option, operation, window.start, stay, state) {
      let bay = problem.bayChoices[choice]
      let row = problem.row(of: bay.bay)
      if stay.continues(in: row) || operation.keepsBay && !isKept(row, by: operation, problem) { continue }
      evaluations += 1
      guard let placement = place(operation, choice, in: window, after: step.parent, visit, state) else {
        continue
      }
      var next = step
      next.placement = placement
      next.bay = row
      next.cost += state.movedCost(operation, option, bay)
      let score = score(next, operation, visit, state)
      // Of two bays that cost the same, the one that is free sooner leaves more for what follows.
      if score < bestScore || score == bestScore && Int(placement.end) < bestEnd && best != nil {
        bestScore = score
        bestEnd = Int(placement.end)
        best = next
      }
      if operation.movedCost == 0, movesBehind(next, operation, state) == operation.minMoves {
        // Another bay helps only if it is free sooner.
        if placement.start == window.start { break }
        window.limit = Int(placement.end) - 1
      } else {
        let latest = latestEnd(under: bestScore - floor, operation, visit, state)
        window.limit = min(window.limit, max(bestEnd - 1, latest))
      }
    }
    return best
  }

  /// The least points of a step in another bay, excluding those that depend on the end of the chain.
  @inline(__always)
  private func leastOtherwise(_ step: Extension, _ operation: CompiledOperation, _ state: SearchState) -> Int
  {
    step.cost + operation.minMoves * state.problem.site.policy.move
  }

  /// The latest end of an operation with which the end of the chain can cost less than some points; `.min` if none can.
  @inline(__always)
  private func latestEnd(
    under points: Int, _ operation: CompiledOperation, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int {
    guard
      let latest = state.latestCompletion(of: visit, since: request.since, request.origin, within: points - 1)
    else { return .min }
    return latest - operation.remainingWork - operation.minMoves * state.problem.site.booking.moveMinutes
  }

  /// The points of a step as far as they distinguish bays, with the moves that must follow.
  @inline(__always)
  private func score(
    _ step: Extension, _ operation: CompiledOperation, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int {
    let booking = state.problem.site.booking
    let moves = movesBehind(step, operation, state)
    let end = Int(step.placement.end) + operation.remainingWork + moves * booking.moveMinutes
    return step.cost + endCost(visit, state, end) + moves * state.problem.site.policy.move
  }

  /// The moves that must follow a step, one of them because others need the bay while the vehicle could stay.
  @inline(__always)
  private func movesBehind(_ step: Extension, _ operation: CompiledOperation, _ state: SearchState) -> Int {
    guard let stay = state.problem.stay(after: operation, inRow: step.bay) else { return 0 }
    let crew = state.problem.options[Int(step.placement.option)].crew
    return Int(stay.moves)
      + (isNeeded(step.bay, from: Int(step.placement.end), stay, by: crew, state) ? 1 : 0)
  }

  /// Whether others need a bay while the vehicle could stay there, the breaks of a crew included.
  @inline(__always)
  private func isNeeded(
    _ row: Int, from end: Int, _ stay: FollowingStay, by crew: Range<Int>, _ state: SearchState
  ) -> Bool {
    guard stay.minutes > 0 else { return false }
    let problem = state.problem
    let until = end + Int(stay.minutes)
    if state.timelines.firstOccupied(row, from: end, to: min(problem.end, until)) != nil { return true }
    guard let member = crew.first else { return false }
    let shifts = problem.shiftClasses[problem.crews[member].int]
    guard let later = problem.times.end(shifts, ofWork: Int(stay.minutes), from: end), later > until
    else { return false }
    return state.timelines.firstOccupied(row, from: end, to: min(problem.end, later)) != nil
  }

  private func isKept(_ row: Int, by operation: CompiledOperation, _ problem: CompiledProblem) -> Bool {
    problem.pools[operation.keepBays].contains { $0 == row }
  }

  /// A lower bound on the start of a crew in any bay; `nil` if it can never start.
  @inline(__always)
  private mutating func firstStart(
    ofCrew option: CrewOption, _ operation: CompiledOperation, _ position: Int, from: Int, limit: Int,
    _ state: SearchState
  ) -> Int? {
    var from = from
    while true {
      guard let start = state.firstStart(ofCrew: option, operation, from: from, limit: limit),
        let next = soonest.next(position, from: start, in: state)
      else { return nil }
      if next == start { return start }
      from = next
    }
  }

  /// The bays of an option, narrowed to the first that is free from the earliest start for as long as the vehicle could
  /// stay, if nothing else distinguishes them.
  @inline(__always)
  private func bayOrder(
    _ option: CrewOption, _ operation: CompiledOperation, _ soonest: Int, _ stay: Stay, _ state: SearchState
  ) -> Range<Int> {
    guard option.bays.count > 1, operation.movedCost == 0, !operation.splittable, !operation.keepsBay else {
      return option.bays
    }
    let end = soonest + option.work
    for index in option.bays {
      let row = state.problem.row(of: state.problem.bayChoices[index].bay)
      if !stay.continues(in: row), end <= state.problem.end,
        state.timelines.isOpen(row, from: soonest, to: end)
      {
        guard let follows = state.problem.stay(after: operation, inRow: row) else {
          return index..<(index + 1)
        }
        if follows.moves == operation.minMoves, !isNeeded(row, from: end, follows, by: option.crew, state) {
          return index..<(index + 1)
        }
      }
    }
    return option.bays
  }

  /// The first placement of an operation in a bay, a position in the problem's `bayChoices`.
  @inline(__always)
  private mutating func place(
    _ operation: CompiledOperation, _ choiceIndex: Int, in window: Window, after parent: Int,
    _ visit: CompiledAppointment, _ state: SearchState
  ) -> Placement? {
    let option = state.problem.options[window.option]
    var work = Work(option, operation, state.problem.bayChoices[choiceIndex])
    if operation.keepsBay { work.bayMinutes = option.work + operation.keepMinutes }
    var from = window.start
    while true {
      guard let (start, end) = state.firstGap(for: work, from: from, limit: window.limit) else { return nil }
      if isTooLate(start, operation, at: window.position, after: parent, visit) { return nil }
      let placement = Placement(start: start, end: end, option: window.option, choice: choiceIndex)
      if !visit.walkIn, let full = reserveBlocks(operation, placement, after: parent, visit, state) {
        from = (full + 1) * 1440
      } else if visit.deliver > 0, window.position == visit.operations.upperBound - 1,
        let wait = state.waitForDriver(visit, completion: end)
      {
        from = start + wait
      } else {
        return placement
      }
    }
  }

  /// Whether an operation would start too long after the one before, which might start later for its sake.
  @inline(__always)
  private mutating func isTooLate(
    _ start: Int, _ operation: CompiledOperation, at position: Int, after parent: Int,
    _ visit: CompiledAppointment
  ) -> Bool {
    guard operation.maxLag < .max else { return false }
    let before = labels[parent]
    let excess = start - before.end - operation.maxLag
    guard excess > 0 else { return false }
    if before.placement.option >= 0 {
      delay(position - visit.operations.lowerBound - 1, to: Int(before.placement.start) + excess)
    }
    return true
  }
}
