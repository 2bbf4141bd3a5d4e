import BaylineFormats
import BaylineModel
import BaylineStatistics

/// What came of a day of a staffing: its plan, and count, mean and spread of each measure over the replications.
package struct StaffingDay: JournalValue, Hashable {
  /// Visits asked for.
  var visits: Int
  /// Visits that have a place in the plan.
  var planned: Int
  /// The measures; those without a value in any replication are missing.
  var measures: [TargetMeasure: SampleMoments]

  package var json: JSONValue {
    .object([
      JSONMember("visits", .integer(visits)), JSONMember("planned", .integer(planned)),
      JSONMember(
        "measures",
        .array(
          TargetMeasure.all.map { measure in
            guard let moments = measures[measure] else { return .null }
            return .array([
              .integer(moments.count), JSONValue(moments.mean), JSONValue(moments.deviation),
            ])
          })),
    ])
  }

  package init?(_ json: JSONValue) {
    guard case .integer(let visits)? = json["visits"], case .integer(let planned)? = json["planned"],
      case .array(let rows)? = json["measures"], rows.count == TargetMeasure.all.count
    else { return nil }
    var measures: [TargetMeasure: SampleMoments] = [:]
    for (measure, row) in zip(TargetMeasure.all, rows) where row != .null {
      guard case .array(let numbers) = row, numbers.count == 3, case .integer(let count) = numbers[0],
        let mean = numbers[1].decimal, let deviation = numbers[2].decimal
      else { return nil }
      measures[measure] = SampleMoments(count: count, mean: mean, deviation: deviation)
    }
    self.init(visits: visits, planned: planned, measures: measures)
  }

  init(visits: Int, planned: Int, measures: [TargetMeasure: SampleMoments]) {
    self.visits = visits
    self.planned = planned
    self.measures = measures
  }
}
