import BaylineMath
import BaylineModel
import BaylineSimulation

/// Plans and simulates days of staffings.
struct StaffingEvaluator: Sendable {
  /// Plans all days with the same effort.
  let planner: DayEvaluator
  /// Whether the times that customers are told are found, which takes as many simulated days again.
  var findsPromises = true

  /// Plans and simulates a day.
  ///
  /// - Parameters:
  ///   - start: The first half of the search on today's day, from which a day continues that admits all of
  ///     it.
  ///   - chances: The seed of random events.
  /// - Throws: ``RunStopped``, ``RejectedPlan``.
  func result(of day: DayInstance, from start: Schedule?, chances: Int) async throws -> StaffingDay {
    let (plan, _) = try await planner.plan(of: day, from: start, withReasons: false)
    let schedule = findsPromises ? await planner.promising(plan, of: day, chances: chances) : plan
    let simulation = ShopSimulation(
      site: day.site, demand: day.demand, schedule: schedule, uncertainty: day.uncertainty)
    let replan = planner.replanning(of: day, chances: chances)
    let leftOut = day.demand.appointments.count - schedule.assignments.count
    var values: [StaffingTargets.Measure: [Double]] = [:]
    for replication in 0..<planner.replications {
      let (figures, customers) = simulation.runCountingCustomers(
        seed: chances, replication: replication, every: Simulator.reviewMinutes, replan: replan)
      for figure in Figure.allCases {
        if let value = figures[figure] { values[.figure(figure), default: []].append(value) }
      }
      let asked = customers + leftOut
      if asked > 0, let served = figures[.served] {
        values[.servedShare, default: []].append(100 * served / Double(asked))
      }
      if replication % DayEvaluator.stopCheckInterval == 0 {
        if planner.shouldStop() { throw RunStopped() }
        await Task.yield()
      }
    }
    return StaffingDay(
      visits: day.demand.appointments.count, planned: schedule.assignments.count,
      measures: values.compactMapValues { SampleMoments($0) })
  }
}
