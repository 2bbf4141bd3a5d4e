public import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Replans the rest of a day after events.
///
/// Started work stays, promises are kept, and little else moves. [docs/replanning.md](docs/replanning.md) describes the
/// effect of each event.
public struct Replanner: Sendable {
  /// The site from now on, with calendars that reflect absences and closed bays.
  public let site: Site
  /// The demand from now on: started operations are locked, and confirmed arrivals are promised.
  public let demand: Demand
  /// Contradictions of events with the plan and with each other; with any of them the rest means nothing.
  public let diagnostics: [EventDiagnostic]
  /// Whether the site is another one from now on: somebody is away or back, a bay or the site closed, or there are more or
  /// fewer drivers or loan vehicles.
  public let changesSite: Bool
  /// The operations still to come that events affect.
  public let affected: Set<OperationReference>

  private let givenSite: Site
  private let givenDemand: Demand
  private let plan: Schedule
  private let statusChanges: [String: VisitStatusChange]
  private let dropped: [String]
  private let unavailability: Unavailability
  /// Visits with a time that their customers have not agreed to, or not been told yet.
  private let unconfirmed: Set<String>
  private let knowledge: DayKnowledge

  /// Applies events to a plan.
  ///
  /// - Parameter knowledge: What is known of the work that no event mentions.
  /// - Precondition: The formats accept the site and the demand, and the schedule is feasible for them.
  /// - Complexity: O(*n* log *n*) in the operations, plus that of compiling the problem.
  public init(
    site: Site, demand: Demand, schedule: Schedule, events: [WorkshopEvent], now: CivilTime,
    knowledge: DayKnowledge = .planned
  ) {
    givenSite = site
    givenDemand = demand
    plan = schedule
    self.knowledge = knowledge
    let ledger = EventLedger(
      site: site, demand: demand, schedule: schedule, events: events, now: now, knowledge: knowledge)
    let replay = DayReplay(ledger, site: site, demand: demand)
    let next = RemainingDemand(ledger, replay, site: site, demand: demand)
    diagnostics = (ledger.diagnostics + replay.diagnostics + next.diagnostics).sorted {
      ($0.event, $0.member) < ($1.event, $1.member)
    }
    unavailability = ledger.unavailability
    var changed = ledger.unavailability.applied(to: site, until: demand.horizon.end)
    changed.drivers = ledger.drivers
    changed.loaners = ledger.loaners
    changesSite =
      !ledger.unavailability.keepsCalendars || ledger.drivers != site.drivers
      || ledger.loaners != site.loaners
    self.site = changed
    self.demand = next.demand
    affected = next.affected
    dropped = next.dropped
    unconfirmed = next.unconfirmed
    var statusChanges = ledger.statusChanges
    for id in next.outages { statusChanges[id] = .outOfService }
    for id in next.cancelledAfterStart { statusChanges[id] = .cancelled(hadBegun: true) }
    self.statusChanges = statusChanges
  }

  /// The result of replanning.
  public struct Outcome: Sendable {
    /// The demand of the schedule.
    public var demand: Demand
    /// The schedule of the rest of the day, priced for the requested site.
    public var schedule: Schedule
    /// What changes for whom.
    public var changes: ChangeList
    /// The number of operations still to come that no event affects, and of those with another bay or crew or left out.
    public var unaffected: (operations: Int, moved: Int)
  }

  /// Replans the rest of the day.
  ///
  /// - Parameters:
  ///   - options: The seed, threads and limit; `start` is ignored.
  ///   - keepsSite: Whether the caller keeps the changed site. Otherwise the schedule is also valid for the original site.
  ///   - rebooks: Whether customers with a broken promise are rebooked to the offered time immediately.
  ///   - shouldStop: Called often, from several threads; once it returns `true`, the best schedule so far is returned.
  /// - Returns: `nil` if the schedule cannot be valid for the original site, so that the changed one must be kept.
  public func replan(
    _ options: SearchOptions, keepsSite: Bool, rebooks: Bool,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) async -> Outcome? {
    let search = DisturbanceSearch(
      site: site, demand: demand, plan: startingSchedule(), affected: affected,
      retimes: knowledge == .reported)
    var schedule = await search.run(options, shouldStop: shouldStop)
    var finder = RebookingFinder(site: site, demand: demand, schedule: schedule)
    let offers = finder.offers()
    var demand = demand
    if rebooks { rebook(offers, &demand, &schedule) }
    if changesSite, !keepsSite { pin(schedule, &demand) }
    leaveOpen(&demand, schedule, rebooked: rebooks ? Set(offers.keys) : [], keepsSite: keepsSite)
    if schedule.unscheduled.contains(where: { unconfirmed.contains($0.appointment) }) {
      schedule.unscheduled = Planner(site: site, demand: demand).reasons(in: schedule)
    }
    let pricing = Verifier(site: keepsSite ? site : givenSite, demand: demand)
    schedule.cost = nil
    let verdict = pricing.verify(schedule)
    guard verdict.isFeasible || keepsSite || !changesSite else { return nil }
    schedule.cost = ScheduleCost.Stated(total: verdict.cost.total, terms: verdict.cost)
    // The bound and the digest belong to another problem.
    schedule.about?.bound = nil
    schedule.about?.demand = nil
    let changes = ChangeList(
      before: (givenSite, givenDemand, plan), after: (site, demand, schedule), statusChanges: statusChanges,
      dropped: dropped, offers: offers)
    return Outcome(
      demand: demand, schedule: schedule, changes: changes, unaffected: search.disturbance(of: schedule))
  }

  /// The part of the plan that still applies: started operations as they are, the others as planned.
  private func startingSchedule() -> Schedule {
    let planned = Dictionary(uniqueKeysWithValues: plan.assignments.map { ($0.appointment, $0) })
    let problem = CompiledProblem(site: site, demand: demand)
    let assignments = demand.appointments.enumerated().compactMap {
      index, appointment -> Schedule.Assignment? in
      guard let old = planned[appointment.id] else { return nil }
      if case .moved(_, let arrival) = statusChanges[appointment.id], arrival != old.reception?.arrival {
        return nil
      }
      let compiled = problem.operations.elements[problem.appointments[AppointmentIndex(index)].operations]
      let operations = zip(appointment.operations, compiled).compactMap {
        operation, compiled -> Schedule.OperationAssignment? in
        guard let locked = operation.locked else {
          return old.operations.first { $0.operation == operation.id }.map { later($0) }
        }
        return compiled.lock?.end.map {
          Schedule.OperationAssignment(
            operation: operation.id, bay: locked.bay, technicians: locked.technicians, start: locked.start,
            end: problem.civil($0))
        }
      }
      guard operations.count == appointment.operations.count else { return nil }
      var reception = old.reception
      if appointment.arrived != nil { reception = nil }
      if let booked = appointment.booked, let advisor = booked.advisor, appointment.arrived == nil {
        reception = Schedule.Reception(arrival: booked.arrival, advisor: advisor)
      }
      return Schedule.Assignment(
        appointment: appointment.id, reception: reception, ready: old.ready, operations: operations)
    }
    guard knowledge == .reported else { return Schedule(assignments: assignments) }
    // What comes first pushes what is behind it.
    let openOperations = openOperations
    let next = assignments.map { visit in
      let open = Set(openOperations[visit.appointment] ?? [])
      return visit.operations.first { open.contains($0.operation) }?.start ?? demand.now
    }
    return Schedule(
      assignments: assignments.indices.sorted { (next[$0], $0) < (next[$1], $1) }.map { assignments[$0] })
  }

  /// The place of an operation that has not begun: not before now.
  private func later(_ placed: Schedule.OperationAssignment) -> Schedule.OperationAssignment {
    guard knowledge == .reported, placed.start < demand.now else { return placed }
    var placed = placed
    placed.end = demand.now + (placed.end - placed.start)
    placed.start = demand.now
    return placed
  }

  /// The operations of each visit that have not begun.
  private var openOperations: [String: [String]] {
    Dictionary(
      demand.appointments.map { ($0.id, $0.operations.filter { $0.locked == nil }.map(\.id)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Rebooks visits to their offered times.
  private func rebook(
    _ offers: [String: Schedule.Assignment], _ demand: inout Demand, _ schedule: inout Schedule
  ) {
    for index in demand.appointments.indices {
      let id = demand.appointments[index].id
      guard let assignment = offers[id], let reception = assignment.reception else { continue }
      demand.appointments[index].booked = Appointment.Booking(
        arrival: reception.arrival, advisor: reception.advisor)
      schedule.unscheduled.removeAll { $0.appointment == id }
      schedule.assignments.append(assignment)
    }
    schedule.assignments.sort { $0.precedes($1) }
  }

  /// Takes back the promises that only held the times of visits in place during the search: their customers have not
  /// agreed to them yet. Visits that would break a rule without a promise keep it.
  private func leaveOpen(
    _ demand: inout Demand, _ schedule: Schedule, rebooked: Set<String>, keepsSite: Bool
  ) {
    guard !unconfirmed.isEmpty else { return }
    var open = demand
    for index in open.appointments.indices {
      let id = open.appointments[index].id
      if unconfirmed.contains(id), !rebooked.contains(id) { open.appointments[index].booked = nil }
    }
    var unpriced = schedule
    unpriced.cost = nil
    let sites = keepsSite ? [site] : [site, givenSite]
    if sites.allSatisfy({ Verifier(site: $0, demand: open).verify(unpriced).isFeasible }) { demand = open }
  }

  /// Locks work that pauses for an absence, which would end earlier at the original site.
  private func pin(_ schedule: Schedule, _ demand: inout Demand) {
    let placed = Dictionary(
      uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0.operations) })
    for index in demand.appointments.indices {
      guard let operations = placed[demand.appointments[index].id] else { continue }
      for (position, place) in operations.enumerated() {
        let operation = demand.appointments[index].operations[position]
        guard operation.splittable, operation.locked == nil,
          unavailability.meets(
            UsedResources(bay: place.bay, crew: place.technicians), from: place.start, to: place.end)
        else { continue }
        demand.appointments[index].operations[position].locked = ServiceOperation.LockedWork(
          bay: place.bay, technicians: place.technicians, start: place.start, end: place.end)
      }
    }
  }
}
