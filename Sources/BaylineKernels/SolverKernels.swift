public import BaylineModel
import BaylineSolver

/// The solver's kernels on one case, laid open for the package `Benchmarks` and for nothing else: programs use
/// `Bayline`. Nothing here is promised from one version to the next.
///
/// Each call runs a kernel in a batch and returns a sum of what it computed, so that no compiler leaves the work out.
public struct SolverKernels {
  private let problem: Problem
  private let first: SearchState
  /// A scheduled visit each, and the first schedule without it.
  private let gaps: [(visit: AppointmentIndex, state: SearchState)]
  private var insertion = InsertionSearch(width: 2)
  private var walk: SearchState
  private var search: LocalSearch

  /// Compiles a case and makes its first schedule.
  ///
  /// - Parameter sample: Scheduled visits, spread over the case, whose insertion is searched for; each keeps a copy of
  ///   the state.
  public init(site: Site, demand: Demand, sample: Int = 32) {
    problem = Problem(site: site, demand: demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    first = state
    walk = state
    search = LocalSearch(from: state, seed: 1)
    let scheduled = state.problem.appointments.indices.filter { state.isScheduled[$0] }
    let step = max(1, scheduled.count / max(1, sample))
    gaps = stride(from: 0, to: scheduled.count, by: step).map { position in
      var gap = state
      gap.remove(scheduled[position])
      return (scheduled[position], gap)
    }
  }

  /// Visits that `insertionSearches` goes through: one batch.
  public var sampled: Int { gaps.count }

  /// The first schedule as a file has it; the reasons are not looked for.
  public var schedule: Schedule {
    let cost = first.evaluate()
    let left = problem.appointments.indices.filter { !first.isScheduled[$0] }
    return Schedule(
      assignments: first.assignments(),
      unscheduled: left.map {
        UnscheduledAppointment(appointment: problem.demand.appointments[$0.int].id, reason: .capacity)
      },
      cost: StatedCost(total: cost.total, terms: cost))
  }

  /// Compiling the case to flat tables.
  public static func compile(site: Site, demand: Demand) -> Int {
    Problem(site: site, demand: demand).operations.count
  }

  /// The construction heuristic, from an empty book to the first complete schedule.
  public func firstSchedule() -> Int {
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    return state.cost
  }

  /// Move evaluation: the cheapest insertion of each sampled visit into the schedule without it.
  public mutating func insertionSearches() -> Int {
    var sum = 0
    for (visit, state) in gaps { sum &+= insertion.best(of: visit, in: state)?.delta ?? 0 }
    return sum
  }

  /// Candidates that `insertionSearches` has looked at since the start.
  public var evaluations: Int { insertion.evaluations }

  /// Delta application: each sampled visit taken out of the schedule and put back where it was.
  public mutating func removalsAndInsertions() -> Int {
    var sum = 0
    for (visit, _) in gaps {
      let placed = problem.appointments[visit].operations.map { walk.placements.elements[$0] }
      let reception = walk.receptions[visit]
      let delta = walk.remove(visit)
      walk.insert(Insertion(appointment: visit, reception: reception, delta: -delta), placed)
      sum &+= delta
    }
    return sum
  }

  /// So many iterations of ruin and recreate, going on where the last call ended.
  public mutating func searchSteps(_ count: Int) -> Int {
    for _ in 0..<count { _ = search.step() }
    return search.current.cost
  }

  /// The cost of the first schedule computed afresh.
  public func fullEvaluation() -> Int {
    first.evaluate().total
  }
}
