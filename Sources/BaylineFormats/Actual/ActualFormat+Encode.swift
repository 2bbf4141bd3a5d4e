package import BaylineModel

extension ActualFormat {
  /// A record as JSON, the members in the order of the format.
  package static func json(_ day: ActualDay) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("day", day.day)
    root.add("source", day.source)
    root.add("requests", day.requests, DemandFormat.json)
    root.add("visits", .array(day.visits.map(json)))
    return .object(root)
  }

  private static func json(_ visit: ActualDay.Visit) -> JSONValue {
    var members: [JSONMember] = []
    members.add("appointment", visit.appointment)
    members.add("outcome", visit.outcome.rawValue)
    members.add("reason", visit.reason)
    members.add("booked", visit.booked)
    members.add("came", visit.came)
    members.add("received", visit.received)
    members.add("advisor", visit.advisor)
    members.add("operations", visit.operations, json)
    members.add("ready", visit.ready)
    return .object(members)
  }

  private static func json(_ operation: ActualDay.Operation) -> JSONValue {
    var members: [JSONMember] = []
    members.add("operation", operation.operation)
    members.add("bay", operation.bay)
    members.add("technicians", operation.technicians)
    members.add("start", operation.start)
    members.add("end", operation.end)
    members.add("minutes", operation.minutes)
    if let added = operation.added {
      members.add("added") {
        $0.add("name", added.name)
        $0.add("minutes", added.minutes)
      }
    }
    return .object(members)
  }
}
