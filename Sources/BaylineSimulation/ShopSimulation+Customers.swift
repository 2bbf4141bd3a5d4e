package import BaylineModel

/// Whom a day brings, beside the figures.
extension ShopSimulation {
  /// Plays the days once.
  ///
  /// - Returns: The figures, and how many customers came: those of the plan who kept their booking, those whose vehicles
  ///   were there before, and those without a booking.
  package func runCountingCustomers(seed: Int, replication: Int) -> (figures: FigureValues, customers: Int) {
    let run = completedRun(seed: seed, replication: replication)
    let planned = shop.visits.indices.count { !shop.visits[$0].isLockedOnly && !run.visits[$0].isNoShow }
    return (run.figures(), planned + run.visits.count - shop.visits.count)
  }

  /// How many customers come without a booking in a replication; the plan makes no difference.
  package func walkIns(seed: Int, replication: Int) -> Int {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.drawWalkIns()
    return run.visits.count
  }

  /// How many customers come without a booking on a day in the mean, before days of the week make a difference: the mean
  /// over the arrival days on which somebody may come.
  package var expectedWalkInsPerDay: Double {
    let days = shop.arrivalDays.indices.filter { !shop.walkIns.spans[$0].isEmpty }
    return days.isEmpty ? 0 : days.reduce(0) { $0 + shop.walkIns.means[$1] } / Double(days.count)
  }
}
