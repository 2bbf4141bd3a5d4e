import BaylineMath
public import BaylineModel

/// What scenarios change as a JSON object, as `bayline whatif --json` prints it (docs/schemas/whatif.schema.json).
public struct WhatIfJSON: Sendable {
  /// An encoder of results.
  public init() {}

  /// The result as a document, ending in a line break. The same result gives the same bytes anywhere.
  public func text(_ result: WhatIfResult) -> String {
    var root: [JSONMember] = []
    root.add("basis", result.basis.rawValue)
    root.add("days", result.days)
    root.add("singleDays", .bool(result.areSingleDays))
    root.add("replications", result.replications)
    switch result.effort {
    case .iterations(let most): root.add("iterations", most)
    case .seconds(let seconds): root.add("seconds", JSONValue(seconds))
    }
    root.add("seed", result.seed)
    root.add("currency", result.currency)
    if let noise = result.noise {
      root.add(
        "noise",
        .object([
          JSONMember("deviation", JSONValue(noise.deviation)),
          JSONMember("freedom", .integer(noise.degreesOfFreedom)),
          JSONMember("margin", JSONValue(noise.margin)),
        ]))
    }
    root.add("today", .object(members(result.today)))
    root.add("scenarios", .array(result.scenarios.map(tree)))
    root.add("oneMore", .array(result.oneMore.map(tree)))
    root.add("unfinished", result.unfinished)
    return JSONWriter.document(.object(root))
  }

  private func members(_ figures: ScenarioFigures) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("visits", JSONValue(figures.visits))
    members.add("planned", JSONValue(figures.planned))
    members.add(
      "leftOut",
      .object(
        UnscheduledReason.allCases.compactMap { reason in
          figures.leftOut[reason].map { JSONMember(reason.rawValue, .integer($0)) }
        }))
    let terms = CostTerm.allCases.map { JSONMember($0.rawValue, JSONValue(figures.plannedTerms[$0] ?? 0)) }
    members.add(
      "cost",
      .object([JSONMember("total", JSONValue(figures.plannedCost)), JSONMember("terms", .object(terms))]))
    if let money = figures.money { members.add("money", tree(money)) }
    members.add("figures", tree(figures.figures) { tree($0) })
    return members
  }

  private func tree(_ row: ScenarioComparison) -> JSONValue {
    var members: [JSONMember] = []
    members.add("name", row.name)
    members.add("description", row.description)
    if let resource = row.resource { members.add("resource", tree(resource)) }
    members.add("unchangedDays", row.unchangedDays)
    members += self.members(row.figures)
    var differences: [JSONMember] = []
    differences.add("cost", difference(row.costDifference))
    differences.add("planned", difference(row.plannedDifference))
    if let money = row.moneyDifference { differences.add("money", difference(money)) }
    differences.add("figures", tree(row.differences) { difference($0) })
    members.add("differences", .object(differences))
    return .object(members)
  }

  private func tree(_ figures: [Figure: MeanInterval], _ value: (MeanInterval) -> JSONValue) -> JSONValue {
    .object(
      Figure.allCases.compactMap { figure in
        figures[figure].map { JSONMember(figure.rawValue, value($0)) }
      })
  }

  private func tree(_ interval: MeanInterval) -> JSONValue {
    .object(bounds(interval))
  }

  private func difference(_ interval: MeanInterval) -> JSONValue {
    .object(bounds(interval) + [JSONMember("clear", .bool(interval.isSignificant))])
  }

  private func bounds(_ interval: MeanInterval) -> [JSONMember] {
    var members = [JSONMember("mean", JSONValue(interval.mean))]
    members.add("low", interval.low)
    members.add("high", interval.high)
    return members
  }

  private func tree(_ resource: ExtraResource) -> JSONValue {
    var members: [JSONMember] = []
    switch resource {
    case .technician(let model):
      members.add("type", "technician")
      members.add("like", model.id)
      members.add(
        "skills",
        .object(model.skills.sorted { $0.key < $1.key }.map { JSONMember($0.key, .integer($0.value)) }))
      members.add("certifications", model.certifications.sorted())
    case .bay(let model):
      members.add("type", "bay")
      members.add("like", model.id)
      members.add("types", model.types)
    case .advisor(let model):
      members.add("type", "advisor")
      members.add("like", model.id)
      if let kinds = model.kinds { members.add("kinds", kinds.map(\.rawValue)) }
    case .loaner: members.add("type", "loaner")
    case .part(let part, let pieces):
      members.add("type", "part")
      members.add("part", part.id)
      members.add("pieces", pieces)
    }
    return .object(members)
  }
}
