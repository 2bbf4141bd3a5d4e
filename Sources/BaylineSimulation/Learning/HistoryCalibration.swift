public import BaylineModel

/// A site and an uncertainty calibrated to records of past days.
public struct HistoryCalibration: Sendable {
  /// The site with the learned efficiencies and reserve.
  public let site: Site
  /// How days differ from plans made with that site.
  public let uncertainty: Uncertainty
  /// The number of days that the calibration rests on.
  public let days: Int
  /// Operations by name, the most frequent first.
  public let operations: [TimeRatio]
  /// Technicians in the order of the site.
  public let technicians: [TimeRatio]

  /// Actual against planned times of an operation or technician.
  public struct TimeRatio: Hashable, Sendable {
    /// The operation's name, or the technician's id.
    public let name: String
    /// The number of jobs that the ratio rests on.
    public let jobs: Int
    /// The mean percentage of the planned time, shrunk where there are few jobs.
    public let percent: Double
  }

  /// Calibrates to past days.
  ///
  /// - Precondition: The days are valid and in ascending order.
  /// - Complexity: O(*n*) in the operations.
  public init(site: Site, days: [PastDay]) {
    var learner = HistoryEstimator(site: site)
    for day in days { learner.add(day) }
    let estimates = learner.estimates
    self.site = estimates.applied(to: site)
    uncertainty = estimates.uncertainty
    self.days = estimates.days
    operations = estimates.work.operations.filter { !$0.key.isEmpty }.map { name, effect in
      TimeRatio(name: name, jobs: effect.jobs, percent: estimates.work.percent(of: name))
    }.sorted { ($1.jobs, $0.name) < ($0.jobs, $1.name) }
    technicians = site.technicians.map { technician in
      TimeRatio(
        name: technician.id, jobs: estimates.work.technicians[technician.id]?.jobs ?? 0,
        percent: estimates.work.percent(ofTechnician: technician.id))
    }
  }
}
