import BaylineMath
import BaylineModel
import BaylineSolver
import BaylineVerifier

/// A search for a plan of a demand with slack, and the plan of the true demand that it gives.
struct RobustCandidate: Sendable {
  private var search: LocalSearch
  let rule: SlackRule
  private let nominal: Schedule
  /// What searches before the present one took.
  private var earlier = (iterations: 0, evaluations: 0)

  /// The iterations and evaluations so far.
  var effort: (iterations: Int, evaluations: Int) {
    (earlier.iterations + search.iterations, earlier.evaluations + search.evaluations)
  }

  /// Starts from a plan of the true demand, with as much of it as the slack leaves room for.
  ///
  /// - Complexity: That of compiling the problem and inserting the visits.
  init(
    _ rule: SlackRule, site: Site, demand: Demand, uncertainty: Uncertainty, from start: Schedule,
    delays: [String: Int], seed: Int
  ) {
    (self.rule, nominal) = (rule, start)
    let slacked = SlackedInstance(
      site: site, demand: demand, keeping: start, uncertainty: uncertainty, rule: rule, delays: delays)
    search = Self.search(slacked, from: start, seed: seed)
  }

  /// Continues in a demand whose deadlines follow the delays of the present plan.
  ///
  /// - Complexity: That of compiling the problem and inserting the visits.
  mutating func adapt(
    to delays: [String: Int], site: Site, demand: Demand, uncertainty: Uncertainty, seed: Int
  ) {
    if !rule.followsDelays { return }
    let slacked = SlackedInstance(
      site: site, demand: demand, keeping: nominal, uncertainty: uncertainty, rule: rule, delays: delays)
    let best = Schedule(assignments: search.bestState().assignments())
    earlier = effort
    search = Self.search(slacked, from: best, seed: seed)
  }

  private static func search(_ slacked: SlackedInstance, from start: Schedule, seed: Int) -> LocalSearch {
    var state = SearchState(CompiledProblem(site: slacked.site, demand: slacked.demand))
    state.adopt(start, isRetimed: true)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    return LocalSearch(from: state, seed: UInt64(bitPattern: Int64(seed)))
  }

  /// Searches on.
  mutating func run(_ limit: SearchLimit, shouldStop: @Sendable () -> Bool) {
    let watch = Stopwatch()
    let before = search.iterations
    let most: Int
    switch limit {
    case .seconds: most = .max
    case .iterations(let count): most = count < .max - before ? before + count : .max
    }
    search.run(upTo: most) { iterations in
      let reached: Double
      switch limit {
      case .seconds(let seconds): reached = seconds > 0 ? watch.elapsed / seconds : 1
      case .iterations(let count): reached = Double(iterations - before) / Double(max(1, count))
      }
      return shouldStop() || reached >= 1 ? nil : Self.warmth + (1 - Self.warmth) * reached
    }
  }

  /// The cooling progress at which a search starts, as it starts from a good plan.
  private static let warmth = 0.4

  /// The best plan in the slacked demand, as a plan of the true one: the same arrivals, advisors, crews, bays and starts,
  /// ends by the true minutes. What cannot be kept so, or was left out, is inserted again where it costs least;
  /// what the nominal plan schedules may have its place there first, if less is left out that way.
  func plan(of actual: CompiledProblem) -> Schedule {
    var planned = Schedule(assignments: search.bestState().assignments())
    if rule.startsEarly { planned.startEarly(actual) }
    let found = Set(planned.assignments.map(\.appointment))
    let missing = Schedule(assignments: nominal.assignments.filter { !found.contains($0.appointment) })
    let plans = (missing.assignments.isEmpty ? [[planned]] : [[planned], [missing, planned]]).map { parts in
      var mapped = SearchState(actual)
      for part in parts { mapped.adopt(part, isRetimed: true) }
      var greedy = GreedyInsertion()
      greedy.run(&mapped)
      return mapped.unexplainedSchedule()
    }
    func rank(_ plan: Schedule) -> (Int, Int) {
      (plan.cost?.terms[.unscheduled] ?? 0, plan.cost?.total ?? 0)
    }
    return plans.min { rank($0) < rank($1) } ?? nominal
  }
}

extension Schedule {
  /// Moves all starts to the earliest minute that the visits' arrivals permit, in the order of the present starts.
  fileprivate mutating func startEarly(_ problem: CompiledProblem) {
    let demand = problem.demand
    let arrived = Dictionary(uniqueKeysWithValues: demand.appointments.map { ($0.id, $0.arrived) })
    func start(_ assignment: Schedule.Assignment) -> CivilTime {
      assignment.operations.map(\.start).min() ?? demand.now
    }
    assignments.sort { (start($0), $0.appointment) < (start($1), $1.appointment) }
    for index in assignments.indices {
      let since =
        assignments[index].reception.map { $0.arrival + problem.site.booking.receptionMinutes }
        ?? arrived[assignments[index].appointment] ?? nil
      for place in assignments[index].operations.indices {
        assignments[index].operations[place].start = max(
          demand.now, demand.horizon.start, since ?? demand.now)
      }
    }
  }
}
