import BaylineModel
import BaylineSolver

/// Parallel searches that exchange their best schedules.
///
/// After each round, the worst search continues from the best schedule of all. If iterations limit the search, they also
/// measure the rounds, so that a seed and a number of threads always give the same schedule; otherwise the clock does.
struct CooperativeSearch {
  private var searches: [LocalSearch]
  private let limit: SearchLimit

  /// The number of rounds.
  private static let rounds = 24
  /// The maximum seconds of a round, so that progress is visible.
  private static let maxRoundSeconds = 0.5

  init(from start: SearchState, _ options: SearchOptions) {
    limit = options.limit
    searches = (0..<max(1, options.threads)).map { thread in
      LocalSearch(from: start, seed: UInt64(bitPattern: Int64(options.seed)) &+ UInt64(thread) &* 0x9e37_79b9)
    }
  }

  /// The best schedule of all.
  var best: Solution { searches[bestPosition].best }

  /// The search state of the best schedule of all.
  func bestState() -> SearchState {
    searches[bestPosition].bestState()
  }

  /// The iterations of all searches.
  var iterations: Int { searches.reduce(0) { $0 + $1.iterations } }
  /// The candidates evaluated by all searches.
  var evaluations: Int { searches.reduce(0) { $0 + $1.evaluations } }

  private var bestPosition: Int {
    searches.indices.min { searches[$0].best.cost < searches[$1].best.cost } ?? 0
  }

  /// Searches until the limit, until stopped, or until the best cost reaches the lower bound.
  ///
  /// - Parameter reserve: When a search limited by seconds ends.
  mutating func run(
    _ watch: Stopwatch, _ reserve: TimeReserve, lowerBound: Int, shouldStop: @escaping @Sendable () -> Bool,
    onRound: (CooperativeSearch) async -> Void
  ) async {
    var round = 0
    while !shouldStop(), best.cost > lowerBound {
      let end = reserve.searchEnd(unscheduled: best.unscheduledCount)
      if isDone(watch, end) { break }
      round += 1
      await runRound(round, watch, end, shouldStop)
      exchange()
      await onRound(self)
    }
  }

  private func isDone(_ watch: Stopwatch, _ end: Double) -> Bool {
    switch limit {
    case .seconds: watch.elapsed >= end
    case .iterations(let iterations): searches.allSatisfy { $0.iterations >= iterations }
    }
  }

  private mutating func runRound(
    _ round: Int, _ watch: Stopwatch, _ end: Double, _ shouldStop: @escaping @Sendable () -> Bool
  ) async {
    let limit = self.limit
    let roundEnd: Double
    let maxIterations: Int
    switch limit {
    case .seconds:
      roundEnd = min(end, watch.elapsed + min(Self.maxRoundSeconds, end / Double(Self.rounds)))
      maxIterations = .max
    case .iterations(let iterations):
      roundEnd = .infinity
      maxIterations = min(iterations, round * max(1, iterations / Self.rounds))
    }
    let running = searches
    searches = []
    let done = await withTaskGroup(of: (Int, LocalSearch).self) { group in
      for (position, search) in running.enumerated() {
        group.addTask {
          var search = search
          search.run(upTo: maxIterations) { iterations in
            if shouldStop() { return nil }
            switch limit {
            case .seconds: return watch.elapsed < roundEnd ? watch.elapsed / end : nil
            case .iterations(let limit): return Double(iterations) / Double(max(1, limit))
            }
          }
          return (position, search)
        }
      }
      var done: [(Int, LocalSearch)] = []
      for await result in group { done.append(result) }
      return done
    }
    searches = done.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private mutating func exchange() {
    guard searches.count > 1 else { return }
    let best = bestPosition
    let worst = searches.indices.max { searches[$0].best.cost < searches[$1].best.cost } ?? best
    if searches[best].best.cost < searches[worst].best.cost { searches[worst].adopt(searches[best].best) }
  }
}
