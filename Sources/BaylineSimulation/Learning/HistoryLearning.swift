public import BaylineModel

/// What records of past days teach: a site and an uncertainty to be used from then on.
public struct HistoryLearning: Sendable {
  /// The site with learned efficiencies and reserve.
  public let site: Site
  /// How days differ from plans that are made with that site.
  public let uncertainty: Uncertainty
  /// Days that it rests on.
  public let days: Int
  /// Operations by name, those done most often first.
  public let operations: [Time]
  /// Technicians in the order of the site.
  public let technicians: [Time]

  /// How long work took.
  public struct Time: Hashable, Sendable {
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
    var learner = HistoryLearner(site: site)
    for day in days { learner.note(day) }
    let lesson = learner.lesson
    self.site = lesson.applied(to: site)
    uncertainty = lesson.uncertainty
    self.days = lesson.days
    operations = lesson.work.operations.filter { !$0.key.isEmpty }.map { name, effect in
      Time(name: name, jobs: effect.jobs, percent: lesson.work.percent(of: name))
    }.sorted { ($1.jobs, $0.name) < ($0.jobs, $1.name) }
    technicians = site.technicians.map { technician in
      Time(
        name: technician.id, jobs: lesson.work.technicians[technician.id]?.jobs ?? 0,
        percent: lesson.work.percent(ofTechnician: technician.id))
    }
  }
}
