import BaylineModel

/// A proven lower bound on the total cost of every schedule of a problem.
///
/// It starts from the minimum cost of each visit on its own and is improved by Lagrangian relaxation, in which visits
/// pay for shared resources. Everything proven is computed in integers; `docs/bound.md` gives the proof.
package struct LowerBound: Sendable {
  /// The bound in points; never decreases.
  package private(set) var value: Int
  package private(set) var steps = 0

  private let problem: CompiledProblem
  private let makespan: MakespanBound?
  private var relaxation: LagrangianRelaxation?
  private let canGrow: Bool

  /// Computes the initial bound.
  /// - Complexity: O(operations × options).
  package init(_ problem: CompiledProblem) {
    self.problem = problem
    let points = StandaloneBound(problem).points
    let isOrdered = !problem.appointments.elements.contains { StandaloneBound.hasUnorderedLocks($0, problem) }
    makespan = isOrdered && problem.site.policy.makespan > 0 ? MakespanBound(problem) : nil
    canGrow = isOrdered && Self.fits(problem)
    value = points.reduce(0, +)
    if let makespan {
      value += makespan.points(problem) { problem.appointments[$0].drop - points[$0.int] }
    }
  }

  /// Whether further steps would not help.
  package var isExhausted: Bool { !canGrow || relaxation?.isExhausted ?? false }

  /// Takes a total that no schedule undercuts, proven elsewhere.
  package mutating func raise(to least: Int) {
    value = max(value, least)
  }

  /// Maximum number of elements kept by the relaxation (256 MB).
  private static let maxStoredValues = 1 << 26
  /// The longest horizon, in minutes, for which cumulative prices of loan vehicles cannot overflow.
  private static let maxHorizonWithLoaners = 60_000

  /// Whether the relaxation of a problem fits in memory and cannot overflow.
  private static func fits(_ problem: CompiledProblem) -> Bool {
    struct Way: Hashable {
      let work: Int
      let bays: Int
    }
    var modes: Set<Way> = []
    for option in problem.options { modes.insert(Way(work: option.work, bays: option.bays.lowerBound)) }
    let minutes = problem.openBefore.last.map { Int($0) } ?? problem.end
    if (modes.count + problem.appointments.count) * minutes > maxStoredValues { return false }
    return problem.end <= maxHorizonWithLoaners || !problem.appointments.elements.contains { $0.loaner }
  }

  /// Millions of elementary operations after which a bound has usually improved: an estimate of the running time.
  package var effort: Int { problem.appointments.count * problem.end / 1_000_000 }

  /// Improves the bound while that is possible, it is below the total, and `more` returns `true`.
  /// - Parameter total: The total cost of a schedule; the lower, the better.
  /// - Complexity: O(operations × crews × minutes within which a visit pays) per step.
  package mutating func improve(below total: Int, while more: (_ steps: Int) -> Bool) {
    while value < total, !isExhausted, more(steps) {
      steps += 1
      if relaxation == nil {
        relaxation = LagrangianRelaxation(problem, makespan: makespan)
      } else {
        relaxation?.step(below: total)
      }
      value = max(value, relaxation?.value ?? 0)
    }
  }
}

extension MakespanBound {
  /// Minimum makespan points, on top of the minimum cost of the visits.
  ///
  /// Either all visits are scheduled or one is not, which costs its slack; likewise for the longest visit alone.
  /// - Parameter slack: For each visit, the cost of leaving it unscheduled minus the minimum counted for it.
  func points(_ problem: CompiledProblem, slack: (AppointmentIndex) -> Int) -> Int {
    let weight = problem.site.policy.makespan
    var bound = weight * minutes
    for index in problem.appointments.indices
    where StandaloneBound.earliestEnd(of: problem.appointments[index], problem) != nil {
      bound = min(bound, slack(index))
    }
    guard let longest else { return max(0, bound) }
    return max(bound, min(weight * longest.minutes, slack(longest.visit)), 0)
  }
}
