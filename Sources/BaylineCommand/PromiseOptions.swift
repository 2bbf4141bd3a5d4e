import ArgumentParser
import Bayline

/// How the times that customers are told are found.
struct PromiseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How days deviate from their plan (default: see docs/uncertainty.md).", valueName: "file"))
  var uncertainty: String?

  @Flag(name: .customLong("no-promise"), help: "Do not find the times that customers are told.")
  var skipsPromises = false

  /// What finds them, until a signal requests a stop.
  var maker: PromiseMaker { PromiseMaker(isSkipped: skipsPromises) { Signals.isStopRequested } }
}

/// Finds the times that customers are told, in a share of a search's seconds.
struct PromiseMaker: Sendable {
  /// Whether there are none.
  var isSkipped = false
  let shouldStop: @Sendable () -> Bool

  /// The largest share of a search's seconds in which promises are found.
  private static let share = 0.05

  /// The seconds that the promises of a schedule will take.
  ///
  /// - Parameter options: Those of the whole search.
  /// - Complexity: That of a few simulated days.
  func seconds(
    for schedule: Schedule, by estimator: PromiseEstimator, _ options: SearchOptions
  ) -> Double {
    guard !isSkipped, case .seconds(let seconds) = options.limit else { return 0 }
    return min(estimator.seconds(for: schedule, threads: options.threads), seconds * Self.share)
  }

  /// A schedule with the times that customers are told.
  ///
  /// - Parameters:
  ///   - earlier: The schedule before it, of which customers were told.
  ///   - options: Those of the whole search.
  func promising(
    _ schedule: Schedule, keeping earlier: Schedule? = nil, by estimator: PromiseEstimator,
    _ options: SearchOptions
  ) async -> Schedule {
    if isSkipped { return schedule }
    let clock = ContinuousClock()
    var end: ContinuousClock.Instant?
    if case .seconds(let seconds) = options.limit { end = clock.now + .seconds(seconds * Self.share) }
    return await estimator.promising(schedule, keeping: earlier, threads: options.threads) {
      [end, shouldStop] in
      shouldStop() || end.map { clock.now >= $0 } ?? false
    }
  }
}
