/// A site and its days as a scenario has them.
public struct ScenarioInstance: Hashable, Sendable {
  /// The site.
  public var site: Site
  /// The demands, in the order in which they were given.
  public var demands: [Demand]
  /// How the days differ from their plan.
  public var uncertainty: Uncertainty
  /// The overtime that the scenario plans on the arrival days of each demand; it is part of the shifts already.
  public var overtime: [[PlannedOvertime]]

  /// A case; without overtime there is none in any demand.
  public init(site: Site, demands: [Demand], uncertainty: Uncertainty, overtime: [[PlannedOvertime]]? = nil) {
    self.site = site
    self.demands = demands
    self.uncertainty = uncertainty
    self.overtime = overtime ?? Array(repeating: [], count: demands.count)
  }
}

/// A shift that a scenario has made longer.
public struct PlannedOvertime: Hashable, Sendable {
  /// Id of the technician.
  public var technician: String
  /// The day.
  public var date: CivilDate
  /// By how many minutes.
  public var minutes: Int
  /// What an hour of it costs; `nil` is the price of the file.
  public var hourPrice: Double?

  /// Some minutes of a technician on a day.
  public init(technician: String, date: CivilDate, minutes: Int, hourPrice: Double? = nil) {
    self.technician = technician
    self.date = date
    self.minutes = minutes
    self.hourPrice = hourPrice
  }
}

extension Scenario {
  /// The site, the days and the uncertainty as the scenario has them.
  ///
  /// The changes are applied in their order, each to what those before it have left. Who is new has the id of the one who
  /// was copied with `+1`, `+2`, … behind it. Ids that the demands name and that go away are taken care of:
  /// work that is locked to them, and operations that nobody else could do, are faults; wishes for them, the promise of
  /// an advisor, who did the work that came back and what the last schedule had are forgotten.
  ///
  /// - Parameters:
  ///   - site: The workshop of today.
  ///   - demands: The days that are compared.
  ///   - uncertainty: How they differ from their plan today.
  ///   - seed: For the visits that come more or less often. For one seed the visits of a volume of 110 percent are among
  ///     those of 120 percent, those of today among both, and those of 90 percent among today's.
  /// - Throws: Every change that makes no sense.
  /// - Complexity: linear in the size of site and demands for each change.
  public func apply(
    site: Site, demands: [Demand], uncertainty: Uncertainty, seed: Int
  ) throws(ScenarioDiagnostics) -> ScenarioInstance {
    var draft = ScenarioDraft(site: site, demands: demands, uncertainty: uncertainty, seed: seed)
    for (position, change) in changes.enumerated() { draft.apply(change, at: position) }
    draft.checkSize(at: max(0, changes.count - 1))
    if !draft.diagnostics.isEmpty { throw ScenarioDiagnostics(draft.diagnostics) }
    return draft.result
  }
}
