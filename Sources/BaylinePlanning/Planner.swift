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
    onImprovement: (ScheduleImprovement) async -> Void = { _ in },
    onProgress: (SearchProgress) -> Void = { _ in }
  ) async -> Schedule {
    let watch = Stopwatch()
    var state = SearchState(problem)
    if let start = options.start { state.adopt(start) }
    var greedy = GreedyInsertion()
    greedy.run(&state)
    let firstSeconds = watch.elapsed
    let firstEvaluations = greedy.evaluations
    var bound = LowerBound(problem)
    let share = BoundBudget(options)
    share.improve(&bound, below: state.cost, shouldStop: shouldStop)
    let known = bound.value
    async let grown = share.improved(bound, below: state.cost, shouldStop: shouldStop)

    /// The best schedule of the team so far.
    @Sendable func make(_ team: CooperativeSearch, bound: Int) async -> Schedule {
      var about = ScheduleProvenance()
      about.program = "bayline"
      about.version = baylineVersion
      about.seed = options.seed
      about.threads = options.threads
      about.iterations = team.iterations
      about.evaluations = firstEvaluations + team.evaluations
      about.bound = bound
      var schedule = await finish(team.bestState(), about, options)
      if !options.limit.isReproducible {
        schedule.about?.firstSeconds = firstSeconds
        schedule.about?.seconds = watch.elapsed
      }
      return schedule
    }

    var bestCost = Int.max
    func report(_ team: CooperativeSearch) async {
      let best = team.best
      let progress = SearchProgress(
        seconds: options.limit.isReproducible ? nil : watch.elapsed, iterations: team.iterations,
        cost: best.cost, unscheduled: best.unscheduledCount)
      onProgress(progress)
      guard best.cost < bestCost else { return }
      bestCost = best.cost
      await onImprovement(ScheduleImprovement(progress: progress) { await make(team, bound: known) })
    }

    var team = CooperativeSearch(from: state, options)
    await report(team)
    await team.run(watch, lowerBound: known, shouldStop: shouldStop) { await report($0) }
    return await make(team, bound: grown.value)
  }

  private func finish(_ state: SearchState, _ about: ScheduleProvenance, _ options: SearchOptions) async
    -> Schedule
  {
    let cost = state.evaluate()
    return Schedule(
      assignments: state.assignments(), unscheduled: await unscheduled(state, options),
      cost: StatedCost(total: cost.total, terms: cost), about: about)
  }

  /// The maximum number of unscheduled visits for which pairs of rules are examined.
  private static let maxForRulePairs = 100

  /// The unscheduled visits in the order of the demand, with reasons.
  private func unscheduled(_ state: SearchState, _ options: SearchOptions) async -> [UnscheduledAppointment] {
    let left = Array(problem.appointments.indices).filter { !state.isScheduled[$0] }
    guard !left.isEmpty else { return [] }
    let finder = ReasonFinder(state)
    let isThorough = left.count <= Self.maxForRulePairs
    let threads = min(max(1, options.threads), left.count)
    return await withTaskGroup(of: [(Int, UnscheduledAppointment)].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var finder = finder
          return stride(from: thread, to: left.count, by: threads).map { position in
            let finding = finder.finding(for: left[position], thorough: isThorough)
            return (position, unscheduled(finding, in: state))
          }
        }
      }
      var all: [(Int, UnscheduledAppointment)] = []
      for await part in group { all += part }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// The unscheduled visits of a schedule with reasons found anew and with what keeps each out, in the order of the
  /// schedule. Visits that the demand does not have are as given.
  ///
  /// - Precondition: The schedule is feasible for the site and the demand.
  /// - Complexity: As for the reasons of ``schedule(_:shouldStop:onImprovement:onProgress:)``.
  public func reasons(in schedule: Schedule) -> [UnscheduledAppointment] {
    guard !schedule.unscheduled.isEmpty else { return [] }
    var state = SearchState(problem)
    state.adopt(schedule)
    var finder = ReasonFinder(state)
    let positions = Dictionary(
      demand.appointments.enumerated().map { ($1.id, AppointmentIndex($0)) },
      uniquingKeysWith: { first, _ in first })
    let isThorough = schedule.unscheduled.count <= Self.maxForRulePairs
    return schedule.unscheduled.map { given in
      guard let index = positions[given.appointment], !state.isScheduled[index] else { return given }
      return unscheduled(finder.finding(for: index, thorough: isThorough), in: state)
    }
  }

  func unscheduled(_ finding: UnscheduledDiagnosis, in state: SearchState) -> UnscheduledAppointment {
    UnscheduledAppointment(
      appointment: demand.appointments[finding.appointment.int].id, reason: finding.reason,
      obstacles: state.obstacles(finding), earliest: finding.earliest.map(problem.civil))
  }
}
