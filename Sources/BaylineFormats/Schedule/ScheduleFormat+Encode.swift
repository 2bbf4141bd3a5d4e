package import BaylineModel

extension ScheduleFormat {
  /// A schedule as JSON, the members in the order of the format.
  package static func tree(_ schedule: Schedule) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("assignments", .array(schedule.assignments.map(tree)))
    root.add("unscheduled", .array(schedule.unscheduled.map(tree)))
    if let cost = schedule.cost {
      let terms = CostTerm.allCases.map { JSONMember($0.rawValue, .integer(cost.terms[$0])) }
      root.add(
        "cost",
        .object([JSONMember("total", .integer(cost.total)), JSONMember("terms", .object(terms))]))
    }
    if let about = schedule.about { root.add("about", about.tree) }
    return .object(root)
  }

  package static func tree(_ assignment: Assignment) -> JSONValue {
    var members: [JSONMember] = []
    members.add("appointment", assignment.appointment)
    members.add("arrival", assignment.reception?.arrival)
    members.add("advisor", assignment.reception?.advisor)
    members.add("ready", assignment.ready)
    members.add("operations", .array(assignment.operations.map(tree)))
    return .object(members)
  }

  private static func tree(_ operation: OperationAssignment) -> JSONValue {
    var members: [JSONMember] = []
    members.add("operation", operation.operation)
    members.add("bay", operation.bay)
    members.add("technicians", operation.technicians)
    members.add("start", operation.start)
    members.add("end", operation.end)
    return .object(members)
  }

  private static func tree(_ left: UnscheduledAppointment) -> JSONValue {
    var members: [JSONMember] = []
    members.add("appointment", left.appointment)
    members.add("reason", left.reason.rawValue)
    members.add("detail", left.detail)
    members.add("earliest", left.earliest)
    return .object(members)
  }
}
