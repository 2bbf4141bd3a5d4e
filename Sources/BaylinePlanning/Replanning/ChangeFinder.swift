package import BaylineModel

extension ChangeList {
  /// A demand with its schedule and the site that it is for.
  package typealias Plan = (site: Site, demand: Demand, schedule: Schedule)

  /// The minimum change of a start, in minutes, that is reported.
  static let minShift = 15

  /// Creates the list of changes between two plans.
  ///
  /// - Parameters:
  ///   - statusChanges: The status changes of visits by events.
  ///   - dropped: The visits that are not in the new demand.
  ///   - offers: How visits with a broken promise could be scheduled.
  package init(
    before: Plan, after: Plan, statusChanges: [String: VisitStatusChange], dropped: [String],
    offers: [String: Schedule.Assignment]
  ) {
    self.init()
    let site = after.site
    let finder = ChangeFinder(before: before, after: after, statusChanges: statusChanges, offers: offers)
    calls = finder.calls()
    cancellations = before.demand.appointments.map(\.id).compactMap { id in
      if dropped.contains(id) { return Cancellation(appointment: id, hadBegun: false) }
      return statusChanges[id] == .cancelled(hadBegun: true)
        ? Cancellation(appointment: id, hadBegun: true) : nil
    }
    let tasks = finder.tasks()
    technicians = site.technicians.compactMap { technician in
      let own = tasks.filter { $0.concerns(technician.id) }.sorted {
        $0.time(for: technician.id) < $1.time(for: technician.id)
      }
      return own.isEmpty ? nil : TechnicianTasks(id: technician.id, tasks: own)
    }
    moved = tasks.filter(\.isMoved)
    let arrivals = finder.arrivals()
    advisors = site.advisors.compactMap { advisor in
      let own = arrivals.filter { $0.before?.advisor == advisor.id || $0.after?.advisor == advisor.id }
        .sorted { ($0.time, $0.appointment) < ($1.time, $1.appointment) }
      return own.isEmpty ? nil : AdvisorArrivals(id: advisor.id, arrivals: own)
    }
    picks = finder.picks()
    vehicleMoves = finder.vehicleMoves()
    trips = finder.trips()
  }
}

extension ChangeList.OperationChange {
  /// Whether an operation placed in both plans has another bay or crew.
  var isMoved: Bool {
    guard let before, let after else { return false }
    return before.bay != after.bay || Set(before.technicians) != Set(after.technicians)
  }

  /// When the technician does it, or was to do it before.
  func time(for technician: String) -> CivilTime {
    let own = [after, before].compactMap(\.self).first { $0.technicians.contains(technician) }
    return own?.start ?? .distant
  }

  /// Whether it changes for a technician: newly assigned, reassigned, in another bay, or at another time.
  func concerns(_ technician: String) -> Bool {
    let had = before?.technicians.contains(technician) ?? false
    let has = after?.technicians.contains(technician) ?? false
    guard had, has, let before, let after else { return had || has }
    return before.bay != after.bay || abs(after.start - before.start) >= ChangeList.minShift
  }
}

extension ChangeList.ArrivalChange {
  var time: CivilTime { after?.arrival ?? before?.arrival ?? .distant }
}

extension CivilTime {
  /// Later than every time in a file.
  fileprivate static let distant = CivilTime(minutes: .max)
}

/// Compares two plans.
struct ChangeFinder {
  private let before: ChangeList.Plan
  private let after: ChangeList.Plan
  private let site: Site
  private let statusChanges: [String: VisitStatusChange]
  private let offers: [String: Schedule.Assignment]
  private let planned: [String: Schedule.Assignment]
  private let plannedNow: [String: Schedule.Assignment]
  private let leftOut: [String: Schedule.UnscheduledAppointment]
  /// The vehicles that had already arrived.
  private let hadArrived: Set<String>
  private let now: CivilTime

  init(
    before: ChangeList.Plan, after: ChangeList.Plan, statusChanges: [String: VisitStatusChange],
    offers: [String: Schedule.Assignment]
  ) {
    self.before = before
    self.after = after
    site = after.site
    self.statusChanges = statusChanges
    self.offers = offers
    planned = before.schedule.assignmentsByVisit
    plannedNow = after.schedule.assignmentsByVisit
    leftOut = after.schedule.unscheduledByVisit
    hadArrived = Set(before.demand.appointments.filter { $0.arrived != nil }.map(\.id))
    now = after.demand.now
  }

  // MARK: - Customers

  /// The calls, the most urgent first, then in chronological order.
  func calls() -> [ChangeList.Call] {
    after.demand.appointments.compactMap { appointment in
      cause(appointment).map {
        ChangeList.Call(appointment: appointment.id, cause: $0, answer: answer(appointment))
      }
    }.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.cause.urgency, one.time, left.offset) < (other.cause.urgency, other.time, right.offset)
    }.map(\.element)
  }

  private func cause(_ appointment: Appointment) -> ChangeList.CallReason? {
    let id = appointment.id
    let isPlanned = plannedNow[id] != nil
    switch statusChanges[id] {
    case .noShow(let missed): return .noShow(missed: missed)
    case .late(let promised, let expected, false):
      return .slotReleased(promised: promised, expected: expected)
    case .promisePassed(let promised): return .promisePassed(promised)
    case .notAgreed(let proposed): return .notAgreed(proposed: proposed)
    case .moved(let from, _) where isPlanned: return .moved(from: from)
    case .urgentReturn: return .urgentReturn
    case .walkIn: return .walkIn
    case .request: return .request
    case .onHold(let until): return .onHold(until: until)
    case .cancelled, .outOfService: return nil
    case .addedWork where isPlanned: return .addedWork
    case .moved, .late, .addedWork, .changed, nil: break
    }
    guard let new = plannedNow[id] else {
      if appointment.arrived != nil {
        let hasStatusChange = statusChanges[id] == .addedWork || !hadArrived.contains(id)
        return planned[id] != nil || hasStatusChange ? .notPlanned : nil
      }
      // Customers already know about visits that remain unscheduled.
      let promised = appointment.booked?.arrival ?? planned[id]?.reception?.arrival
      guard let promised, planned[id] != nil || offers[id] != nil else { return nil }
      return .promiseBroken(promised: promised)
    }
    if offers[id] != nil, let promised = planned[id]?.reception?.arrival, promised != new.reception?.arrival {
      return .promiseBroken(promised: promised)
    }
    guard let old = planned[id] else { return .nowPossible }
    if let readyBy = appointment.readyBy, new.ready > readyBy, new.ready > old.ready {
      return .late(readyBy: readyBy, before: old.ready)
    }
    let isOtherDay = new.ready.date > old.ready.date
    let isLonger = appointment.waiting && new.ready - old.ready >= ChangeList.minShift
    return isOtherDay || isLonger ? .readyLater(before: old.ready) : nil
  }

  private func answer(_ appointment: Appointment) -> ChangeList.Answer {
    let id = appointment.id
    if let new = plannedNow[id] { return .planned(new.reception, ready: new.ready) }
    let offer = offers[id]
    return .leftOut(
      leftOut[id]?.reason ?? .capacity, offer: offer?.reception, ready: offer?.ready,
      earliest: leftOut[id]?.earliest)
  }

  // MARK: - The shop

  /// The changed operations that have not started, including those of cancelled visits.
  func tasks() -> [ChangeList.OperationChange] {
    var tasks: [ChangeList.OperationChange] = []
    var seen: Set<String> = []
    for appointment in after.demand.appointments {
      seen.insert(appointment.id)
      let old = planned[appointment.id]?.operations ?? []
      let new = plannedNow[appointment.id]?.operations ?? []
      for (position, operation) in appointment.operations.enumerated()
      where operation.locked == nil || isPinned(operation) {
        let task = ChangeList.OperationChange(
          appointment: appointment.id, operation: operation.id,
          before: old.first { $0.operation == operation.id },
          after: position < new.count ? new[position] : nil)
        if differs(task) { tasks.append(task) }
      }
      let remaining = Set(appointment.operations.map(\.id))
      for place in old where !remaining.contains(place.operation) && place.start >= now {
        tasks.append(
          ChangeList.OperationChange(
            appointment: appointment.id, operation: place.operation, before: place, after: nil))
      }
    }
    for assignment in before.schedule.assignments where !seen.contains(assignment.appointment) {
      for place in assignment.operations where place.end > now {
        tasks.append(
          ChangeList.OperationChange(
            appointment: assignment.appointment, operation: place.operation, before: place, after: nil))
      }
    }
    return tasks
  }

  /// Whether an operation is locked at a future time.
  private func isPinned(_ operation: ServiceOperation) -> Bool {
    operation.locked.map { $0.start >= now } ?? false
  }

  private func differs(_ task: ChangeList.OperationChange) -> Bool {
    guard let old = task.before, let new = task.after else { return task.before != nil || task.after != nil }
    return task.isMoved || abs(new.start - old.start) >= ChangeList.minShift
  }

  // MARK: - Reception and parts

  /// The changed arrivals of vehicles that have not arrived.
  func arrivals() -> [ChangeList.ArrivalChange] {
    let ids = before.demand.appointments.map(\.id)
    let known = Set(ids)
    let all = ids + after.demand.appointments.map(\.id).filter { !known.contains($0) }
    let arrivedNow = Set(after.demand.appointments.filter { $0.arrived != nil }.map(\.id))
    return all.compactMap { id in
      let old = planned[id]?.reception
      let new = plannedNow[id]?.reception
      guard old != new, !arrivedNow.contains(id) else { return nil }
      return ChangeList.ArrivalChange(appointment: id, before: old, after: new)
    }
  }

  /// Parts that are newly needed, no longer needed, or needed at another time.
  func picks() -> [ChangeList.PartsPick] {
    let old = Dictionary(
      before.demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var picks: [ChangeList.PartsPick] = []
    var seen: Set<String> = []
    for appointment in after.demand.appointments {
      seen.insert(appointment.id)
      let earlier = old[appointment.id]
      picks += ownPicks(appointment, earlier) + operationPicks(appointment, earlier)
    }
    for appointment in before.demand.appointments where !seen.contains(appointment.id) {
      guard let oldNeed = need(appointment, planned[appointment.id]) else { continue }
      picks.append(
        ChangeList.PartsPick(
          appointment: appointment.id, parts: appointment.parts, before: oldNeed, after: nil))
    }
    return picks.sorted { ($0.after ?? $0.before ?? now) < ($1.after ?? $1.before ?? now) }
  }

  /// The changed need of a visit for its own parts.
  private func ownPicks(_ appointment: Appointment, _ earlier: Appointment?) -> [ChangeList.PartsPick] {
    if appointment.parts.isEmpty || appointment.picked { return [] }
    let isSame = earlier?.parts == appointment.parts
    let oldNeed = isSame ? need(earlier, planned[appointment.id]) : nil
    let newNeed = need(appointment, plannedNow[appointment.id])
    guard oldNeed != newNeed else { return [] }
    // The parts of a vehicle that has arrived are needed when its work begins, as expected.
    if appointment.arrived != nil, earlier != nil, earlier?.arrived == nil, isSame, newNeed != nil {
      return []
    }
    if let oldNeed, let newNeed, abs(newNeed - oldNeed) < ChangeList.minShift { return [] }
    return [
      ChangeList.PartsPick(
        appointment: appointment.id, parts: appointment.parts, before: oldNeed, after: newNeed)
    ]
  }

  /// The changed needs of operations for parts of their own.
  private func operationPicks(_ appointment: Appointment, _ earlier: Appointment?) -> [ChangeList.PartsPick] {
    let id = appointment.id
    func needs(_ visit: Appointment?, _ placed: Schedule.Assignment?) -> [String: OperationNeed] {
      guard let visit, !visit.picked else { return [:] }
      var needs: [String: OperationNeed] = [:]
      for operation in visit.operations where operation.locked == nil {
        let parts = operation.parts.filter { $0.part != AnswerPart.id(of: id) }
        let start = placed?.operations.first { $0.operation == operation.id }?.start
        if let start, !parts.isEmpty { needs[operation.id] = OperationNeed(parts: parts, start: start) }
      }
      return needs
    }
    let (old, new) = (needs(earlier, planned[id]), needs(appointment, plannedNow[id]))
    let begun = Set(appointment.operations.filter { $0.locked != nil }.map(\.id))
    let ids = appointment.operations.map(\.id) + (earlier?.operations.map(\.id) ?? [])
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted && !begun.contains($0) && !appointment.picked }.compactMap {
      let (was, isNow) = (old[$0], new[$0])
      guard was != isNow, let parts = isNow?.parts ?? was?.parts else { return nil }
      if let was, let isNow, was.parts == isNow.parts, abs(was.start - isNow.start) < ChangeList.minShift {
        return nil
      }
      return ChangeList.PartsPick(appointment: id, parts: parts, before: was?.start, after: isNow?.start)
    }
  }

  private struct OperationNeed: Hashable {
    var parts: [SparePart.Requirement]
    var start: CivilTime
  }

  /// When a planned visit needs its parts (H11).
  private func need(_ appointment: Appointment?, _ assignment: Schedule.Assignment?) -> CivilTime? {
    guard let appointment, let assignment, !appointment.picked, !appointment.parts.isEmpty else { return nil }
    if let reception = assignment.reception { return reception.arrival + -site.booking.partsLeadMinutes }
    return zip(appointment.operations, assignment.operations).first { $0.0.locked == nil }?.1.start
  }

  // MARK: - Vehicles and drivers

  /// Moves from bay to bay that only one of the plans has, of operations that have not started.
  func vehicleMoves() -> [ChangeList.VehicleMove] {
    let (old, new) = (VehicleMoves(before), VehicleMoves(after))
    return after.demand.appointments.flatMap { appointment in
      appointment.operations.filter { $0.locked == nil || isPinned($0) }.compactMap {
        let key = OperationReference(appointment: appointment.id, operation: $0.id)
        switch (old.places[key], new.places[key]) {
        case (let was, let isNow?) where was?.from != isNow.from || was?.to != isNow.to:
          return isNow.change(key, isNew: true)
        case (let was?, nil) where new.isStaying(key): return was.change(key, isNew: false)
        default: return nil
        }
      }
    }.sorted { ($0.at, $0.appointment) < ($1.at, $1.appointment) }
  }

  /// The changed trips of drivers that have not begun.
  func trips() -> [ChangeList.TripChange] {
    let (old, new) = (DriverTrips(before), DriverTrips(after))
    var known: Set<String> = []
    let visits = (before.demand.appointments + after.demand.appointments).map(\.id)
    let arrived = Set(after.demand.appointments.filter { $0.arrived != nil }.map(\.id))
    let changes = visits.filter { known.insert($0).inserted }.flatMap { id in
      var changes = [
        ChangeList.TripChange(
          appointment: id, isDelivery: true, before: old.deliveries[id], after: new.deliveries[id])
      ]
      if !arrived.contains(id) {
        let trip = ChangeList.TripChange(
          appointment: id, isDelivery: false, before: old.collections[id], after: new.collections[id])
        changes.append(trip)
      }
      return changes
    }
    return changes.filter { change in
      guard let was = change.before, let isNow = change.after else {
        return change.after != nil || change.before.map { $0 >= now } ?? false
      }
      return abs(isNow - was) >= ChangeList.minShift
    }.sorted { ($0.time, $0.appointment) < ($1.time, $1.appointment) }
  }
}

extension ChangeList.TripChange {
  fileprivate var time: CivilTime { after ?? before ?? .distant }
}

extension ChangeList.CallReason {
  /// The rank among the reasons, 0 being the most urgent.
  var urgency: Int {
    switch self {
    case .promiseBroken: 0
    case .notPlanned: 1
    case .onHold: 2
    case .late: 3
    case .readyLater: 4
    case .urgentReturn: 5
    case .walkIn: 6
    case .addedWork: 7
    case .slotReleased: 8
    case .request: 9
    case .noShow: 10
    case .moved: 11
    case .notAgreed: 12
    case .nowPossible: 13
    case .promisePassed: 14
    }
  }
}

extension ChangeList.Call {
  /// The promised time, or the time to tell the customer.
  var time: CivilTime {
    switch cause {
    case .promiseBroken(let time), .late(let time, _), .readyLater(let time), .slotReleased(let time, _),
      .noShow(let time), .notAgreed(let time), .promisePassed(let time):
      return time
    case .onHold(let until): return until ?? .distant
    case .notPlanned, .urgentReturn, .walkIn, .addedWork, .request, .nowPossible, .moved:
      guard case .planned(let reception, let ready) = answer else { return .distant }
      return reception?.arrival ?? ready
    }
  }
}
