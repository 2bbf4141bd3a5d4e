import BaylineMath
package import BaylineModel

/// What-if studies as JSON, as printed by `bayline whatif --json` (docs/schemas/whatif.schema.json).
package enum WhatIfFormat {
  /// The result as a document, ending in a line break. Equal results have equal bytes.
  package static func encode(_ result: WhatIfResult) -> String {
    JSONWriter.document(json(result))
  }

  /// The result as a value.
  package static func json(_ result: WhatIfResult) -> JSONValue {
    JSONValue {
      $0.add("basis", result.basis.rawValue)
      $0.add("days", result.days)
      $0.add("singleDays", result.areSingleDays)
      $0.add("replications", result.replications)
      $0.add(result.effort)
      $0.add("seed", result.seed)
      $0.add("currency", result.currency)
      if let noise = result.noise {
        $0.add("noise") {
          $0.add("deviation", noise.deviation)
          $0.add("freedom", noise.degreesOfFreedom)
          $0.add("margin", noise.margin)
        }
      }
      $0.add("today") { $0.add(result.today) }
      $0.add("scenarios", all: result.scenarios, json)
      $0.add("oneMore", all: result.oneMore, json)
      $0.add("unfinished", result.unfinished)
    }
  }

  private static func json(_ row: WhatIfResult.Comparison) -> JSONValue {
    JSONValue {
      $0.add("name", row.name)
      $0.add("description", row.description)
      if let resource = row.resource { $0.add("resource", json(resource)) }
      $0.add("unchangedDays", row.unchangedDays)
      $0.add(row.figures)
      $0.add("differences") {
        $0.add("cost", difference(row.costDifference))
        $0.add("planned", difference(row.plannedDifference))
        if let money = row.moneyDifference { $0.add("money", difference(money)) }
        $0.add("figures") {
          for figure in Figure.allCases {
            if let change = row.differences[figure] { $0.add(figure.rawValue, difference(change)) }
          }
        }
      }
    }
  }

  private static func difference(_ interval: MeanInterval) -> JSONValue {
    JSONValue {
      $0.add(interval)
      $0.add("clear", interval.isSignificant)
    }
  }

  private static func json(_ resource: Scenario.ExtraResource) -> JSONValue {
    JSONValue {
      switch resource {
      case .technician(let model):
        $0.add("type", "technician")
        $0.add("like", model.id)
        $0.add("skills") {
          for (trade, level) in model.skills.sorted(by: { $0.key < $1.key }) { $0.add(trade, level) }
        }
        $0.add("certifications", model.certifications.sorted())
      case .bay(let model):
        $0.add("type", "bay")
        $0.add("like", model.id)
        $0.add("types", model.types)
      case .advisor(let model):
        $0.add("type", "advisor")
        $0.add("like", model.id)
        if let kinds = model.kinds { $0.add("kinds", kinds.map(\.rawValue)) }
      case .equipment(let model):
        $0.add("type", "equipment")
        $0.add("equipment", model.id)
      case .limit(let model):
        $0.add("type", "limit")
        $0.add("limit", model.id)
      case .driver: $0.add("type", "driver")
      case .loaner: $0.add("type", "loaner")
      case .part(let part, let quantity):
        $0.add("type", "part")
        $0.add("part", part.id)
        $0.add("pieces", quantity)
      }
    }
  }
}

extension [JSONMember] {
  fileprivate mutating func add(_ figures: WhatIfResult.ScenarioFigures) {
    add("visits", figures.visits)
    add("planned", figures.planned)
    add("leftOut", byCase: figures.leftOut)
    add("cost") {
      $0.add("total", figures.plannedCost)
      $0.add("terms") {
        for term in ScheduleCost.Term.allCases { $0.add(term.rawValue, figures.plannedTerms[term] ?? 0) }
      }
    }
    if let money = figures.money { add("money") { $0.add(money) } }
    add("figures") {
      for figure in Figure.allCases {
        if let interval = figures.figures[figure] { $0.add(figure.rawValue) { $0.add(interval) } }
      }
    }
  }
}
