package import BaylineModel

/// Lists of outgoing calls as JSON (docs/outreach.md describes the members).
package enum OutreachFormat {
  /// The list as a document, ending in a line break.
  package static func encode(_ plan: OutreachPlan) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("format", "bayline.outreach/1")
        $0.add("from", plan.from)
        $0.add("days", plan.days)
        $0.add("vehicles", plan.vehicles)
        $0.add("nothingDue", plan.nothingDue)
        $0.add("unseen") {
          $0.add("vehicles", plan.unseen)
          $0.add("called", plan.unseenCalled)
          $0.add("spokenTo", plan.unseenContacted)
        }
        $0.add("levelling", levelling(plan))
        $0.add("calls", all: plan.calls, json)
        $0.add("leftOut", all: plan.leftOut, json)
        $0.add("load", .array(load(plan)))
      })
  }

  private static func levelling(_ plan: OutreachPlan) -> JSONValue {
    JSONValue {
      $0.add("exact", plan.levelling.isExact)
      $0.add("before", rounded(plan.measureBefore))
      $0.add("after", rounded(plan.levelling.measure))
      $0.add("bound", rounded(plan.levelling.bound))
      let peaks = plan.resources.compactMap { resource -> JSONValue? in
        guard let before = plan.evenness(plan.before, resource),
          let after = plan.evenness(plan.after, resource)
        else { return nil }
        return JSONValue {
          $0.add("resource", name(resource, plan))
          for (key, value) in [("before", before), ("after", after)] {
            $0.add(key) {
              $0.add("peakDay", value.peakDay)
              $0.add("peak", rounded(value.peak))
              $0.add("mean", rounded(value.mean))
              $0.add("variance", rounded(value.variance))
            }
          }
        }
      }
      $0.add("resources", .array(peaks))
    }
  }

  /// A number with eight decimals.
  private static func rounded(_ value: Double) -> JSONValue {
    .number(((value * 100_000_000).rounded() / 100_000_000).description)
  }

  /// The id of a trade; `arrivals` for the arrivals.
  private static func name(_ resource: Int, _ plan: OutreachPlan) -> String {
    resource == plan.loads.arrivals ? "arrivals" : plan.loads.trades[resource]
  }

  private static func json(_ due: OutreachPlan.DueReason) -> JSONValue {
    JSONValue {
      $0.add("reason", due.reason.rawValue)
      $0.add("day", due.day)
    }
  }

  private static func json(_ call: OutreachPlan.Call) -> JSONValue {
    JSONValue {
      $0.add("day", call.day)
      $0.add("plate", call.candidate.vehicle.plate)
      $0.add("customer", call.candidate.vehicle.card.customer)
      $0.add("phone", call.candidate.vehicle.card.phone)
      $0.add("channel", call.channel.rawValue)
      $0.add("handedOver", call.isEscalated)
      $0.add("caller", call.caller)
      $0.add("reasons", all: call.candidate.reasons, json)
      guard let visit = call.visit else { return }
      $0.add("request", visit.request.id)
      $0.add("kind", visit.request.kind.rawValue)
      $0.add("job", visit.job)
      $0.add("minutes", visit.minutes)
      $0.add("visitDay", visit.day)
      $0.add("half", visit.isMorning ? "morning" : "afternoon")
      $0.add("times", all: visit.times) { time in
        JSONValue {
          $0.add(time.reception)
          $0.add("scheduled", time.isScheduled)
          $0.add("shared", time.isShared)
        }
      }
    }
  }

  private static func json(_ entry: OutreachPlan.Exclusion) -> JSONValue {
    JSONValue {
      $0.add("plate", entry.vehicle.plate)
      $0.add("place", entry.vehicle.place)
      switch entry.cause {
      case .odd(let oddities):
        $0.add("cause", "odd")
        $0.add("oddities", oddities.map(\.rawValue))
      case .trade(let trade):
        $0.add("cause", "trade")
        $0.add("trade", trade)
      case .doNotCall: $0.add("cause", "doNotCall")
      case .booked: $0.add("cause", "booked")
      case .noPhone: $0.add("cause", "noPhone")
      case .quota: $0.add("cause", "quota")
      case .arrivals: $0.add("cause", "arrivals")
      case .closed: $0.add("cause", "closed")
      case .times: $0.add("cause", "times")
      }
      $0.add("reasons", all: entry.reasons, json)
    }
  }

  private static func load(_ plan: OutreachPlan) -> [JSONValue] {
    plan.loads.days.indices.filter { plan.isOpen[$0] }.flatMap { day in
      (0...plan.loads.arrivals).filter { plan.loads.capacity[day][$0] > 0 }.map { resource in
        JSONValue {
          $0.add("day", plan.loads.days[day])
          $0.add("resource", name(resource, plan))
          $0.add("capacity", plan.loads.capacity[day][resource])
          $0.add("booked", plan.loads.booked[day][resource])
          $0.add("expected", plan.loads.expected[day][resource])
          $0.add("before", plan.before[day][resource])
          $0.add("after", plan.after[day][resource])
        }
      }
    }
  }
}
