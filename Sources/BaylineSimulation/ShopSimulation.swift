package import BaylineModel

/// A schedule of some days, compiled to be simulated many times.
///
/// Random events come from streams by purpose and visit (common random numbers), so that two plans, or two workshops,
/// face the same day: the same customers are late, and the same jobs take longer.
package struct ShopSimulation: Sendable {
  let shared: SharedShop
  /// The ids of the visits of the plan.
  package let visitIds: [String]
  var shop: Shop { shared.tables }

  /// Compiles a site, a demand and its schedule.
  ///
  /// - Precondition: Site and demand are valid, and the schedule keeps every rule.
  /// - Complexity: O(*n* log *n*) in the operations.
  package init(site: Site, demand: Demand, schedule: Schedule, uncertainty: Uncertainty) {
    var compiler = ShopCompiler(site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
    shared = SharedShop(compiler.compile())
    visitIds = compiler.visitIds
  }

  /// Simulates the days once.
  ///
  /// - Parameters:
  ///   - seed: Equal seeds and replications give equal random events, whatever the plan.
  ///   - replication: The number of the replication, from 0.
  /// - Complexity: O(*n* log *n*) in the operations and walk-ins.
  package func run(seed: Int, replication: Int) -> Figure.Values {
    completedRun(seed: seed, replication: replication).figures()
  }

  /// The completed run of one replication.
  func completedRun(seed: Int, replication: Int) -> ShopRun {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.simulate()
    return run
  }

  /// Simulates the days once, with the promises kept by kind in percent.
  ///
  /// - Parameters:
  ///   - minutes: Minutes between two reviews of the plan.
  ///   - replan: Returns new places for operations that have not started, to replan the rest of the days whenever they
  ///     deviate from their plan; `nil` keeps the plan's order.
  package func runByKind(
    seed: Int, replication: Int, every minutes: Int, replan: Replanning?
  ) -> (figures: Figure.Values, promisesKept: [VisitKind: Double]) {
    let run = completedRun(seed: seed, replication: replication, every: minutes, replan: replan)
    return (run.figures(), run.promisesKept())
  }

  /// Returns new places for operations that have not started.
  package typealias Replanning = (ShopSnapshot) -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)]

  /// The completed run of one replication, with replanning unless there is none.
  func completedRun(seed: Int, replication: Int, every minutes: Int, replan: Replanning?) -> ShopRun {
    guard let replan else { return completedRun(seed: seed, replication: replication) }
    return completedRun(seed: seed, replication: replication, every: minutes, replan: replan)
  }

  /// The completed run of one replication with replanning.
  func completedRun(
    seed: Int, replication: Int, every minutes: Int,
    replan: (ShopSnapshot) -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)]
  ) -> ShopRun {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.initializeState()
    var review = shop.now + minutes
    while run.simulate(until: review) {
      run.now = review
      if shop.hours.covers(review, review + 1), run.isOffPlan { run.adopt(replan(run.snapshot)) }
      review += minutes
    }
    run.settle()
    return run
  }
}
