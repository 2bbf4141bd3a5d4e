import BaylineMath
import BaylineModel

extension JournalFormat {
  /// A result as JSON; decoding it gives exactly the same result.
  static func json(_ result: StudyCellResult) -> JSONValue {
    switch result {
    case .schedule(let schedule): ScheduleFormat.json(schedule)
    case .cost(let points): .integer(points)
    case .day(let day): day.json
    case .staffingDay(let day): day.json
    }
  }

  /// The result encoded by a JSON value; `nil` if there is none.
  static func result(_ json: JSONValue) -> StudyCellResult? {
    if case .integer(let points) = json { return .cost(points) }
    if json["format"] == .string(ScheduleFormat.name) {
      let text = Array(JSONWriter.line(json).utf8)
      return ScheduleFormat.decode(text, file: "", site: nil, demand: nil).value.map { .schedule($0) }
    }
    if let day = DayResult(json) { return .day(day) }
    return StaffingDay(json).map { .staffingDay($0) }
  }
}

extension DayResult {
  fileprivate var json: JSONValue {
    JSONValue {
      $0.add("terms", all: ScheduleCost.Term.allCases) { .integer(terms[$0]) }
      $0.add("visits", visits)
      $0.add("leftOut", byCase: leftOut)
      $0.add("runs", all: runs) { run in .array(Figure.allCases.map { JSONValue(decimal: run[$0]) }) }
    }
  }

  fileprivate init?(_ json: JSONValue) {
    guard case .array(let points)? = json["terms"], points.count == ScheduleCost.Term.allCases.count,
      case .integer(let visits)? = json["visits"], case .object(let reasons)? = json["leftOut"],
      case .array(let rows)? = json["runs"]
    else { return nil }
    var terms = ScheduleCost()
    for (term, value) in zip(ScheduleCost.Term.allCases, points) {
      guard case .integer(let number) = value else { return nil }
      terms[term] = number
    }
    var leftOut: [Schedule.UnscheduledReason: Int] = [:]
    for member in reasons {
      guard let reason = Schedule.UnscheduledReason(rawValue: member.name),
        case .integer(let count) = member.value
      else { return nil }
      leftOut[reason] = count
    }
    var runs: [Figure.Values] = []
    for row in rows {
      guard case .array(let numbers) = row, numbers.count == Figure.allCases.count else { return nil }
      var values = Figure.Values()
      for (figure, number) in zip(Figure.allCases, numbers) where number != .null {
        guard let decimal = number.decimal else { return nil }
        values[figure] = decimal
      }
      runs.append(values)
    }
    self.init(terms: terms, visits: visits, leftOut: leftOut, runs: runs)
  }
}

extension StaffingDay {
  fileprivate var json: JSONValue {
    JSONValue {
      $0.add("visits", visits)
      $0.add("planned", planned)
      $0.add("measures", all: StaffingTargets.Measure.all) { measure in
        guard let moments = measures[measure] else { return .null }
        return .array([.integer(moments.count), JSONValue(moments.mean), JSONValue(moments.deviation)])
      }
    }
  }

  fileprivate init?(_ json: JSONValue) {
    guard case .integer(let visits)? = json["visits"], case .integer(let planned)? = json["planned"],
      case .array(let rows)? = json["measures"], rows.count == StaffingTargets.Measure.all.count
    else { return nil }
    var measures: [StaffingTargets.Measure: SampleMoments] = [:]
    for (measure, row) in zip(StaffingTargets.Measure.all, rows) where row != .null {
      guard case .array(let numbers) = row, numbers.count == 3, case .integer(let count) = numbers[0],
        let mean = numbers[1].decimal, let deviation = numbers[2].decimal
      else { return nil }
      measures[measure] = SampleMoments(count: count, mean: mean, deviation: deviation)
    }
    self.init(visits: visits, planned: planned, measures: measures)
  }
}
