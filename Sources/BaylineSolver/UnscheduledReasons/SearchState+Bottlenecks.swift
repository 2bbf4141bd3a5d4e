package import BaylineModel

/// A missing part.
package struct PartShortage: Sendable, Equatable {
  package var part: PartIndex
  /// Quantity needed by the visit.
  package var needed: Int
  /// Quantity in stock and not used by other visits.
  package var left: Int
  /// When deliveries cover the shortage; `nil` if no known delivery does.
  package var enoughAt: Int?
}

/// A resource able to do an operation, and when it is free.
package struct FreeResource<Resource>: Sendable {
  package var resource: TableIndex<Resource>
  /// Whether it has a gap that holds the entire work, and if not, why.
  package var state: State
  /// The start of the first such gap; `nil` if there is none within the horizon.
  package var from: Int? {
    if case .free(let from) = state { return from }
    return nil
  }

  package enum State: Sendable, Equatable {
    case free(from: Int)
    /// There would be a gap without other work.
    case busy
    /// It does not work at all in the time.
    case offDuty
    /// Its longest working interval is shorter than the work; minutes.
    case tooShort(work: Int, longest: Int)
  }
}

/// Queries about what prevents a visit in the current schedule.
extension SearchState {
  /// The parts that are short at the start of the horizon.
  package func shortages(of appointment: AppointmentIndex) -> [PartShortage] {
    allNeeds(of: appointment).compactMap { need in
      let epoch = stock.firstEpoch(for: need.cumulative, of: need.part)
      if epoch == 0 { return nil }
      return PartShortage(
        part: need.part, needed: need.cumulative, left: max(0, stock.left(of: need.part)),
        enoughAt: epoch.map { problem.parts[need.part].from[$0] })
    }
  }

  /// The parts a visit needs, with the deliveries they wait for.
  package func supplies(of appointment: AppointmentIndex) -> [(part: PartIndex, needed: Int, enoughAt: Int?)]
  {
    allNeeds(of: appointment).map { need in
      let epoch = stock.firstEpoch(for: need.cumulative, of: need.part) ?? 0
      return (need.part, need.cumulative, epoch == 0 ? nil : problem.parts[need.part].from[epoch])
    }
  }

  /// The parts that a visit and its operations need, each once with the whole quantity.
  private func allNeeds(of appointment: AppointmentIndex) -> [CompiledNeed] {
    var needs: [CompiledNeed] = []
    problem.forEachNeed(of: problem.appointments[appointment]) { need in
      if let known = needs.firstIndex(where: { $0.part == need.part }) {
        needs[known] = need
      } else {
        needs.append(need)
      }
    }
    return needs
  }

  /// The equipment of a visit that is free last, with its operation and when one of it is first free for all of the
  /// operation; `nil` if it needs none.
  package func scarcestEquipment(
    of appointment: AppointmentIndex
  ) -> (equipment: Int, operation: OperationIndex, from: Int?)? {
    var scarcest: (equipment: Int, operation: OperationIndex, from: Int?)?
    let earliest = max(problem.now, problem.appointments[appointment].earliestWithoutWish)
    for position in problem.appointments[appointment].operations {
      let operation = problem.operations.elements[position]
      guard operation.lock == nil else { continue }
      for row in problem.pools[operation.equipment] {
        let minutes = max(1, operation.minWork)
        let from = timelines.firstRun(Int(row), 0, from: earliest, length: minutes, until: problem.end)
          .flatMap { $0 + minutes <= problem.end ? $0 : nil }
        if let known = scarcest, from ?? .max <= known.from ?? .max { continue }
        scarcest = (Int(row) - problem.row(ofEquipment: 0), OperationIndex(position), from)
      }
    }
    return scarcest
  }

  /// The first limit that keeps a visit out on the days that the customer can come, with the first such day.
  package func firstFullLimit(of appointment: AppointmentIndex) -> (limit: Int, day: Int, arrivals: Int)? {
    let windows = problem.demand.appointments[appointment.int].availability
    var arrivals = problem.slots.filter { slot in
      windows?.contains { problem.minute($0.from) <= slot && slot < problem.minute($0.to) } ?? true
    }
    if case .booked(let promised) = problem.appointments[appointment].rule { arrivals = [promised] }
    for arrival in arrivals {
      guard let limit = fullLimit(for: appointment, at: arrival) else { continue }
      let day = day(of: arrival)
      return (limit, day, limits.count(of: limit, onDay: day))
    }
    return nil
  }

  /// The operations of a visit that are not locked and need technicians.
  package func operationsNeedingTechnicians(of appointment: AppointmentIndex) -> [OperationIndex] {
    problem.appointments[appointment].operations.map { OperationIndex($0) }
      .filter { problem.operations[$0].lock == nil && needsTechnician($0) }
  }

  private func needsTechnician(_ operation: OperationIndex) -> Bool {
    switch source(of: operation).work {
    case .standard(let work): work.crew != nil
    case .alternatives(let modes): modes.allSatisfy { $0.technician != nil }
    }
  }

  package func source(of operation: OperationIndex) -> ServiceOperation {
    problem.source(of: problem.operations[operation])
  }

  package func able(for operation: OperationIndex) -> [TechnicianIndex] {
    problem.technicians.indices.filter { technician in
      let candidate = problem.site.technicians[technician.int]
      return switch source(of: operation).work {
      case .standard(let work): work.crew?.admits(candidate) ?? false
      case .alternatives(let modes): modes.contains { $0.technician == candidate.id }
      }
    }
  }

  /// The able technicians with the start of each one's first gap for the entire work, earliest first.
  package func freeTechnicians(for operation: OperationIndex) -> [FreeResource<Technician>] {
    let free = able(for: operation).map { technician in
      let option = ProbeOption(
        crew: [technician], bay: nil, work: minutes(of: operation, by: technician),
        time: problem.classes[problem.technicians[technician].shifts])
      return FreeResource(resource: technician, state: availability(for: option, operation))
    }
    return free.sorted { ($0.from ?? .max, $0.resource) < ($1.from ?? .max, $1.resource) }
  }

  /// The suitable bays with the start of each one's first gap for the entire work, earliest first.
  package func freeBays(for operation: OperationIndex) -> [FreeResource<Bay>] {
    let fitting = problem.bays.indices.filter { bay in
      let candidate = problem.site.bays[bay.int]
      return switch source(of: operation).work {
      case .standard(let work): work.bay.map { candidate.types.contains($0) } ?? false
      case .alternatives(let modes): modes.contains { $0.bay == candidate.id }
      }
    }
    let free = fitting.map { bay in
      let option = ProbeOption(
        crew: [], bay: bay, work: minutes(of: operation, by: nil),
        time: problem.classes[problem.bays[bay].use])
      return FreeResource(resource: bay, state: availability(for: option, operation))
    }
    return free.sorted { ($0.from ?? .max, $0.resource) < ($1.from ?? .max, $1.resource) }
  }

  /// Whether a technician or a bay has time for an operation from the customer's first window on, alone.
  private func availability<Resource>(
    for option: ProbeOption, _ operation: OperationIndex
  ) -> FreeResource<Resource>.State {
    let compiled = problem.operations[operation]
    let windows = problem.demand.appointments[compiled.appointment.int].availability ?? []
    let arrival = windows.map { problem.minute($0.from) }.min() ?? problem.now
    let (from, until) = (max(problem.now, arrival), problem.end)
    if let start = gap(for: option, compiled, from: from, until: until)?.0 { return .free(from: start) }
    let time = option.time
    var longest = 0
    for index in time.starts.indices {
      longest = max(longest, min(time.ends[index], until) - max(time.starts[index], from))
    }
    if longest <= 0 { return .offDuty }
    if compiled.splittable {
      let total = time.minutes(from: from, to: until)
      return total < option.work ? .tooShort(work: option.work, longest: total) : .busy
    }
    return longest < option.work ? .tooShort(work: option.work, longest: longest) : .busy
  }

  private func minutes(of operation: OperationIndex, by technician: TechnicianIndex?) -> Int {
    switch source(of: operation).work {
    case .standard(let work):
      return problem.site.workMinutes(for: work, crew: technician.map { [$0] } ?? [])
    case .alternatives(let modes): return modes.map(\.minutes).min() ?? 1
    }
  }

  /// Minutes of a day that can still be booked without using the reserve.
  package func bookableLeft(onDay day: Int) -> Int {
    max(0, bookableMinutes(left: 0, onDay: day))
  }
}
