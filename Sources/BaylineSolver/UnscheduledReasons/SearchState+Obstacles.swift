package import BaylineModel

extension SearchState {
  /// What keeps a visit out of this schedule, most useful first.
  ///
  /// - Complexity: O(able technicians + suitable bays) gap searches.
  package func obstacles(_ finding: UnscheduledDiagnosis) -> [Obstacle] {
    if let arrival = finding.uneconomicalAt { return [.uneconomical(arrival: problem.civil(arrival))] }
    let found = Self.rules.filter(finding.blockers.contains).map { obstacle($0, finding) }
    return found.isEmpty ? [.combination] : found
  }

  private static let rules: [Relaxation] = [
    .technicians, .bays, .equipment, .parts, .availability, .advisors, .limits, .promise, .locks, .loaners,
    .drivers, .reserve,
  ]

  private func obstacle(_ rule: Relaxation, _ finding: UnscheduledDiagnosis) -> Obstacle {
    let visit = finding.appointment
    return switch rule {
    case .technicians: technicianObstacle(visit, isAlone: finding.isAlone)
    case .bays: bayObstacle(visit, isAlone: finding.isAlone)
    case .parts: partObstacle(visit)
    case .availability: availabilityObstacle(visit)
    case .advisors: advisorObstacle(visit)
    case .promise: promiseObstacle(visit)
    case .locks: .locks
    case .loaners: .loaners(count: problem.site.loaners)
    case .equipment: equipmentObstacle(visit)
    case .limits: limitObstacle(visit)
    case .drivers: .drivers(count: problem.site.drivers)
    default: reserveObstacle(visit)
    }
  }

  private func appointment(_ visit: AppointmentIndex) -> Appointment {
    problem.demand.appointments[visit.int]
  }

  private func technicianObstacle(_ visit: AppointmentIndex, isAlone: Bool) -> Obstacle {
    let operations = operationsNeedingTechnicians(of: visit).map { operation in
      (operation: operation, free: freeTechnicians(for: operation), size: crewSize(of: operation))
    }
    // An operation that nobody has time for comes before one with few technicians.
    func key(_ index: Int) -> (Int, Int, OperationIndex) {
      let (operation, free, size) = operations[index]
      return (free.count { $0.from != nil } < size ? 0 : 1, free.count, operation)
    }
    guard let scarcest = operations.indices.min(by: { key($0) < key($1) }) else {
      return bayObstacle(visit, isAlone: isAlone)
    }
    let (operation, free, size) = operations[scarcest]
    let source = self.source(of: operation)
    let ids = problem.site.technicians.map(\.id)
    // Each has time, but the visit is impossible even in an empty schedule.
    if isAlone, free.count(where: { $0.from != nil }) >= size {
      let bays = freeBays(for: operation).map { problem.site.bays[$0.resource.int].id }
      return .noCommonTime(
        operation: source.id, technicians: free.map { ids[$0.resource.int] }, bays: bays)
    }
    var requirement: WorkRequirement.Crew?
    if case .standard(let work) = source.work { requirement = work.crew }
    return .technicians(
      operation: source.id, requirement: requirement, able: availability(of: free, ids: ids))
  }

  private func crewSize(of operation: OperationIndex) -> Int {
    if case .standard(let work) = source(of: operation).work { return work.crew?.size ?? 1 }
    return 1
  }

  private func bayObstacle(_ visit: AppointmentIndex, isAlone: Bool) -> Obstacle {
    let operations = problem.appointments[visit].operations.map { OperationIndex($0) }
      .filter { problem.operations[$0].lock == nil && needsBay(source(of: $0)) }
      .map { (operation: $0, free: freeBays(for: $0)) }
    func key(_ index: Int) -> (Int, Int, OperationIndex) {
      let (operation, free) = operations[index]
      return (free.contains { $0.from != nil } ? 1 : 0, free.count, operation)
    }
    guard let scarcest = operations.indices.min(by: { key($0) < key($1) }) else { return .horizon }
    let (index, free) = operations[scarcest]
    let operation = source(of: index)
    let ids = problem.site.bays.map(\.id)
    if isAlone, free.contains(where: { $0.from != nil }) {
      return .noCommonTime(operation: operation.id, technicians: [], bays: free.map { ids[$0.resource.int] })
    }
    var type: String?
    if case .standard(let work) = operation.work { type = work.bay }
    return .bays(operation: operation.id, type: type, suitable: availability(of: free, ids: ids))
  }

  private func availability<Resource>(of resources: [FreeResource<Resource>], ids: [String])
    -> [Obstacle.ResourceAvailability]
  {
    resources.map { resource in
      let state: Obstacle.ResourceAvailability.State =
        switch resource.state {
        case .free(let from): .free(from: problem.civil(from))
        case .busy: .busy
        case .offDuty: .offDuty
        case .tooShort(let work, let longest): .tooShort(work: work, longest: longest)
        }
      return Obstacle.ResourceAvailability(id: ids[resource.resource.int], state: state)
    }
  }

  private func needsBay(_ operation: ServiceOperation) -> Bool {
    switch operation.work {
    case .standard(let work): work.bay != nil
    case .alternatives(let modes): modes.contains { $0.bay != nil }
    }
  }

  private func equipmentObstacle(_ visit: AppointmentIndex) -> Obstacle {
    guard let scarcest = scarcestEquipment(of: visit) else { return .combination }
    let equipment = problem.site.equipment[scarcest.equipment]
    return .equipment(
      id: equipment.id, operation: source(of: scarcest.operation).id, count: equipment.count,
      freeFrom: scarcest.from.map(problem.civil))
  }

  private func limitObstacle(_ visit: AppointmentIndex) -> Obstacle {
    guard let full = firstFullLimit(of: visit) else { return .combination }
    let limit = problem.site.booking.limits[full.limit]
    return .limit(
      id: limit.id, on: problem.civil(full.day * 1440).date, arrivals: full.arrivals, most: limit.most)
  }

  private func partObstacle(_ visit: AppointmentIndex) -> Obstacle {
    .parts(
      shortages(of: visit).map {
        Obstacle.MissingPart(
          part: problem.demand.parts[$0.part.int].id, needed: $0.needed, left: $0.left,
          enoughAt: $0.enoughAt.map(problem.civil))
      })
  }

  private func availabilityObstacle(_ visit: AppointmentIndex) -> Obstacle {
    let windows = appointment(visit).availability ?? []
    let horizon = problem.demand.horizon
    if !windows.isEmpty, windows.allSatisfy({ $0.to <= horizon.start || $0.from >= horizon.arrivalEnd }) {
      return .outsidePlan(
        windows, first: horizon.from, last: horizon.from.advanced(by: max(0, horizon.days - 1)))
    }
    return .availability(windows)
  }

  private func advisorObstacle(_ visit: AppointmentIndex) -> Obstacle {
    let source = appointment(visit)
    let able = problem.advisors.indices.filter { problem.site.advisors[$0.int].receives(source.kind) }
    guard !able.isEmpty else { return .noAdvisor(for: source.kind) }
    let first = source.booked?.arrival ?? source.availability?.map(\.from).min() ?? problem.demand.now
    let day = BaylineModel.day(of: max(problem.minute(first), 0))
    return .advisors(
      on: problem.civil(day * 1440).date,
      bookings: able.map { advisor in
        Obstacle.AdvisorBookings(
          advisor: problem.site.advisors[advisor.int].id, booked: arrivals.count(of: advisor, onDay: day),
          limit: problem.advisors[advisor].perDay,
          isOnDuty: problem.advisors[advisor].shifts.minutes(from: day * 1440, to: (day + 1) * 1440) > 0)
      })
  }

  private func promiseObstacle(_ visit: AppointmentIndex) -> Obstacle {
    guard case .booked(let arrival) = problem.appointments[visit].rule else {
      return availabilityObstacle(visit)
    }
    let reception = problem.site.booking.receptionMinutes
    let isOnDuty = problem.advisors.elements.contains { $0.shifts.covers(arrival, arrival + reception) }
    return .promise(arrival: problem.civil(arrival), advisorIsOnDuty: isOnDuty)
  }

  private func reserveObstacle(_ visit: AppointmentIndex) -> Obstacle {
    let left = (0..<problem.days).filter { problem.reserves[0].bookable[$0] > 0 }.map { day in
      Obstacle.DayMinutes(date: problem.civil(day * 1440).date, minutes: bookableLeft(onDay: day))
    }
    return .reserve(minutes: problem.appointments[visit].span, left: left)
  }
}
