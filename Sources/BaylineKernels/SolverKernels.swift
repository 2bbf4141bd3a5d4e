public import BaylineModel
import BaylineSolver

/// The solver's kernels on one case, laid open for the package `Benchmarks` and for nothing else: programs use
/// `Bayline`. Nothing here is promised from one version to the next.
///
/// Each call runs a kernel in a batch and returns a sum of what it computed, so that no compiler leaves the work out.
public struct SolverKernels {
  private let problem: CompiledProblem
  private let first: SearchState
  private var gaps: [InsertionSample] = []
  private var insertion = InsertionSearch(width: 2)
  private var search: LocalSearch

  /// The first schedule without one of its visits, and the cheapest way to put that back.
  private struct InsertionSample {
    var visit: AppointmentIndex
    var state: SearchState
    var insertion: Insertion
    var placements: [Placement]
  }

  /// Compiles a case and makes its first schedule.
  ///
  /// - Parameter sample: Scheduled visits, spread over the case, whose insertion is searched for; each keeps a copy of
  ///   the state.
  public init(site: Site, demand: Demand, sample: Int = 32) {
    problem = CompiledProblem(site: site, demand: demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    first = state
    search = LocalSearch(from: state, seed: 1)
    let scheduled = Array(problem.appointments.indices.filter { state.isScheduled[$0] })
    for position in stride(from: 0, to: scheduled.count, by: max(1, scheduled.count / max(1, sample))) {
      let visit = scheduled[position]
      var gap = state
      gap.remove(visit)
      guard let found = insertion.best(of: visit, in: gap) else { continue }
      gaps.append(
        InsertionSample(visit: visit, state: gap, insertion: found, placements: insertion.placements))
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
    CompiledProblem(site: site, demand: demand).operations.count
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
    for gap in gaps { sum &+= insertion.best(of: gap.visit, in: gap.state)?.delta ?? 0 }
    return sum
  }

  /// Delta application: each sampled visit put into the schedule and taken out again.
  public mutating func insertionsAndRemovals() -> Int {
    var sum = 0
    for position in gaps.indices {
      gaps[position].state.insert(gaps[position].insertion, gaps[position].placements)
      sum &+= gaps[position].state.remove(gaps[position].visit)
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
