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
    var used: [Int] = []

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
    let plain = labels(from: start, partsFrom: partsFrom, binding: nil, &ways)
    if plain.isEmpty { return [] }
    let kept = plain.filter(keepsRest)
    if !kept.isEmpty || !countsReserve { return kept.sorted { $0.precedes($1) } }
    return labels(from: start, partsFrom: partsFrom, binding: bindingDays(&ways), &ways).filter(keepsRest)
      .sorted { $0.precedes($1) }
  }

  private func keepsRest(_ label: Label) -> Bool {
    let ready = label.end + problem.site.booking.finishMinutes
    return (!countsReserve || excess(label.steps) == 0)
      && (!visit.loaner || rules.contains(.h12) || state.loans.admits(from: since, to: ready))
  }

  /// The chains of all operations. Where the reserve binds, the days on which it could are given: a day that could hold
  /// all of the visit need not be counted.
  private func labels(
    from start: Int, partsFrom: Int, binding: [Bool]?, _ ways: inout ChainWays
  ) -> [Label] {
    var labels = [
      Label(
        end: start, unlockedEnd: .min,
        hasTechnician: request.technician == nil || isAbstract && rules.contains(.h8),
        hasBay: request.bay == nil || isAbstract && rules.contains(.h7),
        used: binding.map { Array(repeating: 0, count: $0.count) } ?? [])
    ]
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      var next = Kept(width: width, binding: binding)
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
    if let binding = next.binding {
      guard excess(longer.steps) == 0 else { return }
      add(longer.steps[longer.steps.count - 1], to: &longer.used, on: binding)
    }
    next.add(longer)
  }

  private func extend(
    _ label: Label, by ways: [ChainWay], _ operation: CompiledOperation, at index: Int, from: Int,
    _ next: inout Kept
  ) {
    let aside = rules.intersection([.h7, .h8, .h9])
    let isQuick = next.width == 0 && next.binding == nil
    // Only the soonest counts where costs do not, and to leave all aside is soonest.
    let relaxations = next.width == 0 ? [aside] : (0...aside.count).flatMap(aside.subsets)
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
        if let binding = next.binding {
          extendReserving(
            longer, by: way, operation, at: index, start, end, leaving: relaxation, binding, &next)
        } else {
          next.add(with(longer, way, operation, at: index, start, end, isScored: !isQuick))
        }
      }
    }
  }

  /// Later starts may use less of a day that is nearly full: goes on to the next that can differ.
  private func extendReserving(
    _ label: Label, by way: ChainWay, _ operation: CompiledOperation, at index: Int, _ start: Int, _ end: Int,
    leaving relaxation: RuleSet, _ binding: [Bool], _ next: inout Kept
  ) {
    var place: (start: Int, end: Int)? = (start, end)
    while let (start, end) = place {
      let step = ForcedStep(
        operation: index, crew: way.option.crew, bay: way.option.bay, start: start, end: end,
        time: way.option.time)
      var used = label.used
      add(step, to: &used, on: binding)
      var over = 0
      var isBinding = false
      for day in max(0, day(of: start))...max(0, day(of: end - 1))
      where day < binding.count && used[day] > label.used[day] {
        isBinding = true
        over = max(over, state.reservedMinutes[day] + used[day] - problem.bookable[day])
      }
      let from: Int
      if over <= 0 {
        if next.isOfUse(end, used, label.flags) {
          var longer = with(label, way, operation, at: index, start, end, isScored: next.width > 0)
          longer.used = used
          next.add(longer)
        }
        guard isBinding else { return }
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

  /// The days on which all of the visit at once would break the reserve.
  private func bindingDays(_ ways: inout ChainWays) -> [Bool] {
    var most = 0
    for index in visit.operations {
      if let lock = problem.operations.elements[index].lock {
        most += lock.crew.count * max(0, (lock.end ?? lock.start) - lock.start)
      } else {
        let own = ways.ways(for: index, breaking: rules, isAbstract: isAbstract)
        most += own.lazy.map { $0.option.work * $0.option.crew.count }.max() ?? 0
      }
    }
    return problem.bookable.indices.map { state.reservedMinutes[$0] + most > problem.bookable[$0] }
  }

  /// Adds what a step uses of each day's reserve, on some of the days.
  private func add(_ step: ForcedStep, to used: inout [Int], on days: [Bool]) {
    guard !step.crew.isEmpty else { return }
    let isSplittable = problem.operations.elements[step.operation].splittable
    var start = max(step.start, 0, problem.statedNow)
    let end = min(step.end, problem.end)
    while start < end {
      let day = start / 1440
      let stop = min(end, (day + 1) * 1440)
      if days[day] {
        used[day] +=
          step.crew.count * (isSplittable ? step.time.minutes(from: start, to: stop) : stop - start)
      }
      start = stop
    }
  }

  private func usage(of steps: some Sequence<ForcedStep>) -> [Int] {
    let days = Array(repeating: true, count: problem.days)
    var used = Array(repeating: 0, count: problem.days)
    for step in steps { add(step, to: &used, on: days) }
    return used
  }

  /// Minutes by which some day's reserve would be broken; 0 if all keep it.
  private func excess(_ steps: [ForcedStep]) -> Int {
    let unlocked = usage(of: steps.lazy.filter { problem.operations.elements[$0.operation].lock == nil })
    var over = 0
    for (day, minutes) in usage(of: steps).enumerated()
    where minutes > 0 && state.unlockedMinutes[day] + unlocked[day] > 0 {
      over = max(over, state.reservedMinutes[day] + minutes - problem.bookable[day])
    }
    return over
  }
}

/// The partial chains that are kept of a layer.
private struct Kept {
  private struct Use: Hashable {
    let used: [Int]
    let flags: Int
  }

  let width: Int
  /// The days on which the reserve could bind; `nil` where it is not counted.
  let binding: [Bool]?
  /// The cheapest ones.
  private var best: [ForcedChain.Label] = []
  /// By flags, the one that ends first.
  private var first: [ForcedChain.Label?] = [nil, nil, nil, nil]
  /// By what is used of the reserve, the one that ends first and the cheapest.
  private var byUse: [(first: ForcedChain.Label, best: ForcedChain.Label)] = []
  private var positions: [Use: Int] = [:]

  init(width: Int, binding: [Bool]?) {
    self.width = width
    self.binding = binding
  }

  /// When the first of those that end first ends; a large number if there is none.
  func soonest(_ flags: Int) -> Int {
    first[flags]?.end ?? .max
  }

  /// Whether one that ends then and uses so much of the reserve could be kept.
  func isOfUse(_ end: Int, _ used: [Int], _ flags: Int) -> Bool {
    guard width == 0, let position = positions[Use(used: used, flags: flags)] else { return true }
    return end < byUse[position].first.end
  }

  mutating func add(_ label: ForcedChain.Label) {
    guard binding == nil else { return addByUse(label) }
    if label.end < soonest(label.flags) { first[label.flags] = label }
    guard width > 0 else { return }
    if best.count == width {
      guard label.precedes(best[width - 1]) else { return }
      best.removeLast()
    }
    let position = best.firstIndex { label.precedes($0) } ?? best.count
    best.insert(label, at: position)
  }

  private mutating func addByUse(_ label: ForcedChain.Label) {
    let use = Use(used: label.used, flags: label.flags)
    guard let position = positions[use] else {
      positions[use] = byUse.count
      return byUse.append((label, label))
    }
    if label.end < byUse[position].first.end { byUse[position].first = label }
    if label.precedes(byUse[position].best) { byUse[position].best = label }
  }

  func labels(most: Int) -> [ForcedChain.Label] {
    guard binding != nil else { return best + first.compactMap(\.self) }
    var kept: [ForcedChain.Label] = []
    // Those that end first: one that ends later and uses no less of any day is of no use.
    for label in byUse.map(\.first).sorted(by: { ($0.end, $0.points) < ($1.end, $1.points) })
    where kept.count < most {
      let isBeaten = kept.contains { other in
        other.flags & label.flags == label.flags && zip(other.used, label.used).allSatisfy { $0 <= $1 }
      }
      if !isBeaten { kept.append(label) }
    }
    guard width > 0 else { return kept }
    return kept + byUse.map(\.best).sorted { $0.precedes($1) }.prefix(width)
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
