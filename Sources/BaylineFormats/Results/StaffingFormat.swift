import BaylineMath
package import BaylineModel

/// Staffing studies as JSON, as printed by `bayline staff --json` (docs/schemas/staff.schema.json).
package enum StaffingFormat {
  /// The result as a document, ending in a line break. Equal results have equal bytes.
  package static func encode(_ result: StaffingResult) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("met", result.chosen != nil)
        $0.add("complete", result.isComplete)
        $0.add("days", result.days)
        $0.add("replications", result.replications)
        $0.add(result.effort)
        $0.add("seed", result.seed)
        $0.add("confidence", result.confidence)
        $0.add("currency", result.currency)
        $0.add("targets", all: result.targets, TargetsFormat.json)
        $0.add("posts", all: Array(zip(result.posts, result.people))) { json($0, $1) }
        $0.add("groups", all: result.groups, json)
        for (name, point) in [
          ("today", result.today), ("chosen", result.chosen), ("most", result.most),
          ("nearest", result.nearest),
        ] {
          if let point { $0.add(name) { $0.add(point, result) } }
        }
        $0.add("neighbours", all: result.neighbours) { json($0, result) }
        $0.add("points", all: result.points) { point in JSONValue { $0.add(point, result) } }
        $0.add("search", json(result.searchStatistics))
      })
  }

  private static func json(_ post: StaffingRanges.Post, _ people: [String]) -> JSONValue {
    JSONValue {
      switch post {
      case .technicians(let trade, let level), .newTechnicians(let trade, let level, _):
        $0.add("type", "technician")
        $0.add("trade", trade)
        $0.add("level", level)
      case .bays(let type), .newBays(let type):
        $0.add("type", "bay")
        $0.add("bayType", type)
      case .advisors, .newAdvisors: $0.add("type", "advisor")
      case .loaners: $0.add("type", "loaner")
      case .drivers: $0.add("type", "driver")
      case .equipment(let id, _):
        $0.add("type", "equipment")
        $0.add("equipment", id)
      }
      switch post {
      case .newTechnicians(_, _, let pattern), .newAdvisors(let pattern):
        $0.add("new", true)
        $0.add("pattern", pattern)
      case .newBays: $0.add("new", true)
      case .technicians, .bays, .advisors: $0.add("people", people)
      case .loaners, .drivers, .equipment: break
      }
    }
  }

  private static func json(_ group: StaffingRanges.Group) -> JSONValue {
    JSONValue {
      switch group.subject {
      case .technicians(let trade, let level):
        $0.add("type", "technician")
        $0.add("trade", trade)
        $0.add("level", level)
      case .bays(let type):
        $0.add("type", "bay")
        $0.add("bayType", type)
      case .advisors: $0.add("type", "advisor")
      case .loaners: $0.add("type", "loaner")
      case .drivers: $0.add("type", "driver")
      case .equipment(let id, _):
        $0.add("type", "equipment")
        $0.add("equipment", id)
      }
      $0.add("from", group.range.lowerBound)
      $0.add("to", group.range.upperBound)
      $0.add("posts", all: group.posts, JSONValue.integer)
    }
  }

  private static func json(_ neighbour: StaffingResult.Neighbour, _ result: StaffingResult) -> JSONValue {
    JSONValue {
      $0.add("difference", all: neighbour.difference, JSONValue.integer)
      switch neighbour.evaluation {
      case .played(let point): $0.add(point, result)
      case .ruledOut(let proof):
        $0.add("cost", neighbour.cost)
        $0.add("proof") {
          $0.add("bound", proof.bound.rawValue)
          if let measure = proof.measure {
            $0.add("figure", measure.rawValue)
            $0.add("most", proof.most)
            $0.add("leftOut", proof.leftOut)
          }
        }
      }
    }
  }

  private static func json(_ effort: StaffingResult.SearchEffort) -> JSONValue {
    JSONValue {
      $0.add("played", effort.played)
      $0.add("screened", effort.screened)
      $0.add("ruledOut", byCase: effort.ruledOut)
      $0.add("presumed", effort.presumed)
    }
  }
}

extension [JSONMember] {
  fileprivate mutating func add(_ point: StaffingResult.Point, _ result: StaffingResult) {
    add("counts", all: point.counts, JSONValue.integer)
    add("cost", point.cost)
    add("consequences", point.consequences)
    add("total", point.total)
    add("visits", point.visits)
    add("planned", point.planned)
    add("targets", result.targets.map { point.status($0, confidence: result.confidence).rawValue })
    add("figures") {
      for measure in StaffingTargets.Measure.all {
        if let interval = point.measures[measure]?.interval { $0.add(measure.rawValue) { $0.add(interval) } }
      }
    }
  }
}
