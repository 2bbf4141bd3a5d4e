package import BaylineModel

/// When customers have their vehicles back.
extension ShopSimulation {
  /// Simulates the days once.
  ///
  /// - Returns: For each visit of ``visitIds``, when the vehicle is ready, or has been delivered if a driver brings it
  ///   back; `nil` if the customer does not come or leaves. A vehicle not finished by the end of the simulation counts
  ///   as ready then.
  package func handovers(seed: Int, replication: Int) -> [CivilTime?] {
    let run = completedRun(seed: seed, replication: replication)
    return shop.visits.indices.map { handover(of: $0, in: run) }
  }

  /// Simulates the days once, only until one of the visits is over.
  ///
  /// - Parameter position: Its position in ``visitIds``.
  /// - Returns: As ``handovers(seed:replication:)``.
  package func handover(of position: Int, seed: Int, replication: Int) -> CivilTime? {
    var run = ShopRun(
      shared, randomNumbers: CommonRandomNumbers(seed: seed, replication: replication, day: shop.day))
    run.initializeState()
    var end = shop.now + Self.step
    while run.simulate(until: end), !run.isOver(position) { end += Self.step }
    if !run.isOver(position) { run.settle() }
    return handover(of: position, in: run)
  }

  /// The minutes after which a run looks whether it has reached its end.
  private static let step = 30

  private func handover(of position: Int, in run: ShopRun) -> CivilTime? {
    let (visit, planned) = (run.visits[position], shop.visits[position])
    guard !planned.isLockedOnly, visit.readyAt != nil else { return nil }
    return CivilTime(shop.day) + (visit.handover(of: planned) ?? shop.lastMinute)
  }
}

extension ShopRun {
  /// Whether nothing that happens later changes when a customer has the vehicle.
  fileprivate func isOver(_ position: Int) -> Bool {
    let visit = visits[position]
    return visit.phase == .departed || visit.handover(of: shop.visits[position]) != nil
  }
}
