package import BaylineModel
import BaylinePlanning
import BaylineSimulation
import BaylineVerifier

/// One day of a case, ready to be planned and simulated.
package struct DayInstance: Sendable {
  /// The workshop.
  package var site: Site
  /// The demand of the day.
  package var demand: Demand
  /// How the day may deviate from its plan.
  package var uncertainty: Uncertainty
}

/// Plans and simulates days, all with the same search effort and the same random events.
package struct DayEvaluator: Sendable {
  /// The effort of the search for a day's plan.
  package var limit: SearchLimit
  /// The seed of searches and random events.
  package var seed: Int
  /// The number of replications per day.
  package var replications: Int
  /// Whether only the means over the replications are kept.
  package var keepsMeans: Bool
  /// How work is dispatched on a day.
  package var dispatcher = Simulator.DispatchPolicy.shift
  /// Polled from several threads.
  package var shouldStop: @Sendable () -> Bool

  /// Runs the first half of the search for a day's plan.
  package func firstPlan(of day: DayInstance) async throws -> Schedule {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    let plan = try await planner.search(.first, seed: seed, limit: limit, shouldStop: shouldStop)
    return planner.schedule(plan, withReasons: false)
  }

  /// Plans and simulates a day.
  ///
  /// A day that admits all of another plan, such as one with added resources, continues from it, sharing the first half
  /// of the search. Any other day is searched from scratch. So every day gets the same search effort.
  ///
  /// - Parameters:
  ///   - start: The first half of the search on another day.
  ///   - chances: The seed of random events; equal seeds give equal events, whatever the plan.
  /// - Throws: ``RunStopped``; ``RejectedPlan`` if the verifier finds an internal error.
  package func result(of day: DayInstance, from start: Schedule?, chances: Int) async throws -> DayResult {
    let (plan, verdict) = try await plan(of: day, from: start, withReasons: true)
    let schedule = await promising(plan, of: day, chances: chances)
    let simulation = ShopSimulation(
      site: day.site, demand: day.demand, schedule: schedule, uncertainty: day.uncertainty)
    let replan = replanning(of: day, chances: chances)
    var runs: [Figure.Values] = []
    for replication in 0..<replications {
      runs.append(
        simulation.runByKind(
          seed: chances, replication: replication, every: Simulator.reviewMinutes, replan: replan
        ).figures)
      if replication % Self.stopCheckInterval == 0 {
        if shouldStop() { throw RunStopped() }
        await Task.yield()
      }
    }
    return DayResult(
      terms: verdict.cost, visits: day.demand.appointments.count,
      leftOut: schedule.unscheduled.reduce(into: [:]) { $0[$1.reason, default: 0] += 1 },
      runs: keepsMeans ? [Figure.Values.means(of: runs)] : runs)
  }

  /// Plans a day.
  ///
  /// - Parameters:
  ///   - start: The first half of the search on another day.
  ///   - withReasons: Whether to determine why visits are not scheduled.
  /// - Returns: The schedule and its verdict.
  /// - Throws: As ``result(of:from:chances:)``.
  package func plan(
    of day: DayInstance, from start: Schedule?, withReasons: Bool
  ) async throws -> (schedule: Schedule, verdict: Verdict) {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    let plan = try await plan(planner, from: start, seed: seed)
    let schedule = planner.schedule(plan, withReasons: withReasons)
    return (schedule, try verdict(on: schedule, of: day))
  }

  /// Plans a day as it runs, as `bayline schedule` does.
  ///
  /// - Throws: As ``result(of:from:chances:)``.
  package func robustPlan(of day: DayInstance) async throws -> Schedule {
    var options = SearchOptions()
    (options.seed, options.limit) = (seed, limit)
    (options.provesBound, options.explains) = (false, false)
    let planner = RobustPlanner(site: day.site, demand: day.demand, uncertainty: day.uncertainty)
    let schedule = await planner.schedule(options, shouldStop: shouldStop)
    if shouldStop() { throw RunStopped() }
    _ = try verdict(on: schedule, of: day)
    return schedule
  }

  /// Plans a day by a dispatching rule, without search.
  ///
  /// - Throws: ``RejectedPlan`` if the verifier finds an internal error.
  package func plan(of day: DayInstance, by rule: DayPlanner.InsertionOrder) throws -> Schedule {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    let schedule = planner.schedule(planner.inserted(by: rule), withReasons: false)
    _ = try verdict(on: schedule, of: day)
    return schedule
  }

  /// How the dispatcher replans a day; `nil` if it does not.
  func replanning(of day: DayInstance, chances: Int) -> ShopSimulation.Replanning? {
    ReplanningDispatcher(dispatcher, site: day.site, demand: day.demand, uncertainty: day.uncertainty)?
      .replanning(seed: chances)
  }

  /// A plan with the times that customers are told, found from other random events than those of a seed.
  package func promising(_ schedule: Schedule, of day: DayInstance, chances: Int) async -> Schedule {
    await PromiseEstimator(
      site: day.site, demand: day.demand, uncertainty: day.uncertainty,
      replications: Self.promiseReplications,
      seed: chances
    ).promising(schedule, shouldStop: shouldStop)
  }

  /// The simulated days from which a plan's promises are found.
  private static let promiseReplications = 100

  private func verdict(on schedule: Schedule, of day: DayInstance) throws -> Verdict {
    let verdict = Verifier(site: day.site, demand: day.demand).verify(schedule)
    guard verdict.isCorrect else { throw RejectedPlan(day: day, verdict: verdict) }
    return verdict
  }

  /// The planned cost of a day with another search seed, which shows the noise of the search.
  package func cost(of day: DayInstance, searchSeed: Int) async throws -> Int {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    return try await plan(planner, from: nil, seed: searchSeed).cost
  }

  private func plan(_ planner: DayPlanner, from start: Schedule?, seed: Int) async throws -> DayPlanner.Plan {
    let first: DayPlanner.Plan
    if let adopted = start.map(planner.adopted), adopted.isComplete {
      first = adopted.plan
    } else {
      first = try await planner.search(.first, seed: seed, limit: limit, shouldStop: shouldStop)
    }
    return try await planner.search(.second, from: first, seed: seed, limit: limit, shouldStop: shouldStop)
  }

  /// The number of replications between two polls of `shouldStop`.
  static let stopCheckInterval = 20
}

/// A plan rejected by the verifier, which is an internal error.
package struct RejectedPlan: Error {
  /// The planned day.
  package let day: DayInstance
  /// The verdict with its violations.
  package let verdict: Verdict
}
