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

  /// The largest share of a search's seconds in which promises are found.
  private static let share = 0.05

  /// The seconds that the promises of a schedule will take.
  ///
  /// - Parameter options: Those of the whole search.
  /// - Complexity: That of a few simulated days.
  func seconds(
    for schedule: Schedule, by estimator: PromiseEstimator, _ options: SearchOptions
  ) -> Double {
    guard !skipsPromises, case .seconds(let seconds) = options.limit else { return 0 }
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
    if skipsPromises { return schedule }
    let clock = ContinuousClock()
    var end: ContinuousClock.Instant?
    if case .seconds(let seconds) = options.limit { end = clock.now + .seconds(seconds * Self.share) }
    return await estimator.promising(schedule, keeping: earlier, threads: options.threads) { [end] in
      Signals.isStopRequested || end.map { clock.now >= $0 } ?? false
    }
  }
}
