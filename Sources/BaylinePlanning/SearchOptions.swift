public import BaylineModel

/// How a schedule is searched for.
public struct SearchOptions: Sendable {
  /// Seed of the random numbers.
  public var seed = 1
  /// Searches side by side, 1 or more.
  public var threads = 1
  /// When it ends.
  public var limit = SearchLimit.seconds(5)
  /// Whether some of the time goes into proving a lower bound.
  public var provesBound = true
  /// A schedule to start from; what of it still keeps the rules is kept.
  public var start: Schedule?

  /// One thread, five seconds, seed 1.
  public init() {}
}

/// How far a search has come.
public struct SearchProgress: Sendable {
  /// Seconds since the start; `nil` where no clock is asked.
  public var seconds: Double?
  /// Iterations so far, of all threads.
  public var iterations: Int
  /// The best total so far, in points.
  public var cost: Int
  /// Visits left out of it.
  public var unscheduled: Int
}

/// A schedule that is better than all before it, while the search goes on.
public struct ScheduleImprovement: Sendable {
  /// When it was found, and its total.
  public let progress: SearchProgress
  let make: @Sendable () async -> Schedule

  /// The schedule, whole, with reasons for the visits left out. It is made when it is asked for, and the search
  /// waits meanwhile.
  /// - Complexity: that of the reasons: a search for each visit left out.
  public func schedule() async -> Schedule {
    await make()
  }
}
