import BaylineModel

/// Gap search with relaxed rules.
extension ForcedChain {
  /// The first placement of a mode that ends by `until`, with bay, technician or shift rules relaxed.
  func gap(
    for mode: ChainMode, _ operation: CompiledOperation, from: Int, leaving relaxation: RuleSet, until: Int
  ) -> (Int, Int)? {
    let equipment = rules.contains(.h16) ? 0..<0 : operation.equipment
    if relaxation.isEmpty, until <= problem.end, equipment.isEmpty {
      return state.gap(for: mode.option, operation, from: from, until: until)
    }
    let work = mode.option.work
    var from = from
    while true {
      guard let start = workingStart(of: mode, operation, from: from, leaving: relaxation) else { return nil }
      var end = start + work
      if operation.splittable, !relaxation.contains(.h9) {
        guard let last = mode.option.time.end(ofWork: work, from: start) else { return nil }
        end = last
      }
      guard end <= until else { return nil }
      var occupied: Int?
      if !relaxation.contains(.h8) {
        for technician in mode.option.crew {
          if let last = lastOccupied(problem.row(of: technician), start, end) {
            occupied = max(occupied ?? last, last)
          }
        }
      }
      if !relaxation.contains(.h7), let bay = mode.option.bay,
        let last = lastOccupied(problem.row(of: bay), start, end)
      {
        occupied = max(occupied ?? last, last)
      }
      for row in problem.pools[equipment] {
        if let last = lastOccupied(Int(row), start, end) { occupied = max(occupied ?? last, last) }
      }
      guard let occupied else { return (start, end) }
      from = occupied + 1
    }
  }

  private func workingStart(
    of mode: ChainMode, _ operation: CompiledOperation, from: Int, leaving relaxation: RuleSet
  ) -> Int? {
    if operation.splittable {
      return relaxation.contains(.h9) ? from : mode.option.time.next(from: from)
    }
    var start = from
    while true {
      var next = start
      if !relaxation.contains(.h9) {
        guard let first = mode.crewTime.firstRun(of: mode.option.work, from: next) else { return nil }
        next = first
      }
      if !relaxation.contains(.h7), let bay = mode.option.bay {
        let use = problem.classes[problem.bays[bay].use]
        guard let first = use.firstRun(of: mode.option.work, from: next) else { return nil }
        next = first
      }
      if next == start { return start }
      start = next
    }
  }

  func lastOccupied(_ row: Int, _ start: Int, _ end: Int) -> Int? {
    state.timelines.lastOccupied(row, from: max(0, start), to: min(end, problem.end))
  }
}

extension WorkingTime {
  /// The first minute not before a time from which `length` minutes lie within one interval; `nil` if there is none.
  func firstRun(of length: Int, from time: Int) -> Int? {
    var time = time
    while let start = next(from: time), let end = endOfInterval(after: start) {
      if start + length <= end { return start }
      time = end
    }
    return nil
  }
}
