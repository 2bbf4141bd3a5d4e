package import BaylineModel

extension ScheduleFormat {
  /// A schedule as JSON, the members in the order of the format.
  package static func json(_ schedule: Schedule) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("assignments", all: schedule.assignments, json)
    root.add("unscheduled", all: schedule.unscheduled, json)
    if let cost = schedule.cost { root.add("cost", json(total: cost.total, terms: cost.terms)) }
    if let about = schedule.about { root.add("about", about.json) }
    return .object(root)
  }

  package static func json(_ assignment: Schedule.Assignment) -> JSONValue {
    JSONValue {
      $0.add("appointment", assignment.appointment)
      $0.add(assignment.reception)
      $0.add("ready", assignment.ready)
      $0.add("promise", assignment.promise)
      $0.add("operations", all: assignment.operations, json)
    }
  }

  static func json(_ operation: Schedule.OperationAssignment) -> JSONValue {
    JSONValue {
      $0.add("operation", operation.operation)
      $0.add(placeOf: operation)
    }
  }

  private static func json(_ unscheduled: Schedule.UnscheduledAppointment) -> JSONValue {
    JSONValue {
      $0.add("appointment", unscheduled.appointment)
      $0.add(reasonOf: unscheduled)
    }
  }

  /// Points by term, and their stated total.
  static func json(total: Int, terms: ScheduleCost) -> JSONValue {
    JSONValue {
      $0.add("total", total)
      $0.add("terms") { for term in ScheduleCost.Term.allCases { $0.add(term.rawValue, terms[term]) } }
    }
  }
}
