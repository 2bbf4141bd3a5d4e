import BaylineModel

extension ObjectShape {
  package static let actual = ObjectShape(
    "actual", required: ["format", "day", "visits"], optional: ["source", "requests"],
    choices: ["format": [ActualFormat.name]])

  package static let actualVisit = ObjectShape(
    "visit", required: ["appointment", "outcome"],
    optional: ["reason", "booked", "came", "received", "advisor", "operations", "ready"],
    choices: ["outcome": ActualDay.Visit.Outcome.allCases.map(\.rawValue)])

  package static let actualOperation = ObjectShape(
    "operation", required: ["operation", "technicians", "start", "end"],
    optional: ["bay", "minutes", "added"], integers: ["minutes": IntegerRange(1, limit: .minutes)])

  package static let addedOperation = ObjectShape(
    "added", optional: ["name", "minutes"], integers: ["minutes": IntegerRange(1, limit: .minutes)])

  /// The shapes of a record except those that it shares with the demand.
  package static let ofActual = [actual, actualVisit, actualOperation, addedOperation]
}
