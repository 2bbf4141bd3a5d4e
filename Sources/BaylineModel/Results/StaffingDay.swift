package import BaylineMath

/// The result of planning and simulating a day with a staffing: count, mean and spread of each measure over the
/// replications.
package struct StaffingDay: Hashable, Sendable {
  /// The number of requested visits.
  package var visits: Int
  /// The number of scheduled visits.
  package var planned: Int
  /// The measures that have a value in any replication.
  package var measures: [StaffingTargets.Measure: SampleMoments]

  package init(visits: Int, planned: Int, measures: [StaffingTargets.Measure: SampleMoments]) {
    self.visits = visits
    self.planned = planned
    self.measures = measures
  }
}
