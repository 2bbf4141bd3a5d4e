public import BaylineModel
import BaylineSimulation

/// How the days of a study are planned and simulated.
public struct StudySettings: Sendable {
  /// The effort of the search for each plan, on one thread.
  public var limit: SearchLimit
  /// The seed of searches and random events.
  public var seed = 1
  /// The number of threads.
  public var threads = 1
  /// The number of replications per day.
  public var replications = 200
  /// How work is dispatched on the days.
  public var dispatcher = Simulator.DispatchPolicy.shift
  /// The names of the days.
  public var dayNames: [String]

  /// Creates settings with defaults for everything else.
  public init(limit: SearchLimit, dayNames: [String]) {
    self.limit = limit
    self.dayNames = dayNames
  }
}
