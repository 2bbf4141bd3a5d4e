import BaylineModel
import BaylineSolver

/// How much of a run the proven lower bound may take.
///
/// With a limit of seconds it is a twelfth of the threads' time, less at first: a short run needs its time for the
/// schedule. The first moments of it come before the search, so that a search that has nothing left to find need not
/// begin; the rest goes on beside it where there are several threads. With a limit of iterations it is a number of
/// steps that depends on them alone, all before the search. Where no bound is to be proven it takes no step: what is
/// known without one costs next to nothing.
struct BoundBudget {
  private let limit: SearchLimit
  /// Seconds in all, and of them before the search.
  private let seconds: Double
  private let secondsBefore: Double

  /// The share of the threads' time.
  private static let part = 0.08
  /// Seconds of the threads' time that do not count.
  private static let spared = 0.6
  /// Seconds before a search of several threads at most.
  private static let longestBefore = 0.03
  /// Iterations of the search for a step of the bound.
  private static let iterationsPerStep = 50
  /// Seconds that a bound needs at least for a unit of its effort; with less it would only cost time.
  private static let secondsPerEffort = 0.03

  init(_ options: SearchOptions) {
    limit = options.provesBound ? options.limit : .iterations(0)
    switch limit {
    case .seconds(let seconds):
      let threads = Double(max(1, options.threads))
      self.seconds = max(0, Self.part * (seconds * threads - Self.spared))
      secondsBefore = options.threads > 1 ? min(self.seconds, Self.longestBefore) : self.seconds
    case .iterations:
      seconds = 0
      secondsBefore = 0
    }
  }

  /// Improves a bound before the search.
  func improve(_ bound: inout LowerBound, below total: Int, shouldStop: () -> Bool) {
    switch limit {
    case .seconds: improve(&bound, below: total, for: secondsBefore, shouldStop)
    case .iterations(let iterations):
      bound.improve(below: total) { $0 < iterations / Self.iterationsPerStep && !shouldStop() }
    }
  }

  /// A bound as it is after the time that is left, for a task beside the search.
  func improved(
    _ bound: LowerBound, below total: Int, shouldStop: @escaping @Sendable () -> Bool
  ) async -> LowerBound {
    var bound = bound
    if seconds > secondsBefore { improve(&bound, below: total, for: seconds - secondsBefore, shouldStop) }
    return bound
  }

  private func improve(
    _ bound: inout LowerBound, below total: Int, for time: Double, _ shouldStop: () -> Bool
  ) {
    guard seconds >= Double(bound.effort) * Self.secondsPerEffort else { return }
    let watch = Stopwatch()
    bound.improve(below: total) { _ in watch.elapsed < time && !shouldStop() }
  }
}
