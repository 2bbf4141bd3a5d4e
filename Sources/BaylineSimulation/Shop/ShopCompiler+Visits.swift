import BaylineModel

/// The visits of the plan and their works.
extension ShopCompiler {
  mutating func compileVisits() {
    let planned = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0) })
    for (position, appointment) in demand.appointments.enumerated() {
      let key = StreamKey.of(appointment.id)
      if let assignment = planned[appointment.id] {
        let first = shop.works.count
        for (place, placed) in assignment.operations.enumerated() {
          addWork(place, placed, of: appointment, key: key)
        }
        compileHandling(of: appointment, works: first..<shop.works.count)
        addVisit(appointment, at: position, assignment, works: first..<shop.works.count, key: key)
      } else if appointment.operations.contains(where: { $0.locked != nil }) {
        // Not scheduled, but its locked operations occupy bays and people.
        let first = shop.works.count
        for (place, operation) in appointment.operations.enumerated() {
          guard let placed = lockedPlace(operation) else { continue }
          addWork(place, placed, of: appointment, key: key)
        }
        addVisit(appointment, at: position, nil, works: first..<shop.works.count, key: key)
      }
    }
  }

  private mutating func addVisit(
    _ appointment: Appointment, at position: Int, _ assignment: Schedule.Assignment?, works: Range<Int>,
    key: UInt64
  ) {
    let reception = assignment?.reception
    let stated = minute(demand.now)
    let since = appointment.arrived.map { max(minute($0), 0) } ?? max(0, stated)
    shop.visits.append(
      ShopVisit(
        appointment: position, key: key, kind: kindIndices[appointment.kind] ?? 0,
        isReturn: appointment.kind == .comeback,
        works: works,
        arrival: reception.map { minute($0.arrival) },
        advisor: reception.flatMap { advisorIndices[$0.advisor] } ?? -1, isDoubleBooked: false,
        isWaiting: appointment.waiting, needsLoaner: appointment.loaner,
        priority: appointment.priority,
        dropCost: dropCost(of: appointment) * (appointment.isCommitted ? Self.committedWeight : 1),
        collect: assignment == nil ? nil : appointment.collect,
        deliver: assignment == nil ? nil : appointment.deliver, readyBy: appointment.readyBy.map(minute),
        promise: assignment?.promise.map(minute),
        earliest: earliest(of: appointment, arrival: reception.map { minute($0.arrival) }),
        since: max(since, stated),
        isLockedOnly: assignment == nil,
        noShow: reception.map { uncertainty.noShow(appointment.kind, at: $0.arrival) } ?? 0))
    addObservations(of: appointment)
  }

  /// The weight of the drop cost of visits that are promised, in house or under way.
  private static let committedWeight = 3

  /// What it costs if the customer of a visit that nobody has promised is lost, in points.
  func dropCost(of appointment: Appointment) -> Int {
    (appointment.dropCost ?? site.policy.kinds[appointment.kind]?.drop ?? 0) * appointment.priority / 100
  }

  /// When work on a visit could start at the earliest: the start of its delay. Arriving before the wish gains nothing.
  func earliest(of appointment: Appointment, arrival: Int?) -> Int {
    let earliest = max(minute(demand.now), shop.hours.next(from: 0) ?? 0)
    if let arrived = appointment.arrived { return max(earliest, minute(arrived)) }
    if let booked = appointment.booked { return minute(booked.arrival) }
    let from = (appointment.availability ?? []).map { minute($0.from) }.min()
    let wish = appointment.preferredArrival.map { min(minute($0), arrival ?? .max) }
    return [from, wish].compactMap(\.self).reduce(earliest, max)
  }

  private mutating func addWork(
    _ position: Int, _ placed: Schedule.OperationAssignment, of appointment: Appointment, key: UInt64
  ) {
    let operation = appointment.operations[position]
    let crew = placed.technicians.compactMap { technicianIndices[$0] }
    let bay = placed.bay.flatMap { bayIndices[$0] }
    let (start, end) = (minute(placed.start), minute(placed.end))
    let time = commonTime(crew, bay)
    let timeMode = timeMode(of: operation, crew, bay)
    let minutes = timeMode == .resumable ? time.minutes(from: start, to: end) : end - start
    let lock = operation.locked
    let hasBegun = lock.map { _ in start < max(0, minute(demand.now)) } ?? false
    let need = need(of: operation)
    shop.works.append(
      ShopWork(
        visit: shop.visits.count, operation: position, key: StreamKey.of(StreamKey.of(operation.id), in: key),
        crew: crew, bay: bay, start: start, end: end, minutes: minutes, timeMode: timeMode,
        time: time, isLeftShifted: false, isForced: hasBegun,
        hasKnownDuration: lock != nil && (lock?.end != nil || end <= max(0, minute(demand.now))),
        isLocked: lock != nil,
        standard: shop.needs[need].standard, need: need, duration: duration(of: operation, appointment.kind)))
    addObservations(of: operation, appointment)
  }

  private func timeMode(of operation: ServiceOperation, _ crew: [Int], _ bay: Int?) -> ShopWork.TimeMode {
    if crew.isEmpty, !(bay.map { shop.bays[$0].hasCalendar } ?? false) { return .wallClock }
    if let lock = operation.locked {
      return operation.splittable && lock.end == nil ? .resumable : .wallClock
    }
    return operation.splittable ? .resumable : .nonResumable
  }

  /// The common working time of a crew and a bay.
  private mutating func commonTime(_ crew: [Int], _ bay: Int?) -> WorkingTime {
    let positions = crew.map { shop.technicians[$0].time } + (bay.map { [shop.bays[$0].time] } ?? [])
    // The intersection may be a new one, so it comes first.
    let common = times.intersection(positions)
    return times.all[common]
  }

  /// The place of a locked operation of an unscheduled visit (H9, H15).
  private mutating func lockedPlace(_ operation: ServiceOperation) -> Schedule.OperationAssignment? {
    guard let lock = operation.locked else { return nil }
    var end = lock.end
    if end == nil {
      let crew = lock.technicians.compactMap { technicianIndices[$0] }
      let bay = lock.bay.flatMap { bayIndices[$0] }
      let work = lockedWork(operation, lock, crew, bay)
      if operation.splittable, !crew.isEmpty || bay.map({ shop.bays[$0].hasCalendar }) ?? false {
        let time = commonTime(crew, bay)
        end = time.end(ofWork: work, from: minute(lock.start)).map { origin + $0 }
      } else {
        end = lock.start + work
      }
    }
    return Schedule.OperationAssignment(
      operation: operation.id, bay: lock.bay, technicians: lock.technicians, start: lock.start,
      end: end ?? demand.horizon.end)
  }

  private func lockedWork(
    _ operation: ServiceOperation, _ lock: ServiceOperation.LockedWork, _ crew: [Int], _ bay: Int?
  )
    -> Int
  {
    switch operation.work {
    case .standard(let work):
      crew.map { site.technicians[$0].workMinutes(for: work.minutes) }.max() ?? work.minutes
    case .alternatives(let ways):
      ways.first { $0.bay == lock.bay && $0.technician == lock.technicians.first }?.minutes ?? 1
    }
  }
}
