package import BaylineModel
import BaylinePlanning
import BaylineSolver

/// Plans one day of a study: a single-threaded search without a bound.
///
/// A study compares plans of equal effort, so a plan is made in two halves (``DayPlanner/Stage``): a first schedule,
/// and a second search from it. The half that a scenario shares with today is searched only once.
package struct DayPlanner: Sendable {
  private let demand: Demand
  private let problem: CompiledProblem

  /// - Precondition: Site and demand are valid.
  /// - Complexity: O(horizon minutes + operations × crews).
  package init(site: Site, demand: Demand) {
    self.demand = demand
    problem = CompiledProblem(site: site, demand: demand)
  }

  /// The two halves of a plan.
  package enum Stage: UInt64, Sendable {
    /// From an empty schedule.
    case first
    /// From the result of the first half.
    case second
  }

  /// A plan of the day in the solver's representation.
  package struct Plan: Sendable {
    fileprivate let state: SearchState

    /// The total cost in points.
    package var cost: Int { state.cost }
    /// The cost by term.
    package var terms: ScheduleCost { state.evaluate() }
  }

  /// Adopts a schedule on this day.
  ///
  /// - Returns: The plan, and whether it contains every visit of the schedule that is still requested.
  /// - Complexity: That of inserting each visit at its place.
  package func adopted(_ schedule: Schedule) -> (plan: Plan, isComplete: Bool) {
    var state = SearchState(problem)
    state.adopt(schedule)
    let asked = Set(demand.appointments.map(\.id))
    let expected = schedule.assignments.count { asked.contains($0.appointment) }
    return (Plan(state: state), problem.appointments.count - state.unscheduledCount == expected)
  }

  /// Runs half of a search.
  ///
  /// - Parameters:
  ///   - plan: The start, into which unscheduled visits are inserted first; `nil` is an empty schedule.
  ///   - limit: The limit of the whole search, half of which is used.
  /// - Throws: ``RunStopped`` once `shouldStop` returns `true`.
  package func search(
    _ stage: Stage, from plan: Plan? = nil, seed: Int, limit: SearchLimit,
    shouldStop: @escaping @Sendable () -> Bool
  ) async throws(RunStopped) -> Plan {
    let watch = Stopwatch()
    var state = plan?.state ?? SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    let first = UInt64(bitPattern: Int64(seed))
    var search = LocalSearch(from: state, seed: first &+ stage.rawValue &* 0x6a09_e667)
    let limit = limit.half(stage)
    for round in 1...Self.rounds {
      let roundEnd = Double(round) / Double(Self.rounds)
      search.run(upTo: limit.iterations(round, of: Self.rounds)) { iterations in
        let reached = limit.progress(iterations, watch)
        return shouldStop() || !limit.isReproducible && reached >= roundEnd ? nil : reached
      }
      if shouldStop() { throw RunStopped() }
      // Lets progress be shown and signals be handled during a long search.
      await Task.yield()
    }
    return Plan(state: search.bestState())
  }

  private static let rounds = 12

  /// The order in which visits are inserted without search.
  package enum InsertionOrder: Sendable {
    /// The order of the construction heuristic, with regret.
    case greedy
    /// By time of call; visits without one come last, in the order of the demand.
    case firstCome
    /// By due time; visits without one come last.
    case earliestDue
  }

  /// Plans without search: each visit at the best remaining place in its turn, after those already confirmed or in
  /// house.
  ///
  /// Earliest due date: J. R. Jackson (1955), "Scheduling a production line to minimize maximum tardiness".
  package func inserted(by rule: InsertionOrder) -> Plan {
    var state = SearchState(problem)
    guard let key = key(of: rule) else {
      var greedy = GreedyInsertion()
      greedy.run(&state)
      return Plan(state: state)
    }
    var search = InsertionSearch()
    let line = problem.appointments.indices.map { visit -> (Int, CivilTime, Int, AppointmentIndex) in
      let appointment = demand.appointments[visit.int]
      let isPromised =
        appointment.booked != nil || appointment.arrived != nil
        || appointment.operations.contains { $0.locked != nil }
      return (isPromised ? 0 : 1, key(appointment) ?? demand.horizon.end, visit.int, visit)
    }
    for (_, _, _, visit) in line.sorted(by: { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }) {
      guard let insertion = search.best(of: visit, in: state) else { continue }
      state.insert(insertion, search.placements)
    }
    return Plan(state: state)
  }

  private func key(of rule: InsertionOrder) -> ((Appointment) -> CivilTime?)? {
    switch rule {
    case .greedy: nil
    case .firstCome: { $0.card.called }
    case .earliestDue: { $0.readyBy }
    }
  }

  /// The plan as a schedule. Without reasons, all unscheduled visits have the reason `capacity`.
  /// - Complexity: With reasons, a few searches per unscheduled visit.
  package func schedule(_ plan: Plan, withReasons: Bool) -> Schedule {
    let state = plan.state
    let left = problem.appointments.indices.filter { !state.isScheduled[$0] }
    var reasons = withReasons && !left.isEmpty ? UnscheduledReasons(state) : nil
    let terms = plan.terms
    return Schedule(
      assignments: state.assignments(),
      unscheduled: left.map { visit in
        Schedule.UnscheduledAppointment(
          appointment: demand.appointments[visit.int].id,
          reason: reasons?.reason(for: visit) ?? .capacity)
      }, cost: ScheduleCost.Stated(total: terms.total, terms: terms))
  }
}

extension SearchLimit {
  /// The limit of one half; both add up to the whole.
  fileprivate func half(_ stage: DayPlanner.Stage) -> SearchLimit {
    switch self {
    case .seconds(let seconds): .seconds(seconds / 2)
    case .iterations(let count): .iterations(stage == .first ? count / 2 : count - count / 2)
    }
  }

  /// The total iterations until the end of a round.
  fileprivate func iterations(_ round: Int, of rounds: Int) -> Int {
    switch self {
    case .seconds: .max
    case .iterations(let count): round == rounds ? count : count / rounds * round
    }
  }

  /// How far a search has come, from 0 to 1.
  fileprivate func progress(_ iterations: Int, _ watch: Stopwatch) -> Double {
    switch self {
    case .seconds(let seconds): seconds > 0 ? watch.elapsed / seconds : 1
    case .iterations(let count): Double(iterations) / Double(max(1, count))
    }
  }
}
