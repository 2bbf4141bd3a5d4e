import BaylineModel

/// Finds places for the operations of a visit from a start on, with everything else as it stands and some rules
/// left aside.
///
/// Exact, as ``ProbeChain``: with the reserve aside, to end each operation as early as possible is best for all that
/// follow; with it, partial chains are compared by their end and by what they use of each day. Those kept beside
/// are the ones with the fewest misfits and breaks that cost least, a beam of `width`.
///
/// The order of the work (H6), the duration of an operation and its locks are always kept, unless H6 is left aside for a
/// lock that starts too early.
struct ForcedChain {
  /// A partial chain.
  struct Label {
    var end: Int
    /// When the last unlocked operation ends.
    var unlockedEnd: Int
    var steps: [ForcedStep] = []
    var hasTechnician: Bool
    var hasBay: Bool
    var misfits = 0
    /// Clashes and hours that are broken, roughly counted.
    var breaks = 0
    /// Points, roughly counted.
    var points = 0
    /// Minutes of each day that count against the reserve; only where they are compared.
    var used: [Int: Int] = [:]

    var flags: Int { (hasTechnician ? 1 : 0) + (hasBay ? 2 : 0) }

    func precedes(_ other: Label) -> Bool {
      (misfits, breaks, points, end) < (other.misfits, other.breaks, other.points, other.end)
    }
  }

  /// Partial chains that are compared at most where the reserve binds.
  private static let mostLabels = 1000

  let state: SearchState
  let visit: CompiledAppointment
  let request: PlacementRequest
  /// The rules that may be broken.
  let rules: RuleSet
  let isAbstract: Bool
  /// Since when the vehicle counts as being there, for loans.
  var since: Int
  /// The last operation ends by then.
  var limit: Int
  /// Chains kept for their cost, beside those that end first.
  var width: Int

  private var problem: Problem { state.problem }
  private var countsReserve: Bool { !rules.contains(.h14) && !visit.walkIn }

  /// Chains that keep all rules but those left aside, the best first; none if there are none.
  func search(from start: Int, partsFrom: Int, _ ways: inout ChainWays) -> [Label] {
    let plain = labels(from: start, partsFrom: partsFrom, isReserving: false, &ways)
    if plain.isEmpty { return [] }
    let kept = plain.filter(keepsRest)
    if !kept.isEmpty || !countsReserve { return kept.sorted { $0.precedes($1) } }
    return labels(from: start, partsFrom: partsFrom, isReserving: true, &ways).filter(keepsRest)
      .sorted { $0.precedes($1) }
  }

  private func keepsRest(_ label: Label) -> Bool {
    let ready = label.end + problem.site.booking.finishMinutes
    return (!countsReserve || excess(label.steps) == 0)
      && (!visit.loaner || rules.contains(.h12) || state.loans.admits(from: since, to: ready))
  }

  private func labels(
    from start: Int, partsFrom: Int, isReserving: Bool, _ ways: inout ChainWays
  ) -> [Label] {
    var labels = [
      Label(
        end: start, unlockedEnd: .min,
        hasTechnician: request.technician == nil || isAbstract && rules.contains(.h8),
        hasBay: request.bay == nil || isAbstract && rules.contains(.h7))
    ]
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      var next = Kept(width: isReserving ? 0 : width, isReserving: isReserving)
      if let lock = operation.lock {
        for label in labels { extend(label, by: lock, at: index, &next) }
      } else {
        let ways = ways.ways(for: index, breaking: rules, isAbstract: isAbstract)
        for label in labels {
          let from = max(label.end, label.unlockedEnd, partsFrom, problem.now)
          extend(label, by: ways, operation, at: index, from: from, &next)
        }
        partsFrom = .min
      }
      labels = next.labels(most: Self.mostLabels)
      if labels.isEmpty { return [] }
    }
    return labels.filter { $0.hasTechnician && $0.hasBay && $0.end <= limit }
  }

  // MARK: - One more operation

  private func extend(_ label: Label, by lock: CompiledLock, at index: Int, _ next: inout Kept) {
    let isAfterUnlocked =
      index > visit.operations.lowerBound && problem.operations.elements[index - 1].lock == nil
    if isAfterUnlocked, label.end > lock.start, !rules.contains(.h6) { return }
    guard let end = lock.end ?? (rules.contains(.h9) ? lock.start + 1 : nil) else { return }
    let crew = Array(problem.crews[lock.crew])
    var longer = label
    longer.end = end
    longer.hasTechnician = label.hasTechnician || request.technician.map(crew.contains) ?? true
    longer.hasBay = label.hasBay || request.bay == lock.bay
    if isAfterUnlocked, label.end > lock.start { longer.breaks += 1 }
    longer.steps.append(
      ForcedStep(
        operation: index, crew: crew, bay: lock.bay, start: lock.start, end: end,
        time: problem.classes[lock.work]))
    if next.isReserving {
      guard excess(longer.steps) == 0 else { return }
      longer.used = usage(of: longer.steps)
    }
    next.add(longer)
  }

  private func extend(
    _ label: Label, by ways: [ChainWay], _ operation: CompiledOperation, at index: Int, from: Int,
    _ next: inout Kept
  ) {
    let aside = rules.intersection([.h7, .h8, .h9])
    let isQuick = next.width == 0 && !next.isReserving
    // Only the soonest counts in a quick search, and to leave all aside is soonest.
    let relaxations = isQuick ? [aside] : (0...aside.count).flatMap(aside.subsets)
    var crew: [TechnicianIndex]?
    var crewStart: Int?
    for way in ways where from + way.option.work <= limit {
      var from = from
      var longer = label
      longer.hasTechnician = label.hasTechnician || request.technician.map(way.option.crew.contains) ?? true
      longer.hasBay = label.hasBay || request.bay == way.option.bay
      let until = isQuick ? min(limit, next.soonest(longer.flags) - 1) : limit
      if aside.isEmpty, way.option.bay != nil, !way.option.crew.isEmpty {
        // Ways of one crew stand side by side: its first gap bounds them all.
        if crew != way.option.crew {
          crew = way.option.crew
          var alone = way
          alone.option.bay = nil
          alone.option.time = way.crewTime
          crewStart = gap(for: alone, operation, from: from, leaving: [], until: limit)?.0
        }
        guard let soonest = crewStart, soonest + way.option.work <= until else { continue }
        from = soonest
      }
      var tried: [Int] = []
      for relaxation in relaxations {
        guard let (start, end) = gap(for: way, operation, from: from, leaving: relaxation, until: until),
          !tried.contains(start)
        else { continue }
        tried.append(start)
        if next.isReserving {
          extendReserving(longer, by: way, operation, at: index, start, end, leaving: relaxation, &next)
        } else {
          next.add(with(longer, way, operation, at: index, start, end, isScored: !isQuick))
        }
      }
    }
  }

  /// Later starts may use less of a day that is nearly full: goes on to the next that can differ.
  private func extendReserving(
    _ label: Label, by way: ChainWay, _ operation: CompiledOperation, at index: Int, _ start: Int, _ end: Int,
    leaving relaxation: RuleSet, _ next: inout Kept
  ) {
    var place: (start: Int, end: Int)? = (start, end)
    while let (start, end) = place {
      var longer = with(label, way, operation, at: index, start, end, isScored: true)
      let over = excess(longer.steps)
      let from: Int
      if over == 0 {
        longer.used = usage(of: longer.steps)
        next.add(longer)
        from = (day(of: start) + 1) * 1440
      } else {
        let crew = max(1, way.option.crew.count)
        from = start + (over + crew - 1) / crew
      }
      place = gap(for: way, operation, from: from, leaving: relaxation, until: limit)
    }
  }

  private func with(
    _ label: Label, _ way: ChainWay, _ operation: CompiledOperation, at index: Int, _ start: Int, _ end: Int,
    isScored: Bool
  ) -> Label {
    var longer = label
    longer.end = end
    longer.unlockedEnd = end
    if isScored {
      longer.misfits += way.misfits
      longer.breaks += breaks(of: way, operation, start, end)
      let before = Set(label.steps.flatMap(\.crew))
      let more =
        before.isEmpty ? max(0, way.option.crew.count - 1) : way.option.crew.count { !before.contains($0) }
      longer.points += way.cost + problem.site.policy.handover * more + overload(way, start, end)
      longer.points += endCost(end) - (label.steps.isEmpty ? 0 : endCost(label.end))
    }
    longer.steps.append(
      ForcedStep(
        operation: index, crew: way.option.crew, bay: way.option.bay, start: start, end: end,
        time: way.option.time))
    return longer
  }

  // MARK: - Gaps

  /// The first place for a way to do an operation, ending by `until`, with bays, technicians or shifts left aside.
  private func gap(
    for way: ChainWay, _ operation: CompiledOperation, from: Int, leaving relaxation: RuleSet, until: Int
  ) -> (Int, Int)? {
    if relaxation.isEmpty, until <= problem.end {
      return ProbeChain(visit: visit, state: state, relaxation: [], limit: limit)
        .gap(for: way.option, operation, from: from, until: until)
    }
    let work = way.option.work
    var from = from
    while true {
      guard let start = workingStart(of: way, operation, from: from, leaving: relaxation) else { return nil }
      var end = start + work
      if operation.splittable, !relaxation.contains(.h9) {
        guard let last = way.option.time.end(ofWork: work, from: start) else { return nil }
        end = last
      }
      guard end <= until else { return nil }
      var occupied: Int?
      if !relaxation.contains(.h8) {
        for technician in way.option.crew {
          if let last = lastOccupied(problem.row(of: technician), start, end) {
            occupied = max(occupied ?? last, last)
          }
        }
      }
      if !relaxation.contains(.h7), let bay = way.option.bay,
        let last = lastOccupied(problem.row(of: bay), start, end)
      {
        occupied = max(occupied ?? last, last)
      }
      guard let occupied else { return (start, end) }
      from = occupied + 1
    }
  }

  private func workingStart(
    of way: ChainWay, _ operation: CompiledOperation, from: Int, leaving relaxation: RuleSet
  ) -> Int? {
    if operation.splittable {
      return relaxation.contains(.h9) ? from : way.option.time.next(from: from)
    }
    var start = from
    while true {
      var next = start
      if !relaxation.contains(.h9) {
        guard let first = way.crewTime.firstRun(of: way.option.work, from: next) else { return nil }
        next = first
      }
      if !relaxation.contains(.h7), let bay = way.option.bay {
        let use = problem.classes[problem.bays[bay].use]
        guard let first = use.firstRun(of: way.option.work, from: next) else { return nil }
        next = first
      }
      if next == start { return start }
      start = next
    }
  }

  private func lastOccupied(_ row: Int, _ start: Int, _ end: Int) -> Int? {
    state.timelines.lastOccupied(row, from: max(0, start), to: min(end, problem.end))
  }

  // MARK: - What a place breaks and costs, roughly

  private func breaks(of way: ChainWay, _ operation: CompiledOperation, _ start: Int, _ end: Int) -> Int {
    guard !rules.isDisjoint(with: [.h7, .h8, .h9]) else { return 0 }
    var count = 0
    for technician in way.option.crew where lastOccupied(problem.row(of: technician), start, end) != nil {
      count += 1
    }
    if let bay = way.option.bay {
      if lastOccupied(problem.row(of: bay), start, end) != nil { count += 1 }
      let use = problem.classes[problem.bays[bay].use]
      if !operation.splittable, !use.holds(start, end) { count += 1 }
    }
    if operation.splittable {
      if way.option.time.next(from: start) != start
        || way.option.time.end(ofWork: way.option.work, from: start) != end
      {
        count += 1
      }
    } else if !way.crewTime.holds(start, end) {
      count += 1
    }
    return count
  }

  private func overload(_ way: ChainWay, _ start: Int, _ end: Int) -> Int {
    let day = day(of: start)
    guard day >= 0, day < problem.days else { return 0 }
    let minutes = min(end, (day + 1) * 1440) - start
    var points = 0
    for technician in way.option.crew {
      let limit = problem.technicians[technician].dayLimits[day]
      let booked = state.minutes(of: technician, onDay: day)
      points += max(0, booked + minutes - limit) - max(0, booked - limit)
    }
    return problem.site.policy.overload * points
  }

  private func endCost(_ end: Int) -> Int {
    state.readyCost(of: visit, completion: end) + state.stayCost(of: visit, since: since, completion: end)
  }

  // MARK: - The reserve

  private func usage(of steps: [ForcedStep]) -> [Int: Int] {
    var used: [Int: Int] = [:]
    for step in steps where !step.crew.isEmpty {
      let isSplittable = problem.operations.elements[step.operation].splittable
      var start = max(step.start, 0, problem.statedNow)
      let end = min(step.end, problem.end)
      while start < end {
        let stop = min(end, (day(of: start) + 1) * 1440)
        let minutes = isSplittable ? step.time.minutes(from: start, to: stop) : stop - start
        if minutes > 0 { used[day(of: start), default: 0] += step.crew.count * minutes }
        start = stop
      }
    }
    return used
  }

  /// Minutes by which some day's reserve would be broken; 0 if all keep it.
  private func excess(_ steps: [ForcedStep]) -> Int {
    let unlocked = usage(of: steps.filter { problem.operations.elements[$0.operation].lock == nil })
    var over = 0
    for (day, minutes) in usage(of: steps) {
      if state.unlockedMinutes[day] + unlocked[day, default: 0] > 0 {
        over = max(over, state.reservedMinutes[day] + minutes - problem.bookable[day])
      }
    }
    return over
  }
}

/// The partial chains that are kept of a layer.
private struct Kept {
  let width: Int
  let isReserving: Bool
  private var best: [ForcedChain.Label] = []
  /// By flags, the one that ends first.
  private var first: [ForcedChain.Label?] = [nil, nil, nil, nil]

  init(width: Int, isReserving: Bool) {
    self.width = width
    self.isReserving = isReserving
  }

  /// When the first of those that end first ends; a large number if there is none.
  func soonest(_ flags: Int) -> Int {
    first[flags]?.end ?? .max
  }

  mutating func add(_ label: ForcedChain.Label) {
    if isReserving { return best.append(label) }
    if label.end < soonest(label.flags) { first[label.flags] = label }
    guard width > 0 else { return }
    if best.count == width {
      guard label.precedes(best[width - 1]) else { return }
      best.removeLast()
    }
    let position = best.firstIndex { label.precedes($0) } ?? best.count
    best.insert(label, at: position)
  }

  func labels(most: Int) -> [ForcedChain.Label] {
    guard isReserving else { return best + first.compactMap(\.self) }
    var kept: [ForcedChain.Label] = []
    for label in best.sorted(by: { ($0.end, $0.points) < ($1.end, $1.points) }) where kept.count < most {
      let isBeaten = kept.contains { other in
        other.flags & label.flags == label.flags && other.unlockedEnd <= label.unlockedEnd
          && other.used.allSatisfy { $0.value <= label.used[$0.key, default: 0] }
      }
      if !isBeaten { kept.append(label) }
    }
    return kept
  }
}

extension WorkingTime {
  /// The first minute from a time on from which so many minutes lie in one interval; `nil` if there is none.
  func firstRun(of length: Int, from time: Int) -> Int? {
    var time = time
    while let start = next(from: time), let end = pause(after: start) {
      if start + length <= end { return start }
      time = end
    }
    return nil
  }
}
