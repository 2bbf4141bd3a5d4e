public import BaylineModel
import BaylineVerifier

/// Makes the next day's demand from what is left of today and from what is booked for then.
///
/// Everything is assumed to have happened as planned, except what the events say (docs/replanning.md). Work under way is
/// interrupted: its rest is an operation of its own with the minutes that are left, as if the site closed.
public struct RollOver: Sendable {
  /// The next day's demand: today's visits first, in their order.
  public private(set) var demand: Demand
  /// What becomes of each visit of today, and of visits of the next day that change.
  public private(set) var items: [RollOverItem] = []
  /// Parts of which the next day's demand has another quantity in stock than is left of today; its own counts.
  public private(set) var recounted: [String] = []
  /// Contradictions of events with the plan and with each other; with any of them the rest means nothing.
  public let diagnostics: [EventDiagnostic]
  /// Why the demand cannot be made; `nil` if it can.
  public private(set) var problem: RollOverProblem?

  private let site: Site
  private let today: Demand
  private let now: CivilTime
  private let ledger: EventLedger
  private let rest: Demand
  /// The ids of visits whose times nobody has agreed to yet.
  private let unconfirmed: Set<String>
  /// The ids of today's visits that are carried over, with the same id.
  private var carried: [Appointment] = []

  /// Carries over what is left of a day.
  ///
  /// - Parameters:
  ///   - now: The time of the roll-over, after the last arrival of the day.
  ///   - next: The demand of the next day, as booked or imported.
  ///   - knowledge: What is known of the work that no event mentions.
  /// - Precondition: The formats accept the site and both demands, and the schedule is feasible for today's.
  /// - Complexity: O(*n* log *n*) in the operations, plus that of compiling the problem.
  public init(
    site: Site, today: Demand, schedule: Schedule, events: [WorkshopEvent], now: CivilTime, next: Demand,
    knowledge: DayKnowledge = .planned
  ) {
    let closing = WorkshopEvent(at: now, .siteClosed(from: nil, until: nil))
    ledger = EventLedger(
      site: site, demand: today, schedule: schedule, events: events + [closing], now: now,
      knowledge: knowledge)
    let replay = DayReplay(ledger, site: site, demand: today)
    let remaining = RemainingDemand(ledger, replay, site: site, demand: today)
    diagnostics = (ledger.diagnostics + replay.diagnostics + remaining.diagnostics).sorted {
      ($0.event, $0.member) < ($1.event, $1.member)
    }
    rest = remaining.demand
    unconfirmed = remaining.unconfirmed
    self.site = site
    self.today = today
    self.now = now
    demand = next
    guard diagnostics.isEmpty else { return }
    guard now < next.horizon.start else {
      problem = .beginsTooEarly(from: next.horizon.from, now: now)
      return
    }
    let expected = rest.appointments.filter { visit in
      visit.arrived == nil
        && visit.booked.map { now <= $0.arrival && $0.arrival < next.horizon.start } ?? false
    }
    guard expected.isEmpty else {
      problem = .stillExpected(expected.map(\.id))
      return
    }
    carryVisits()
    addBooked(next)
    addParts(next)
    demand.now = max(next.now, next.horizon.start)
  }

  // MARK: - Today's visits

  private mutating func carryVisits() {
    let left = Set(rest.appointments.map(\.id))
    for id in ledger.visits.map(\.appointment.id) where !left.contains(id) {
      items.append(RollOverItem(id, .cancelled))
    }
    for visit in rest.appointments {
      if let outage = EquipmentOutage(visit) {
        if outage.span.to > demand.horizon.start { carried.append(visit) }
        continue
      }
      if visit.arrived != nil { carryVehicle(visit) } else { carryCall(visit) }
    }
  }

  /// A vehicle that is on site, unless its work is done and nobody has to bring it back.
  private mutating func carryVehicle(_ visit: Appointment) {
    let open = visit.operations.filter { $0.locked == nil }
    guard !open.isEmpty else {
      let wasCancelled = ledger.statusChanges[visit.id] == .cancelled(hadBegun: false)
      if !wasCancelled, let delivery = delivery(of: visit), now <= delivery {
        var visit = visit
        visit.waiting = false
        carried.append(visit)
        items.append(RollOverItem(visit.id, .toDeliver(delivery)))
      } else {
        items.append(RollOverItem(visit.id, wasCancelled ? .cancelled : .finished))
      }
      return
    }
    var visit = visit
    // Nobody waits overnight.
    visit.waiting = false
    relaxLag(of: &visit)
    carried.append(visit)
    let minutes = open.reduce(0) { $0 + Self.minutes(of: $1) }
    items.append(
      RollOverItem(visit.id, .unfinished(minutes: minutes, missingParts: missingParts(of: visit))))
  }

  /// Lets the next operation follow as soon as possible if it was to follow before the next day begins.
  private func relaxLag(of visit: inout Appointment) {
    guard let next = visit.operations.firstIndex(where: { $0.locked == nil }), next > 0,
      let most = visit.operations[next].lag.max
    else { return }
    guard let end = end(of: visit.operations[next - 1]) else { return }
    if end + most < demand.horizon.start { visit.operations[next].lag.max = nil }
  }

  /// When work ended that has begun; `nil` for any other.
  private func end(of operation: ServiceOperation) -> CivilTime? {
    guard let lock = operation.locked else { return nil }
    let minutes = site.workMinutes(of: operation, bay: lock.bay, crew: lock.technicians) ?? 0
    return lock.end ?? lock.start + minutes
  }

  /// When a driver sets out to bring back a vehicle whose work is done; `nil` if it is fetched.
  private func delivery(of visit: Appointment) -> CivilTime? {
    guard let minutes = visit.deliver, let end = visit.operations.last.flatMap(end) else { return nil }
    return site.deliveryStart(from: end + site.booking.finishMinutes, minutes: minutes)
  }

  private static func minutes(of operation: ServiceOperation) -> Int {
    switch operation.work {
    case .standard(let work): work.minutes
    case .alternatives(let ways): ways.map(\.minutes).min() ?? 0
    }
  }

  private func missingParts(of visit: Appointment) -> [String] {
    guard !visit.picked else { return [] }
    var needed: [String: Int] = [:]
    for need in visit.allParts { needed[need.part, default: 0] += need.quantity }
    return rest.parts.filter { part in needed[part.id].map { $0 > part.onHand } ?? false }.map(\.id)
  }

  /// A visit whose customer did not come: promised for a later day, or to be called.
  private mutating func carryCall(_ given: Appointment) {
    var visit = given
    let start = demand.horizon.start
    if unconfirmed.contains(visit.id) { visit.booked = nil }
    if let booked = visit.booked, booked.arrival >= start {
      carried.append(visit)
      items.append(RollOverItem(visit.id, .booked(booked.arrival)))
      return
    }
    visit.preferredAdvisor = visit.expectedAdvisor
    visit.booked = nil
    // What the customer said of days that are over no longer holds.
    let left = (visit.availability ?? []).filter { $0.to > start }
      .map { TimeWindow(from: max($0.from, start), to: $0.to) }
    visit.availability = left.isEmpty ? nil : left
    if let wish = visit.preferredArrival, wish < start { visit.preferredArrival = nil }
    if let readyBy = visit.readyBy, readyBy <= start { visit.readyBy = nil }
    for index in visit.operations.indices { visit.operations[index].previous = nil }
    carried.append(visit)
    if case .noShow(let missed) = ledger.statusChanges[visit.id] {
      items.append(RollOverItem(visit.id, .noShow(missed: missed)))
    } else {
      items.append(RollOverItem(visit.id, .unscheduled))
    }
  }

  // MARK: - The next day's visits

  /// Puts both days together, each vehicle's visit once.
  private mutating func addBooked(_ next: Demand) {
    var visits = next.appointments
    let plates = Dictionary(grouping: visits.filter { Self.plate($0) != nil }) { Self.plate($0) ?? "" }
    for visit in carried {
      guard let plate = Self.plate(visit), let others = plates[plate] else { continue }
      if visit.arrived == nil {
        // The customer has another time by now.
        guard let other = others.first(where: { Self.isSameWork($0, as: visit) || $0.id == visit.id }) else {
          continue
        }
        carried.removeAll { $0.id == visit.id }
        items.removeAll { $0.appointment == visit.id }
        items.append(RollOverItem(visit.id, .alreadyThere(as: other.id)))
      } else {
        for other in others where Self.isSameWork(other, as: visit) || other.id == visit.id {
          visits.removeAll { $0.id == other.id }
          items.append(RollOverItem(other.id, .sameWork(as: visit.id)))
        }
      }
    }
    let ids = Set(carried.map(\.id))
    var taken = ids.union(visits.map(\.id))
    for index in visits.indices where ids.contains(visits[index].id) {
      let old = visits[index].id
      let new = (2...).lazy.map { "\(old)-\($0)" }.first { !taken.contains($0) } ?? old
      taken.insert(new)
      visits[index].id = new
      items.append(RollOverItem(new, .renamed(from: old)))
    }
    demand.appointments = carried + visits
    let last = carried.compactMap(\.booked?.arrival.date).max()
    if let last, last >= next.horizon.from.advanced(by: next.horizon.days) {
      demand.horizon.days = last.ordinal - next.horizon.from.ordinal + 1
    }
  }

  private static func plate(_ visit: Appointment) -> String? {
    let plate = visit.card.plate.map(Appointment.CustomerCard.plateKey) ?? ""
    return plate.isEmpty ? nil : plate
  }

  /// Whether all work of a visit is among that of another, by names or else by ids.
  private static func isSameWork(_ visit: Appointment, as other: Appointment) -> Bool {
    let known = Set(other.operations.map { $0.name ?? $0.id })
    return visit.kind == other.kind && visit.operations.allSatisfy { known.contains($0.name ?? $0.id) }
  }

  // MARK: - Parts

  /// The parts of both days. What the next day's demand says of a part counts, unless it still is what this morning's said.
  private mutating func addParts(_ next: Demand) {
    let (morning, left) = (today.partsByID, rest.partsByID)
    var parts = next.parts
    for index in parts.indices {
      guard let before = morning[parts[index].id], let rest = left[parts[index].id] else { continue }
      if parts[index].onHand == before.onHand, parts[index].inbound == before.inbound {
        parts[index].onHand = rest.onHand
        parts[index].inbound = rest.inbound
      } else if parts[index].onHand != rest.onHand {
        recounted.append(parts[index].id)
      }
    }
    let known = Set(parts.map(\.id))
    let needed = Set(demand.appointments.flatMap(\.allParts).map(\.part))
    parts += rest.parts.filter { part in
      !known.contains(part.id) && (needed.contains(part.id) || morning[part.id] != nil)
    }
    demand.parts = parts
  }
}
