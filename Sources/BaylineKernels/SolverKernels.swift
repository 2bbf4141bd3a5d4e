public import BaylineModel
import BaylineSolver

/// The solver's kernels on one case, exposed for the package `Benchmarks` only. Programs should use `Bayline`; this
/// API is not stable.
///
/// Each call runs a batch of a kernel and returns a checksum, so that the compiler cannot eliminate the work.
public struct SolverKernels {
  private let problem: CompiledProblem
  private let first: SearchState
  private var gaps: [InsertionSample] = []
  private var insertion = InsertionSearch(width: 2)
  private var search: LocalSearch

  /// The first schedule without one of its visits, and that visit's cheapest reinsertion.
  private struct InsertionSample {
    var visit: AppointmentIndex
    var state: SearchState
    var insertion: Insertion
    var placements: [Placement]
  }

  /// Compiles a case and constructs its first schedule.
  ///
  /// - Parameter sample: The number of scheduled visits, spread over the case, whose insertion is benchmarked; each
  ///   keeps a copy of the state.
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

  /// The number of visits in a batch of `insertionSearches`.
  public var sampled: Int { gaps.count }

  /// The first schedule, without a diagnosis of unscheduled visits.
  public var schedule: Schedule { first.unexplainedSchedule() }

  /// Compiles the case to flat tables.
  public static func compile(site: Site, demand: Demand) -> Int {
    CompiledProblem(site: site, demand: demand).operations.count
  }

  /// Runs the construction heuristic from an empty schedule.
  public func firstSchedule() -> Int {
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    return state.cost
  }

  /// Move evaluation: finds the cheapest insertion of each sampled visit into the schedule without it.
  public mutating func insertionSearches() -> Int {
    var sum = 0
    for gap in gaps { sum &+= insertion.best(of: gap.visit, in: gap.state)?.delta ?? 0 }
    return sum
  }

  /// Delta application: inserts and removes each sampled visit.
  public mutating func insertionsAndRemovals() -> Int {
    var sum = 0
    for position in gaps.indices {
      gaps[position].state.insert(gaps[position].insertion, gaps[position].placements)
      sum &+= gaps[position].state.remove(gaps[position].visit)
    }
    return sum
  }

  /// Runs iterations of ruin and recreate, continuing from the last call.
  public mutating func searchSteps(_ count: Int) -> Int {
    for _ in 0..<count { _ = search.step() }
    return search.current.cost
  }

  /// Recomputes the cost of the first schedule.
  public func fullEvaluation() -> Int {
    first.evaluate().total
  }
}
