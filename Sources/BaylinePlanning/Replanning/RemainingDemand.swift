import BaylineModel
import BaylineVerifier

/// The demand from `now` on: started operations are locked, confirmed arrivals are promised, and the other placements of
/// the plan become `previous`.
struct RemainingDemand {
  private(set) var demand: Demand
  /// The operations still to come that events affect: of visits with a status change or late parts, with an absent
  /// technician or a closed bay, new ones, and blocked ones.
  private(set) var affected: Set<OperationReference> = []
  /// The ids of visits with a time that their customers have not agreed to, or not been told yet.
  private(set) var unconfirmed: Set<String> = []
  /// The ids of visits cancelled before any work was done.
  private(set) var dropped: [String] = []
  /// The ids of appointments that stand for equipment out of service.
  private(set) var outages: [String] = []
  /// Contradictions of events with what has started.
  private(set) var diagnostics: [EventDiagnostic] = []
  /// The ids of visits cancelled after work had begun.
  private(set) var cancelledAfterStart: [String] = []

  let ledger: EventLedger
  let replay: DayReplay
  let site: Site
  private let before: Demand

  init(_ ledger: EventLedger, _ replay: DayReplay, site: Site, demand: Demand) {
    self.ledger = ledger
    self.replay = replay
    self.site = site
    before = demand
    self.demand = Demand(horizon: demand.horizon, now: ledger.now, appointments: [])
    let answers = Set(demand.appointments.map { AnswerPart.id(of: $0.id) })
    self.demand.parts = demand.parts.filter { !answers.contains($0.id) }.map { part in
      var part = part
      part.onHand = replay.onHand(part)
      part.inbound = ledger.deliveries[part.id, default: []].filter { $0.at > ledger.now }
      return part
    }
    for visit in ledger.visits { add(visit) }
    addOutages()
  }

  /// Adds the equipment that is out of service from now on.
  private mutating func addOutages() {
    var numbers: [String: Int] = [:]
    for outage in ledger.outages where outage.span.to > ledger.now {
      let number = numbers[outage.equipment, default: 0] + 1
      numbers[outage.equipment] = number
      let appointment = outage.appointment(number: number, site: site, now: ledger.now)
      outages.append(appointment.id)
      demand.appointments.append(appointment)
    }
  }

  mutating func fault(_ event: Int, _ member: String, _ problem: EventDiagnostic.Problem) {
    diagnostics.append(EventDiagnostic(event: event, member: member, problem: problem))
  }

  private mutating func add(_ visit: EventLedger.VisitState) {
    guard let appointment = appointment(visit) else {
      dropped.append(visit.appointment.id)
      return
    }
    demand.appointments.append(appointment)
    let hasStatusChange = ledger.statusChanges[appointment.id] != nil || visit.isReported
    let parts = appointment.picked ? [] : appointment.allParts
    let waitsForParts = parts.contains { ledger.lateParts.contains($0.part) }
    for operation in appointment.operations where operation.locked == nil {
      let key = OperationReference(appointment: appointment.id, operation: operation.id)
      if hasStatusChange || waitsForParts || replay.blocked.contains(key) || losesResources(operation, visit)
      {
        affected.insert(key)
      }
    }
  }

  /// Whether any of the planned crew is absent at that time, the bay closed, or some of the equipment out of service.
  private func losesResources(_ operation: ServiceOperation, _ visit: EventLedger.VisitState) -> Bool {
    guard let placed = visit.plan?.operations.first(where: { $0.operation == operation.id }) else {
      return true
    }
    let used = UsedResources(
      bay: placed.bay, crew: placed.technicians, equipment: operation.equipment)
    let isOut = ledger.outages.contains {
      operation.equipment.contains($0.equipment) && $0.span.from < placed.end && placed.start < $0.span.to
    }
    return isOut || ledger.unavailability.meets(used, from: placed.start, to: placed.end)
  }

  // MARK: - A visit

  /// The remaining visit; `nil` if nothing is left.
  private mutating func appointment(_ visit: EventLedger.VisitState) -> Appointment? {
    var appointment = visit.appointment
    appointment.operations = operations(visit)
    if appointment.operations.isEmpty { return nil }
    if visit.cancelledAt != nil {
      appointment.operations.removeAll { $0.locked == nil }
      if appointment.operations.isEmpty { return nil }
      cancelledAfterStart.append(appointment.id)
    }
    switch visit.presence {
    case .here(let since, let advisor):
      appointment.arrived = since
      appointment.receivedBy = advisor
    case .expected(let reception):
      if appointment.booked == nil, visit.isProposal || ledger.now <= before.horizon.start {
        unconfirmed.insert(appointment.id)
      }
      appointment.booked = Appointment.Booking(arrival: reception.arrival, advisor: reception.advisor)
    case .open(let earliest):
      if let earliest {
        release(&appointment, notBefore: earliest)
      } else if ledger.statusChanges[appointment.id] == nil, appointment.booked == nil {
        callFirst(&appointment)
      }
    }
    takeParts(&appointment, visit)
    if visit.cancelledAt == nil, let hold = visit.hold { wait(hold, &appointment) }
    return appointment
  }

  /// Leaves time to call customers of unscheduled visits, unless they can only come before then.
  private func callFirst(_ appointment: inout Appointment) {
    let earliest = ledger.now + EventLedger.callLeadMinutes
    let all = [TimeWindow(from: before.horizon.start, to: before.horizon.end)]
    let windows = (appointment.availability ?? all).map {
      TimeWindow(from: max($0.from, earliest), to: $0.to)
    }
    .filter { $0.from < $0.to }
    if !windows.isEmpty { appointment.availability = windows }
  }

  /// Withdraws the promise of a slot: the visit needs another time.
  private func release(_ appointment: inout Appointment, notBefore earliest: CivilTime) {
    let advisor = appointment.booked?.advisor
    appointment.booked = nil
    appointment.preferredAdvisor = appointment.preferredAdvisor ?? advisor
    let last = before.horizon.arrivalEnd
    let windows = (appointment.availability ?? []).map {
      TimeWindow(from: max($0.from, earliest), to: $0.to)
    }.filter { $0.from < $0.to }
    let isLate = if case .late = ledger.statusChanges[appointment.id] { true } else { false }
    // A customer on the way comes then, whatever the availability said.
    appointment.availability =
      windows.isEmpty || isLate ? [TimeWindow(from: earliest, to: max(last, earliest + 1))] : windows
    if isLate || appointment.preferredArrival.map({ $0 < earliest }) ?? false {
      appointment.preferredArrival = isLate ? earliest : nil
    }
  }

  /// Parts of started work have left the stock; those of work added later, and of operations to come, are still needed.
  private func takeParts(_ appointment: inout Appointment, _ visit: EventLedger.VisitState) {
    guard appointment.picked || replay.picked.contains(appointment.id) else {
      appointment.parts += visit.addedParts
      return
    }
    let needed = appointment.operations.map { operation in
      operation.locked == nil && !ledger.isPicked(operation, of: visit.appointment) ? operation.parts : []
    }
    if visit.addedParts.isEmpty, needed.allSatisfy(\.isEmpty) {
      appointment.picked = true
      return
    }
    unpick(&appointment)
    appointment.parts = visit.addedParts
    for index in needed.indices where appointment.operations[index].locked == nil {
      appointment.operations[index].parts = needed[index]
    }
  }

  /// Drops the parts that a visit has already got, so that it can need others.
  private func unpick(_ appointment: inout Appointment) {
    appointment.picked = false
    appointment.parts = []
    for index in appointment.operations.indices where appointment.operations[index].locked == nil {
      appointment.operations[index].parts = []
    }
  }

  /// Lets the rest of a visit wait for the customer's answer.
  private mutating func wait(_ hold: EventLedger.Hold, _ appointment: inout Appointment) {
    guard hold.until.map({ $0 > ledger.now }) ?? true,
      let next = appointment.operations.firstIndex(where: { $0.locked == nil })
    else { return }
    if appointment.picked { unpick(&appointment) }
    let answer = AnswerPart.part(of: appointment.id, until: hold.until, language: site.locale)
    appointment.operations[next].parts.append(SparePart.Requirement(part: answer.id, quantity: 1))
    demand.parts.append(answer)
  }
}
