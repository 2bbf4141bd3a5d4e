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
    /// An upper bound on all minutes that count against the reserve, on any day.
    var booked = 0
    /// Where the vehicle stands.
    var stay = Stay()
    /// The position among the visit's operations of the last one that had a bay.
    var stayOffset = 0

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
    /// From when the delay counts.
    var origin: DelayOrigin
    var limit: Int
    /// Only chains that cost less than this are wanted.
    var bound: Int
  }

  /// One more operation at the end of a partial chain.
  struct Extension {
    /// The partial chain, a position in `labels`.
    let parent: Int
    var placement: Placement
    /// Points of the chain, excluding those that depend on its end.
    var cost: Int
    /// Number of distinct technicians.
    let technicians: Int
    /// The row of the bay; 0 for none.
    var bay = 0
  }

  /// A later start of an operation.
  struct Retry {
    /// The position among the operations of the visit.
    let offset: Int
    let notBefore: Int
  }

  /// How a visit can end after an operation of the layer being built.
  struct Ending {
    /// When the operation ends.
    var end = Int.min
    /// The layer, counted over all searches.
    var layer = -1
    /// A lower bound on the completion; `.max` if it cannot be completed.
    var completion = Int.max
    /// The points of that completion.
    var points = 0
  }

  /// Number of `endings` remembered, a power of two.
  static let endingCount = 64

  /// How often an operation is started later so that those after it can follow in time.
  private static let maxRetries = 24

  enum Outcome {
    /// `placements` holds a chain.
    case found
    /// There may be chains, but none within the bound.
    case exceedsBound
    /// There may be chains, but the stays and lags of the operations kept the search from finding one.
    case blocked
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
  var request = Request(
    from: 0, partsFrom: 0, since: 0, origin: DelayOrigin(time: 0, openBefore: 0), limit: 0, bound: 0)
  /// Start of the layer being built in `labels`.
  var next = 0
  /// The start of each operation's layer in `labels`.
  private var layers: [Int] = []
  /// For each operation, a time before which the search has found it useless to start.
  var floors: [Int] = []
  /// A later start of an earlier operation with which the one at hand might be possible.
  var retry: Retry?
  /// The label of the layer being built that ends first.
  var earliest: Label?
  var isPruned = false
  /// The ways to end most recently computed, by the end of the operation.
  var endings = [Ending](repeating: Ending(), count: Self.endingCount)
  /// The number of layers built so far.
  var endingLayer = 0

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
    begin(request, visit)
    let firstUnlocked = visit.operations.first { state.problem.operations.elements[$0].lock == nil }
    var isBlocked = false
    var retries = 0
    var index = visit.operations.lowerBound
    while index < visit.operations.upperBound {
      let offset = index - visit.operations.lowerBound
      let partsFrom = index == firstUnlocked ? request.partsFrom : .min
      if addLayer(at: index, partsFrom: partsFrom, visit, state) {
        index += 1
        continue
      }
      isBlocked = isBlocked || retry != nil
      guard let retry, retries < Self.maxRetries, retry.notBefore > floors[retry.offset] else {
        return isPruned ? .exceedsBound : isBlocked ? .blocked : .impossible
      }
      retries += 1
      floors[retry.offset] = retry.notBefore
      labels.removeLast(labels.count - layers[retry.offset])
      layers.removeLast(offset + 1 - retry.offset)
      index = visit.operations.lowerBound + retry.offset
      layer = retry.offset == 0 ? 0..<1 : layers[retry.offset - 1]..<labels.count
    }
    return finish(visit, state)
  }

  private mutating func begin(_ request: Request, _ visit: CompiledAppointment) {
    self.request = request
    isPruned = false
    labels.removeAll(keepingCapacity: true)
    labels.append(
      Label(
        placement: .none, end: request.from, unlockedEnd: .min, cost: 0, score: 0, technicians: 0, depth: 0,
        parent: -1, day: Label.noDay, dayMinutes: 0))
    layer = 0..<1
    layers.removeAll(keepingCapacity: true)
    floors.removeAll(keepingCapacity: true)
    for _ in visit.operations { floors.append(.min) }
  }

  /// Extends the partial chains by an operation; returns whether any could be.
  private mutating func addLayer(
    at index: Int, partsFrom: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Bool {
    let operation = state.problem.operations.elements[index]
    earliest = nil
    retry = nil
    endingLayer += 1
    next = labels.count
    layers.append(next)
    for parent in layer {
      if let lock = operation.lock {
        extend(parent, by: lock, operation, at: index, visit, state)
      } else {
        extend(parent, by: operation, at: index, partsFrom: partsFrom, visit, state)
      }
    }
    keepEarliest()
    layer = next..<labels.count
    return !layer.isEmpty
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
    guard follows(lock, operation, at: index, before, visit, state) else { return }
    let placement = Placement(start: lock.start, end: end, option: -1, choice: -1)
    if !visit.walkIn, reserveBlocks(operation, placement, after: parent, visit, state) != nil { return }
    let technicians = before.technicians + newTechnicians(lock.crew, after: parent, visit, state)
    let cost =
      before.cost + handover(from: before.technicians, to: technicians, state)
      + workloadCost(operation, placement, after: parent, visit, state)
    offer(
      Extension(
        parent: parent, placement: placement, cost: cost, technicians: technicians,
        bay: state.problem.row(of: lock.bay)), operation, at: index, visit, state)
  }

  /// Whether a locked operation can follow a partial chain.
  private mutating func follows(
    _ lock: CompiledLock, _ operation: CompiledOperation, at index: Int, _ before: Label,
    _ visit: CompiledAppointment, _ state: SearchState
  ) -> Bool {
    guard state.problem.isAfterUnlocked(index, in: visit) else { return true }
    let bay = state.problem.row(of: lock.bay)
    let stay = before.stay
    if stay.binds, !stay.continues(in: bay) { return false }
    let gap = lock.start - before.end
    guard gap >= state.problem.minGap(before: operation, moves: stay.moves(to: bay)) else { return false }
    let offset = index - visit.operations.lowerBound
    if gap > operation.maxLag {
      delay(offset - 1, to: Int(before.placement.start) + gap - operation.maxLag)
      return false
    }
    guard !stay.isLocked, stay.continues(in: bay),
      let occupied = state.timelines.firstOccupied(
        bay, from: max(0, stay.since), to: min(lock.start, state.problem.end))
    else { return true }
    delay(before.stayOffset, to: state.timelines.firstFree(bay, from: occupied))
    return false
  }

  /// Notes that an earlier operation might start later for the sake of the one at hand, and keeps the earliest such time.
  mutating func delay(_ offset: Int, to time: Int) {
    if let retry, retry.notBefore <= time { return }
    retry = Retry(offset: offset, notBefore: time)
  }
}
