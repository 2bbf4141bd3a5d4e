package import BaylineModel

/// Explanations as JSON, as printed by `bayline explain --json`.
package enum ExplanationFormat {
  /// The sentence of a violation that an appointment causes in a schedule.
  package typealias ViolationWording = (Violation, _ appointment: String, Schedule) -> String
  /// The sentence of a relaxation.
  package typealias EditWording = (RuleRelaxation) -> String

  /// The explanation as a document, ending in a line break.
  package static func encode(
    _ explanation: Explanation, violation: ViolationWording, edit: EditWording
  ) -> String {
    let appointment = explanation.question.appointment
    return JSONWriter.document(
      JSONValue {
        $0.add("appointment", appointment)
        $0.add("asked", json(explanation.question))
        $0.add("total", explanation.cost.total)
        if let standing = explanation.standing {
          $0.add("standing", json(standing) { violation($0, appointment, $1) })
        }
        if let reason = explanation.reason {
          $0.add("unscheduled") {
            $0.add(reasonOf: reason)
            $0.add("undecided", where: !explanation.isReasonProven)
          }
        }
        if let answer = explanation.answer {
          $0.add(
            "answer",
            json(
              answer, change: answer.cost - explanation.cost,
              violation: { violation($0, appointment, answer.schedule) }, edit))
        }
      })
  }

  private static func json(_ question: PlacementQuestion) -> JSONValue {
    JSONValue {
      $0.add("arrival", question.arrival)
      $0.add("advisor", question.advisor)
      $0.add("technician", question.technician)
      $0.add("bay", question.bay)
    }
  }

  private static func json(_ violations: [Violation], _ wording: (Violation) -> String) -> JSONValue {
    .array(
      violations.map { violation in
        JSONValue {
          $0.add("rule", violation.rule.rawValue)
          $0.add("at", violation.at.description)
          $0.add("text", wording(violation))
        }
      })
  }

  /// The terms that are not 0, and their total.
  private static func json(_ cost: ScheduleCost) -> JSONValue {
    JSONValue {
      $0.add("total", cost.total)
      $0.add("terms") {
        for term in ScheduleCost.Term.allCases { $0.add(term.rawValue, cost[term], default: 0) }
      }
    }
  }

  private static func json(_ advisors: [Explanation.AdvisorObstacle], _ wording: (Violation) -> String)
    -> JSONValue
  {
    .array(
      advisors.map { advisor in
        JSONValue {
          $0.add("advisor", advisor.advisor)
          $0.add("arrivals", advisor.arrivalsThatDay)
          $0.add("violations", json(advisor.violations, wording))
        }
      })
  }

  // MARK: - Why it is where it is

  private static func json(
    _ current: Explanation.CurrentPlacement, _ wording: (Violation, Schedule) -> String
  ) -> JSONValue {
    JSONValue {
      $0.add("placement", ScheduleFormat.json(current.assignment))
      $0.add("cost", json(current.cost))
      $0.add("nearer", all: current.nearer) { arrival in
        JSONValue {
          $0.add("arrival", arrival.arrival)
          $0.add("possible", arrival.violations.isEmpty)
          $0.add("violations", json(arrival.violations) { wording($0, arrival.schedule) })
          $0.add("change", json(arrival.change))
        }
      }
      let schedule = Schedule(assignments: [current.assignment])
      $0.add("advisors", json(current.advisors) { wording($0, schedule) })
      $0.add("operations", all: current.operations) { operation in
        JSONValue {
          $0.add("operation", operation.placed.operation)
          $0.add("causes", all: operation.causes, json)
          $0.add("others", all: operation.others, json)
        }
      }
    }
  }

  private static func json(_ cause: Explanation.StartConstraint) -> JSONValue {
    JSONValue {
      switch cause {
      case .locked: $0.add("cause", "locked")
      case .reception: $0.add("cause", "reception")
      case .operation(let id):
        $0.add("cause", "operation")
        $0.add("operation", id)
      case .technicianFree(let id, let after):
        $0.add("cause", "technicianFree")
        $0.add("technician", id)
        $0.add("after", json(after))
      case .technicianOnDuty(let id):
        $0.add("cause", "technicianOnDuty")
        $0.add("technician", id)
      case .bayFree(let id, let after):
        $0.add("cause", "bayFree")
        $0.add("bay", id)
        $0.add("after", json(after))
      case .bayOpen(let id):
        $0.add("cause", "bayOpen")
        $0.add("bay", id)
      case .lag(let minutes):
        $0.add("cause", "lag")
        $0.add("minutes", minutes)
      case .move(let minutes):
        $0.add("cause", "move")
        $0.add("minutes", minutes)
      case .equipmentFree(let id, let after):
        $0.add("cause", "equipmentFree")
        $0.add("equipment", id)
        $0.add("after", json(after))
      case .part(let id):
        $0.add("cause", "part")
        $0.add("part", id)
      case .now: $0.add("cause", "now")
      }
    }
  }

  private static func json(_ reference: OperationReference) -> JSONValue {
    JSONValue {
      $0.add("appointment", reference.appointment)
      $0.add("operation", reference.operation)
    }
  }

  private static func json(_ other: Explanation.OtherTechnician) -> JSONValue {
    JSONValue {
      $0.add("technician", other.technician)
      $0.add("level", other.level)
      switch other.state {
      case .free: $0.add("state", "free")
      case .offDuty: $0.add("state", "offDuty")
      case .busy(let reference, let until):
        $0.add("state", "busy")
        $0.add("with", json(reference))
        $0.add("until", until)
      }
    }
  }

  // MARK: - Why not

  private static func json(
    _ answer: Explanation.PlacementAnswer, change: ScheduleCost, violation: (Violation) -> String,
    _ edit: EditWording
  ) -> JSONValue {
    let broken = Set(answer.violations.map(\.rule))
    return JSONValue {
      $0.add("possible", answer.isPossible)
      $0.add("placement", ScheduleFormat.json(answer.assignment))
      $0.add("rules", HardRule.allCases.filter(broken.contains).map(\.rawValue))
      $0.add("violations", json(answer.violations, violation))
      $0.add("otherWays", all: answer.otherWays) { rules in JSONValue(rules.map(\.rawValue)) }
      $0.add("advisors", json(answer.advisors, violation))
      $0.add("total", answer.cost.total)
      $0.add("change", json(change))
      $0.add("past", where: answer.isPast)
      $0.add("undecided", where: !answer.isProven)
      if !answer.isPossible { $0.add("relaxations", json(answer.relaxations, edit)) }
    }
  }

  private static func json(_ relaxations: Explanation.Relaxations, _ wording: EditWording) -> JSONValue {
    JSONValue {
      $0.add("sets", all: relaxations.sets) { set in
        JSONValue {
          $0.add("edits", all: set.edits) { edit in
            JSONValue {
              $0 += RelaxationFormat.members(edit)
              $0.add("text", wording(edit))
            }
          }
          $0.add("placement", ScheduleFormat.json(set.assignment))
          $0.add("total", set.total)
          $0.add("gain", set.gain)
        }
      }
      $0.add("more", relaxations.more)
      $0.add("tried", relaxations.tried)
      $0.add("mostTogether", relaxations.maxTogether)
      $0.add("complete", relaxations.isComplete)
    }
  }
}
