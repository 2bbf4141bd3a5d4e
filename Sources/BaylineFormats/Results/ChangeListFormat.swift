package import BaylineModel

/// The changes of a replanned day as JSON, as printed by `bayline replan --json`.
package enum ChangeListFormat {
  /// The list as a JSON object on one line, without a line break.
  ///
  /// - Parameters:
  ///   - before: The demand before replanning, for the customers of cancelled visits.
  ///   - after: The demand after replanning.
  ///   - cause: The sentence for the reason of a call.
  package static func encode(
    _ changes: ChangeList, before: Demand, after: Demand, cause: (ChangeList.CallReason) -> String
  ) -> String {
    let cards = Dictionary(
      (after.appointments + before.appointments).map { ($0.id, $0.card) },
      uniquingKeysWith: { first, _ in first })
    return JSONWriter.line(
      JSONValue {
        $0.add("calls", all: changes.calls) { call in
          json(call, cards[call.appointment] ?? Appointment.CustomerCard(), why: cause(call.cause))
        }
        $0.add("calledOff", all: changes.cancellations) { visit in
          JSONValue {
            $0.add("appointment", visit.appointment)
            $0.add("workBegun", visit.hadBegun)
          }
        }
        $0.add("technicians", all: changes.technicians) { person in
          JSONValue {
            $0.add("technician", person.id)
            $0.add("tasks", all: person.tasks, json)
          }
        }
        $0.add("advisors", all: changes.advisors) { person in
          JSONValue {
            $0.add("advisor", person.id)
            $0.add("arrivals", all: person.arrivals, json)
          }
        }
        $0.add("parts", all: changes.picks, json)
        $0.add("moved", all: changes.moved, json)
        $0.add("vehicleMoves", all: changes.vehicleMoves) { move in
          JSONValue {
            $0.add("appointment", move.appointment)
            $0.add("operation", move.operation)
            $0.add("from", move.from)
            $0.add("to", move.to)
            $0.add("at", move.at)
            $0.add("new", move.isNew)
          }
        }
        $0.add("trips", all: changes.trips) { trip in
          JSONValue {
            $0.add("appointment", trip.appointment)
            $0.add("trip", trip.isDelivery ? "deliver" : "collect")
            $0.add("before", trip.before)
            $0.add("after", trip.after)
          }
        }
      })
  }

  private static func json(_ call: ChangeList.Call, _ card: Appointment.CustomerCard, why: String)
    -> JSONValue
  {
    JSONValue {
      $0.add("appointment", call.appointment)
      $0.add("cause", code(call.cause))
      $0.add("customer", card.customer)
      $0.add("phone", card.phone)
      $0.add("plate", card.plate)
      $0.add("why", why)
      switch call.answer {
      case .planned(let reception, let ready):
        $0.add(reception)
        $0.add("ready", ready)
      case .leftOut(let reason, let offer, let ready, let earliest):
        $0.add("reason", reason.rawValue)
        if let offer {
          $0.add("offer") {
            $0.add(offer)
            $0.add("ready", ready)
          }
        }
        $0.add("earliest", earliest)
      }
    }
  }

  private static func code(_ cause: ChangeList.CallReason) -> String {
    switch cause {
    case .promiseBroken: "promiseBroken"
    case .notPlanned: "notPlanned"
    case .onHold: "onHold"
    case .late: "late"
    case .readyLater: "readyLater"
    case .urgentReturn: "urgentReturn"
    case .walkIn: "walkIn"
    case .addedWork: "addedWork"
    case .slotReleased: "slotReleased"
    case .request: "request"
    case .noShow: "noShow"
    case .moved: "moved"
    case .notAgreed: "notAgreed"
    case .nowPossible: "nowPossible"
    case .promisePassed: "promisePassed"
    }
  }

  private static func json(_ task: ChangeList.OperationChange) -> JSONValue {
    JSONValue {
      $0.add("appointment", task.appointment)
      $0.add("operation", task.operation)
      if let before = task.before { $0.add("before") { $0.add(placeOf: before) } }
      if let after = task.after { $0.add("after") { $0.add(placeOf: after) } }
    }
  }

  private static func json(_ arrival: ChangeList.ArrivalChange) -> JSONValue {
    JSONValue {
      $0.add("appointment", arrival.appointment)
      if let before = arrival.before { $0.add("before") { $0.add(before) } }
      if let after = arrival.after { $0.add("after") { $0.add(after) } }
    }
  }

  private static func json(_ pick: ChangeList.PartsPick) -> JSONValue {
    JSONValue {
      $0.add("appointment", pick.appointment)
      $0.add("before", pick.before)
      $0.add("after", pick.after)
      $0.add("parts", all: pick.parts, DemandFormat.json)
    }
  }
}
