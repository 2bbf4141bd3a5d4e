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
  private(set) var diagnostics: [EventDiagnostic] = []

  private let ledger: EventLedger
  private let site: Site
  private let demand: Demand
  private let now: CivilTime
  private let problem: CompiledProblem
  /// When operations that have started hold bays and technicians.
  private var held: [Resource: [TimeWindow]] = [:]
  private var taken: [String: Int] = [:]

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
    for item in agenda() { replay(item) }
    for (operation, reports) in ledger.reports where begun[operation] == nil {
      for report in reports { fault(report, .notUnderWay(operation.operation)) }
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
    let delivered = ledger.deliveries[part, default: []].filter { $0.at <= time }.reduce(0) {
      $0 + $1.quantity
    }
    return onHand + delivered - taken[part, default: 0]
  }

  private mutating func fault(_ report: EventLedger.Report, _ problem: EventProblem) {
    diagnostics.append(EventDiagnostic(event: report.event, member: "operation", problem: problem))
  }

  // MARK: - The agenda

  private struct Item {
    var visit: EventLedger.VisitState
    var operation: ServiceOperation
    /// The position in the appointment of the demand, before work was added.
    var position: Int
    var placed: OperationAssignment
    var before: String?
    /// Whether it is a fact of the demand, which nothing can have blocked.
    var isKnown: Bool
  }

  /// The planned and locked operations that start before now, in order of start.
  private func agenda() -> [Item] {
    var items: [Item] = []
    for (index, appointment) in demand.appointments.enumerated() {
      guard let visit = ledger.visit(appointment.id) else { continue }
      let compiled = problem.appointments[AppointmentIndex(index)].operations
      for (position, operation) in appointment.operations.enumerated() {
        let planned =
          visit.plan?.operations[position] ?? lockedPlace(operation, compiled.lowerBound + position)
        guard let planned, planned.start < now else { continue }
        items.append(
          Item(
            visit: visit, operation: operation, position: position, placed: planned,
            before: position > 0 ? appointment.operations[position - 1].id : nil,
            isKnown: operation.locked.map { $0.start < demand.now } ?? false))
      }
    }
    return items.enumerated().sorted {
      ($0.element.placed.start, $0.offset) < ($1.element.placed.start, $1.offset)
    }
    .map(\.element)
  }

  /// The placement of a locked operation of an unscheduled visit.
  private func lockedPlace(_ operation: ServiceOperation, _ index: Int) -> OperationAssignment? {
    guard let locked = operation.locked, locked.start < demand.now else { return nil }
    let end = problem.operations.elements[index].lock?.end
    return OperationAssignment(
      operation: operation.id, bay: locked.bay, technicians: locked.technicians, start: locked.start,
      end: end.map(problem.civil) ?? demand.horizon.end)
  }

  private func resources(_ placed: OperationAssignment) -> [Resource] {
    placed.technicians.map { .technician($0) } + (placed.bay.map { [.bay($0)] } ?? [])
  }

  // MARK: - One operation

  private mutating func replay(_ item: Item) {
    let key = OperationReference(appointment: item.visit.appointment.id, operation: item.operation.id)
    var placed = item.placed
    if !item.isKnown, !canStart(item) {
      guard let start = reportedStart(item, key) else {
        blocked.insert(key)
        return
      }
      placed.start = start
      placed.end = max(start + 1, placed.end)
    }
    var record = StartedOperation(
      bay: placed.bay, crew: placed.technicians, start: placed.start, end: placed.end, rest: nil,
      isKnown: item.isKnown)
    let isFinished = report(on: key, &record)
    // An operation that ended before the start of the plan cannot be interrupted.
    if !isFinished, !(item.isKnown && record.end <= demand.now) { interrupt(&record, item) }
    if let cancelledAt = item.visit.cancelledAt, cancelledAt < record.end {
      record.end = max(cancelledAt, record.start + 1)
      record.rest = nil
    }
    begun[key] = record
    for resource in resources(placed) {
      held[resource, default: []].append(TimeWindow(from: record.start, to: record.end))
    }
    if !item.isKnown { pick(item.visit) }
  }

  private func canStart(_ item: Item) -> Bool {
    let start = item.placed.start
    guard case .here(let since, _) = item.visit.presence, item.visit.cancelledAt.map({ start < $0 }) ?? true
    else {
      return false
    }
    guard since + reception(item.visit) <= start else { return false }
    if let before = item.before {
      let key = OperationReference(appointment: item.visit.appointment.id, operation: before)
      guard let earlier = begun[key], earlier.rest == nil, earlier.end <= start else { return false }
    }
    if ledger.unavailability.blocks(item.placed.bay, item.placed.technicians, at: start) { return false }
    let isFree = resources(item.placed).allSatisfy { resource in
      held[resource, default: []].allSatisfy { !$0.contains(start) }
    }
    return isFree && hasParts(item.visit, at: start)
  }

  /// When a blocked operation started according to a report: as soon as vehicle, bay and crew were available, at the latest
  /// just before the report. `nil` without a report, or if the report cannot be right.
  private func reportedStart(_ item: Item, _ key: OperationReference) -> CivilTime? {
    guard let report = ledger.reports[key]?.first else { return nil }
    let latest = report.at + -1
    guard case .here(let since, _) = item.visit.presence, since <= latest, item.placed.start <= latest else {
      return nil
    }
    var start = max(item.placed.start, since + reception(item.visit))
    if let before = item.before {
      let earlier = begun[OperationReference(appointment: key.appointment, operation: before)]
      guard let earlier, earlier.rest == nil, earlier.end <= latest else { return nil }
      start = max(start, earlier.end)
    }
    let (bay, crew) = (item.placed.bay, item.placed.technicians)
    if ledger.unavailability.blocks(bay, crew, at: latest) { return nil }
    let occupied =
      resources(item.placed).flatMap { held[$0, default: []] } + ledger.unavailability.spans(bay, crew)
    while let next = occupied.filter({ $0.contains(start) }).map(\.to).max() { start = next }
    return min(start, latest)
  }

  /// The minutes from the arrival of a vehicle until work may begin.
  private func reception(_ visit: EventLedger.VisitState) -> Int {
    visit.appointment.arrived == nil ? site.booking.receptionMinutes : 0
  }

  /// Applies the reports on an operation; returns whether it has ended.
  private mutating func report(on key: OperationReference, _ record: inout StartedOperation) -> Bool {
    var isFinished = false
    for report in ledger.reports[key] ?? [] {
      if isFinished {
        fault(report, .finishedAlready(key.operation))
      } else if report.at <= record.start {
        fault(report, .notUnderWay(key.operation))
      } else {
        record.end = report.end ?? report.at
        isFinished = report.end == nil
      }
    }
    return isFinished
  }

  /// Interrupts an operation when any of its crew leaves or its bay closes.
  private func interrupt(_ record: inout StartedOperation, _ item: Item) {
    guard
      let stop = ledger.unavailability.interruption(
        record.bay, record.crew, from: record.start, to: record.end)
    else { return }
    var left = record.end - stop
    if item.operation.splittable {
      left = commonTime(record).minutes(from: problem.minute(stop), to: problem.minute(record.end))
    }
    record.end = stop
    // Nothing is left if only a pause remained.
    record.rest = left > 0 ? left : nil
  }

  /// The common working time of the crew and the bay of an operation at the original site.
  private func commonTime(_ record: StartedOperation) -> WorkingTime {
    var time = WorkingTime.always
    for (index, technician) in site.technicians.enumerated() where record.crew.contains(technician.id) {
      time = time.intersection(problem.classes[problem.technicians[TechnicianIndex(index)].shifts])
    }
    for (index, bay) in site.bays.enumerated() where bay.id == record.bay {
      time = time.intersection(problem.classes[problem.bays[BayIndex(index)].use])
    }
    return time
  }

  // MARK: - Parts

  private func hasParts(_ visit: EventLedger.VisitState, at time: CivilTime) -> Bool {
    if visit.appointment.picked || picked.contains(visit.appointment.id) { return true }
    return quantities(visit).allSatisfy { part, quantity in
      let onHand = demand.parts.first { $0.id == part }?.onHand ?? 0
      return stock(part, onHand, at: time) >= quantity
    }
  }

  private mutating func pick(_ visit: EventLedger.VisitState) {
    let id = visit.appointment.id
    guard !visit.appointment.picked, picked.insert(id).inserted else { return }
    for (part, quantity) in quantities(visit) { taken[part, default: 0] += quantity }
  }

  private func quantities(_ visit: EventLedger.VisitState) -> [String: Int] {
    Dictionary(visit.appointment.parts.map { ($0.part, $0.quantity) }, uniquingKeysWith: +)
  }
}
