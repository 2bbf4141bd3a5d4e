package import BaylineModel

/// A planned stretch of days, compiled for being played many times.
///
/// The chances of a day are streams of random numbers by cause and visit (common random numbers), so that two plans, or
/// two workshops, meet the same day: the same customers come late, the same jobs take longer.
package struct ShopSimulation: Sendable {
  let shared: SharedShop
  /// Ids of the visits of the plan.
  let visitIds: [String]
  var shop: Shop { shared.tables }

  /// Compiles a site, a demand and its schedule.
  ///
  /// - Precondition: The formats accept all three, and the schedule keeps every rule.
  /// - Complexity: O(*n* log *n*) in the operations.
  package init(site: Site, demand: Demand, schedule: Schedule, uncertainty: Uncertainty) {
    var compiler = ShopCompiler(site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
    shared = SharedShop(compiler.compile())
    visitIds = compiler.visitIds
  }

  /// Plays the days once.
  ///
  /// - Parameters:
  ///   - seed: Of the random numbers; equal seeds and replications meet equal days, whatever the plan.
  ///   - replication: Which of the days that the seed stands for, from 0.
  /// - Complexity: O(*n* log *n*) in the operations and the customers who walk in.
  package func run(seed: Int, replication: Int) -> FigureValues {
    completedRun(seed: seed, replication: replication).figures()
  }

  /// The days once they have been played.
  func completedRun(seed: Int, replication: Int) -> ShopRun {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.simulate()
    return run
  }

  /// Plays the days once, with somebody who plans the rest again whenever they have left their plan.
  ///
  /// - Parameters:
  ///   - every: Minutes between two looks at the day.
  ///   - replan: New places for operations that have not begun.
  package func run(
    seed: Int, replication: Int, every minutes: Int,
    replan: (ShopSnapshot) -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)]
  ) -> FigureValues {
    completedRun(seed: seed, replication: replication, every: minutes, replan: replan).figures()
  }

  /// The days once they have been played with somebody who plans again.
  func completedRun(
    seed: Int, replication: Int, every minutes: Int,
    replan: (ShopSnapshot) -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)]
  ) -> ShopRun {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.initializeState()
    var look = shop.now + minutes
    while run.simulate(until: look) {
      run.now = look
      if shop.hours.covers(look, look + 1), run.isOffPlan { run.adopt(replan(run.snapshot)) }
      look += minutes
    }
    run.settle()
    return run
  }
}
