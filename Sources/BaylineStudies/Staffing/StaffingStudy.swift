import BaylineMath
public import BaylineModel
import BaylineSimulation
import BaylineSolver

/// Looks for the cheapest staffing that meets targets over a set of days, by the real planner and the simulation.
///
/// Simulation optimisation over integers: cheap bounds rule staffings out, some of the days tell which of the others are worth
/// all days, and only what was planned and played on all days is told. `docs/staffing.md` describes the search.
public struct StaffingStudy: Sendable {
  /// The workshop as it is, with its days.
  public let today: ScenarioInstance
  /// What shall be reached, and what may vary.
  public let targets: StaffingTargets
  /// How.
  public let options: StaffingOptions
  let space: StaffingSpace

  /// A study.
  ///
  /// - Precondition: There is a day, and `StaffingRanges.conflicts` finds nothing.
  public init(today: ScenarioInstance, targets: StaffingTargets, options: StaffingOptions) {
    precondition(!today.demands.isEmpty, "a study without a day")
    var today = today
    if let change = targets.uncertainty { today.uncertainty = change.applied(to: today.uncertainty) }
    self.today = today
    self.targets = targets
    self.options = options
    space = StaffingSpace(today: today, ranges: targets.ranges)
  }

  /// Whether the ranges' upper ends are within what can be planned at all.
  public var isPlannable: Bool { space.instance(of: space.largest) != nil }

  var days: Range<Int> { today.demands.indices }

  /// By day, how many customers come without a booking in the mean: as many as to the workshop of today, whatever the
  /// staffing. The usual number follows from a site's reserve, and customers do not know of that.
  func baselineWalkIns() -> [Double] {
    today.demands.map { demand in
      var plain = today.uncertainty
      plain.walkIns.weekdays = [:]
      return empty(demand, plain).expectedWalkInsPerDay
    }
  }

  /// By day, how many customers come without a booking in each replication.
  func walkIns(_ usual: [Double]) -> [[Int]] {
    days.map { day in
      let simulation = empty(today.demands[day], uncertainty(of: today, usual[day]))
      let seed = DaySeeds.seed(of: day, today.demands, seed: options.seed)
      return (0..<options.replications).map { simulation.walkIns(seed: seed, replication: $0) }
    }
  }

  private func empty(_ demand: Demand, _ uncertainty: Uncertainty) -> ShopSimulation {
    ShopSimulation(
      site: today.site, demand: demand, schedule: Schedule(assignments: []), uncertainty: uncertainty)
  }

  /// The uncertainty of a case with so many customers without a booking.
  private func uncertainty(of instance: ScenarioInstance, _ walkIns: Double) -> Uncertainty {
    var uncertainty = instance.uncertainty
    uncertainty.walkIns.perDay = walkIns
    return uncertainty
  }

  /// A day of a staffing.
  func caseDay(_ day: Int, of instance: ScenarioInstance, walkIns: [Double]) -> DayInstance {
    DayInstance(
      site: instance.site, demand: instance.demands[day], uncertainty: uncertainty(of: instance, walkIns[day])
    )
  }
}

/// How a staffing is looked for.
public struct StaffingOptions: Sendable {
  /// The search for each plan, on one thread.
  public var limit: SearchLimit
  /// Seed of plans and chances.
  public var seed = 1
  /// Days side by side.
  public var threads = 1
  /// How often each day is played.
  public var replications = 200
  /// How the days are called.
  public var dayNames: [String]

  /// Options; what is not given is usual.
  public init(limit: SearchLimit, dayNames: [String]) {
    self.limit = limit
    self.dayNames = dayNames
  }
}
