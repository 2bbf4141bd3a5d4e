package import BaylineModel

extension SearchState {
  /// What keeps a visit out of this schedule, most useful first.
  ///
  /// - Complexity: O(able technicians + suitable bays) gap searches.
  package func obstacles(_ finding: UnscheduledDiagnosis) -> [Obstacle] {
    if let arrival = finding.uneconomicalAt { return [.uneconomical(arrival: problem.civil(arrival))] }
    let found = Self.rules.filter(finding.blockers.contains).map { obstacle($0, finding.appointment) }
    return found.isEmpty ? [.combination] : found
  }

  private static let rules: [Relaxation] = [
    .technicians, .bays, .equipment, .parts, .availability, .advisors, .limits, .promise, .locks, .loaners,
    .drivers, .reserve,
  ]

  private func obstacle(_ rule: Relaxation, _ visit: AppointmentIndex) -> Obstacle {
    switch rule {
    case .technicians: technicianObstacle(visit)
    case .bays: bayObstacle(visit)
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

  private func technicianObstacle(_ visit: AppointmentIndex) -> Obstacle {
    guard let operation = scarcestOperation(of: visit) else { return bayObstacle(visit) }
    let source = self.source(of: operation)
    var requirement: CrewRequirement?
    if case .standard(let work) = source.work { requirement = work.crew }
    return .technicians(
      operation: source.id, requirement: requirement,
      able: availability(of: freeTechnicians(for: operation), ids: problem.site.technicians.map(\.id)))
  }

  private func bayObstacle(_ visit: AppointmentIndex) -> Obstacle {
    let candidates = problem.appointments[visit].operations.map { OperationIndex($0) }
      .filter { problem.operations[$0].lock == nil && needsBay(source(of: $0)) }
    guard let scarcest = candidates.min(by: { freeBays(for: $0).count < freeBays(for: $1).count }) else {
      return .horizon
    }
    let operation = source(of: scarcest)
    var type: String?
    if case .standard(let work) = operation.work { type = work.bay }
    return .bays(
      operation: operation.id, type: type,
      suitable: availability(of: freeBays(for: scarcest), ids: problem.site.bays.map(\.id)))
  }

  private func availability<Resource>(of resources: [FreeResource<Resource>], ids: [String])
    -> [Obstacle.ResourceAvailability]
  {
    resources.map {
      Obstacle.ResourceAvailability(id: ids[$0.resource.int], from: $0.from.map(problem.civil))
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
    .availability(appointment(visit).availability ?? [])
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
          limit: problem.advisors[advisor].perDay)
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
