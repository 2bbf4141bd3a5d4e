import ArgumentParser
import Bayline

/// The effort of planning each day of a study, and how many days run in parallel.
struct EffortOptions: ParsableArguments {
  @Option(help: "Seconds to search for the plan of each day, 0 to 86400, on one thread.")
  var seconds: Double?

  @Option(
    help:
      "Iterations for the plan of each day, instead of --seconds (default: 50 per visit, 1000 to 20000)."
  )
  var iterations: Int?

  @OptionGroup var run: RunOptions

  func validate() throws {
    try checkSearchEffort(seconds: seconds, iterations: iterations)
  }

  /// The search limit of each plan, the same for all plans of a study.
  func limit(for demands: [Demand]) -> SearchLimit {
    Self.limit(seconds: seconds, iterations: iterations, for: demands)
  }

  /// The search limit of each plan of a study, by default by the number of visits.
  static func limit(seconds: Double?, iterations: Int?, for demands: [Demand]) -> SearchLimit {
    if let seconds { return .seconds(seconds) }
    let visits = demands.map(\.appointments.count).max() ?? 0
    return .iterations(iterations ?? min(max(50 * visits, 1000), 20_000))
  }
}
