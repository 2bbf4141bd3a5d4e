package import BaylineModel
import BaylineSimulation
import BaylineVerifier

/// One day of a case, ready to be planned and played.
package struct DayInstance: Sendable {
  /// The workshop.
  package var site: Site
  /// What is asked of it.
  package var demand: Demand
  /// How the day differs from its plan.
  package var uncertainty: Uncertainty

  package init(site: Site, demand: Demand, uncertainty: Uncertainty) {
    self.site = site
    self.demand = demand
    self.uncertainty = uncertainty
  }
}

/// Plans days and plays them, all with the same effort and against the same chances.
package struct DayEvaluator: Sendable {
  /// The search for the plan of a day.
  package var limit: SearchLimit
  /// Seed of plans and chances.
  package var seed: Int
  /// How often a day is played.
  package var replications: Int
  /// Whether the means over the replications are all that is kept of them.
  package var keepsMeans: Bool
  /// Asked often, from several threads.
  package var shouldStop: @Sendable () -> Bool

  package init(
    limit: SearchLimit, seed: Int, replications: Int, keepsMeans: Bool,
    shouldStop: @escaping @Sendable () -> Bool
  ) {
    self.limit = limit
    self.seed = seed
    self.replications = replications
    self.keepsMeans = keepsMeans
    self.shouldStop = shouldStop
  }

  /// The first half of the search for a day's plan.
  package func firstPlan(of day: DayInstance) async throws -> Schedule {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    let plan = try await planner.search(.first, seed: seed, limit: limit, shouldStop: shouldStop)
    return planner.schedule(plan, withReasons: false)
  }

  /// Plans a day and plays it.
  ///
  /// A day whose rules admit all of another plan, as they do when something is added, is searched from there: the first
  /// half of the search is common to both. Any other day is searched from the beginning. So every day has the same
  /// search behind it.
  ///
  /// - Parameters:
  ///   - start: The first half of the search on another day.
  ///   - chances: Seed of the chances; equal ones meet equal days, whatever the plan.
  /// - Throws: ``RunStopped``; ``RejectedPlan`` where the verifier finds a fault of the program.
  package func result(of day: DayInstance, from start: Schedule?, chances: Int) async throws -> DayResult {
    let (schedule, verdict) = try await plan(of: day, from: start, withReasons: true)
    let simulation = ShopSimulation(
      site: day.site, demand: day.demand, schedule: schedule, uncertainty: day.uncertainty)
    var runs: [FigureValues] = []
    for replication in 0..<replications {
      runs.append(simulation.run(seed: chances, replication: replication))
      if replication % Self.stopCheckInterval == 0 {
        if shouldStop() { throw RunStopped() }
        await Task.yield()
      }
    }
    return DayResult(
      terms: verdict.cost, visits: day.demand.appointments.count,
      leftOut: schedule.unscheduled.reduce(into: [:]) { $0[$1.reason, default: 0] += 1 },
      runs: keepsMeans ? [FigureValues.means(of: runs)] : runs)
  }

  /// The plan of a day, with the verifier's judgement.
  ///
  /// - Parameters:
  ///   - start: The first half of the search on another day.
  ///   - withReasons: Whether it is told why visits are left out.
  /// - Throws: As ``result(of:from:chances:)``.
  package func plan(
    of day: DayInstance, from start: Schedule?, withReasons: Bool
  ) async throws -> (schedule: Schedule, verdict: Verdict) {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    let plan = try await plan(planner, from: start, seed: seed)
    let schedule = planner.schedule(plan, withReasons: withReasons)
    return (schedule, try verdict(on: schedule, of: day))
  }

  /// The plan of a day that a rule makes without search.
  ///
  /// - Throws: ``RejectedPlan`` where the verifier finds a fault of the program.
  package func plan(of day: DayInstance, by rule: DayPlanner.InsertionOrder) throws -> Schedule {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    let schedule = planner.schedule(planner.inserted(by: rule), withReasons: false)
    _ = try verdict(on: schedule, of: day)
    return schedule
  }

  private func verdict(on schedule: Schedule, of day: DayInstance) throws -> Verdict {
    let verdict = Verifier(site: day.site, demand: day.demand).verify(schedule)
    guard verdict.isCorrect else { throw RejectedPlan(day: day, verdict: verdict) }
    return verdict
  }

  /// The planned cost of a day with another seed of the search: how much of a difference is the search's own.
  package func cost(of day: DayInstance, searchSeed: Int) async throws -> Int {
    let planner = DayPlanner(site: day.site, demand: day.demand)
    return try await plan(planner, from: nil, seed: searchSeed).cost
  }

  private func plan(_ planner: DayPlanner, from start: Schedule?, seed: Int) async throws -> DayPlanner.Plan {
    let first: DayPlanner.Plan
    if let adopted = start.map(planner.adopted), adopted.isWhole {
      first = adopted.plan
    } else {
      first = try await planner.search(.first, seed: seed, limit: limit, shouldStop: shouldStop)
    }
    return try await planner.search(.second, from: first, seed: seed, limit: limit, shouldStop: shouldStop)
  }

  /// Replications between two looks at the signals.
  static let stopCheckInterval = 20
}

/// A plan that the verifier rejects, which is a fault of the program.
package struct RejectedPlan: Error {
  /// The day that it was made for.
  package let day: DayInstance
  /// What is wrong with it.
  package let verdict: Verdict
}
