public import BaylineModel
import BaylineSimulation

/// A search for the cheapest staffing that meets targets over a set of days, using the real planner and the simulation.
///
/// Simulation optimization over integers: cheap bounds rule out staffings, some of the days decide which of the others
/// are worth simulating on all days, and only staffings simulated on all days are reported. `docs/staffing.md`
/// describes the search.
public struct StaffingStudy: Sendable {
  /// The current workshop with its days.
  public let today: Scenario.Instance
  /// The targets, and what may vary.
  public let targets: StaffingTargets
  /// The options of the search.
  public let options: StaffingStudy.Options
  let space: StaffingSpace

  /// Creates a study.
  ///
  /// - Precondition: There is a day, and `StaffingRanges.conflicts` finds nothing.
  public init(today: Scenario.Instance, targets: StaffingTargets, options: StaffingStudy.Options) {
    precondition(!today.demands.isEmpty, "a staffing study needs at least one day")
    var today = today
    if let change = targets.uncertainty { today.uncertainty = change.applied(to: today.uncertainty) }
    self.today = today
    self.targets = targets
    self.options = options
    space = StaffingSpace(today: today, ranges: targets.ranges)
  }

  /// Whether the largest staffing of the ranges can be planned.
  public var isPlannable: Bool { space.instance(of: space.largest) != nil }

  var days: Range<Int> { today.demands.indices }

  /// By day, the mean number of walk-ins: that of today's workshop for every staffing. The default follows from a
  /// site's reserve, which customers do not know of.
  func baselineWalkIns() -> [Double] {
    today.demands.map { demand in
      var plain = today.uncertainty
      plain.walkIns.weekdays = [:]
      return empty(demand, plain).expectedWalkInsPerDay
    }
  }

  /// By day, the number of walk-ins in each replication.
  func walkIns(_ means: [Double]) -> [[Int]] {
    days.map { day in
      let simulation = empty(today.demands[day], uncertainty(of: today, means[day]))
      let seed = DaySeeds.seed(of: day, today.demands, seed: options.seed)
      return (0..<options.replications).map { simulation.walkIns(seed: seed, replication: $0) }
    }
  }

  private func empty(_ demand: Demand, _ uncertainty: Uncertainty) -> ShopSimulation {
    ShopSimulation(
      site: today.site, demand: demand, schedule: Schedule(assignments: []), uncertainty: uncertainty)
  }

  /// The uncertainty of an instance with a mean number of walk-ins.
  private func uncertainty(of instance: Scenario.Instance, _ walkIns: Double) -> Uncertainty {
    var uncertainty = instance.uncertainty
    uncertainty.walkIns.perDay = walkIns
    return uncertainty
  }

  /// A day of an instance with today's mean number of walk-ins.
  func caseDay(_ day: Int, of instance: Scenario.Instance, walkIns: [Double]) -> DayInstance {
    DayInstance(
      site: instance.site, demand: instance.demands[day], uncertainty: uncertainty(of: instance, walkIns[day])
    )
  }
}

extension StaffingStudy {
  /// The options of a staffing study.
  public struct Options: Sendable {
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

    /// Creates options with defaults for everything else.
    public init(limit: SearchLimit, dayNames: [String]) {
      self.limit = limit
      self.dayNames = dayNames
    }
  }
}
