import BaylineModel
import BaylineSolver

/// The time that a search limited by seconds leaves for what comes after it.
///
/// That is the reasons of the visits that are not scheduled, whose time is measured on some of those of the first
/// schedule, and whatever the caller does with the schedule within the same limit. With a limit in iterations it is nothing.
package struct TimeReserve: Sendable {
  /// When the schedule must be there with all reasons, in seconds of the planner's watch.
  package let end: Double
  /// The seconds before the reasons of the first visit, and for those of each.
  private let setup: Double
  private let each: Double

  /// The number of visits on which the time is measured.
  private static let sample = 3
  /// Reasons may take longer in the last schedule than in the first one.
  private static let caution = 1.2
  /// The share of the limit in which pairs of rules are examined.
  private static let pairShare = 0.02

  /// Leaves nothing of a limit.
  init(_ limit: SearchLimit) {
    if case .seconds(let seconds) = limit { end = seconds } else { end = .infinity }
    (setup, each) = (0, 0)
  }

  /// Measures how long what comes after the search takes with a first schedule.
  ///
  /// - Parameter schedule: The first schedule, without reasons.
  /// - Complexity: That of the reasons of a few visits, and of `followUp`.
  init(
    _ state: SearchState, _ options: SearchOptions, _ watch: Stopwatch, schedule: @autoclosure () -> Schedule
  ) {
    var (setup, each) = (0.0, 0.0)
    var end = Double.infinity
    if case .seconds(let seconds) = options.limit {
      end = seconds - (options.followUp.map { $0(schedule()) } ?? 0)
      let left = state.problem.appointments.indices.filter { !state.isScheduled[$0] }
      if options.explains, !left.isEmpty {
        let start = watch.elapsed
        var finder = ReasonFinder(state)
        let begun = watch.elapsed
        let count = min(Self.sample, left.count)
        for index in 0..<count { _ = finder.primaryFinding(for: left[index * left.count / count]) }
        setup = (begun - start) * Self.caution + Self.pairShare * seconds
        each = (watch.elapsed - begun) / Double(count) * Self.caution / Double(max(1, options.threads))
      }
    }
    (self.end, self.setup, self.each) = (end, setup, each)
  }

  /// When the search ends, in seconds of the planner's watch.
  ///
  /// - Parameter unscheduled: The number of visits that are not scheduled so far.
  package func searchEnd(unscheduled: Int) -> Double {
    unscheduled == 0 ? end : end - setup - each * Double(unscheduled)
  }
}
