public import BaylineModel

extension PlanBacktest {
  /// The options of a backtest.
  public struct Options: Sendable {
    /// The effort of the search for each plan, on one thread.
    public var limit: SearchLimit
    /// The seed of searches and of the bootstrap.
    public var seed = 1
    /// The number of threads.
    public var threads = 1
    /// How work is dispatched with Bayline's plans; other plans are always shifted.
    public var dispatcher = Simulator.DispatchPolicy.shift
    /// The plans to simulate.
    public var plans: [BacktestResult.Plan] = [.bayline, .greedy, .firstCome, .earliestDue]
    /// The maximum minutes that a technician works after the shift to finish a job.
    public var overtimeMinutes = Uncertainty.default.overtimeMinutes

    /// Creates default options with a search effort.
    public init(limit: SearchLimit) {
      self.limit = limit
    }
  }
}
