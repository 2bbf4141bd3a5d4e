import BaylineModel

/// Exploration around the chosen staffing: what less or more money would achieve.
extension StaffingSearch {
  /// Simulates staffings on the way down and up from the chosen one, so that the frontier is known on both sides. Each
  /// step is the one that loses least for its saving, or gains most for its cost.
  mutating func explore(around chosen: Staffing, _ compute: Compute) async throws {
    for isDown in [true, false] {
      var current = chosen
      for _ in 0..<Self.steps {
        let moves = isDown ? space.removals(from: current) : space.additions(to: current)
        let candidates = moves.map { $0.applied(to: current) }.filter { space.instance(of: $0) != nil }
        let ranked = self.ranked(try await screen(candidates, like: current, compute), from: current)
        let batch = ranked.prefix(Self.batch / 2)
        if batch.isEmpty { break }
        try await play(batch.map { $0 }, compute)
        guard let next = self.ranked(batch.compactMap { fit($0, like: current) }, from: current).first else {
          break
        }
        current = next
      }
    }
  }

  private func fit(
    _ staffing: Staffing, like current: Staffing
  ) -> (staffing: Staffing, fitness: StaffingFitness)? {
    log.fitness(staffing, like: current).map { (staffing, $0) }
  }

  /// Sorted by the change of merit per unit of cost, the best first.
  private func ranked(
    _ screened: [(staffing: Staffing, fitness: StaffingFitness)], from current: Staffing
  ) -> [Staffing] {
    let here = log.fitness(current, like: current)?.merit ?? 0
    let minCost = max(space.cost(space.largest) / 1000, 1e-9)
    func rate(_ entry: (staffing: Staffing, fitness: StaffingFitness)) -> Double {
      let cost = max(minCost, abs(space.cost(entry.staffing) - space.cost(current)))
      return (entry.fitness.merit - here) / cost
    }
    return screened.enumerated().sorted { one, other in
      (-rate(one.element), one.offset) < (-rate(other.element), other.offset)
    }.map(\.element.staffing)
  }

  /// The number of steps in each direction.
  private static let steps = 3
}
