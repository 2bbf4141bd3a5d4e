public import BaylineModel

/// The list of outgoing calls for programs (docs/outreach.md has the members).
public struct OutreachJSON: Sendable {
  /// An encoder of lists.
  public init() {}

  /// The list as a document, ending in a line break.
  public func text(_ plan: OutreachPlan) -> String {
    var root: [JSONMember] = []
    root.add("format", "bayline.outreach/1")
    root.add("from", plan.from.description)
    root.add("days", plan.days)
    root.add("vehicles", plan.vehicles)
    root.add("nothingDue", plan.nothingDue)
    root.add("unseen", .object(unseen(plan)))
    root.add("levelling", .object(levelling(plan)))
    root.add("calls", .array(plan.calls.map { .object(call($0)) }))
    root.add("leftOut", .array(plan.leftOut.map { .object(left($0)) }))
    root.add("load", .array(load(plan)))
    return JSONWriter.document(.object(root))
  }

  private func unseen(_ plan: OutreachPlan) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("vehicles", plan.unseen)
    members.add("called", plan.unseenCalled)
    members.add("spokenTo", plan.unseenContacted)
    return members
  }

  private func levelling(_ plan: OutreachPlan) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("exact", .bool(plan.levelling.isExact))
    members.add("before", Self.decimal(plan.measureBefore))
    members.add("after", Self.decimal(plan.levelling.measure))
    members.add("bound", Self.decimal(plan.levelling.bound))
    let peaks = plan.resources.compactMap { resource -> JSONValue? in
      guard let before = plan.evenness(plan.before, resource), let after = plan.evenness(plan.after, resource)
      else { return nil }
      var peak: [JSONMember] = []
      peak.add("resource", name(resource, plan))
      for (key, value) in [("before", before), ("after", after)] {
        peak.add(
          key,
          .object([
            JSONMember("peakDay", .string(value.peakDay.description)),
            JSONMember("peak", Self.decimal(value.peak)),
            JSONMember("mean", Self.decimal(value.mean)),
            JSONMember("variance", Self.decimal(value.variance)),
          ]))
      }
      return .object(peak)
    }
    members.add("resources", .array(peaks))
    return members
  }

  /// A number to eight decimals.
  private static func decimal(_ value: Double) -> JSONValue {
    .number(((value * 100_000_000).rounded() / 100_000_000).description)
  }

  /// A trade's id; `arrivals` for the arrivals.
  private func name(_ resource: Int, _ plan: OutreachPlan) -> String {
    resource == plan.loads.arrivals ? "arrivals" : plan.loads.trades[resource]
  }

  private func reasons(_ reasons: [DueReason]) -> JSONValue {
    .array(
      reasons.map { due in
        .object([
          JSONMember("reason", .string(due.reason.rawValue)), JSONMember("day", .string(due.day.description)),
        ])
      })
  }

  private func call(_ call: OutreachCall) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("day", call.day.description)
    members.add("plate", call.candidate.vehicle.plate)
    members.add("customer", call.candidate.vehicle.card.customer)
    members.add("phone", call.candidate.vehicle.card.phone)
    members.add("channel", call.channel.rawValue)
    members.add("handedOver", .bool(call.isEscalated))
    members.add("caller", call.caller)
    members.add("reasons", reasons(call.candidate.reasons))
    guard let visit = call.visit else { return members }
    members.add("request", visit.request.id)
    members.add("kind", visit.request.kind.rawValue)
    members.add("job", visit.job)
    members.add("minutes", visit.minutes)
    members.add("visitDay", visit.day.description)
    members.add("half", visit.isMorning ? "morning" : "afternoon")
    members.add(
      "times",
      .array(
        visit.times.map { time in
          .object([
            JSONMember("arrival", .string(time.reception.arrival.description)),
            JSONMember("advisor", .string(time.reception.advisor)),
            JSONMember("scheduled", .bool(time.isScheduled)),
            JSONMember("shared", .bool(time.isShared)),
          ])
        }))
    return members
  }

  private func left(_ entry: OutreachExclusion) -> [JSONMember] {
    var members: [JSONMember] = []
    members.add("plate", entry.vehicle.plate)
    members.add("place", entry.vehicle.place)
    switch entry.cause {
    case .odd(let oddities):
      members.add("cause", "odd")
      members.add("oddities", .array(oddities.map { .string($0.rawValue) }))
    case .trade(let trade):
      members.add("cause", "trade")
      members.add("trade", trade)
    case .doNotCall: members.add("cause", "doNotCall")
    case .booked: members.add("cause", "booked")
    case .noPhone: members.add("cause", "noPhone")
    case .quota: members.add("cause", "quota")
    case .arrivals: members.add("cause", "arrivals")
    case .closed: members.add("cause", "closed")
    case .times: members.add("cause", "times")
    }
    members.add("reasons", reasons(entry.reasons))
    return members
  }

  private func load(_ plan: OutreachPlan) -> [JSONValue] {
    plan.loads.days.indices.filter { plan.isOpen[$0] }.flatMap { day in
      (0...plan.loads.arrivals).filter { plan.loads.capacity[day][$0] > 0 }.map { resource in
        var members: [JSONMember] = []
        members.add("day", plan.loads.days[day].description)
        members.add("resource", name(resource, plan))
        members.add("capacity", plan.loads.capacity[day][resource])
        members.add("booked", plan.loads.booked[day][resource])
        members.add("expected", plan.loads.expected[day][resource])
        members.add("before", plan.before[day][resource])
        members.add("after", plan.after[day][resource])
        return .object(members)
      }
    }
  }
}
