import BaylineFormats

extension ObjectShape {
  static let head = ObjectShape("head", required: ["horizon"], optional: ["now", "cost", "about"])

  static let visitRecord = ObjectShape(
    "visit", required: ["status", "appointment"],
    optional: ["position", "assignment", "unscheduled", "steps", "contacts", "work"],
    integers: ["position": IntegerRange(1...Int.max)],
    choices: ["status": VisitStatus.allCases.map(\.rawValue)])

  static let visitStep = ObjectShape(
    "step", required: ["at", "by", "status"], optional: ["reason"],
    choices: ["status": VisitStatus.allCases.map(\.rawValue)])

  static let customerContact = ObjectShape(
    "contact", required: ["at", "by", "occasion", "outcome"], optional: ["retry", "note"],
    choices: ["outcome": CustomerContact.Outcome.allCases.map(\.rawValue)])

  static let workedTime = ObjectShape(
    "work", required: ["technicians"], optional: ["bay", "start", "end"])
}
