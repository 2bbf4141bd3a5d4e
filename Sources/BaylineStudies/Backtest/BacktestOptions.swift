public import BaylineModel
import BaylineSimulation

/// How past days are planned and played.
public struct BacktestOptions: Sendable {
  /// The search for the plan of a day, on one thread.
  public var limit: SearchLimit
  /// Seed of searches and bootstrap.
  public var seed = 1
  /// Days side by side.
  public var threads = 1
  /// Who decides on the day what is done next, where the plan is Bayline's; by the other plans it is always shifted.
  public var dispatcher = Simulator.DispatchPolicy.shift
  /// The plans that are played.
  public var plans: [BacktestPlan] = [.bayline, .greedy, .firstCome, .earliestDue]
  /// Minutes that a technician works on at most after the shift to finish a job.
  public var overtimeMinutes = Uncertainty.default.overtimeMinutes

  /// Usual options with a search of some effort.
  public init(limit: SearchLimit) {
    self.limit = limit
  }
}
