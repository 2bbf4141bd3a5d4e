import BaylineModel

/// Decides whether the operations of a visit find places from a start on, and when they are done at the earliest.
///
/// Exact: without the reserve, to end each operation as early as possible is best for all that follow. The reserve
/// is an account a day, so with it partial chains are compared by their end and by what they use of each day, and
/// only those that another one beats in everything are dropped.
struct ProbeChain {
  /// A partial chain.
  private struct Label {
    var end: Int
    /// Minutes used of each day's reserve account.
    var used: [Int: Int] = [:]
    /// Whether one of them is not locked.
    var placements: [Placed] = []
  }

  /// Where a probe put an operation.
  struct Placed: Hashable {
    var operation: Int
    var option: ProbeOption?
    var start: Int
    var end: Int
  }

  /// Partial chains that are compared at most; a bound on time, far above what workshops need.
  private static let mostLabels = 4000

  let visit: CompiledAppointment
  let state: SearchState
  let relaxation: Relaxation
  let limit: Int

  /// The earliest end of the last operation by `limit`, with the places; `nil` if there is none.
  func earliest(from start: Int, partsFrom: Int, _ options: inout ProbeOptions) -> (
    end: Int, placed: [Placed]
  )? {
    guard let free = chain(from: start, partsFrom: partsFrom, reserve: false, &options) else { return nil }
    if relaxation.contains(.reserve) || visit.walkIn || keepsReserve(free.placed) { return free }
    return chain(from: start, partsFrom: partsFrom, reserve: true, &options)
  }

  private func chain(
    from start: Int, partsFrom: Int, reserve: Bool, _ options: inout ProbeOptions
  ) -> (end: Int, placed: [Placed])? {
    let problem = state.problem
    var labels = [Label(end: start)]
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      if let lock = operation.lock {
        if relaxation.contains(.locks) { continue }
        labels = labels.compactMap { extend($0, by: lock, operation, at: index, reserve: reserve) }
      } else {
        let ways = options.options(for: index, relaxing: relaxation, in: problem)
        var next: [Label] = []
        for label in labels {
          let from = max(label.end, partsFrom, problem.now)
          for way in ways {
            extend(label, by: way, at: index, operation, from: from, reserve: reserve, &next)
          }
        }
        labels = next
        partsFrom = 0
      }
      labels = undominated(labels)
      if labels.isEmpty { return nil }
    }
    // Where all operations are locked and left aside the visit is done at once.
    guard let best = labels.min(by: { $0.end < $1.end }), best.end <= limit else { return nil }
    return (best.end, best.placements)
  }

  private func extend(
    _ label: Label, by lock: CompiledLock, _ operation: CompiledOperation, at index: Int, reserve: Bool
  ) -> Label? {
    let problem = state.problem
    guard let end = lock.end else { return nil }
    let isAfterUnlocked =
      index > visit.operations.lowerBound && problem.operations.elements[index - 1].lock == nil
    if isAfterUnlocked, label.end > lock.start { return nil }
    var next = label
    next.end = end
    next.placements.append(Placed(operation: index, option: nil, start: lock.start, end: end))
    return !reserve || keepsReserve(next.placements) ? next : nil
  }

  private func extend(
    _ label: Label, by way: ProbeOption, at index: Int, _ operation: CompiledOperation, from: Int,
    reserve: Bool,
    _ next: inout [Label]
  ) {
    var from = from
    while let (start, end) = gap(for: way, operation, from: from) {
      var longer = label
      longer.end = end
      longer.placements.append(Placed(operation: index, option: way, start: start, end: end))
      guard reserve else {
        next.append(longer)
        return
      }
      // Later starts may use less of a day that is nearly full: go on to the next that can differ.
      let over = excess(longer.placements)
      if over == 0 {
        longer.used = usage(of: longer.placements)
        next.append(longer)
        from = (day(of: start) + 1) * 1440
      } else {
        from = start + (over + max(1, way.crew.count) - 1) / max(1, way.crew.count)
      }
    }
  }

  /// The first gap for a way to do an operation.
  func gap(for way: ProbeOption, _ operation: CompiledOperation, from: Int) -> (Int, Int)? {
    let problem = state.problem
    let rows = way.crew.map { problem.row(of: $0) } + (way.bay.map { [problem.row(of: $0)] } ?? [])
    var from = from
    while true {
      guard let start = way.time.next(from: from) else { return nil }
      let end = operation.splittable ? way.time.end(ofWork: way.work, from: start) : start + way.work
      guard let end, end <= limit else { return nil }
      if !operation.splittable, !way.time.holds(start, end) {
        guard let pause = way.time.pause(after: start) else { return nil }
        from = pause
        continue
      }
      let occupied = rows.compactMap { state.timelines.lastOccupied($0, from: start, to: end) }.max()
      guard let occupied else { return (start, end) }
      from = occupied + 1
    }
  }

  private func undominated(_ labels: [Label]) -> [Label] {
    guard labels.count > 1 else { return labels }
    var kept: [Label] = []
    for label in labels.sorted(by: { $0.end < $1.end }) where kept.count < Self.mostLabels {
      let isBeaten = kept.contains { other in
        other.used.allSatisfy { $0.value <= label.used[$0.key, default: 0] }
      }
      if !isBeaten { kept.append(label) }
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
    var start = max(place.start, 0, problem.statedNow)
    let end = min(place.end, problem.end)
    while start < end {
      let stop = min(end, (day(of: start) + 1) * 1440)
      used[day(of: start), default: 0] += crew * (time?.minutes(from: start, to: stop) ?? stop - start)
      start = stop
    }
  }

  private func keepsReserve(_ placed: [Placed]) -> Bool {
    excess(placed) == 0
  }

  /// Minutes by which some day's reserve would be broken; 0 if all keep it.
  private func excess(_ placed: [Placed]) -> Int {
    let problem = state.problem
    let unlocked = usage(of: placed.filter { problem.operations.elements[$0.operation].lock == nil })
    var over = 0
    for (day, minutes) in usage(of: placed) where minutes > 0 {
      let free = state.unlockedMinutes[day] + unlocked[day, default: 0]
      if free > 0 { over = max(over, state.reservedMinutes[day] + minutes - problem.bookable[day]) }
    }
    return over
  }
}
