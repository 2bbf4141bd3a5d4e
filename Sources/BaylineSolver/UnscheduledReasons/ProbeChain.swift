import BaylineModel

/// Decides whether the operations of a visit can be placed from a given start, and the earliest completion.
///
/// Exact: without the reserve, ending each operation as early as possible dominates. With it, partial chains are
/// compared by end and by daily use, and only dominated ones are dropped.
struct ProbeChain {
  /// A partial chain.
  private struct Label {
    var end: Int
    /// Reserve minutes by day.
    var used: [Int: Int] = [:]
    var placements: [Placed] = []
  }

  /// The placement of an operation.
  struct Placed: Hashable {
    var operation: Int
    var option: ProbeOption?
    var start: Int
    var end: Int
  }

  /// Maximum number of partial chains compared; bounds the running time, far above what workshops need.
  private static let maxLabels = 4000

  let visit: CompiledAppointment
  let state: SearchState
  let relaxation: Relaxation
  /// The latest end of the last operation.
  var limit: Int

  /// The earliest end of the last operation up to `limit`, with the placements; `nil` if there is none.
  func earliest(from start: Int, partsFrom: Int, _ options: inout ProbeOptions) -> (
    end: Int, placed: [Placed]
  )? {
    guard let free = freeChain(from: start, partsFrom: partsFrom, &options) else { return nil }
    if relaxation.contains(.reserve) || visit.walkIn || keepsReserve(free.placed) { return free }
    return reservingChain(from: start, partsFrom: partsFrom, &options)
  }

  /// The chain that ends first, ignoring the reserve.
  private func freeChain(
    from start: Int, partsFrom: Int, _ options: inout ProbeOptions
  ) -> (end: Int, placed: [Placed])? {
    let problem = state.problem
    var end = start
    var placed: [Placed] = []
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      if let lock = operation.lock {
        if relaxation.contains(.locks) { continue }
        guard let lockEnd = lock.end, !state.problem.isAfterUnlocked(index, in: visit) || end <= lock.start
        else { return nil }
        placed.append(Placed(operation: index, option: nil, start: lock.start, end: lockEnd))
        end = lockEnd
        continue
      }
      let modes = options.options(for: index, relaxing: relaxation, in: problem)
      guard let place = soonest(operation, at: index, modes, from: max(end, partsFrom, problem.now)) else {
        return nil
      }
      placed.append(place)
      end = place.end
      partsFrom = 0
    }
    return end <= limit ? (end, placed) : nil
  }

  /// The placement of an operation that ends first.
  private func soonest(
    _ operation: CompiledOperation, at index: Int, _ modes: [ProbeOption], from: Int
  ) -> Placed? {
    var best: Placed?
    var latest = limit
    var crew: [TechnicianIndex]?
    var crewStart: Int?
    for mode in modes where from + mode.work <= latest {
      var start = from
      if !mode.crew.isEmpty, mode.bay != nil {
        // Modes are grouped by crew, whose first gap is a lower bound for all of them.
        if crew != mode.crew {
          crew = mode.crew
          var alone = mode
          alone.bay = nil
          crewStart = gap(for: alone, operation, from: from, until: latest)?.0
        }
        guard let soonest = crewStart, soonest + mode.work <= latest else { continue }
        start = soonest
      }
      guard let (start, end) = gap(for: mode, operation, from: start, until: latest) else { continue }
      best = Placed(operation: index, option: mode, start: start, end: end)
      latest = end - 1
    }
    return best
  }

  private func reservingChain(
    from start: Int, partsFrom: Int, _ options: inout ProbeOptions
  ) -> (end: Int, placed: [Placed])? {
    let problem = state.problem
    var labels = [Label(end: start)]
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      if let lock = operation.lock {
        if relaxation.contains(.locks) { continue }
        labels = labels.compactMap { extend($0, by: lock, at: index) }
      } else {
        let modes = options.options(for: index, relaxing: relaxation, in: problem)
        var next: [Label] = []
        for label in labels {
          let from = max(label.end, partsFrom, problem.now)
          for mode in modes {
            extend(label, by: mode, at: index, operation, from: from, &next)
          }
        }
        labels = next
        partsFrom = 0
      }
      labels = nondominated(labels)
      if labels.isEmpty { return nil }
    }
    // If all operations are locked and locks are ignored, the visit is done immediately.
    guard let best = labels.min(by: { $0.end < $1.end }), best.end <= limit else { return nil }
    return (best.end, best.placements)
  }

  private func extend(_ label: Label, by lock: CompiledLock, at index: Int) -> Label? {
    guard let end = lock.end, !state.problem.isAfterUnlocked(index, in: visit) || label.end <= lock.start
    else { return nil }
    var next = label
    next.end = end
    next.placements.append(Placed(operation: index, option: nil, start: lock.start, end: end))
    return keepsReserve(next.placements) ? next : nil
  }

  private func extend(
    _ label: Label, by mode: ProbeOption, at index: Int, _ operation: CompiledOperation, from: Int,
    _ next: inout [Label]
  ) {
    var from = from
    while let (start, end) = gap(for: mode, operation, from: from, until: limit) {
      var longer = label
      longer.end = end
      longer.placements.append(Placed(operation: index, option: mode, start: start, end: end))
      // A later start may use less of a nearly full day: continue with the next start that can differ.
      let over = excess(longer.placements)
      if over == 0 {
        longer.used = usage(of: longer.placements)
        next.append(longer)
        from = (day(of: start) + 1) * 1440
      } else {
        from = start + (over + max(1, mode.crew.count) - 1) / max(1, mode.crew.count)
      }
    }
  }

  /// The first gap for an option that ends by `until`.
  func gap(for mode: ProbeOption, _ operation: CompiledOperation, from: Int, until: Int) -> (Int, Int)? {
    let problem = state.problem
    let bay = problem.row(of: mode.bay)
    var from = from
    while true {
      if operation.splittable {
        guard let start = mode.time.next(from: from), let end = mode.time.end(ofWork: mode.work, from: start),
          end <= until
        else { return nil }
        var occupied = bay == 0 ? nil : state.timelines.lastOccupied(bay, from: start, to: end)
        for technician in mode.crew {
          if let last = state.timelines.lastOccupied(problem.row(of: technician), from: start, to: end) {
            occupied = max(occupied ?? last, last)
          }
        }
        guard let occupied else { return (start, end) }
        from = occupied + 1
      } else {
        var start = from
        for row in mode.crew.isEmpty ? 0..<1 : 0..<mode.crew.count {
          let technician = mode.crew.isEmpty ? 0 : problem.row(of: mode.crew[row])
          guard
            let run = state.timelines.firstRun(technician, bay, from: start, length: mode.work, until: until),
            run + mode.work <= until
          else { return nil }
          start = run
        }
        // A later crew member may have delayed the start beyond the gap of an earlier one.
        if mode.crew.count < 2 || start == from { return (start, start + mode.work) }
        from = start
      }
    }
  }

  private func nondominated(_ labels: [Label]) -> [Label] {
    guard labels.count > 1 else { return labels }
    var kept: [Label] = []
    for label in labels.sorted(by: { $0.end < $1.end }) where kept.count < Self.maxLabels {
      let isDominated = kept.contains { other in
        other.used.allSatisfy { $0.value <= label.used[$0.key, default: 0] }
      }
      if !isDominated { kept.append(label) }
    }
    return kept
  }

  // MARK: - The reserve

  private func usage(of placed: [Placed]) -> [Int: Int] {
    var used: [Int: Int] = [:]
    for place in placed { add(place, to: &used) }
    return used
  }

  private func add(_ place: Placed, to used: inout [Int: Int]) {
    let problem = state.problem
    let operation = problem.operations.elements[place.operation]
    let crew = place.option?.crew.count ?? operation.lock?.crew.count ?? 0
    guard crew > 0 else { return }
    let time =
      operation.splittable ? place.option?.time ?? operation.lock.map { problem.classes[$0.work] } : nil
    problem.forEachDay(from: max(place.start, problem.statedNow), to: place.end) { day, start, end in
      used[day, default: 0] += crew * (time?.minutes(from: start, to: end) ?? end - start)
    }
  }

  private func keepsReserve(_ placed: [Placed]) -> Bool {
    excess(placed) == 0
  }

  /// The maximum excess over any day's reserve, in minutes; 0 if there is none.
  private func excess(_ placed: [Placed]) -> Int {
    let problem = state.problem
    let unlocked = usage(of: placed.filter { problem.operations.elements[$0.operation].lock == nil })
    var over = 0
    for (day, minutes) in usage(of: placed) where minutes > 0 {
      let free = state.unlockedMinutes[day] + unlocked[day, default: 0]
      if free > 0 { over = max(over, minutes - state.bookableMinutes(left: 0, onDay: day)) }
    }
    return over
  }
}
