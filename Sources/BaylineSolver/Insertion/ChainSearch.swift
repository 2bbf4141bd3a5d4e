import BaylineModel

/// Finds placements for the operations of one visit, one after another, with everything else fixed.
///
/// A beam search over the chain: each layer keeps the few best partial chains and always the one that ends first, so
/// that a chain is found wherever the resources alone allow one.
struct ChainSearch {
  /// A partial chain.
  struct Label {
    var placement: Placement
    var end: Int
    /// When the last unlocked operation ends. Locks may be out of order; no later unlocked operation may start before
    /// this.
    var unlockedEnd: Int
    /// Points so far, excluding those that depend on the end of the chain.
    var cost: Int
    /// `cost` plus a lower bound on the cost of the end.
    var score: Int
    /// Number of distinct technicians.
    var technicians: Int
    /// Number of operations.
    var depth: Int
    var parent: Int
    /// The single day of all minutes that count against the reserve, `noDay` or `severalDays`.
    var day: Int
    /// Those minutes, if confined to one day.
    var dayMinutes: Int

    static let noDay = -1
    static let severalDays = -2
  }

  struct Request {
    /// No operation starts earlier.
    var from: Int
    /// The first unlocked operation of an arrived vehicle does not start earlier, for lack of parts.
    var partsFrom: Int
    /// When a waiting customer's stay begins.
    var since: Int
    var limit: Int
    /// Only chains that cost less than this are wanted.
    var bound: Int
  }

  /// One more operation at the end of a partial chain.
  struct Extension {
    /// The partial chain, a position in `labels`.
    let parent: Int
    let placement: Placement
    /// Points of the chain, excluding those that depend on its end.
    var cost: Int
    /// Number of distinct technicians.
    let technicians: Int
  }

  enum Outcome {
    /// `placements` holds a chain.
    case found
    /// There may be chains, but none within the bound.
    case exceedsBound
    /// There is none from this start, nor from any later one.
    case impossible
  }

  /// Beam width: partial chains kept at each operation.
  var width = 3
  /// Number of candidates evaluated: an operation with a crew and a bay, placed or rejected.
  var evaluations = 0
  /// The most recent chain found.
  private(set) var placements: [Placement] = []
  /// Points of `placements`, including those that depend on the end.
  private(set) var cost = 0
  /// When the first unlocked operation of `placements` starts; `.max` if all are locked.
  private(set) var firstStart = 0
  /// When `placements` ends.
  private(set) var completion = 0

  var soonest = EarliestStarts()
  var labels: [Label] = []
  var layer = 0..<0
  var request = Request(from: 0, partsFrom: 0, since: 0, limit: 0, bound: 0)
  /// Start of the layer being built in `labels`.
  var next = 0
  /// When the parts for the next unlocked operation are available.
  var partsFrom = 0
  /// The label of the layer being built that ends first.
  var earliest: Label?
  var isPruned = false

  /// Prepares the search for a visit; the state must not change until the last call of `search`.
  mutating func begin(_ visit: CompiledAppointment, in state: SearchState) {
    soonest.begin(visit, state.problem)
  }

  /// A lower bound on the completion of a visit if nothing starts before a time; `nil` if it cannot be completed.
  mutating func soonestCompletion(_ visit: CompiledAppointment, from time: Int, in state: SearchState) -> Int?
  {
    soonest.completion(from: visit.operations.lowerBound, time, in: state)
  }

  /// Searches for a chain for the visit passed to `begin`.
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
    if state.problem.isAfterUnlocked(index, in: visit), before.end > lock.start { return }
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
