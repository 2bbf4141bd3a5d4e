public import BaylineModel

/// The options of a search for a schedule.
public struct SearchOptions: Sendable {
  /// The seed of the random numbers.
  public var seed = 1
  /// The number of parallel searches, 1 or more.
  public var threads = 1
  /// The limit of the search.
  public var limit = SearchLimit.seconds(5)
  /// Whether to spend part of the time on proving a lower bound.
  public var provesBound = true
  /// Whether to find out why visits are not scheduled; otherwise each has the reason `capacity`.
  package var explains = true
  /// How many of the seconds of the limit the caller needs after the search, as measured on a first schedule.
  package var followUp: (@Sendable (Schedule) -> Double)?
  /// A schedule to start from; visits that violate rules are dropped from it.
  public var start: Schedule?

  /// Creates the default options: seed 1, one thread, five seconds.
  public init() {}
}

extension Planner {
  /// The progress of a search.
  public struct Progress: Sendable {
    /// The seconds since the start; `nil` if the search is limited by iterations.
    public var seconds: Double?
    /// The iterations of all threads so far.
    public var iterations: Int
    /// The best total so far, in points.
    public var cost: Int
    /// The number of unscheduled visits in the best schedule.
    public var unscheduled: Int
  }

  /// An improved schedule found during a search.
  public struct Improvement: Sendable {
    /// The progress when it was found.
    public let progress: Planner.Progress
    let make: @Sendable () async -> Schedule

    /// The complete schedule with reasons for the unscheduled visits, computed on demand while the search waits.
    /// - Complexity: That of a search for each unscheduled visit.
    public func schedule() async -> Schedule {
      await make()
    }
  }
}
