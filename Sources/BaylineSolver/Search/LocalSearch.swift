import BaylineMath
import BaylineModel

/// Adaptive large neighbourhood search: removes a few related visits, reinserts them and some unscheduled ones by
/// best insertion in a random order, and keeps the result if the acceptance criterion allows.
///
/// P. Shaw (1998), "Using constraint programming and local search methods to solve vehicle routing problems"; G.
/// Schrimpf et al. (2000), "Record breaking optimization results using the ruin and recreate principle"; S. Ropke and
/// D. Pisinger (2006); J. Christiaens and G. Vanden Berghe (2020). The allowed deterioration is drawn before the
/// insertions, each of which must then contribute its share, so that a hopeless iteration ends early.
package struct LocalSearch {
  /// The current schedule.
  package private(set) var current: SearchState
  /// The best schedule found so far.
  package private(set) var best: Solution
  package private(set) var iterations = 0

  private var random: SplitMix64
  private var choice = AdaptiveWeights()
  private var removal: RelatedRemoval
  private var days: VisitsByDay
  private var insertion = InsertionSearch(width: 2)
  private var annealing: Annealing

  /// The visits to reinsert, and the first of them.
  private var queue: [(key: Int, visit: AppointmentIndex)] = []
  private var seed = AppointmentIndex(0)
  private var removed: [Removed] = []
  private var inserted: [AppointmentIndex] = []
  /// Placements of removed visits, concatenated.
  private var removedPlacements: [Placement] = []

  private let visits: [AppointmentIndex]
  /// Visits that may differ between `current` and `best`.
  private var moved: [AppointmentIndex] = []
  private var isMoved: IndexedTable<Appointment, Bool>
  /// The schedule with nothing but locked operations.
  private let empty: SearchState
  /// The change of the total cost from scheduling each visit alone; positive until computed.
  private var gains: IndexedTable<Appointment, Int>
  /// Used instead when only the makespan counts.
  private var criticalPath: CriticalPathSearch?

  /// Number of visits removed per iteration. A single one would mostly find its old place.
  private let removedCounts = 2...7
  /// Maximum number of unscheduled visits retried per iteration.
  private let maxRetried = 2

  private struct Removed {
    var visit: AppointmentIndex
    var reception: CompiledReception?
    var placements: Range<Int>
    var delta: Int
  }

  package init(from start: SearchState, seed: UInt64) {
    let problem = start.problem
    current = start
    best = Solution(start)
    random = SplitMix64(seed: seed, stream: "local search")
    removal = RelatedRemoval(problem)
    days = VisitsByDay(start)
    let scheduled = max(1, problem.appointments.count - start.unscheduledCount)
    let dropped = problem.appointments.indices.reduce(0) {
      $0 + (start.isScheduled[$1] ? 0 : problem.appointments[$1].drop)
    }
    annealing = Annealing(start: Double(start.cost - dropped) / Double(scheduled))
    visits = problem.appointments.indices.filter { !problem.appointments[$0].isInfeasible }
    isMoved = IndexedTable(repeating: false, count: problem.appointments.count)
    empty = SearchState(problem)
    gains = IndexedTable(repeating: 1, count: problem.appointments.count)
    criticalPath = CriticalPathSearch(from: start, seed: seed)
  }

  /// Candidates evaluated so far.
  package var evaluations: Int { insertion.evaluations + (criticalPath?.evaluations ?? 0) }

  /// The best schedule so far, with its accounts.
  /// - Complexity: That of rescheduling the visits that differ from the current schedule.
  package func bestState() -> SearchState {
    var state = current
    state.load(best)
    return state
  }

  /// Sets the progress of the search, from 0 to 1, which lowers the temperature.
  package mutating func cool(to progress: Double) {
    annealing.cool(to: progress)
    criticalPath?.cool(to: progress)
  }

  /// Iterates until `progress` returns `nil` or at least 1. It is called every few iterations with the number
  /// completed.
  ///
  /// - Parameter maxIterations: The total number of iterations at which to stop regardless of progress.
  package mutating func run(upTo maxIterations: Int = .max, progress: (_ iterations: Int) -> Double?) {
    while iterations < maxIterations, let reached = progress(iterations), reached < 1 {
      cool(to: reached)
      for _ in 0..<min(Self.stride, maxIterations - iterations) { _ = step() }
    }
  }

  /// Iterations between two calls of `progress`.
  private static let stride = 16

  /// Continues from a schedule found by another search.
  package mutating func adopt(_ elite: Solution) {
    current.load(elite)
    days = VisitsByDay(current)
    moved = Array(current.problem.appointments.indices)
    for visit in moved { isMoved[visit] = true }
    if elite.cost < best.cost { keepBest() }
    criticalPath?.adopt(current)
  }

  /// Runs one iteration; returns whether it improved the best schedule.
  package mutating func step() -> Bool {
    iterations += 1
    if let isBetter = criticalPath?.step() {
      guard isBetter else { return false }
      criticalPath?.export(into: &current)
      best = Solution(current)
      return true
    }
    guard !visits.isEmpty else { return false }
    let before = current.cost
    let evaluated = evaluations
    let neighbourhood = choice.draw(&random)
    ruin(by: neighbourhood)
    guard recreate(within: before + annealing.allowance(&random), by: neighbourhood) else {
      undo()
      choice.learn(neighbourhood, .none, effort: evaluations - evaluated)
      return false
    }
    for (_, visit) in queue where !isMoved[visit] {
      isMoved[visit] = true
      moved.append(visit)
    }
    let isBest = current.cost < best.cost
    let success: AdaptiveWeights.Success =
      isBest ? .best : current.cost < before ? .better : current.cost > before ? .accepted : .none
    choice.learn(neighbourhood, success, effort: evaluations - evaluated)
    if isBest { keepBest() }
    return isBest
  }

  private mutating func keepBest() {
    best.follow(current, in: moved)
    for visit in moved { isMoved[visit] = false }
    moved.removeAll(keepingCapacity: true)
  }

  private mutating func ruin(by neighbourhood: Neighbourhood) {
    removed.removeAll(keepingCapacity: true)
    removedPlacements.removeAll(keepingCapacity: true)
    queue.removeAll(keepingCapacity: true)
    seed = drawSeed()
    let count = removedCounts.lowerBound + random.below(removedCounts.count)
    removal.choose(count, near: seed, by: neighbourhood, in: current, days, &random)
    for visit in removal.chosen {
      let first = removedPlacements.count
      for index in current.problem.appointments[visit].operations {
        removedPlacements.append(current.placements.elements[index])
      }
      let reception = current.receptions[visit]
      let delta = current.remove(visit)
      days.remove(visit)
      removed.append(
        Removed(
          visit: visit, reception: reception, placements: first..<removedPlacements.count, delta: -delta))
      queue.append((0, visit))
    }
    if !removal.chosen.contains(seed) { queue.append((0, seed)) }
    retryOthers()
  }

  /// Draws the visit around which to remove others: any, and now and then an unscheduled one.
  private mutating func drawSeed() -> AppointmentIndex {
    let first = random.below(visits.count)
    guard random.below(Self.unscheduledInterval) == 0 else { return visits[first] }
    for offset in visits.indices {
      let visit = visits[(first + offset) % visits.count]
      if !current.isScheduled[visit] { return visit }
    }
    return visits[first]
  }

  /// One in this many iterations starts from an unscheduled visit.
  private static let unscheduledInterval = 8

  /// Queues some of the visits that were unscheduled before the iteration.
  private mutating func retryOthers() {
    let first = random.below(visits.count)
    var tried = 0
    for offset in visits.indices {
      let visit = visits[(first + offset) % visits.count]
      guard !current.isScheduled[visit], visit != seed, !removal.chosen.contains(visit) else { continue }
      queue.append((0, visit))
      tried += 1
      if tried == maxRetried { break }
    }
  }

  /// Inserts the queued visits; returns `false` as soon as the total can no longer reach the limit.
  private mutating func recreate(within limit: Int, by neighbourhood: Neighbourhood) -> Bool {
    inserted.removeAll(keepingCapacity: true)
    let order = random.below(6)
    var optimisticBound = 0
    for position in queue.indices {
      let visit = queue[position].visit
      queue[position].key = neighbourhood == .blocking && visit == seed ? .min : key(of: visit, order)
      optimisticBound += gain(visit)
    }
    queue.sort { $0.key != $1.key ? $0.key < $1.key : $0.visit < $1.visit }
    for (_, visit) in queue {
      optimisticBound -= gain(visit)
      // `optimisticBound` bounds the contribution of the rest; this visit must contribute what is missing.
      let missing = limit - current.cost - optimisticBound
      if let found = insertion.best(of: visit, in: current, below: min(0, missing + 1)) {
        current.insert(found, insertion.placements)
        days.add(visit, in: current)
        inserted.append(visit)
      } else if missing < 0 {
        return false
      }
    }
    return current.cost <= limit
  }

  /// The change of the total cost from scheduling a visit alone.
  private mutating func gain(_ visit: AppointmentIndex) -> Int {
    if gains[visit] > 0 {
      gains[visit] = min(0, insertion.best(of: visit, in: empty, below: 0)?.delta ?? 0)
    }
    return gains[visit]
  }

  /// The sort key of a visit in the drawn order.
  private mutating func key(of visit: AppointmentIndex, _ order: Int) -> Int {
    let compiled = current.problem.appointments[visit]
    switch order {
    case 0: return -compiled.drop
    case 1: return -compiled.span
    case 2: return compiled.earliestStart
    case 3: return -compiled.drop / max(1, compiled.span)
    default: return random.below(1 << 30)
    }
  }

  private mutating func undo() {
    for visit in inserted.reversed() {
      current.remove(visit)
      days.remove(visit)
    }
    for record in removed.reversed() {
      let insertion = Insertion(appointment: record.visit, reception: record.reception, delta: record.delta)
      current.insert(insertion, removedPlacements[record.placements])
      days.add(record.visit, in: current)
    }
  }
}
