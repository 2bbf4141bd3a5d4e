import BaylineModel

/// Extension of a partial chain by an unlocked operation.
extension ChainSearch {
  mutating func extend(
    _ parent: Int, by operation: CompiledOperation, at position: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) {
    let problem = state.problem
    let before = labels[parent]
    guard let latest = latestUsefulEnd(after: before, visit, state),
      let from = soonest.next(
        position, from: max(before.end, before.unlockedEnd, partsFrom, problem.now), in: state)
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
      let window = Window(option: index, start: start, limit: limit)
      guard var best = bestBay(for: step, in: window, operation, visit, state) else { continue }
      best.cost += overload(operation, best.placement, after: parent, visit, state)
      offer(best, operation, at: position, visit, state)
    }
  }

  /// An option and the times within which it is placed.
  struct Window {
    /// A position in the problem's `options`.
    let option: Int
    let start: Int
    var limit: Int
  }

  /// The latest end of the chain that the limit and the bound allow; `nil` if the bound allows none.
  @inline(__always)
  private mutating func latestUsefulEnd(
    after before: Label, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int? {
    guard request.bound < .max else { return request.limit }
    let budget = request.bound - before.cost - 1
    guard let worth = state.latestCompletion(of: visit, since: request.since, within: budget) else {
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
    var window = window
    var best: Extension?
    var bestScore = Int.max
    for choice in bayOrder(option, operation, window.start, state) {
      evaluations += 1
      guard let placement = place(operation, choice, in: window, after: step.parent, visit, state) else {
        continue
      }
      let cost = step.cost + state.movedCost(operation, option, state.problem.bayChoices[choice])
      let score = cost + endCost(visit, state, Int(placement.end) + operation.remainingWork)
      if score < bestScore {
        bestScore = score
        best = Extension(
          parent: step.parent, placement: placement, cost: cost, technicians: step.technicians)
      }
      if operation.movedCost == 0 {
        // Another bay helps only if it is free sooner.
        if placement.start == window.start { break }
        window.limit = Int(placement.end) - 1
      }
    }
    return best
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

  /// The bays of an option, narrowed to the first that is free at the earliest start if nothing else distinguishes
  /// them.
  @inline(__always)
  private func bayOrder(
    _ option: CrewOption, _ operation: CompiledOperation, _ soonest: Int, _ state: SearchState
  ) -> Range<Int> {
    guard option.bays.count > 1, operation.movedCost == 0, !operation.splittable else { return option.bays }
    for index in option.bays {
      let row = state.problem.row(of: state.problem.bayChoices[index].bay)
      if state.timelines.isOpen(row, from: soonest, to: soonest + option.work) { return index..<(index + 1) }
    }
    return option.bays
  }

  /// The first placement of an operation in a bay, a position in the problem's `bayChoices`.
  @inline(__always)
  private func place(
    _ operation: CompiledOperation, _ choiceIndex: Int, in window: Window, after parent: Int,
    _ visit: CompiledAppointment, _ state: SearchState
  ) -> Placement? {
    let option = state.problem.options[window.option]
    let choice = state.problem.bayChoices[choiceIndex]
    var from = window.start
    while true {
      guard
        let (start, end) = operation.splittable
          ? state.firstSplit(option, choice, from: from, limit: window.limit)
          : state.firstUnbroken(option, choice, from: from, limit: window.limit)
      else { return nil }
      let placement = Placement(start: start, end: end, option: window.option, choice: choiceIndex)
      if visit.walkIn { return placement }
      guard let full = reserveBlocks(operation, placement, after: parent, visit, state) else {
        return placement
      }
      from = (full + 1) * 1440
    }
  }
}
