package import BaylineModel

/// Customer counts.
extension ShopSimulation {
  /// Simulates the days once; the parameters are those of ``runByKind(seed:replication:every:replan:)``.
  ///
  /// - Returns: The figures, and the number of customers: those of the plan who showed up, those whose vehicles were in
  ///   house, and walk-ins.
  package func runCountingCustomers(
    seed: Int, replication: Int, every minutes: Int, replan: Replanning?
  ) -> (figures: Figure.Values, customers: Int) {
    let run = completedRun(seed: seed, replication: replication, every: minutes, replan: replan)
    let planned = shop.visits.indices.count { !shop.visits[$0].isLockedOnly && !run.visits[$0].isNoShow }
    return (run.figures(), planned + run.visits.count - shop.visits.count)
  }

  /// The number of walk-ins in a replication, which does not depend on the plan.
  package func walkIns(seed: Int, replication: Int) -> Int {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.drawWalkIns()
    return run.visits.count
  }

  /// The mean number of walk-ins per day, before weekday factors, over the arrival days on which customers may arrive.
  package var expectedWalkInsPerDay: Double {
    let days = shop.arrivalDays.indices.filter { !shop.walkIns.spans[$0].isEmpty }
    return days.isEmpty ? 0 : days.reduce(0) { $0 + shop.walkIns.means[$1] } / Double(days.count)
  }
}
