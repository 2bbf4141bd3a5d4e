import ArgumentParser
import Bayline
import Foundation

/// With what effort the days of a study are planned, and how many side by side.
struct EffortOptions: ParsableArguments {
  @Option(help: "Search so long for the plan of each day, 0 to 86400, on one thread.")
  var seconds: Double?

  @Option(
    help:
      "Search so many iterations for the plan of each day instead (default: 50 for each visit, 1000 to 20000)."
  )
  var iterations: Int?

  @Option(help: "A whole number; the same one searches the same way and meets the same chances.")
  var seed = 1

  @Option(help: "Days side by side, 1 to 256 (default: one for each core).")
  var threads: Int?

  func validate() throws {
    try checkEffort(seconds: seconds, iterations: iterations, threads: threads, seed: seed)
  }

  /// Cells side by side.
  var cellThreads: Int { threads ?? min(256, ProcessInfo.processInfo.activeProcessorCount) }

  /// The search for the plan of a day: all plans of a study have the same.
  func limit(for demands: [Demand]) -> SearchLimit {
    if let seconds { return .seconds(seconds) }
    let visits = demands.map(\.appointments.count).max() ?? 0
    return .iterations(iterations ?? min(max(50 * visits, 1000), 20_000))
  }
}
