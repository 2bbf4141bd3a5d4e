public import BaylineModel
import BaylineSolver

/// Schedules the visits of a demand.
public struct Planner: Sendable {
  private let site: Site
  private let demand: Demand
  let problem: CompiledProblem

  /// Creates a planner.
  ///
  /// - Precondition: `SiteFormat` and `DemandFormat` accept the site and the demand.
  /// - Complexity: O(horizon minutes + operations × crews).
  public init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
    problem = CompiledProblem(site: site, demand: demand)
  }

  /// Returns the best schedule found within the limit of the options. It keeps all hard rules.
  ///
  /// - Parameters:
  ///   - options: The seed, threads, limit and initial schedule.
  ///   - shouldStop: Called often, from several threads; once it returns `true`, the best schedule so far is returned.
  ///   - onImprovement: Called with the first schedule, which is complete, and after each round with a better one: at least
  ///     twice per second, or 24 times in a search limited by iterations.
  ///   - onProgress: Called with the first schedule and after each round.
  public func schedule(
    _ options: SearchOptions = SearchOptions(), shouldStop: @escaping @Sendable () -> Bool = { false },
    onImprovement: (Planner.Improvement) async -> Void = { _ in },
    onProgress: (Planner.Progress) -> Void = { _ in }
  ) async -> Schedule {
    let watch = Stopwatch()
    var built = SearchState(problem)
    if let start = options.start { built.adopt(start) }
    var greedy = GreedyInsertion()
    greedy.run(&built)
    let firstSeconds = watch.elapsed
    let firstEvaluations = greedy.evaluations
    let reserve = TimeReserve(built, options, watch, schedule: built.unexplainedSchedule())
    var bound = LowerBound(problem)
    let share = BoundBudget(options)
    share.improve(&bound, below: built.cost, shouldStop: shouldStop)
    if options.provesBound, options.limit != .iterations(0), bound.value < built.cost, !shouldStop(),
      let best = Self.optimum(from: built)
    {
      built = best
      bound.raise(to: best.cost)
    }
    let state = built
    let first = state.cost
    let known = bound.value
    async let grown = share.improved(bound, below: first, shouldStop: shouldStop)

    /// The best schedule of the team so far.
    @Sendable func make(_ team: CooperativeSearch, bound: Int) async -> Schedule {
      var about = Schedule.Provenance()
      about.program = "bayline"
      about.version = baylineVersion
      about.seed = options.seed
      about.threads = options.threads
      about.iterations = team.iterations
      about.evaluations = firstEvaluations + team.evaluations
      about.bound = bound
      var schedule = await finish(team.bestState(), about, options) { watch.elapsed < reserve.end }
      if !options.limit.isReproducible {
        schedule.about?.firstSeconds = firstSeconds
        schedule.about?.seconds = watch.elapsed
      }
      return schedule
    }

    var bestCost = Int.max
    func report(_ team: CooperativeSearch) async {
      let best = team.best
      let progress = Planner.Progress(
        seconds: options.limit.isReproducible ? nil : watch.elapsed, iterations: team.iterations,
        cost: best.cost, unscheduled: best.unscheduledCount)
      onProgress(progress)
      guard best.cost < bestCost else { return }
      bestCost = best.cost
      await onImprovement(Planner.Improvement(progress: progress) { await make(team, bound: known) })
    }

    var team = CooperativeSearch(from: state, options)
    await report(team)
    await team.run(watch, reserve, lowerBound: known, shouldStop: shouldStop) { await report($0) }
    return await make(team, bound: grown.value)
  }

  /// A schedule of the least total, if the problem is small enough to try every schedule.
  private static func optimum(from state: SearchState) -> SearchState? {
    guard ExhaustiveSearch.canTry(state.problem) else { return nil }
    // The better the schedule to undercut, the fewer ways are left to try.
    var search = LocalSearch(from: state, seed: 1)
    search.run(upTo: 200) { Double($0) / 200 }
    return ExhaustiveSearch.optimum(from: search.bestState())
  }

  private func finish(
    _ state: SearchState, _ about: Schedule.Provenance, _ options: SearchOptions,
    hasTime: @escaping @Sendable () -> Bool
  ) async -> Schedule {
    var schedule = state.unexplainedSchedule()
    schedule.about = about
    if options.explains {
      schedule.unscheduled = await unscheduled(state, options, hasTime: hasTime)
    }
    return schedule
  }

  /// The time that a search leaves for what comes after it, measured on a schedule.
  ///
  /// - Parameter watch: Runs since the start of the limit.
  package func reserve(
    for schedule: Schedule, _ options: SearchOptions, _ watch: Stopwatch
  ) -> TimeReserve {
    var state = SearchState(problem)
    state.adopt(schedule)
    return TimeReserve(state, options, watch, schedule: schedule)
  }

  /// A schedule with the reasons of its unscheduled visits; `nil` if it breaks rules.
  ///
  /// - Parameter hasTime: Whether pairs of rules may still be examined; not asked if iterations limit the search.
  package func explained(
    _ schedule: Schedule, _ options: SearchOptions, hasTime: @escaping @Sendable () -> Bool
  ) async -> Schedule? {
    var state = SearchState(problem)
    state.adopt(schedule)
    let explained = await finish(state, schedule.about ?? Schedule.Provenance(), options, hasTime: hasTime)
    return explained.assignments == schedule.assignments ? explained : nil
  }

  /// The maximum number of unscheduled visits for which pairs of rules are examined.
  private static let maxForRulePairs = 100

  /// The unscheduled visits in the order of the demand, with reasons.
  ///
  /// - Parameter hasTime: Whether pairs of rules may still be examined; not asked if iterations limit the search.
  private func unscheduled(
    _ state: SearchState, _ options: SearchOptions, hasTime: @escaping @Sendable () -> Bool
  ) async -> [Schedule.UnscheduledAppointment] {
    let left = Array(problem.appointments.indices).filter { !state.isScheduled[$0] }
    guard !left.isEmpty else { return [] }
    let finder = ReasonFinder(state)
    let isTimed = !options.limit.isReproducible
    let examinesPairs = left.count <= Self.maxForRulePairs
    let threads = min(max(1, options.threads), left.count)
    return await withTaskGroup(of: [(Int, Schedule.UnscheduledAppointment)].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var finder = finder
          let own = Array(stride(from: thread, to: left.count, by: threads))
          // What must be said comes first, for all of them.
          var findings = own.map { finder.primaryFinding(for: left[$0]) }
          for index in findings.indices where examinesPairs && (!isTimed || hasTime()) {
            finder.findPair(&findings[index])
          }
          return zip(own, findings).map { ($0, unscheduled($1, in: state)) }
        }
      }
      var all: [(Int, Schedule.UnscheduledAppointment)] = []
      for await part in group { all += part }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// The unscheduled visits of a schedule with reasons found anew and with what keeps each out, in the order of the
  /// schedule. Visits that the demand does not have are as given.
  ///
  /// - Precondition: The schedule is feasible for the site and the demand.
  /// - Complexity: As for the reasons of ``schedule(_:shouldStop:onImprovement:onProgress:)``.
  public func reasons(in schedule: Schedule) -> [Schedule.UnscheduledAppointment] {
    guard !schedule.unscheduled.isEmpty else { return [] }
    var state = SearchState(problem)
    state.adopt(schedule)
    var finder = ReasonFinder(state)
    let positions = Dictionary(
      demand.appointments.enumerated().map { ($1.id, AppointmentIndex($0)) },
      uniquingKeysWith: { first, _ in first })
    let examinesPairs = schedule.unscheduled.count <= Self.maxForRulePairs
    return schedule.unscheduled.map { given in
      guard let index = positions[given.appointment], !state.isScheduled[index] else { return given }
      return unscheduled(
        examinesPairs ? finder.finding(for: index) : finder.primaryFinding(for: index), in: state)
    }
  }

  func unscheduled(_ finding: UnscheduledDiagnosis, in state: SearchState) -> Schedule.UnscheduledAppointment
  {
    Schedule.UnscheduledAppointment(
      appointment: demand.appointments[finding.appointment.int].id, reason: finding.reason,
      obstacles: state.obstacles(finding), earliest: finding.earliest.map(problem.civil))
  }
}
