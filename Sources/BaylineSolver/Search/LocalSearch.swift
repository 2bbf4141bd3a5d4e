import BaylineModel

/// Large neighbourhood search: takes a few related visits out, puts them and some that were left out back by best
/// insertion in a drawn order, and keeps the result if the acceptance rule does.
///
/// P. Shaw (1998); G. Schrimpf et al. (2000), "Record breaking optimization results using the ruin and recreate
/// principle"; J. Christiaens and G. Vanden Berghe (2020).
package struct LocalSearch {
  /// The schedule that the search stands on.
  package private(set) var current: SearchState
  /// The best schedule so far.
  package private(set) var best: SearchState
  /// Iterations so far.
  package private(set) var iterations = 0

  private var random: SplitMix64
  private var ruin = Ruin()
  private var insertion = InsertionSearch(width: 2)
  private var annealing: Annealing
  private var queue: [(key: Int, visit: AppointmentIndex)] = []
  private var removed: [Removed] = []
  private var inserted: [AppointmentIndex] = []
  /// Placements of removed visits, flat.
  private var removedPlacements: [Placement] = []
  private let visits: [AppointmentIndex]
  /// Takes the steps where only the makespan counts.
  private var criticalPath: CriticalPathSearch?

  /// Most visits taken out at once.
  private let mostRemoved = 12
  /// Visits left out that one iteration tries to let in.
  private let mostRetried = 4

  private struct Removed {
    var visit: AppointmentIndex
    var reception: CompiledReception?
    var placements: Range<Int>
    var delta: Int
  }

  /// A search that starts from a schedule.
  package init(from start: SearchState, seed: UInt64) {
    current = start
    best = start
    random = SplitMix64(seed: seed, stream: "local search")
    let scheduled = max(1, start.problem.appointments.count - start.unscheduledCount)
    let dropped = start.problem.appointments.indices.reduce(0) {
      $0 + (start.isScheduled[$1] ? 0 : start.problem.appointments[$1].drop)
    }
    annealing = Annealing(start: Double(start.cost - dropped) / Double(scheduled) / 4)
    visits = start.problem.appointments.indices.filter { !start.problem.appointments[$0].isImpossible }
    criticalPath = CriticalPathSearch(from: start, seed: seed)
  }

  /// Candidates looked at so far.
  package var evaluations: Int { insertion.evaluations + (criticalPath?.evaluations ?? 0) }

  /// Sets how far the search has come, from 0 to 1: it grows choosier.
  package mutating func cool(to progress: Double) {
    annealing.cool(to: progress)
    criticalPath?.cool(to: progress)
  }

  /// One iteration; returns whether it found a better best.
  package mutating func step() -> Bool {
    iterations += 1
    if let isBetter = criticalPath?.step() {
      guard isBetter else { return false }
      criticalPath?.unload(into: &current)
      best = current
      return true
    }
    guard !visits.isEmpty else { return false }
    let before = current.cost
    takeOut()
    putBack()
    guard annealing.accepts(current.cost, over: before, &random) else {
      undo()
      return false
    }
    guard current.cost < best.cost else { return false }
    best = current
    return true
  }

  /// Iterates until `progress` says 1 or more; it is asked every few iterations, with those so far.
  ///
  /// - Parameter most: The iterations in all at which to stop, whatever the progress.
  package mutating func run(upTo most: Int = .max, progress: (_ iterations: Int) -> Double?) {
    while iterations < most, let reached = progress(iterations), reached < 1 {
      cool(to: reached)
      for _ in 0..<min(Self.stride, most - iterations) { _ = step() }
    }
  }

  /// Goes on from a better schedule that another search has found.
  package mutating func adopt(_ elite: SearchState) {
    current = elite
    if elite.cost < best.cost { best = elite }
    criticalPath?.adopt(elite)
  }

  /// Iterations between two looks at the progress.
  private static let stride = 16

  private mutating func takeOut() {
    removed.removeAll(keepingCapacity: true)
    removedPlacements.removeAll(keepingCapacity: true)
    queue.removeAll(keepingCapacity: true)
    let seed = visits[random.below(visits.count)]
    ruin.choose(1 + random.below(mostRemoved), near: seed, in: current, &random)
    for visit in ruin.chosen {
      let first = removedPlacements.count
      for index in current.problem.appointments[visit].operations {
        removedPlacements.append(current.placements.elements[index])
      }
      let reception = current.receptions[visit]
      let delta = current.remove(visit)
      removed.append(
        Removed(
          visit: visit, reception: reception, placements: first..<removedPlacements.count, delta: -delta))
      queue.append((0, visit))
    }
    if !current.isScheduled[seed], !ruin.chosen.contains(seed) { queue.append((0, seed)) }
    retryOthers(besides: seed)
  }

  /// Adds some of the visits that were left out before.
  private mutating func retryOthers(besides seed: AppointmentIndex) {
    let first = random.below(visits.count)
    var tried = 0
    for offset in visits.indices {
      let visit = visits[(first + offset) % visits.count]
      guard !current.isScheduled[visit], visit != seed, !ruin.chosen.contains(visit) else { continue }
      queue.append((0, visit))
      tried += 1
      if tried == mostRetried { break }
    }
  }

  private mutating func putBack() {
    inserted.removeAll(keepingCapacity: true)
    let order = random.below(6)
    for position in queue.indices {
      queue[position].key = key(of: queue[position].visit, order)
    }
    queue.sort { $0.key != $1.key ? $0.key < $1.key : $0.visit < $1.visit }
    for (_, visit) in queue {
      guard let found = insertion.best(of: visit, in: current, below: 0) else { continue }
      current.insert(found, insertion.placements)
      inserted.append(visit)
    }
  }

  /// The place of a visit in the drawn order.
  private mutating func key(of visit: AppointmentIndex, _ order: Int) -> Int {
    let compiled = current.problem.appointments[visit]
    switch order {
    case 0: return -compiled.drop
    case 1: return -compiled.span
    case 2: return compiled.begin
    case 3: return -compiled.drop / max(1, compiled.span)
    default: return random.below(1 << 30)
    }
  }

  private mutating func undo() {
    for visit in inserted.reversed() { current.remove(visit) }
    for record in removed.reversed() {
      let insertion = Insertion(appointment: record.visit, reception: record.reception, delta: record.delta)
      current.insert(insertion, removedPlacements[record.placements])
    }
  }
}
