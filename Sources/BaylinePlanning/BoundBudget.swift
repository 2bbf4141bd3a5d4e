import BaylineModel
import BaylineSolver

/// The share of a run spent on proving a lower bound.
///
/// With a limit in seconds it is about a twelfth of the threads' time, less for short runs. A first part precedes the
/// search, so that no search starts when the schedule is already optimal; with several threads the rest runs in parallel.
/// With a limit in iterations it is a number of steps that depends only on the limit, all before the search.
struct BoundBudget {
  private let limit: SearchLimit
  /// The seconds in total, and of these before the search.
  private let seconds: Double
  private let secondsBefore: Double

  /// The share of the time of all threads.
  private static let share = 0.08
  /// Seconds of thread time that are exempt from the share.
  private static let exemptSeconds = 0.6
  /// The maximum seconds before a search with several threads.
  private static let maxSecondsBefore = 0.03
  /// Search iterations per step of the bound.
  private static let iterationsPerStep = 50
  /// The minimum seconds per unit of a bound's effort, below which it would not improve.
  private static let secondsPerEffort = 0.03

  init(_ options: SearchOptions) {
    limit = options.provesBound ? options.limit : .iterations(0)
    switch limit {
    case .seconds(let seconds):
      let threads = Double(max(1, options.threads))
      self.seconds = max(0, Self.share * (seconds * threads - Self.exemptSeconds))
      secondsBefore = options.threads > 1 ? min(self.seconds, Self.maxSecondsBefore) : self.seconds
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

  /// The bound improved for the remaining time, in a task parallel to the search.
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
