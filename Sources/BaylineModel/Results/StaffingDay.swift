package import BaylineMath

/// What came of a day of a staffing: its plan, and count, mean and spread of each measure over the replications.
package struct StaffingDay: Hashable, Sendable {
  /// Visits asked for.
  package var visits: Int
  /// Visits that have a place in the plan.
  package var planned: Int
  /// The measures; those without a value in any replication are missing.
  package var measures: [TargetMeasure: SampleMoments]

  package init(visits: Int, planned: Int, measures: [TargetMeasure: SampleMoments]) {
    self.visits = visits
    self.planned = planned
    self.measures = measures
  }
}
