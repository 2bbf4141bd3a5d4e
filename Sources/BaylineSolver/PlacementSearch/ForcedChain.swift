import BaylineModel

/// Finds placements for the operations of a visit from a given start, with everything else fixed and some rules
/// relaxed.
///
/// Exact, like ``ProbeChain``: without the reserve, ending each operation as early as possible dominates; with it,
/// partial chains are compared by end and by daily use. In addition, a beam of `width` keeps the chains with the
/// fewest misfits and violations and the lowest cost.
///
/// The order of operations (H6), their durations and locks are always respected, except that H6 may be relaxed for a
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
    /// Approximate number of overlaps and working-time violations.
    var violations = 0
    /// Approximate points.
    var points = 0
    /// Reserve minutes by day; empty unless compared.
    var used: [Int] = []

    var flags: Int { (hasTechnician ? 1 : 0) + (hasBay ? 2 : 0) }

    func precedes(_ other: Label) -> Bool {
      (misfits, violations, points, end) < (other.misfits, other.violations, other.points, other.end)
    }
  }

  /// Maximum number of partial chains compared when the reserve is binding.
  private static let maxLabels = 1000

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

  var problem: CompiledProblem { state.problem }
  var countsReserve: Bool { !rules.contains(.h14) && !visit.walkIn }

  /// The chains that break no other rules, best first.
  func search(from start: Int, partsFrom: Int, _ modes: inout ChainModes) -> [Label] {
    let plain = labels(from: start, partsFrom: partsFrom, binding: nil, &modes)
    if plain.isEmpty { return [] }
    let kept = plain.filter(keepsRest)
    if !kept.isEmpty || !countsReserve { return kept.sorted { $0.precedes($1) } }
    return labels(from: start, partsFrom: partsFrom, binding: bindingDays(&modes), &modes).filter(keepsRest)
      .sorted { $0.precedes($1) }
  }

  private func keepsRest(_ label: Label) -> Bool {
    let ready = label.end + problem.site.booking.finishMinutes
    return (!countsReserve || excess(label.steps) == 0)
      && (!visit.loaner || rules.contains(.h12) || state.loans.admits(from: since, to: ready))
  }

  /// The chains of all operations. `binding` marks the days on which the reserve could be exceeded, if it is counted:
  /// days with room for the entire visit need no accounting.
  private func labels(
    from start: Int, partsFrom: Int, binding: [Bool]?, _ modes: inout ChainModes
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
      var next = KeptChains(width: width, binding: binding)
      if let lock = operation.lock {
        for label in labels { extend(label, by: lock, at: index, &next) }
      } else {
        let modes = modes.modes(for: index, breaking: rules, isAbstract: isAbstract)
        for label in labels {
          let from = max(label.end, label.unlockedEnd, partsFrom, problem.now)
          extend(label, by: modes, operation, at: index, from: from, &next)
        }
        partsFrom = .min
      }
      labels = next.labels(maxCount: Self.maxLabels)
      if labels.isEmpty { return [] }
    }
    return labels.filter { $0.hasTechnician && $0.hasBay && $0.end <= limit }
  }

  // MARK: - One more operation

  private func extend(_ label: Label, by lock: CompiledLock, at index: Int, _ next: inout KeptChains) {
    let isAfterUnlocked = problem.isAfterUnlocked(index, in: visit)
    if isAfterUnlocked, label.end > lock.start, !rules.contains(.h6) { return }
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
    if let binding = next.binding {
      guard excess(longer.steps) == 0 else { return }
      add(longer.steps[longer.steps.count - 1], to: &longer.used, on: binding)
    }
    next.add(longer)
  }

  private func extend(
    _ label: Label, by modes: [ChainMode], _ operation: CompiledOperation, at index: Int, from: Int,
    _ next: inout KeptChains
  ) {
    let aside = rules.intersection([.h7, .h8, .h9])
    let isQuick = next.width == 0 && next.binding == nil
    // If costs do not matter, only the earliest end counts, which relaxing everything gives.
    let relaxations = next.width == 0 ? [aside] : (0...aside.count).flatMap(aside.subsets)
    var crew: [TechnicianIndex]?
    var crewStart: Int?
    for mode in modes where from + mode.option.work <= limit {
      var from = from
      var longer = label
      longer.hasTechnician = label.hasTechnician || request.technician.map(mode.option.crew.contains) ?? true
      longer.hasBay = label.hasBay || request.bay == mode.option.bay
      let until = isQuick ? min(limit, next.soonest(longer.flags) - 1) : limit
      if aside.isEmpty, mode.option.bay != nil, !mode.option.crew.isEmpty {
        // Modes are grouped by crew, whose first gap is a lower bound for all of them.
        if crew != mode.option.crew {
          crew = mode.option.crew
          var alone = mode
          alone.option.bay = nil
          alone.option.time = mode.crewTime
          crewStart = gap(for: alone, operation, from: from, leaving: [], until: limit)?.0
        }
        guard let soonest = crewStart, soonest + mode.option.work <= until else { continue }
        from = soonest
      }
      var tried: [Int] = []
      for relaxation in relaxations {
        guard let (start, end) = gap(for: mode, operation, from: from, leaving: relaxation, until: until),
          !tried.contains(start)
        else { continue }
        tried.append(start)
        let step = step(of: mode, at: index, start, end)
        if let binding = next.binding {
          extendReserving(longer, by: mode, step, leaving: relaxation, binding, &next)
        } else {
          next.add(extended(longer, by: mode, step, isScored: !isQuick))
        }
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
