import BaylineModel

/// Finds placements for the operations of a visit from a given start, with everything else fixed and some rules
/// relaxed.
///
/// Whether there is one is decided exactly, by ``ProbeChain``. A beam of `width` then finds those with the fewest misfits and
/// violations and the lowest cost; where it finds none, the soonest chain is the answer.
///
/// The order of operations (H6), their durations and locks are always respected, except that H6 may be relaxed for a
/// lock that starts too early, and for lags and moves.
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
    /// Approximate number of overlaps and working-time violations.
    var violations = 0
    /// Approximate points.
    var points = 0
    /// Where the vehicle stands.
    var stay = Stay()

    var flags: Int { (hasTechnician ? 1 : 0) + (hasBay ? 2 : 0) }

    func precedes(_ other: Label) -> Bool {
      (misfits, violations, points, end) < (other.misfits, other.violations, other.points, other.end)
    }
  }

  let state: SearchState
  let visit: CompiledAppointment
  let request: PlacementRequest
  let rules: RuleSet
  let isAbstract: Bool
  /// When the vehicle's stay begins, for loans.
  var since: Int
  /// The latest end of the last operation.
  var limit: Int
  /// Number of chains kept for their cost, in addition to those that end first.
  var width: Int
  /// Whether the last search was cut off before it had tried all ways to keep the reserve.
  private(set) var isUndecided = false

  var problem: CompiledProblem { state.problem }
  var countsReserve: Bool { !rules.contains(.h14) && !visit.walkIn }

  /// The chains that break no other rules, best first.
  mutating func search(from start: Int, partsFrom: Int, _ modes: inout ChainModes) -> [Label] {
    if width > 0 {
      let kept = labels(from: start, partsFrom: partsFrom, &modes).filter(keepsRest)
      if !kept.isEmpty { return kept.sorted { $0.precedes($1) } }
    }
    return soonest(from: start, partsFrom: partsFrom, &modes).map { [$0] } ?? []
  }

  private func keepsRest(_ label: Label) -> Bool {
    (!countsReserve || excess(label.steps) == 0) && isServed(label.end)
  }

  /// Whether a loan vehicle is free until a completion, and a driver then brings the vehicle back.
  private func isServed(_ end: Int) -> Bool {
    let ready = end + problem.site.booking.finishMinutes
    return (rules.contains(.h12) || state.canLend(visit, from: since, ready: ready))
      && (rules.contains(.h18) || state.canDeliver(visit, since: since, ready: ready))
  }

  // MARK: - The soonest chain

  /// The chain that ends first and has who and what the request asks for in one of its operations.
  private mutating func soonest(from start: Int, partsFrom: Int, _ modes: inout ChainModes) -> Label? {
    isUndecided = false
    var ways: [Int: [ChainMode]] = [:]
    let open = visit.operations.filter { problem.operations.elements[$0].lock == nil }
    for index in open { ways[index] = modes.modes(for: index, breaking: rules, isAbstract: isAbstract) }
    let locked = visit.operations.compactMap { problem.operations.elements[$0].lock }
    var technician = isAbstract && rules.contains(.h8) ? nil : request.technician
    var bay = isAbstract && rules.contains(.h7) ? nil : request.bay
    if let asked = technician, locked.contains(where: { problem.crews[$0.crew].contains(asked) }) {
      technician = nil
    }
    if let asked = bay, locked.contains(where: { $0.bay == asked }) { bay = nil }
    var best: Label?
    for one in technician == nil ? [nil] : open.map({ $0 as Int? }) {
      for other in bay == nil ? [nil] : open.map({ $0 as Int? }) {
        var own = ways
        if let one {
          own[one] = own[one]?.filter { mode in technician.map(mode.option.crew.contains) ?? true }
        }
        if let other { own[other] = own[other]?.filter { $0.option.bay == bay } }
        var chain = ProbeChain(
          visit: visit, state: state, breaking: rules.union(visit.walkIn ? .h14 : []), limit: limit,
          options: own.mapValues { $0.map(\.option) })
        let found = chain.earliest(from: start, partsFrom: partsFrom)
        if chain.isUndecided { isUndecided = true }
        guard let found, isServed(found.end), found.end < best?.end ?? .max else { continue }
        best = label(of: found.placed, own)
      }
    }
    return best
  }

  private func label(of placed: [ProbeChain.Placed], _ ways: [Int: [ChainMode]]) -> Label {
    var label = Label(end: 0, unlockedEnd: .min, hasTechnician: true, hasBay: true)
    for place in placed {
      if let mode = ways[place.operation]?.first(where: { $0.option == place.option }) {
        label = extended(
          label, by: mode, step(of: mode, at: place.operation, place.start, place.end), isScored: width > 0)
      } else if let lock = problem.operations.elements[place.operation].lock {
        label.end = place.end
        label.steps.append(
          ForcedStep(
            operation: place.operation, crew: Array(problem.crews[lock.crew]), bay: lock.bay,
            start: place.start, end: place.end, time: problem.classes[lock.work]))
      }
    }
    return label
  }

  // MARK: - The beam

  private func labels(from start: Int, partsFrom: Int, _ modes: inout ChainModes) -> [Label] {
    var labels = [
      Label(
        end: start, unlockedEnd: .min,
        hasTechnician: request.technician == nil || isAbstract && rules.contains(.h8),
        hasBay: request.bay == nil || isAbstract && rules.contains(.h7))
    ]
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      var next = KeptChains(width: width)
      if let lock = operation.lock {
        for label in labels { extend(label, by: lock, at: index, &next) }
      } else {
        let modes = modes.modes(for: index, breaking: rules, isAbstract: isAbstract)
        guard let parts = rules.contains(.h11) ? .min : state.earliestTime(forNeeds: operation.needs) else {
          return []
        }
        for label in labels {
          let from = max(label.end, label.unlockedEnd, partsFrom, problem.now, parts)
          extend(label, by: modes, operation, at: index, from: from, &next)
        }
        partsFrom = .min
      }
      labels = next.labels
      if labels.isEmpty { return [] }
    }
    return labels.filter { $0.hasTechnician && $0.hasBay && $0.end <= limit }
  }

  // MARK: - One more operation

  private func extend(_ label: Label, by lock: CompiledLock, at index: Int, _ next: inout KeptChains) {
    let isAfterUnlocked = problem.isAfterUnlocked(index, in: visit)
    let row = problem.row(of: lock.bay)
    if isAfterUnlocked, !follows(label, problem.operations.elements[index], in: row, at: lock.start) {
      return
    }
    guard let end = lock.end ?? (rules.contains(.h9) ? lock.start + 1 : nil) else { return }
    let crew = Array(problem.crews[lock.crew])
    var longer = label
    longer.end = end
    longer.hasTechnician = label.hasTechnician || request.technician.map(crew.contains) ?? true
    longer.hasBay = label.hasBay || request.bay == lock.bay
    if isAfterUnlocked, label.end > lock.start { longer.violations += 1 }
    longer.steps.append(
      ForcedStep(
        operation: index, crew: crew, bay: lock.bay, start: lock.start, end: end,
        time: problem.classes[lock.work]))
    longer.stay.pass(problem.operations.elements[index], bay: row, end: end)
    next.add(longer)
  }

  /// Whether an operation may start in a bay, by its row, after the one before: by the lag, the move and the stay.
  private func follows(_ label: Label, _ operation: CompiledOperation, in row: Int, at start: Int) -> Bool {
    let stay = label.stay
    if !rules.contains(.h6), !label.steps.isEmpty {
      let gap = start - label.end
      guard gap >= problem.minGap(before: operation, moves: stay.moves(to: row)), gap <= operation.maxLag
      else { return false }
    }
    guard !rules.contains(.h7) else { return true }
    if stay.binds, !stay.continues(in: row) { return false }
    // A stay between two locked operations is held already.
    if operation.lock != nil, stay.isLocked { return true }
    return !stay.continues(in: row) || lastOccupied(row, stay.since, start) == nil
  }

  private func extend(
    _ label: Label, by modes: [ChainMode], _ operation: CompiledOperation, at index: Int, from: Int,
    _ next: inout KeptChains
  ) {
    let aside = rules.intersection([.h7, .h8, .h9])
    let relaxations = (0...aside.count).flatMap(aside.subsets)
    var crew: [TechnicianIndex]?
    var crewStart: Int?
    for mode in modes where from + mode.option.work <= limit {
      var from = from
      let row = problem.row(of: mode.option.bay)
      if !rules.contains(.h6), !label.steps.isEmpty {
        let least = problem.minGap(before: operation, moves: label.stay.moves(to: row))
        from = max(from, label.end + least)
      }
      var longer = label
      longer.hasTechnician = label.hasTechnician || request.technician.map(mode.option.crew.contains) ?? true
      longer.hasBay = label.hasBay || request.bay == mode.option.bay
      if aside.isEmpty, mode.option.bay != nil, !mode.option.crew.isEmpty {
        // Modes are grouped by crew, whose first gap is a lower bound for all of them.
        if crew != mode.option.crew {
          crew = mode.option.crew
          var alone = mode
          alone.option.bay = nil
          alone.option.time = mode.crewTime
          crewStart = gap(for: alone, operation, from: from, leaving: [], until: limit)?.0
        }
        guard let soonest = crewStart, soonest + mode.option.work <= limit else { continue }
        from = soonest
      }
      var tried: [Int] = []
      for relaxation in relaxations {
        guard let (start, end) = gap(for: mode, operation, from: from, leaving: relaxation, until: limit),
          !tried.contains(start), follows(label, operation, in: row, at: start)
        else { continue }
        tried.append(start)
        let step = step(of: mode, at: index, start, end)
        next.add(extended(longer, by: mode, step, isScored: true))
      }
    }
  }

  func step(of mode: ChainMode, at operation: Int, _ start: Int, _ end: Int) -> ForcedStep {
    ForcedStep(
      operation: operation, crew: mode.option.crew, bay: mode.option.bay, start: start, end: end,
      time: mode.option.time)
  }

  func extended(_ label: Label, by mode: ChainMode, _ step: ForcedStep, isScored: Bool) -> Label {
    let (start, end) = (step.start, step.end)
    var longer = label
    longer.end = end
    longer.unlockedEnd = end
    let row = problem.row(of: mode.option.bay)
    if label.stay.moves(to: row) { longer.points += problem.site.policy.move }
    longer.stay.pass(problem.operations.elements[step.operation], bay: row, end: end)
    if isScored {
      longer.misfits += mode.misfits
      longer.violations += violations(of: mode, problem.operations.elements[step.operation], start, end)
      let before = Set(label.steps.flatMap(\.crew))
      let more =
        before.isEmpty ? max(0, mode.option.crew.count - 1) : mode.option.crew.count { !before.contains($0) }
      longer.points += mode.cost + problem.site.policy.handover * more + overload(mode, start, end)
      longer.points += endCost(end) - (label.steps.isEmpty ? 0 : endCost(label.end))
    }
    longer.steps.append(step)
    return longer
  }
}
