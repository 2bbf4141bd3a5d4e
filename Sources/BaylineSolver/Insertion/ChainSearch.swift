import BaylineModel

/// Finds places for the operations of one visit, one after the other, with everything else as it stands.
///
/// A beam search over the chain: each layer holds the few best partial chains, and always the one that ends
/// first, so that a chain is found wherever the resources alone allow one.
struct ChainSearch {
  /// A partial chain.
  private struct Label {
    var placement: Placement
    /// When it ends.
    var end: Int
    /// Points so far that do not follow from the end of the chain.
    var cost: Int
    /// `cost` and the least that the end can cost.
    var score: Int
    /// Different technicians so far.
    var technicians: Int
    /// Operations so far.
    var depth: Int
    var parent: Int
    /// The day of all its minutes that count against the reserve, or `noDay`, or `severalDays`.
    var day: Int
    /// Those minutes, if they are of one day.
    var dayMinutes: Int

    static let noDay = -1
    static let severalDays = -2
  }

  /// What a chain starts from and what it may cost.
  struct Request {
    /// Nothing starts before it.
    var from: Int
    /// Likewise for the first unlocked operation of an arrived vehicle, for which parts must be there.
    var partsFrom: Int
    /// Since when a waiting customer counts as staying.
    var since: Int
    /// The last operation ends by then (H10, H13).
    var limit: Int
    /// Chains that cost this much or more are of no use.
    var bound: Int
  }

  enum Outcome {
    /// `placements` holds a chain.
    case found
    /// There may be chains, but none is cheap enough.
    case tooDear
    /// There is none from this start, and so none from a later one.
    case impossible
  }

  /// Partial chains kept at each operation.
  var width = 3
  /// Candidates looked at since the start: an operation with a crew and a bay, placed or rejected.
  private(set) var evaluations = 0
  /// The chain found last.
  private(set) var placements: [Placement] = []
  /// Points of the chain found last, those that follow from its end included.
  private(set) var cost = 0
  /// When the first unlocked operation of the chain found last starts; the latest time if all are locked.
  private(set) var firstStart = 0
  /// When the chain found last ends.
  private(set) var completion = 0

  private var soonest = SoonestStarts()
  private var labels: [Label] = []
  private var layer = 0..<0
  /// The label of the layer in the making that ends first.
  private var earliest: Label?
  private var isTooDear = false

  /// Prepares the search of chains for a visit, everything else as it stands from here on.
  mutating func begin(_ visit: CompiledAppointment, in state: SearchState) {
    soonest.begin(visit, state.problem)
  }

  /// When a visit could be done at the soonest if nothing starts before a time; `nil` if it never could.
  mutating func soonestCompletion(_ visit: CompiledAppointment, from time: Int, in state: SearchState) -> Int?
  {
    soonest.completion(from: visit.operations.lowerBound, time, in: state)
  }

  /// Searches a chain for a visit that was begun.
  mutating func search(_ visit: CompiledAppointment, in state: SearchState, _ request: Request) -> Outcome {
    let problem = state.problem
    isTooDear = false
    labels.removeAll(keepingCapacity: true)
    labels.append(
      Label(
        placement: .none, end: request.from, cost: 0, score: 0, technicians: 0, depth: 0, parent: -1,
        day: Label.noDay, dayMinutes: 0))
    layer = 0..<1
    var partsFrom = request.partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      earliest = nil
      let next = labels.count
      for parent in layer {
        if let lock = operation.lock {
          extend(parent, by: lock, operation, at: index, visit, state, request, next)
        } else {
          extend(parent, by: operation, at: index, partsFrom: partsFrom, visit, state, request, next)
        }
      }
      keepEarliest(from: next)
      if operation.lock == nil { partsFrom = 0 }
      layer = next..<labels.count
      if layer.isEmpty { return isTooDear ? .tooDear : .impossible }
    }
    return finish(visit, state, request)
  }

  private mutating func finish(
    _ visit: CompiledAppointment, _ state: SearchState, _ request: Request
  ) -> Outcome {
    let best = labels[layer.lowerBound]
    guard best.score < request.bound else { return .tooDear }
    placements.removeAll(keepingCapacity: true)
    for _ in visit.operations { placements.append(.none) }
    firstStart = .max
    var label = layer.lowerBound
    for position in visit.operations.indices.reversed() {
      let offset = position - visit.operations.lowerBound
      placements[offset] = labels[label].placement
      if state.problem.operations.elements[position].lock == nil {
        firstStart = Int(placements[offset].start)
      }
      label = labels[label].parent
    }
    cost = best.score
    completion = best.end
    return .found
  }

  // MARK: - Locked operations

  private mutating func extend(
    _ parent: Int, by lock: CompiledLock, _ operation: CompiledOperation, at index: Int,
    _ visit: CompiledAppointment, _ state: SearchState, _ request: Request, _ next: Int
  ) {
    guard let end = lock.end else { return }
    let before = labels[parent]
    let isAfterUnlocked =
      index > visit.operations.lowerBound && state.problem.operations.elements[index - 1].lock == nil
    if isAfterUnlocked, before.end > lock.start { return }
    let placement = Placement(start: lock.start, end: end, option: -1, choice: -1)
    if !visit.walkIn, reserveBlocks(operation, placement, after: parent, visit, state) != nil { return }
    let technicians = before.technicians + newTechnicians(lock.crew, after: parent, visit, state)
    let cost =
      before.cost + handover(from: before.technicians, to: technicians, state)
      + overload(operation, placement, after: parent, visit, state)
    offer(
      placement, end: end, cost: cost, technicians: technicians, parent: parent, operation, at: index, visit,
      state, request, next)
  }

  // MARK: - Unlocked operations

  private mutating func extend(
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
        isTooDear = true
        return
      }
      if worth < latest {
        isTooDear = true
        latest = worth
      }
    }
    let limit = latest - operation.workBehind
    guard let from = soonest.next(position, from: max(before.end, partsFrom, problem.now), in: state) else {
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
      if !isOfUse(from + option.work, cost, position, visit, state, request, next) {
        evaluations += 1
        continue
      }
      // The crew alone says how early it can be at the best: most options end here.
      guard let soonest = firstStart(ofCrew: option, operation, position, from: from, limit: limit, state)
      else {
        evaluations += 1
        continue
      }
      if !isOfUse(soonest + option.work, cost, position, visit, state, request, next) {
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
        let score = points + endCost(visit, state, request, Int(placement.end) + operation.workBehind)
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

  /// The bays of an option, narrowed to the first that is free at the soonest start, where there is one and
  /// nothing else counts.
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

  /// Whether an operation that ends no sooner than `end` could still be among the kept.
  @inline(__always)
  private mutating func isOfUse(
    _ end: Int, _ cost: Int, _ position: Int, _ visit: CompiledAppointment, _ state: SearchState,
    _ request: Request, _ next: Int
  ) -> Bool {
    guard let completion = soonest.completion(from: position + 1, end, in: state), completion <= request.limit
    else { return false }
    let least = cost + endCost(visit, state, request, completion)
    if least >= request.bound {
      isTooDear = true
      return false
    }
    guard labels.count - next == width, let earliest else { return true }
    return least < labels[labels.count - 1].score || end < earliest.end
  }

  /// The first place at or after `from` for an operation with a crew in a bay.
  @inline(__always)
  private func place(
    _ operation: CompiledOperation, _ index: Int, _ option: CrewOption, _ choiceIndex: Int,
    _ choice: BayChoice,
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

  // MARK: - Layers

  private mutating func offer(
    _ placement: Placement, end: Int, cost: Int, technicians: Int, parent: Int,
    _ operation: CompiledOperation, at position: Int, _ visit: CompiledAppointment, _ state: SearchState,
    _ request: Request, _ next: Int
  ) {
    guard let completion = soonest.completion(from: position + 1, end, in: state), completion <= request.limit
    else { return }
    let score = cost + endCost(visit, state, request, completion)
    if score >= request.bound {
      isTooDear = true
      return
    }
    let before = labels[parent]
    let reserve = reserveUse(operation, placement, after: before, visit, state)
    let label = Label(
      placement: placement, end: end, cost: cost, score: score, technicians: technicians,
      depth: before.depth + 1,
      parent: parent, day: reserve.day, dayMinutes: reserve.minutes)
    if let first = earliest, first.end < end || first.end == end && first.score <= score {
    } else {
      earliest = label
    }
    guard labels.count - next < width || score < labels[labels.count - 1].score else { return }
    if labels.count - next == width { labels.removeLast() }
    var position = labels.count
    while position > next, labels[position - 1].score > score { position -= 1 }
    labels.insert(label, at: position)
  }

  /// Puts the label that ends first in place of the worst, unless it is among the kept.
  private mutating func keepEarliest(from next: Int) {
    guard let earliest, !labels[next...].contains(where: { $0.end <= earliest.end }) else { return }
    if labels.count - next == width, width > 1 { labels.removeLast() }
    labels.append(earliest)
  }

  // MARK: - Costs and the reserve

  /// Points that follow from the end of the chain: delay, lateness, stay and makespan.
  @inline(__always)
  private func endCost(
    _ visit: CompiledAppointment, _ state: SearchState, _ request: Request, _ end: Int
  ) -> Int {
    var points = state.readyCost(of: visit, completion: end)
    if visit.waiting { points += state.stayCost(of: visit, since: request.since, completion: end) }
    let makespan = state.problem.site.policy.makespan
    if makespan > 0 { points += makespan * max(0, end - state.latestEnd) }
    return points
  }

  @inline(__always)
  private func handover(from before: Int, to after: Int, _ state: SearchState) -> Int {
    state.problem.site.policy.handover * (max(0, after - 1) - max(0, before - 1))
  }

  /// How many of a crew are new to the chain.
  @inline(__always)
  private func newTechnicians(
    _ crew: Range<Int>, after parent: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int {
    if parent == 0 { return crew.count }
    var new = 0
    for member in crew where !isInChain(state.problem.crews[member], parent, visit, state) { new += 1 }
    return new
  }

  private func isInChain(
    _ technician: TechnicianIndex, _ label: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Bool {
    var found = false
    forEachAncestor(of: label, visit, state) { operation, placement in
      for member in state.problem.crew(of: operation, placement)
      where state.problem.crews[member] == technician {
        found = true
      }
    }
    return found
  }

  /// Walks from a label back to the start of the chain.
  @inline(__always)
  private func forEachAncestor(
    of label: Int, _ visit: CompiledAppointment, _ state: SearchState,
    _ body: (CompiledOperation, Placement) -> Void
  ) {
    var label = label
    while label > 0 {
      let position = visit.operations.lowerBound + labels[label].depth - 1
      body(state.problem.operations.elements[position], labels[label].placement)
      label = labels[label].parent
    }
  }

  /// Points that an operation adds to the overload, on top of the accounts and of the chain so far.
  @inline(__always)
  private func overload(
    _ operation: CompiledOperation, _ placement: Placement, after parent: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Int {
    let problem = state.problem
    let weight = problem.site.policy.overload
    guard weight > 0 else { return 0 }
    let work = problem.workClass(of: operation, placement)
    var points = 0
    for member in problem.crew(of: operation, placement) {
      let technician = problem.crews[member]
      problem.forEachDay(of: placement, in: work, since: 0) { day, minutes in
        let limit = problem.technicians[technician].dayLimits[day]
        var booked = state.minutes(of: technician, onDay: day)
        forEachAncestor(of: parent, visit, state) { earlier, earlierPlacement in
          for other in problem.crew(of: earlier, earlierPlacement) where problem.crews[other] == technician {
            booked += problem.minutes(of: earlier, earlierPlacement, onDay: day, since: 0)
          }
        }
        points += max(0, booked + minutes - limit) - max(0, booked - limit)
      }
    }
    return weight * points
  }

  /// A day on which an operation would break the reserve (H14); `nil` if it keeps it.
  @inline(__always)
  private func reserveBlocks(
    _ operation: CompiledOperation, _ placement: Placement, after parent: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Int? {
    let problem = state.problem
    let crew = problem.crew(of: operation, placement).count
    guard crew > 0 else { return nil }
    if let day = plainDay(of: operation, placement, problem) {
      let before = labels[parent]
      if before.day != Label.severalDays {
        let minutes =
          Int(placement.end - placement.start) * crew + (before.day == day ? before.dayMinutes : 0)
        return state.reservedMinutes[day] + minutes > problem.bookable[day] ? day : nil
      }
    }
    let work = problem.workClass(of: operation, placement)
    var full: Int?
    problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
      var booked = state.reservedMinutes[day]
      var unlocked = operation.lock == nil ? minutes : state.unlockedMinutes[day]
      forEachAncestor(of: parent, visit, state) { earlier, earlierPlacement in
        let members = problem.crew(of: earlier, earlierPlacement).count
        guard members > 0 else { return }
        let more =
          members * problem.minutes(of: earlier, earlierPlacement, onDay: day, since: problem.statedNow)
        booked += more
        if earlier.lock == nil { unlocked += more }
      }
      if unlocked > 0, booked + minutes * crew > problem.bookable[day] { full = day }
    }
    return full
  }

  /// The day of an unlocked unsplittable operation that lies in one day and after `now`.
  @inline(__always)
  private func plainDay(of operation: CompiledOperation, _ placement: Placement, _ problem: Problem) -> Int? {
    guard operation.lock == nil, !operation.splittable else { return nil }
    let day = Int(placement.start) / 1440
    return Int(placement.end) <= (day + 1) * 1440 ? day : nil
  }

  /// What a chain uses of the reserve with one more operation, if it is of one day.
  @inline(__always)
  private func reserveUse(
    _ operation: CompiledOperation, _ placement: Placement, after before: Label, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> (day: Int, minutes: Int) {
    let crew = state.problem.crew(of: operation, placement).count
    if visit.walkIn || crew == 0 { return (before.day, before.dayMinutes) }
    guard let day = plainDay(of: operation, placement, state.problem),
      before.day == Label.noDay || before.day == day
    else { return (Label.severalDays, 0) }
    return (day, before.dayMinutes + crew * Int(placement.end - placement.start))
  }
}
