extension Scenario {
  /// A site and its days after the changes of a scenario.
  public struct Instance: Hashable, Sendable {
    /// The site.
    public var site: Site
    /// The demands in the given order.
    public var demands: [Demand]
    /// How the days deviate from their plan.
    public var uncertainty: Uncertainty
    /// The overtime that the scenario plans on the arrival days of each demand; the shifts already include it.
    public var overtime: [[Scenario.PlannedOvertime]]

    /// Creates an instance, by default without overtime.
    public init(
      site: Site, demands: [Demand], uncertainty: Uncertainty, overtime: [[Scenario.PlannedOvertime]]? = nil
    ) {
      self.site = site
      self.demands = demands
      self.uncertainty = uncertainty
      self.overtime = overtime ?? Array(repeating: [], count: demands.count)
    }
  }
}

extension Scenario {
  /// A shift extended by a scenario.
  public struct PlannedOvertime: Hashable, Sendable {
    /// The id of the technician.
    public var technician: String
    /// The day.
    public var date: CivilDate
    /// The extension in minutes.
    public var minutes: Int
    /// The hourly price; `nil` means that of the price list.
    public var hourPrice: Double?

    /// Creates an extension.
    public init(technician: String, date: CivilDate, minutes: Int, hourPrice: Double? = nil) {
      self.technician = technician
      self.date = date
      self.minutes = minutes
      self.hourPrice = hourPrice
    }
  }
}

extension Scenario {
  /// Applies the scenario to a site, its days and their uncertainty.
  ///
  /// Changes apply in order, each to the result of those before. Copies get the id of the original with the suffix `+1`,
  /// `+2`, …. If something that the demands name is removed, work that is locked to it, or that nobody else can do, is an
  /// error; preferences, promised advisors, original technicians and previous placements are dropped.
  ///
  /// - Parameters:
  ///   - site: Today's workshop.
  ///   - demands: The days to compare.
  ///   - uncertainty: Today's uncertainty.
  ///   - seed: The seed for removing and duplicating visits. With the same seed, larger volumes contain the visits of
  ///     smaller ones.
  /// - Throws: Every change that cannot be applied.
  /// - Complexity: Linear in the size of site and demands for each change.
  public func apply(
    site: Site, demands: [Demand], uncertainty: Uncertainty, seed: Int
  ) throws(ScenarioDiagnostics) -> Scenario.Instance {
    var draft = ScenarioDraft(site: site, demands: demands, uncertainty: uncertainty, seed: seed)
    for (position, change) in changes.enumerated() { draft.apply(change, at: position) }
    draft.checkSize(at: max(0, changes.count - 1))
    if !draft.diagnostics.isEmpty { throw ScenarioDiagnostics(draft.diagnostics) }
    return draft.result
  }
}
