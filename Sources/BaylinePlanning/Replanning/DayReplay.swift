import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Determines which operations have started, from the plan and the events.
///
/// An operation started as planned unless something known prevented it: its vehicle must have been present, the previous
/// operation finished, its crew and bay free and available, and its parts in stock. Otherwise, a report of its end or
/// overrun proves that it started later. Operations are replayed in order of their planned start, so that everything that
/// could block one is known before.
struct DayReplay {
  /// An operation that has started.
  struct StartedOperation {
    var bay: String?
    var crew: [String]
    var start: CivilTime
    /// When it ended, is expected to end, or was interrupted.
    var end: CivilTime
    /// The minutes the same crew still needs if it was interrupted.
    var rest: Int?
    /// Whether the demand already contains it as a fact.
    var isKnown: Bool
  }

  private(set) var begun: [OperationReference: StartedOperation] = [:]
  /// Operations that should have started according to the plan, but were blocked.
  private(set) var blocked: Set<OperationReference> = []
  /// Visits whose parts have been taken from stock since the start of the plan.
  private(set) var picked: Set<String> = []
  /// The bays that a vehicle which cannot be moved has not left, with its visit.
  private var kept: [String: String] = [:]
  /// The operations of which an event says how they started.
  private var reportedStarts: [Item] = []
  private(set) var diagnostics: [EventDiagnostic] = []

  private let ledger: EventLedger
  private let site: Site
  private let demand: Demand
  private let now: CivilTime
  private let problem: CompiledProblem
  /// When operations that have started hold bays and technicians.
  private var held: [Resource: [TimeWindow]] = [:]
  /// What started operations have taken from stock, and when.
  private var taken: [String: [(at: CivilTime, quantity: Int)]] = [:]

  private enum Resource: Hashable {
    case bay(String)
    case technician(String)
  }

  init(_ ledger: EventLedger, site: Site, demand: Demand) {
    self.ledger = ledger
    self.site = site
    self.demand = demand
    now = ledger.now
    problem = CompiledProblem(site: site, demand: demand)
    let items = agenda()
    reportedStarts = items.filter(\.isReported)
    for item in items { replay(item) }
    for (operation, reports) in ledger.reports where begun[operation] == nil {
      for report in reports { fault(report.event, .notUnderWay(operation.operation)) }
    }
    for visit in ledger.visits {
      for operation in visit.appointment.operations.map(\.id) {
        let key = OperationReference(appointment: visit.appointment.id, operation: operation)
        guard let declined = visit.declined[operation], begun[key] != nil else { continue }
        fault(declined.event, .startedAlready(operation), "operations")
      }
    }
    diagnostics.sort { $0.event < $1.event }
  }

  /// The quantity of a part in stock now.
  func onHand(_ part: SparePart) -> Int {
    max(0, stock(part.id, part.onHand, at: now))
  }

  /// Whether an operation that has started holds the bay or any of the crew during `[start, end)`.
  func isHeld(_ bay: String?, _ crew: [String], from start: CivilTime, to end: CivilTime) -> Bool {
    let resources = crew.map { Resource.technician($0) } + (bay.map { [.bay($0)] } ?? [])
    return resources.contains { held[$0, default: []].contains { $0.from < end && start < $0.to } }
  }

  private func stock(_ part: String, _ onHand: Int, at time: CivilTime) -> Int {
    // What was counted on the shelf includes what came and went before.
    let count = ledger.counts[part].flatMap { $0.at <= time ? $0 : nil }
    func sum(_ changes: [(at: CivilTime, quantity: Int)]) -> Int {
      changes.filter { change in count.map { $0.at < change.at } ?? true }.reduce(0) { $0 + $1.quantity }
    }
    let deliveries = ledger.deliveries[part, default: []].filter { $0.at <= time }
    return (count?.quantity ?? onHand) + sum(deliveries.map { ($0.at, $0.quantity) })
      - sum(taken[part, default: []])
  }

  private mutating func fault(
    _ event: Int, _ problem: EventDiagnostic.Problem, _ member: String = "operation"
  ) {
    diagnostics.append(EventDiagnostic(event: event, member: member, problem: problem))
  }

  // MARK: - The agenda

  private struct Item {
    var visit: EventLedger.VisitState
    var operation: ServiceOperation
    var placed: Schedule.OperationAssignment
    var before: String?
    /// Whether it is a fact of the demand, which nothing can have blocked.
    var isKnown: Bool
    /// Whether an event says that it started.
    var isReported: Bool

    var resources: UsedResources {
      UsedResources(bay: placed.bay, crew: placed.technicians, equipment: operation.equipment)
    }
    var reference: OperationReference {
      OperationReference(appointment: visit.appointment.id, operation: operation.id)
    }
  }

  /// The planned, locked and reported operations that start before now, in order of start.
  private mutating func agenda() -> [Item] {
    let locks = locks()
    var items: [Item] = []
    for visit in ledger.visits {
      let operations = visit.appointment.operations
      for (position, operation) in operations.enumerated() {
        let key = OperationReference(appointment: visit.appointment.id, operation: operation.id)
        let planned = visit.plan?.operations.first { $0.operation == operation.id } ?? locks[key]
        let isKnown = locks[key] != nil
        if let start = ledger.starts[key] {
          guard !isKnown, let placed = reported(start, of: operation, planned) else {
            fault(start.event, isKnown ? .startedAlready(operation.id) : .notAnAlternative(operation.id))
            continue
          }
          items.append(
            Item(visit: visit, operation: operation, placed: placed, isKnown: false, isReported: true))
          continue
        }
        guard let planned, planned.start < now || isKnown else { continue }
        if let declined = visit.declined[operation.id], !isKnown, declined.at <= planned.start { continue }
        // Work added since then follows what has begun.
        let before = operations[..<position].last { earlier in
          ledger.given.contains(OperationReference(appointment: key.appointment, operation: earlier.id))
            && visit.declined[earlier.id] == nil
        }
        items.append(
          Item(
            visit: visit, operation: operation, placed: planned, before: before?.id, isKnown: isKnown,
            isReported: false))
      }
    }
    return items.enumerated().sorted {
      ($0.element.placed.start, $0.offset) < ($1.element.placed.start, $1.offset)
    }
    .map(\.element)
  }

  /// The places of operations that had started before the plan was made.
  private func locks() -> [OperationReference: Schedule.OperationAssignment] {
    var locks: [OperationReference: Schedule.OperationAssignment] = [:]
    for (index, appointment) in demand.appointments.enumerated() {
      let compiled = problem.appointments[AppointmentIndex(index)].operations
      for (position, operation) in appointment.operations.enumerated() {
        let key = OperationReference(appointment: appointment.id, operation: operation.id)
        locks[key] = lockedPlace(operation, compiled.lowerBound + position)
      }
    }
    return locks
  }

  /// The place of an operation that started as an event says; `nil` if its alternatives exclude it.
  private func reported(
    _ start: EventLedger.Start, of operation: ServiceOperation, _ planned: Schedule.OperationAssignment?
  ) -> Schedule.OperationAssignment? {
    var placed = Schedule.OperationAssignment(
      operation: operation.id, bay: start.bay ?? planned?.bay,
      technicians: start.crew ?? planned?.technicians ?? [], start: start.time, end: start.time)
    guard let minutes = site.workMinutes(of: operation, bay: placed.bay, crew: placed.technicians) else {
      return nil
    }
    placed.end = end(of: operation, placed, minutes)
    return placed
  }

  /// When work of some minutes ends (H9).
  private func end(of operation: ServiceOperation, _ placed: Schedule.OperationAssignment, _ minutes: Int)
    -> CivilTime
  {
    guard operation.splittable else { return placed.start + minutes }
    let common = commonTime(placed.bay, placed.technicians)
    return common.end(ofWork: minutes, from: problem.minute(placed.start)).map(problem.civil)
      ?? demand.horizon.end
  }

  /// The placement of a locked operation of an unscheduled visit.
  private func lockedPlace(_ operation: ServiceOperation, _ index: Int) -> Schedule.OperationAssignment? {
    guard let locked = operation.locked, locked.start < demand.now || hasBegun(locked) else { return nil }
    let end = problem.operations.elements[index].lock?.end
    return Schedule.OperationAssignment(
      operation: operation.id, bay: locked.bay, technicians: locked.technicians, start: locked.start,
      end: end.map(problem.civil) ?? demand.horizon.end)
  }

  /// Whether work with a fixed start began in the minute in which the plan was made. Work fixed by hand begins later.
  private func hasBegun(_ locked: ServiceOperation.LockedWork) -> Bool {
    ledger.knowledge == .reported && locked.start == demand.now
  }

  private func resources(_ placed: Schedule.OperationAssignment) -> [Resource] {
    placed.technicians.map { .technician($0) } + (placed.bay.map { [.bay($0)] } ?? [])
  }

  // MARK: - One operation

  private mutating func replay(_ item: Item) {
    let key = item.reference
    var placed = item.placed
    if !item.isKnown, !item.isReported, !canStart(item) {
      guard let start = reportedStart(item) else {
        blocked.insert(key)
        return
      }
      placed.start = start
      placed.end = max(start + 1, placed.end)
    }
    if item.isReported { endWork(before: item) }
    var record = StartedOperation(
      bay: placed.bay, crew: placed.technicians, start: placed.start, end: placed.end, rest: nil,
      isKnown: item.isKnown)
    let isFinished = report(on: item, &record)
    // An operation that ended before the start of the plan cannot be interrupted.
    if !isFinished, !(item.isKnown && record.end <= demand.now), !interrupt(&record, item) {
      goOn(&record, item)
    }
    if let cancelledAt = item.visit.cancelledAt, cancelledAt < record.end {
      record.end = max(cancelledAt, record.start + 1)
      record.rest = nil
    }
    begun[key] = record
    for resource in resources(placed) {
      held[resource, default: []].append(TimeWindow(from: record.start, to: record.end))
    }
    keepBay(of: item)
    if !item.isKnown { pick(item) }
  }

  /// Ends what was under way on a vehicle when its next operation started.
  private mutating func endWork(before item: Item) {
    for operation in item.visit.appointment.operations {
      let key = OperationReference(appointment: item.reference.appointment, operation: operation.id)
      guard let record = begun[key], record.end > item.placed.start else { continue }
      let end = max(item.placed.start, record.start + 1)
      for resource in record.crew.map({ Resource.technician($0) }) + (record.bay.map { [.bay($0)] } ?? []) {
        let old = TimeWindow(from: record.start, to: record.end)
        guard let index = held[resource, default: []].firstIndex(of: old) else { continue }
        held[resource]?[index].to = end
      }
      begun[key]?.end = end
      begun[key]?.rest = nil
    }
  }

  /// Notes whether the vehicle stays in its bay after an operation in any case.
  private mutating func keepBay(of item: Item) {
    let visit = item.reference.appointment
    for (bay, owner) in kept where owner == visit { kept[bay] = nil }
    guard let bay = item.placed.bay else { return }
    if item.operation.bayAfter == .keep { kept[bay] = visit }
  }

  private func canStart(_ item: Item) -> Bool {
    let start = item.placed.start
    guard ledger.knowledge == .planned, case .here(let since, _) = item.visit.presence,
      item.visit.cancelledAt.map({ start < $0 }) ?? true
    else {
      return false
    }
    guard since + reception(item.visit) <= start else { return false }
    if item.visit.hold?.contains(start) ?? false { return false }
    if let before = item.before {
      guard let earliest = earliest(of: item, after: before), earliest <= start else { return false }
    }
    if ledger.unavailability.blocks(item.resources, at: start) { return false }
    if let bay = item.placed.bay, let owner = kept[bay], owner != item.reference.appointment { return false }
    let isFree = resources(item.placed).allSatisfy { resource in
      held[resource, default: []].allSatisfy { !$0.contains(start) }
    }
    return isFree && hasParts(item, at: start)
  }

  /// The earliest time after the operation before (H6); `nil` if that has not ended.
  private func earliest(of item: Item, after before: String) -> CivilTime? {
    let key = OperationReference(appointment: item.reference.appointment, operation: before)
    guard let earlier = begun[key], earlier.rest == nil else { return nil }
    let moves = [earlier.bay, item.placed.bay].allSatisfy { $0 != nil } && earlier.bay != item.placed.bay
    return earlier.end + max(item.operation.lag.min, moves ? site.booking.moveMinutes : 0)
  }

  /// When a blocked operation started according to a report: as soon as vehicle, bay and crew were available, at the latest
  /// just before the report. `nil` without a report, or if the report cannot be right.
  private func reportedStart(_ item: Item) -> CivilTime? {
    guard let report = ledger.reports[item.reference]?.first else { return nil }
    let latest = report.at + -1
    guard case .here(let since, _) = item.visit.presence, since <= latest, item.placed.start <= latest else {
      return nil
    }
    var start = max(item.placed.start, since + reception(item.visit))
    if let before = item.before {
      let key = OperationReference(appointment: item.reference.appointment, operation: before)
      guard let earlier = begun[key], earlier.rest == nil, earlier.end <= latest else { return nil }
      start = max(start, earliest(of: item, after: before) ?? start)
    }
    if ledger.unavailability.blocks(item.resources, at: latest) { return nil }
    let occupied =
      resources(item.placed).flatMap { held[$0, default: []] }
      + ledger.unavailability.spans(item.resources)
    while let next = occupied.filter({ $0.contains(start) }).map(\.to).max() { start = next }
    return min(start, latest)
  }

  /// The minutes from the arrival of a vehicle until work may begin.
  private func reception(_ visit: EventLedger.VisitState) -> Int {
    visit.appointment.arrived == nil ? site.booking.receptionMinutes : 0
  }

  /// Applies the reports on an operation; returns whether it has ended.
  private mutating func report(on item: Item, _ record: inout StartedOperation) -> Bool {
    var isFinished = false
    for report in ledger.reports[item.reference] ?? [] {
      if isFinished {
        fault(report.event, .finishedAlready(item.operation.id))
      } else if report.at <= record.start {
        fault(report.event, .notUnderWay(item.operation.id))
      } else {
        switch report.end {
        case .reached: record.end = report.at
        case .expected(let end): record.end = end
        case .unknown: record.end = closing(record, after: report.at)
        }
        isFinished = report.end == .reached
      }
    }
    return isFinished
  }

  /// The end of the crew's day, for work of which nobody knows how long it takes: nothing else can be relied on.
  private func closing(_ record: StartedOperation, after time: CivilTime) -> CivilTime {
    let people = site.technicians.filter { record.crew.contains($0.id) }.map(\.calendar)
    let ends = (people.isEmpty ? [site.hours] : people).compactMap {
      site.calendars[$0]?.windows(on: time.date).last?.to
    }
    return max(ends.max() ?? time, record.end, time + 1)
  }

  /// Interrupts an operation when any of its crew leaves or starts other work, its bay closes or is taken by another
  /// vehicle, or its equipment breaks; returns whether that happened.
  private func interrupt(_ record: inout StartedOperation, _ item: Item) -> Bool {
    let used = UsedResources(bay: record.bay, crew: record.crew, equipment: item.operation.equipment)
    let stops = [
      ledger.unavailability.interruption(used, from: record.start, to: record.end),
      otherWork(record, item),
    ]
    guard let stop = stops.compactMap(\.self).min() else { return false }
    var left = record.end - stop
    if item.operation.splittable {
      left = commonTime(record.bay, record.crew).minutes(
        from: problem.minute(stop), to: problem.minute(record.end))
    }
    record.end = stop
    // Nothing is left if only a pause remained.
    record.rest = left > 0 ? left : nil
    return true
  }

  /// Lets work go on whose end nobody has reported: for a while from now, or until its crew or bay had other work.
  private func goOn(_ record: inout StartedOperation, _ item: Item) {
    guard ledger.knowledge == .reported, record.end <= now else { return }
    let planned = record.end
    record.end = now + DayKnowledge.overrunMinutes
    if let other = otherWork(record, item) {
      record.end = max(planned, other)
    } else if interrupt(&record, item) {
      // When they went home, a little was left.
      record.end = max(planned, record.end)
      record.rest = DayKnowledge.overrunMinutes
    }
  }

  /// When any of a crew started other work, or another vehicle came into the bay; `nil` if a later report says that the
  /// operation went on.
  private func otherWork(_ record: StartedOperation, _ item: Item) -> CivilTime? {
    let starts = reportedStarts.filter { other in
      other.reference.appointment != item.reference.appointment && record.start < other.placed.start
        && other.placed.start < record.end
        && (other.placed.bay.map { $0 == record.bay } ?? false
          || !Set(other.placed.technicians).isDisjoint(with: record.crew))
    }
    guard let first = starts.map(\.placed.start).min() else { return nil }
    let goesOn = ledger.reports[item.reference]?.contains { $0.at > first } ?? false
    return goesOn ? nil : first
  }

  /// The common working time of a crew and a bay at the original site.
  private func commonTime(_ bay: String?, _ crew: [String]) -> WorkingTime {
    var time = WorkingTime.always
    for (index, technician) in site.technicians.enumerated() where crew.contains(technician.id) {
      time = time.intersection(problem.classes[problem.technicians[TechnicianIndex(index)].shifts])
    }
    for (index, known) in site.bays.enumerated() where known.id == bay {
      time = time.intersection(problem.classes[problem.bays[BayIndex(index)].use])
    }
    return time
  }

  // MARK: - Parts

  private func hasParts(_ item: Item, at time: CivilTime) -> Bool {
    quantities(item).allSatisfy { part, quantity in
      let onHand = demand.parts.first { $0.id == part }?.onHand ?? 0
      return stock(part, onHand, at: time) >= quantity
    }
  }

  private mutating func pick(_ item: Item) {
    let start = begun[item.reference]?.start ?? item.placed.start
    for (part, quantity) in quantities(item) { taken[part, default: []].append((start, quantity)) }
    picked.insert(item.reference.appointment)
  }

  /// The parts that leave the stock when an operation starts: its own, and those of its visit if it is the first.
  private func quantities(_ item: Item) -> [String: Int] {
    let visit = item.visit.appointment
    var needed = ledger.isPicked(item.operation, of: visit) ? [] : item.operation.parts
    if !visit.picked, !picked.contains(visit.id) { needed += visit.parts }
    return Dictionary(needed.map { ($0.part, $0.quantity) }, uniquingKeysWith: +)
  }
}
