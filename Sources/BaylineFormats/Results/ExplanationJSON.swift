public import BaylineModel

/// An explanation as a JSON object, as `bayline explain --json` prints it.
public struct ExplanationJSON: Sendable {
  /// Words a violation that the explained appointment causes in a schedule.
  public typealias ViolationWording = @Sendable (Violation, _ appointment: String, Schedule) -> String
  /// Words a change of the case.
  public typealias EditWording = @Sendable (RuleRelaxation) -> String

  private let violation: ViolationWording
  private let edit: EditWording

  /// An encoder that has violations and edits put into words.
  public init(violation: @escaping ViolationWording, edit: @escaping EditWording) {
    self.violation = violation
    self.edit = edit
  }

  /// The text of an explanation.
  public func document(_ explanation: Explanation) -> String {
    var root: [JSONMember] = []
    root.append(JSONMember("appointment", .string(explanation.question.appointment)))
    root.append(JSONMember("asked", asked(explanation.question)))
    root.append(JSONMember("total", .integer(explanation.cost.total)))
    if let standing = explanation.standing {
      root.append(JSONMember("standing", value(standing, of: explanation)))
    }
    if let reason = explanation.reason {
      var members = [JSONMember("reason", .string(reason.reason.rawValue))]
      if let detail = reason.detail { members.append(JSONMember("detail", .string(detail))) }
      if let earliest = reason.earliest {
        members.append(JSONMember("earliest", .string(earliest.description)))
      }
      root.append(JSONMember("unscheduled", .object(members)))
    }
    if let answer = explanation.answer { root.append(JSONMember("answer", value(answer, of: explanation))) }
    return JSONWriter.document(.object(root))
  }

  private func asked(_ question: PlacementQuestion) -> JSONValue {
    var members: [JSONMember] = []
    if let arrival = question.arrival { members.append(JSONMember("arrival", .string(arrival.description))) }
    if let advisor = question.advisor { members.append(JSONMember("advisor", .string(advisor))) }
    if let technician = question.technician { members.append(JSONMember("technician", .string(technician))) }
    if let bay = question.bay { members.append(JSONMember("bay", .string(bay))) }
    return .object(members)
  }

  private func text(of explanation: Explanation, in schedule: Schedule) -> (Violation) -> String {
    { violation($0, explanation.question.appointment, schedule) }
  }

  private func value(_ violations: [Violation], _ text: (Violation) -> String) -> JSONValue {
    .array(
      violations.map {
        .object([
          JSONMember("rule", .string($0.rule.rawValue)), JSONMember("at", .string($0.at.description)),
          JSONMember("text", .string(text($0))),
        ])
      })
  }

  private func value(_ rules: [HardRule]) -> JSONValue {
    .array(rules.map { .string($0.rawValue) })
  }

  /// The terms that are not 0, and their total.
  private func value(_ cost: ScheduleCost) -> JSONValue {
    let terms = CostTerm.allCases.filter { cost[$0] != 0 }
      .map { JSONMember($0.rawValue, .integer(cost[$0])) }
    return .object([JSONMember("total", .integer(cost.total)), JSONMember("terms", .object(terms))])
  }

  private func value(_ advisors: [AdvisorObstacle], _ text: (Violation) -> String) -> JSONValue {
    .array(
      advisors.map {
        .object([
          JSONMember("advisor", .string($0.advisor)), JSONMember("arrivals", .integer($0.arrivalsThatDay)),
          JSONMember("violations", value($0.violations, text)),
        ])
      })
  }

  // MARK: - Why it is where it is

  private func value(_ standing: CurrentPlacement, of explanation: Explanation) -> JSONValue {
    let text = text(of: explanation, in: Schedule(assignments: [standing.assignment]))
    let nearer = standing.nearer.map { arrival in
      JSONValue.object([
        JSONMember("arrival", .string(arrival.arrival.description)),
        JSONMember("possible", .bool(arrival.violations.isEmpty)),
        JSONMember("violations", value(arrival.violations, self.text(of: explanation, in: arrival.schedule))),
        JSONMember("change", value(arrival.change)),
      ])
    }
    return .object([
      JSONMember("placement", ScheduleFormat.tree(standing.assignment)),
      JSONMember("cost", value(standing.cost)), JSONMember("nearer", .array(nearer)),
      JSONMember("advisors", value(standing.advisors, text)),
      JSONMember("operations", .array(standing.operations.map(value))),
    ])
  }

  private func value(_ operation: CurrentOperation) -> JSONValue {
    .object([
      JSONMember("operation", .string(operation.placed.operation)),
      JSONMember("causes", .array(operation.causes.map(value))),
      JSONMember("others", .array(operation.others.map(value))),
    ])
  }

  private func value(_ cause: StartConstraint) -> JSONValue {
    func object(_ name: String, _ members: JSONMember...) -> JSONValue {
      .object([JSONMember("cause", .string(name))] + members)
    }
    func members(_ reference: OperationReference) -> JSONMember {
      JSONMember("after", value(reference))
    }
    return switch cause {
    case .locked: object("locked")
    case .reception: object("reception")
    case .operation(let id): object("operation", JSONMember("operation", .string(id)))
    case .technicianFree(let id, let after):
      object("technicianFree", JSONMember("technician", .string(id)), members(after))
    case .technicianOnDuty(let id): object("technicianOnDuty", JSONMember("technician", .string(id)))
    case .bayFree(let id, let after): object("bayFree", JSONMember("bay", .string(id)), members(after))
    case .bayOpen(let id): object("bayOpen", JSONMember("bay", .string(id)))
    case .now: object("now")
    }
  }

  private func value(_ reference: OperationReference) -> JSONValue {
    .object([
      JSONMember("appointment", .string(reference.appointment)),
      JSONMember("operation", .string(reference.operation)),
    ])
  }

  private func value(_ other: OtherTechnician) -> JSONValue {
    var members = [JSONMember("technician", .string(other.technician))]
    if let level = other.level { members.append(JSONMember("level", .integer(level))) }
    switch other.state {
    case .free: members.append(JSONMember("state", .string("free")))
    case .offDuty: members.append(JSONMember("state", .string("offDuty")))
    case .busy(let reference, let until):
      members.append(JSONMember("state", .string("busy")))
      members.append(JSONMember("with", value(reference)))
      members.append(JSONMember("until", .string(until.description)))
    }
    return .object(members)
  }

  // MARK: - Why not

  private func value(_ answer: PlacementAnswer, of explanation: Explanation) -> JSONValue {
    let text = text(of: explanation, in: answer.schedule)
    var members = [
      JSONMember("possible", .bool(answer.isPossible)),
      JSONMember("placement", ScheduleFormat.tree(answer.assignment)),
      JSONMember(
        "rules", value(HardRule.allCases.filter { rule in answer.violations.contains { $0.rule == rule } })),
      JSONMember("violations", value(answer.violations, text)),
      JSONMember("otherWays", .array(answer.otherWays.map(value))),
      JSONMember("advisors", value(answer.advisors, text)),
      JSONMember("total", .integer(answer.cost.total)),
      JSONMember("change", value(answer.cost - explanation.cost)),
    ]
    if answer.isPast { members.append(JSONMember("past", .bool(true))) }
    if !answer.isPossible {
      let sets = answer.relaxations.sets.map { set in
        JSONValue.object([
          JSONMember(
            "edits",
            .array(
              set.edits.map { edit in
                .object(RelaxationJSON.members(edit) + [JSONMember("text", .string(self.edit(edit)))])
              })),
          JSONMember("placement", ScheduleFormat.tree(set.assignment)),
          JSONMember("total", .integer(set.total)), JSONMember("gain", .integer(set.gain)),
        ])
      }
      members.append(
        JSONMember(
          "relaxations",
          .object([
            JSONMember("sets", .array(sets)), JSONMember("more", .integer(answer.relaxations.more)),
            JSONMember("tried", .integer(answer.relaxations.tried)),
            JSONMember("mostTogether", .integer(answer.relaxations.maxTogether)),
            JSONMember("complete", .bool(answer.relaxations.isComplete)),
          ])))
    }
    return .object(members)
  }
}
