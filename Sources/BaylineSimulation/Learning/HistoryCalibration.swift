public import BaylineModel

/// What records of past days teach: a site and an uncertainty to be used from then on.
public struct HistoryCalibration: Sendable {
  /// The site with learned efficiencies and reserve.
  public let site: Site
  /// How days differ from plans that are made with that site.
  public let uncertainty: Uncertainty
  /// Days that it rests on.
  public let days: Int
  /// Operations by name, those done most often first.
  public let operations: [TimeRatio]
  /// Technicians in the order of the site.
  public let technicians: [TimeRatio]

  /// How long work took.
  public struct TimeRatio: Hashable, Sendable {
    /// The operation's name, or the technician's id.
    public let name: String
    /// Jobs that it rests on.
    public let jobs: Int
    /// Percent of the planned time in the mean, small counts drawn towards what is usual.
    public let percent: Double
  }

  /// Learns from past days.
  ///
  /// - Precondition: The formats accept all of it.
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
