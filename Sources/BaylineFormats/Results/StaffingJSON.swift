import BaylineMath
public import BaylineModel

/// The cheapest staffing as a JSON object, as `bayline staff --json` prints it (docs/schemas/staff.schema.json).
public struct StaffingJSON: Sendable {
  /// An encoder of results.
  public init() {}

  /// The result as a document, ending in a line break. The same result gives the same bytes anywhere.
  public func text(_ result: StaffingResult) -> String {
    var root: [JSONMember] = []
    root.add("met", .bool(result.chosen != nil))
    root.add("complete", .bool(result.isComplete))
    root.add("days", result.days)
    root.add("replications", result.replications)
    switch result.effort {
    case .iterations(let most): root.add("iterations", most)
    case .seconds(let seconds): root.add("seconds", JSONValue(seconds))
    }
    root.add("seed", result.seed)
    root.add("confidence", JSONValue(result.confidence))
    root.add("currency", result.currency)
    root.add("targets", .array(result.targets.map(tree)))
    root.add("posts", .array(zip(result.posts, result.people).map(tree)))
    root.add("groups", .array(result.groups.map(tree)))
    if let point = result.today { root.add("today", tree(point, result)) }
    if let point = result.chosen { root.add("chosen", tree(point, result)) }
    if let point = result.most { root.add("most", tree(point, result)) }
    if let point = result.nearest { root.add("nearest", tree(point, result)) }
    root.add("neighbours", .array(result.neighbours.map { tree($0, result) }))
    root.add("points", .array(result.points.map { tree($0, result) }))
    root.add("search", tree(result.searchStatistics))
    return JSONWriter.document(.object(root))
  }

  private func tree(_ target: StaffingTarget) -> JSONValue {
    var members: [JSONMember] = []
    members.add("figure", target.measure.rawValue)
    switch target.bound {
    case .least(let value): members.add("least", JSONValue(value))
    case .most(let value): members.add("most", JSONValue(value))
    }
    return .object(members)
  }

  private func tree(_ post: StaffingPost, _ people: [String]) -> JSONValue {
    var members: [JSONMember] = []
    switch post {
    case .technicians(let trade, let level), .newTechnicians(let trade, let level, _):
      members.add("type", "technician")
      members.add("trade", trade)
      members.add("level", level)
    case .bays(let type), .newBays(let type):
      members.add("type", "bay")
      members.add("bayType", type)
    case .advisors, .newAdvisors: members.add("type", "advisor")
    case .loaners: members.add("type", "loaner")
    }
    switch post {
    case .newTechnicians(_, _, let pattern), .newAdvisors(let pattern):
      members.add("new", .bool(true))
      members.add("pattern", pattern)
    case .newBays: members.add("new", .bool(true))
    case .technicians, .bays, .advisors: members.add("people", people)
    case .loaners: break
    }
    return .object(members)
  }

  private func tree(_ group: StaffingGroup) -> JSONValue {
    var members: [JSONMember] = []
    switch group.subject {
    case .technicians(let trade, let level):
      members.add("type", "technician")
      members.add("trade", trade)
      members.add("level", level)
    case .bays(let type):
      members.add("type", "bay")
      members.add("bayType", type)
    case .advisors: members.add("type", "advisor")
    case .loaners: members.add("type", "loaner")
    }
    members.add("from", group.range.lowerBound)
    members.add("to", group.range.upperBound)
    members.add("posts", .array(group.posts.map { .integer($0) }))
    return .object(members)
  }

  private func tree(_ point: StaffingPoint, _ result: StaffingResult) -> JSONValue {
    .object(members(point, result))
  }

  private func members(_ point: StaffingPoint, _ result: StaffingResult) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("counts", .array(point.counts.map { .integer($0) }))
    members.add("cost", JSONValue(point.cost))
    members.add("consequences", point.consequences)
    members.add("total", JSONValue(point.total))
    members.add("visits", JSONValue(point.visits))
    members.add("planned", JSONValue(point.planned))
    members.add(
      "targets",
      .array(
        result.targets.map { target in
          .string(point.status(target, confidence: result.confidence).rawValue)
        }))
    members.add(
      "figures",
      .object(
        TargetMeasure.all.compactMap { measure in
          guard let interval = point.measures[measure]?.interval else { return nil }
          var bounds = [JSONMember("mean", JSONValue(interval.mean))]
          bounds.add("low", interval.low)
          bounds.add("high", interval.high)
          return JSONMember(measure.rawValue, .object(bounds))
        }))
    return members
  }

  private func tree(_ neighbour: StaffingNeighbour, _ result: StaffingResult) -> JSONValue {
    var members: [JSONMember] = []
    members.add("difference", .array(neighbour.difference.map { .integer($0) }))
    switch neighbour.evaluation {
    case .played(let point): members += self.members(point, result)
    case .ruledOut(let proof):
      members.add("cost", JSONValue(neighbour.cost))
      var told: [JSONMember] = []
      told.add("bound", proof.bound.rawValue)
      if let measure = proof.measure {
        told.add("figure", measure.rawValue)
        told.add("most", JSONValue(proof.most))
        told.add("leftOut", proof.leftOut)
      }
      members.add("proof", .object(told))
    }
    return .object(members)
  }

  private func tree(_ counts: StaffingSearchEffort) -> JSONValue {
    var members: [JSONMember] = []
    members.add("played", counts.played)
    members.add("screened", counts.screened)
    members.add(
      "ruledOut",
      .object(
        StaffingBound.allCases.compactMap { bound in
          counts.ruledOut[bound].map { JSONMember(bound.rawValue, .integer($0)) }
        }))
    members.add("presumed", counts.presumed)
    return .object(members)
  }
}
