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

  /// The share of a search's seconds in which promises are found.
  private static let share = 0.05

  /// The options of the search, less the time in which promises are found.
  func search(_ options: SearchOptions) -> SearchOptions {
    guard !skipsPromises, case .seconds(let seconds) = options.limit else { return options }
    var options = options
    options.limit = .seconds(seconds * (1 - Self.share))
    return options
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
