package import BaylineModel

extension ActualFormat {
  /// A record as JSON, the members in the order of the format.
  package static func tree(_ day: ActualDay) -> JSONValue {
    var root: [JSONMember] = []
    root.add("format", name)
    root.add("day", day.day.description)
    root.add("source", day.source)
    root.add("requests", day.requests, DemandFormat.tree)
    root.add("visits", .array(day.visits.map(tree)))
    return .object(root)
  }

  private static func tree(_ visit: ActualVisit) -> JSONValue {
    var members: [JSONMember] = []
    members.add("appointment", visit.appointment)
    members.add("outcome", visit.outcome.rawValue)
    members.add("reason", visit.reason)
    members.add("booked", visit.booked)
    members.add("came", visit.came)
    members.add("received", visit.received)
    members.add("advisor", visit.advisor)
    members.add("operations", visit.operations, tree)
    members.add("ready", visit.ready)
    return .object(members)
  }

  private static func tree(_ operation: ActualOperation) -> JSONValue {
    var members: [JSONMember] = []
    members.add("operation", operation.operation)
    members.add("bay", operation.bay)
    members.add("technicians", operation.technicians)
    members.add("start", operation.start)
    members.add("end", operation.end)
    members.add("minutes", operation.minutes)
    if let added = operation.added {
      var found: [JSONMember] = []
      found.add("name", added.name)
      found.add("minutes", added.minutes)
      members.add("added", .object(found))
    }
    return .object(members)
  }
}
