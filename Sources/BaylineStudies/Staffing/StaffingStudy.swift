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
  /// How the days are planned and simulated.
  public let settings: StudySettings
  let space: StaffingSpace

  /// Creates a study.
  ///
  /// - Precondition: There is a day, and `StaffingRanges.conflicts` finds nothing.
  public init(today: Scenario.Instance, targets: StaffingTargets, settings: StudySettings) {
    precondition(!today.demands.isEmpty, "a staffing study needs at least one day")
    var today = today
    if let change = targets.uncertainty { today.uncertainty = change.applied(to: today.uncertainty) }
    self.today = today
    self.targets = targets
    self.settings = settings
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
      let seed = DaySeeds.seed(of: day, today.demands, seed: settings.seed)
      return (0..<settings.replications).map { simulation.walkIns(seed: seed, replication: $0) }
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
