import BaylineModel

/// Finds places for the operations of one visit, one after the other, with everything else as it stands.
///
/// A beam search over the chain: each layer holds the few best partial chains, and always the one that ends
/// first, so that a chain is found wherever the resources alone allow one.
struct ChainSearch {
  /// A partial chain.
  struct Label {
    var placement: Placement
    /// When it ends.
    var end: Int
    /// When the last unlocked operation ends: locks may lie in disorder, and it shall not be overtaken.
    var unlockedEnd: Int
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

  /// One more operation at the end of a partial chain.
  struct Extension {
    /// The partial chain, a position in `labels`.
    let parent: Int
    let placement: Placement
    /// Points of the chain so far that do not follow from its end.
    var cost: Int
    /// Different technicians so far.
    let technicians: Int
  }

  enum Outcome {
    /// `placements` holds a chain.
    case found
    /// There may be chains, but none is cheap enough.
    case exceedsBound
    /// There is none from this start, and so none from a later one.
    case impossible
  }

  /// Partial chains kept at each operation.
  var width = 3
  /// Candidates looked at since the start: an operation with a crew and a bay, placed or rejected.
  var evaluations = 0
  /// The chain found last.
  private(set) var placements: [Placement] = []
  /// Points of the chain found last, those that follow from its end included.
  private(set) var cost = 0
  /// When the first unlocked operation of the chain found last starts; the latest time if all are locked.
  private(set) var firstStart = 0
  /// When the chain found last ends.
  private(set) var completion = 0

  var soonest = EarliestStarts()
  var labels: [Label] = []
  var layer = 0..<0
  var request = Request(from: 0, partsFrom: 0, since: 0, limit: 0, bound: 0)
  /// Where the labels of the layer being built begin.
  var next = 0
  /// The earliest start of the next unlocked operation, for want of parts.
  var partsFrom = 0
  /// The label of the layer being built that ends first.
  var earliest: Label?
  var isPruned = false

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
    self.request = request
    isPruned = false
    labels.removeAll(keepingCapacity: true)
    labels.append(
      Label(
        placement: .none, end: request.from, unlockedEnd: .min, cost: 0, score: 0, technicians: 0, depth: 0,
        parent: -1, day: Label.noDay, dayMinutes: 0))
    layer = 0..<1
    partsFrom = request.partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      earliest = nil
      next = labels.count
      for parent in layer {
        if let lock = operation.lock {
          extend(parent, by: lock, operation, at: index, visit, state)
        } else {
          extend(parent, by: operation, at: index, visit, state)
        }
      }
      keepEarliest()
      if operation.lock == nil { partsFrom = 0 }
      layer = next..<labels.count
      if layer.isEmpty { return isPruned ? .exceedsBound : .impossible }
    }
    return finish(visit, state)
  }

  private mutating func finish(_ visit: CompiledAppointment, _ state: SearchState) -> Outcome {
    let best = labels[layer.lowerBound]
    guard best.score < request.bound else { return .exceedsBound }
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

  private mutating func extend(
    _ parent: Int, by lock: CompiledLock, _ operation: CompiledOperation, at index: Int,
    _ visit: CompiledAppointment, _ state: SearchState
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
      Extension(parent: parent, placement: placement, cost: cost, technicians: technicians), operation,
      at: index, visit, state)
  }
}
