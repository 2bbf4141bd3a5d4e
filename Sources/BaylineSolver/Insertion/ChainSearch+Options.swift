import BaylineModel

/// The crews and bays that a chain can go on with.
extension ChainSearch {
  mutating func extend(
    _ parent: Int, by operation: CompiledOperation, at position: Int, partsFrom: Int,
    _ visit: CompiledAppointment,
    _ state: SearchState, _ request: Request, _ next: Int
  ) {
    let problem = state.problem
    let before = labels[parent]
    // What the bound leaves for delay and stay says how far it is worth looking.
    var latest = request.limit
    if request.bound < .max {
      guard
        let worth = state.latestCompletion(
          of: visit, since: request.since, within: request.bound - before.cost - 1)
      else {
        isPruned = true
        return
      }
      if worth < latest {
        isPruned = true
        latest = worth
      }
    }
    let limit = latest - operation.remainingWork
    guard
      let from = soonest.next(
        position, from: max(before.end, before.unlockedEnd, partsFrom, problem.now), in: state)
    else {
      return
    }
    for index in operation.options {
      let option = problem.options[index]
      let technicians = before.technicians + newTechnicians(option.crew, after: parent, visit, state)
      let cost = before.cost + option.cost + handover(from: before.technicians, to: technicians, state)
      if from + option.work > limit {
        evaluations += 1
        continue
      }
      if !canImprove(from + option.work, cost, position, visit, state, request, next) {
        evaluations += 1
        continue
      }
      // The crew alone says how early it can be at the best: most options end here.
      guard let soonest = firstStart(ofCrew: option, operation, position, from: from, limit: limit, state)
      else {
        evaluations += 1
        continue
      }
      if !canImprove(soonest + option.work, cost, position, visit, state, request, next) {
        evaluations += 1
        continue
      }
      var best: (placement: Placement, cost: Int, score: Int)?
      var latest = limit
      for choiceIndex in bayOrder(option, operation, soonest, state) {
        evaluations += 1
        let choice = problem.bayChoices[choiceIndex]
        guard
          let placement = place(
            operation, index, option, choiceIndex, choice, from: soonest, limit: latest, after: parent, visit,
            state)
        else { continue }
        let moved = state.movedCost(operation, option, choice)
        let points = cost + moved
        let score = points + endCost(visit, state, request, Int(placement.end) + operation.remainingWork)
        if score < best?.score ?? .max { best = (placement, points, score) }
        if operation.movedCost == 0 {
          // Another bay is of use only if it is free sooner.
          if placement.start == soonest { break }
          latest = Int(placement.end) - 1
        }
      }
      guard let best else { continue }
      let overload = overload(operation, best.placement, after: parent, visit, state)
      offer(
        best.placement, end: Int(best.placement.end), cost: best.cost + overload, technicians: technicians,
        parent: parent, operation, at: position, visit, state, request, next)
    }
  }

  /// A time before which a crew cannot start in any bay; `nil` if it never can.
  @inline(__always)
  mutating func firstStart(
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

  /// The bays of an option, narrowed to the first that is free at the soonest start, where there is one and
  /// nothing else counts.
  @inline(__always)
  func bayOrder(
    _ option: CrewOption, _ operation: CompiledOperation, _ soonest: Int, _ state: SearchState
  ) -> Range<Int> {
    guard option.bays.count > 1, operation.movedCost == 0, !operation.splittable else { return option.bays }
    for index in option.bays {
      let row = state.problem.row(of: state.problem.bayChoices[index].bay)
      if state.timelines.isOpen(row, from: soonest, to: soonest + option.work) { return index..<(index + 1) }
    }
    return option.bays
  }

  /// The first place at or after `from` for an operation with a crew in a bay.
  @inline(__always)
  func place(
    _ operation: CompiledOperation, _ index: Int, _ option: CrewOption, _ choiceIndex: Int,
    _ choice: BayOption,
    from: Int, limit: Int, after parent: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Placement? {
    var from = from
    while true {
      guard
        let (start, end) = operation.splittable
          ? state.firstSplit(option, choice, from: from, limit: limit)
          : state.firstUnbroken(option, choice, from: from, limit: limit)
      else { return nil }
      let placement = Placement(start: start, end: end, option: index, choice: choiceIndex)
      if visit.walkIn { return placement }
      guard let full = reserveBlocks(operation, placement, after: parent, visit, state) else {
        return placement
      }
      from = (full + 1) * 1440
    }
  }
}
