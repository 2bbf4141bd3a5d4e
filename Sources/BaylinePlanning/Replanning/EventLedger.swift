import BaylineModel
import BaylineVerifier

/// The state after all events, by visit, person, bay and part, with the contradictions found.
///
/// Events apply in chronological order, within a minute in the order of the file. Reports on operations are checked later,
/// when it is known which operations have started (`DayReplay`).
struct EventLedger {
  /// Where a vehicle is.
  enum Presence: Hashable {
    /// The vehicle is expected.
    case expected(Schedule.Reception)
    /// The vehicle has arrived, and was received by an advisor if one is known.
    case here(since: CivilTime, advisor: String?)
    /// The visit has no time: it is not planned, or its slot was released. It cannot come before a time.
    case open(notBefore: CivilTime?)
  }

  /// A visit after all events.
  struct VisitState {
    var appointment: Appointment
    /// The planned assignment; `nil` for new and for unscheduled visits.
    var plan: Schedule.Assignment?
    var presence: Presence
    /// Whether its time was proposed while the day was under way, and nobody has said yet that the customer agreed.
    var isProposal = false
    /// When it was cancelled.
    var cancelledAt: CivilTime?
    /// The parts of added work.
    var addedParts: [SparePart.Requirement] = []
    /// The operations that the customer declined, with the event.
    var declined: [String: (at: CivilTime, event: Int)] = [:]
    /// What the rest of the visit waits for.
    var hold: Hold?
    /// After which operations the vehicle cannot be moved; `nil` stands for the last one that started.
    var immovable: [(operation: String?, event: Int)] = []
    /// Where work was placed by hand, in the order of the events.
    var assignments: [(assignment: WorkshopEvent.HandAssignment, event: Int)] = []
    /// Whether work on it was reported.
    var isReported = false

    /// The arrival that the customer was told: the promised one, else the planned one.
    var promise: Schedule.Reception? {
      guard let booked = appointment.booked, let advisor = booked.advisor ?? plan?.reception?.advisor else {
        return plan?.reception
      }
      return Schedule.Reception(arrival: booked.arrival, advisor: advisor)
    }
  }

  /// Waiting for a customer's answer: nothing starts from a time until another one, if that is known.
  struct Hold: Hashable {
    var since: CivilTime
    var until: CivilTime?

    func contains(_ time: CivilTime) -> Bool {
      since <= time && until.map { time < $0 } ?? true
    }
  }

  /// A report on an operation.
  struct Report {
    /// What is known of the end of an operation.
    enum End: Hashable {
      /// It ended with the report.
      case reached
      /// It is expected then.
      case expected(CivilTime)
      /// Nobody knows it.
      case unknown
    }

    var at: CivilTime
    var end: End
    /// The position of the event.
    var event: Int
  }

  /// How an operation started.
  struct Start {
    var bay: String?
    var crew: [String]?
    var time: CivilTime
    /// The position of the event.
    var event: Int
  }

  let now: CivilTime
  let site: Site
  let demand: Demand
  let knowledge: DayKnowledge
  /// The operations of the original demand.
  let given: Set<OperationReference>

  /// The visits in the order of the demand, followed by new ones in the order of the events.
  var visits: [VisitState] = []
  var positions: [String: Int] = [:]
  var unavailability = Unavailability()
  /// Equipment that cannot be used for some time, from earlier events too.
  var outages: [EquipmentOutage] = []
  /// The numbers of drivers and of loan vehicles from now on.
  var drivers: Int
  var loaners: Int
  /// The last event about the loan vehicles.
  var loanersEvent: Int?
  /// The known deliveries of each part, in chronological order.
  var deliveries: [String: [SparePart.Delivery]] = [:]
  var reports: [OperationReference: [Report]] = [:]
  var starts: [OperationReference: Start] = [:]
  var statusChanges: [String: VisitStatusChange] = [:]
  /// The last count of each part on the shelf.
  var counts: [String: (at: CivilTime, quantity: Int)] = [:]
  /// Parts whose delivery is late, or of which there may be fewer than known.
  var lateParts: Set<String> = []
  private(set) var diagnostics: [EventDiagnostic] = []

  /// The minutes after `now` before which a customer who must be called first cannot come.
  static let callLeadMinutes = 30

  init(
    site: Site, demand: Demand, schedule: Schedule, events: [WorkshopEvent], now: CivilTime,
    knowledge: DayKnowledge = .planned
  ) {
    self.site = site
    self.demand = demand
    self.now = now
    self.knowledge = knowledge
    given = Set(
      demand.appointments.flatMap { visit in
        visit.operations.map { OperationReference(appointment: visit.id, operation: $0.id) }
      })
    drivers = site.drivers
    loaners = site.loaners
    let plans = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0) })
    for given in demand.appointments {
      if let outage = EquipmentOutage(given) {
        outages.append(outage)
        continue
      }
      let (appointment, hold) = AnswerPart.removed(from: given, parts: demand.parts)
      let plan = plans[appointment.id]
      let presence: Presence
      if let arrived = appointment.arrived {
        presence = .here(since: arrived, advisor: appointment.receivedBy)
      } else {
        presence = plan?.reception.map { .expected($0) } ?? .open(notBefore: nil)
      }
      var visit = VisitState(appointment: appointment, plan: plan, presence: presence, hold: hold)
      // The evening's schedule was told to everybody; what a replan finds is only proposed.
      visit.isProposal =
        (demand.now > demand.horizon.start || knowledge == .reported) && appointment.booked == nil
        && appointment.arrived == nil
      add(visit)
    }
    updateEquipment()
    for part in demand.parts { deliveries[part.id] = part.inbound.sorted { $0.at < $1.at } }
    let ordered = events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    for (index, event) in ordered {
      guard event.at <= now else {
        fault(index, "at", .afterNow(now))
        continue
      }
      if checkTimes(event, index) { apply(event, index) }
    }
    settle()
  }

  /// Whether work that is fixed by hand can still begin then. Where only what was reported has happened, work that is fixed
  /// now has begun.
  func isFuture(_ start: CivilTime) -> Bool {
    knowledge == .planned ? start >= now : start > now
  }

  func visit(_ id: String) -> VisitState? {
    positions[id].map { visits[$0] }
  }

  /// Whether the parts of an operation had been taken from stock when the plan was made.
  func isPicked(_ operation: ServiceOperation, of visit: Appointment) -> Bool {
    visit.picked
      && given.contains(OperationReference(appointment: visit.id, operation: operation.id))
  }

  mutating func fault(_ event: Int, _ member: String, _ problem: EventDiagnostic.Problem) {
    diagnostics.append(EventDiagnostic(event: event, member: member, problem: problem))
  }

  mutating func add(_ visit: VisitState) {
    positions[visit.appointment.id] = visits.count
    visits.append(visit)
  }

  /// Assumes that expected vehicles have arrived, and reopens past promises that were not planned.
  private mutating func settle() {
    for index in visits.indices {
      let id = visits[index].appointment.id
      let cancelledAt = visits[index].cancelledAt
      switch visits[index].presence {
      case .expected(let reception)
      where visits[index].isProposal && !visits[index].isReported && reception.arrival <= now:
        visits[index].presence = .open(notBefore: now + Self.callLeadMinutes)
        statusChanges[id] = statusChanges[id] ?? .notAgreed(proposed: reception.arrival)
      case .expected(let reception)
      where knowledge == .planned && reception.arrival <= min(now, cancelledAt ?? now):
        let isThere = !unavailability.blocks(advisor: reception.advisor, at: reception.arrival)
        visits[index].presence = .here(since: reception.arrival, advisor: isThere ? reception.advisor : nil)
      case .open(nil) where cancelledAt == nil:
        guard let promised = visits[index].appointment.booked?.arrival, promised < now else { continue }
        visits[index].presence = .open(notBefore: now + Self.callLeadMinutes)
        statusChanges[id] = .promisePassed(promised)
      default: continue
      }
    }
    checkLoaners()
  }

  /// Reports fewer loan vehicles than customers have whose vehicles are here.
  private mutating func checkLoaners() {
    guard let loanersEvent else { return }
    let out = visits.count { visit in
      guard case .here = visit.presence, visit.appointment.loaner, visit.cancelledAt == nil else {
        return false
      }
      return visit.plan.map { $0.ready > now } ?? true
    }
    if loaners < out { fault(loanersEvent, "count", .loanersOut(count: out)) }
  }

  private mutating func apply(_ event: WorkshopEvent, _ index: Int) {
    switch event.payload {
    case .absent, .back, .bayClosed, .bayOpen, .advisorAbsent, .advisorBack, .siteClosed:
      applyAbsence(event, index)
    case .equipmentBroken, .equipmentRepaired, .driverAway, .driverBack, .loaners:
      applyResource(event, index)
    case .partLate(let part, let delivery, let arrival): delay(part, delivery, to: arrival, event.at, index)
    case .partArrived(let part, let quantity): receive(part, quantity, event.at)
    case .stock(let part, let quantity):
      counts[part] = (event.at, quantity)
      lateParts.insert(part)
    case .walkIn, .urgentReturn, .request: addNew(event, index)
    case .overrun, .finished, .started, .noShow, .cancelled, .moved, .late, .arrived, .addedWork,
      .removedWork,
      .changed,
      .hold, .answered, .immovable, .assigned:
      guard let id = event.payload.appointment, let position = positions[id] else {
        if let id = event.payload.appointment { fault(index, "at", .beforeItsVisit(id)) }
        return
      }
      if visits[position].cancelledAt != nil { return fault(index, "appointment", .goneAlready(id)) }
      apply(event, of: position, index)
    }
  }

  private mutating func addNew(_ event: WorkshopEvent, _ index: Int) {
    switch event.payload {
    case .walkIn(var visit):
      visit.walkIn = true
      visit.arrived = visit.arrived ?? event.at
      addNew(visit, .walkIn, index)
    case .urgentReturn(var visit):
      if visit.arrived == nil, visit.booked == nil, visit.availability == nil {
        let midnight = CivilTime(event.at.date.advanced(by: 1))
        visit.availability = [TimeWindow(from: event.at, to: midnight)]
      }
      addNew(visit, .urgentReturn, index)
    case .request(let visit):
      if visit.arrived != nil { fault(index, "appointment.arrived", .notOfRequest) }
      for (position, operation) in visit.operations.enumerated() where operation.locked != nil {
        fault(index, "appointment.operations[\(position)].locked", .notOfRequest)
      }
      addNew(visit, .request, index)
    default: break
    }
  }

  private mutating func addNew(_ visit: Appointment, _ status: VisitStatusChange, _ index: Int) {
    if status != .request, let arrived = visit.arrived, arrived > now {
      fault(index, "appointment.arrived", .afterNow(now))
    }
    let presence: Presence =
      visit.arrived.map { .here(since: $0, advisor: visit.receivedBy) } ?? .open(notBefore: nil)
    add(VisitState(appointment: visit, plan: nil, presence: presence))
    statusChanges[visit.id] = status
  }

  // MARK: - Times

  /// Reports times that are too far from the planned days to be meant.
  ///
  /// Absences are cut to the horizon, so that they may be as long as anybody likes.
  private mutating func checkTimes(_ event: WorkshopEvent, _ index: Int) -> Bool {
    var times: [(member: String, time: CivilTime?, latest: CivilTime)] = []
    let end = demand.horizon.end
    let far = end + Self.maxDistance
    switch event.payload {
    case .overrun(_, _, let time): times = [("end", time, end)]
    case .late(_, let arrival), .moved(_, let arrival, _): times = [("arrival", arrival, end)]
    case .started(_, _, _, _, let start): times = [("start", start, end)]
    case .assigned(let assignment): times = [("start", assignment.start, end)]
    case .partLate(_, _, let arrival): times = [("arrival", arrival, far)]
    case .addedWork(let work): times = [("readyBy", work.readyBy, far)]
    case .changed(let change): times = [("readyBy", change.readyBy ?? nil, far)]
    case .hold(_, let until): times = [("until", until, far)]
    case .walkIn(let visit), .urgentReturn(let visit), .request(let visit):
      times = [
        ("appointment.arrived", visit.arrived, far), ("appointment.readyBy", visit.readyBy, far),
        ("appointment.preferredArrival", visit.preferredArrival, far),
        ("appointment.booked.arrival", visit.booked?.arrival, far),
      ]
    default: break
    }
    times.insert(("at", event.at, far), at: 0)
    let earliest = demand.horizon.start + -Self.maxDistance
    let wrong = times.filter { _, time, latest in time.map { $0 < earliest || $0 > latest } ?? false }
    for (member, time, _) in wrong { fault(index, member, .farFromHorizon(time ?? event.at)) }
    return wrong.isEmpty
  }

  /// The minutes from the planned days beyond which a time cannot be meant: a year.
  private static let maxDistance = 366 * CivilTime.minutesPerDay
}
