import BaylineModel

/// Downward search: removes, exchanges, and proves that nothing more can be removed.
extension StaffingSearch {
  /// Descends to a staffing that meets the targets and has no neighbour known to do so for less: every staffing with
  /// one fewer was simulated on all days or ruled out by a bound.
  mutating func descend(from start: Staffing, _ compute: Compute) async throws -> Staffing {
    var current = start
    while true {
      current = try await shed(current, compute)
      if let next = try await exchange(current, space.exchanges(from: current), compute) {
        current = next
      } else if let next = try await exchange(current, space.doubleExchanges(from: current), compute) {
        current = next
      } else if let next = try await proven(current, compute) {
        current = next
      } else {
        return current
      }
    }
  }

  /// Removes posts one by one, each time the one that saves most for what it loses.
  private mutating func shed(_ start: Staffing, _ compute: Compute) async throws -> Staffing {
    var current = start
    var tried: Set<Staffing> = []
    while true {
      let candidates = open(space.removals(from: current), from: current).filter { staffing in
        !tried.contains(staffing) && !unpromising.contains { staffing.isWithin($0) }
      }
      let screened = try await screen(candidates, like: current, compute)
      for (staffing, fitness) in screened where fitness.distance > Self.far { unpromising.insert(staffing) }
      let near = screened.filter { $0.fitness.distance <= Self.far }
      guard !near.isEmpty else { return current }
      let batch = ranked(near, from: current).prefix(Self.batch).map(\.staffing)
      try await play(batch, compute)
      tried.formUnion(batch)
      if let next = cheapest(batch, than: current) { current = next }
    }
  }

  /// Looks for a cheaper exchange: candidates are ordered by what is known of removals, then screened on some days; the
  /// best are simulated on all days.
  private mutating func exchange(
    _ current: Staffing, _ moves: [StaffingMove], _ compute: Compute
  ) async throws -> Staffing? {
    let losses = space.posts.indices.map { post in
      log.fitness(StaffingMove(less: [post], more: []).applied(to: current), like: current)?.distance ?? 1
    }
    // The smallest loss, then the largest saving, then the order of the posts.
    let likely = moves.enumerated().map { offset, move in
      (
        move: move, loss: move.less.reduce(0) { $0 + losses[$1] },
        saving: space.saving(move, from: current), offset: offset
      )
    }.sorted { ($0.loss, -$0.saving, $0.offset) < ($1.loss, -$1.saving, $1.offset) }.map(\.move)
    let candidates = open(likely, from: current, limit: Self.maxExchanges)
    let ranked = ranked(try await screen(candidates, like: current, compute), from: current)
    // The best few are always simulated, so that their failure can be reported.
    let worth = ranked.enumerated().filter {
      $0.offset < Self.batch || $0.element.fitness.distance <= Self.far / 2
    }.prefix(Self.maxPlayedExchanges).map(\.element.staffing)
    for first in stride(from: 0, to: worth.count, by: Self.batch) {
      let batch = Array(worth[first..<min(worth.count, first + Self.batch)])
      try await play(batch, compute)
      if let next = cheapest(batch, than: current) { return next }
    }
    return nil
  }

  /// Simulates every staffing with one fewer that no bound rules out.
  ///
  /// - Returns: One that still meets the targets, at lower cost.
  private mutating func proven(_ current: Staffing, _ compute: Compute) async throws -> Staffing? {
    let smaller = space.removals(from: current).map { $0.applied(to: current) }.filter {
      log.proof($0) == nil
    }
    try await play(smaller, compute)
    return cheapest(smaller, than: current)
  }

  /// Among staffings that meet the targets for less, the first that saves most for what it loses.
  private func cheapest(_ staffings: [Staffing], than current: Staffing) -> Staffing? {
    let better = staffings.filter { log.meets($0) && total($0) < total(current) - 1e-9 }
    let scores = better.map { score($0, log.fitness($0, like: current), from: current) }
    return scores.max().flatMap { scores.firstIndex(of: $0) }.map { better[$0] }
  }

  /// Sorted by distance to the targets, then by what they save for what they lose.
  private func ranked(
    _ screened: [(staffing: Staffing, fitness: StaffingFitness)], from current: Staffing
  ) -> [(staffing: Staffing, fitness: StaffingFitness)] {
    screened.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if left.fitness.distance != right.fitness.distance {
        return left.fitness.distance < right.fitness.distance
      }
      let (first, second) = (
        score(left.staffing, left.fitness, from: current), score(right.staffing, right.fitness, from: current)
      )
      return first != second ? first > second : one.offset < other.offset
    }.map(\.element)
  }

  /// The saving of a staffing per unit of lost merit.
  private func score(_ staffing: Staffing, _ fitness: StaffingFitness?, from current: Staffing) -> Double {
    let here = log.fitness(current, like: current)?.merit ?? 0
    let loss = here - (fitness?.merit ?? -.infinity)
    return (space.cost(current) - space.cost(staffing)) / max(Self.minLoss, loss)
  }

  /// The distance on the screening days beyond which a staffing is not simulated on all days.
  private static let far = 1.0
  /// Smaller losses are noise.
  private static let minLoss = 0.1
  private static let maxExchanges = 48
  private static let maxPlayedExchanges = 12
}
