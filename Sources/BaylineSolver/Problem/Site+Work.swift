import BaylineModel

extension Site {
  /// The bays of a type, in the order of the site.
  func bays(ofType type: String) -> [BayIndex] {
    bays.indices.filter { bays[$0].types.contains(type) }.map { BayIndex($0) }
  }

  /// The minutes of standard work by a crew: those of its slowest member (H9).
  func workMinutes(for work: WorkRequirement.StandardWork, crew: [TechnicianIndex]) -> Int {
    crew.lazy.map { technicians[$0.int].workMinutes(for: work.minutes) }.max() ?? work.minutes
  }
}
