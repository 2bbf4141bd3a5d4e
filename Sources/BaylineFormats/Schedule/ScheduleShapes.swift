import BaylineModel

extension ObjectShape {
  package static let schedule = ObjectShape(
    "schedule", required: ["format", "assignments", "unscheduled"], optional: ["cost", "about"],
    choices: ["format": [ScheduleFormat.name]])

  package static let assignment = ObjectShape(
    "assignment", required: ["appointment", "ready", "operations"],
    optional: ["arrival", "advisor", "promise"])

  package static let operationAssignment = ObjectShape(
    "operationAssignment", required: ["operation", "technicians", "start", "end"], optional: ["bay"])

  package static let unscheduled = ObjectShape(
    "unscheduled", required: ["appointment", "reason"], optional: ["detail", "earliest"],
    choices: ["reason": Schedule.UnscheduledReason.allCases.map(\.rawValue)])

  package static let cost = ObjectShape("cost", required: ["total", "terms"], integers: ["total": .points])

  package static let terms = ObjectShape(
    "terms", required: ScheduleCost.Term.allCases.map(\.rawValue),
    integers: Dictionary(uniqueKeysWithValues: ScheduleCost.Term.allCases.map { ($0.rawValue, .points) }))

  /// The shapes of a schedule file except `about`, which may have any members.
  package static let ofSchedule = [
    schedule, assignment, operationAssignment, unscheduled, cost, terms,
  ]
}

extension IntegerRange {
  /// Points stated by a file, which may be wrong.
  package static let points = IntegerRange(-1_000_000_000_000, limit: .statedPoints)
}
