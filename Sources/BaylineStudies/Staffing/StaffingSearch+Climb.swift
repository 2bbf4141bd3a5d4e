import BaylineModel

/// Upward search: adds the best marginal resource until the targets are met.
extension StaffingSearch {
  /// Adds resources one by one, each time the one that reduces the distance to the targets most for its cost.
  ///
  /// M. C. Fu (2002), "Optimization for simulation: theory vs. practice", INFORMS Journal on Computing 14(3), counts
  /// such marginal allocation among the methods used in practice; with diminishing returns it is optimal (B. Fox, 1966,
  /// "Discrete optimization via marginal analysis", Management Science 13(3)).
  ///
  /// - Returns: A staffing that meets the targets, or the last one that no step improved.
  mutating func climb(from start: Staffing, _ compute: Compute) async throws -> Staffing {
    try await play([start], compute)
    var current = start
    while !log.meets(current) {
      // More may not help: a target may require high utilisation.
      let goesDown = targets.targets.contains { !$0.isMetByMore }
      let steps = space.additions(to: current) + (goesDown ? space.removals(from: current) : [])
      if let next = try await step(steps, from: current, compute) {
        current = next
      } else if let next = try await step(space.shiftSwaps(of: current), from: current, compute) {
        current = next
      } else {
        break
      }
    }
    return current
  }

  /// The step with the best gain for its cost; `nil` if none gains anything.
  private mutating func step(
    _ moves: [StaffingMove], from current: Staffing, _ compute: Compute
  ) async throws -> Staffing? {
    var seen: Set<Staffing> = []
    let candidates = moves.map { $0.applied(to: current) }.filter {
      seen.insert($0).inserted && space.instance(of: $0) != nil
    }
    guard let here = log.fitness(current, like: current)?.distance else { return nil }
    let minCost = max(space.cost(space.largest) / 1000, 1e-9)
    func worth(_ staffing: Staffing, _ distance: Double) -> Double {
      (here - distance) / max(minCost, space.cost(staffing) - space.cost(current))
    }
    let ranked = try await screen(candidates, like: current, compute)
      .map { ($0.staffing, worth($0.staffing, $0.fitness.distance)) }
      .filter { $0.1 > 0 }.enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
    for first in stride(from: 0, to: ranked.count, by: Self.batch) {
      let batch = Array(ranked[first..<min(ranked.count, first + Self.batch)])
      try await play(batch, compute)
      let worths = batch.map { worth($0, log.fitness($0, like: current)?.distance ?? .infinity) }
      if let best = worths.max(), best > 1e-12, let place = worths.firstIndex(of: best) {
        return batch[place]
      }
    }
    return nil
  }
}
