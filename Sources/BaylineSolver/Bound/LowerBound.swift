import BaylineModel

/// A proven lower bound of the total of every schedule of a problem.
///
/// It starts from what each visit costs at least by itself, and grows by steps of a Lagrangian relaxation in which
/// visits pay for what they share. All that is proven is computed in whole numbers; `docs/bound.md` has the argument.
package struct LowerBound: Sendable {
  /// No schedule costs less, in points. It never falls.
  package private(set) var value: Int
  /// Steps so far.
  package private(set) var steps = 0

  private let problem: CompiledProblem
  private let makespan: MakespanBound?
  private var relaxation: LagrangianRelaxation?
  private let canGrow: Bool

  /// What can be said at once.
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

  /// Whether more steps would gain nothing.
  package var isExhausted: Bool { !canGrow || relaxation?.isExhausted ?? false }

  /// Numbers that the relaxation may keep: 256 MB of them.
  private static let maxStoredValues = 1 << 26
  /// Longest horizon in which the prices of loan vehicles add up without overflow, in minutes.
  private static let maxHorizonWithLoaners = 60_000

  /// Whether the relaxation of a problem is of a size that it can keep and add up.
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

  /// Elementary steps, in millions, after which a bound has usually grown: a measure of how long it takes.
  package var effort: Int { problem.appointments.count * problem.end / 1_000_000 }

  /// Goes on as long as it gains something, the bound is below the total, and `more` says yes.
  /// - Parameter total: The total of a schedule, the less the better.
  /// - Complexity: A step takes O(operations × crews × minutes in which a visit pays).
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
  /// Points that the makespan costs at least, on top of what the visits cost at least by themselves.
  ///
  /// Either all are scheduled, or one is left out, which costs more by its slack; likewise for the longest alone.
  /// - Parameter slack: What leaving a visit out costs more than the least that is counted for it.
  func points(_ problem: CompiledProblem, slack: (AppointmentIndex) -> Int) -> Int {
    let weight = problem.site.policy.makespan
    var least = weight * minutes
    for index in problem.appointments.indices
    where StandaloneBound.earliestEnd(of: problem.appointments[index], problem) != nil {
      least = min(least, slack(index))
    }
    guard let longest else { return max(0, least) }
    return max(least, min(weight * longest.minutes, slack(longest.visit)), 0)
  }
}
