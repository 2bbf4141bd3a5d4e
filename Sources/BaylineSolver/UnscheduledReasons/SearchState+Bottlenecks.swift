package import BaylineModel

/// A part that a visit lacks.
package struct PartShortage: Sendable, Equatable {
  /// The part.
  package var part: PartIndex
  /// Pieces that the visit needs.
  package var needed: Int
  /// Pieces in stock that no other visit has taken.
  package var left: Int
  /// When deliveries make up for it; `nil` if none that is known does.
  package var enoughAt: Int?
}

/// Somebody or something that could do an operation, and when it is free for it.
package struct FreeResource<Resource>: Sendable {
  /// Who or what.
  package var resource: TableIndex<Resource>
  /// From when it is free for the whole work; `nil` if it is not within the horizon.
  package var from: Int?
}

/// What stands in the way of a visit, looked up in a schedule as it stands.
extension SearchState {
  /// The parts that cannot be had at the start of the horizon.
  package func shortages(of appointment: AppointmentIndex) -> [PartShortage] {
    problem.needs[problem.appointments[appointment].needs].compactMap { need in
      let epoch = stock.firstEpoch(for: need.quantity, of: need.part)
      if epoch == 0 { return nil }
      return PartShortage(
        part: need.part, needed: need.quantity, left: max(0, stock.left(of: need.part)),
        enoughAt: epoch.map { problem.parts[need.part].from[$0] })
    }
  }

  /// The parts that a visit needs, with the deliveries that they wait for.
  package func supplies(of appointment: AppointmentIndex) -> [(part: PartIndex, needed: Int, enoughAt: Int?)]
  {
    problem.needs[problem.appointments[appointment].needs].map { need in
      let epoch = stock.firstEpoch(for: need.quantity, of: need.part) ?? 0
      return (need.part, need.quantity, epoch == 0 ? nil : problem.parts[need.part].from[epoch])
    }
  }

  /// The operation of a visit that the fewest technicians can do; `nil` if none needs a technician.
  package func scarcestOperation(of appointment: AppointmentIndex) -> OperationIndex? {
    problem.appointments[appointment].operations.map { OperationIndex($0) }
      .filter { problem.operations[$0].lock == nil && needsTechnician($0) }
      .min { (able(for: $0).count, $0) < (able(for: $1).count, $1) }
  }

  private func needsTechnician(_ operation: OperationIndex) -> Bool {
    switch source(of: operation).work {
    case .standard(let work): work.crew != nil
    case .alternatives(let ways): ways.allSatisfy { $0.technician != nil }
    }
  }

  /// The operation of the demand.
  package func source(of operation: OperationIndex) -> ServiceOperation {
    let compiled = problem.operations[operation]
    return problem.demand.appointments[compiled.appointment.int].operations[compiled.position]
  }

  /// The technicians who can do an operation.
  package func able(for operation: OperationIndex) -> [TechnicianIndex] {
    problem.technicians.indices.filter { technician in
      let candidate = problem.site.technicians[technician.int]
      return switch source(of: operation).work {
      case .standard(let work): work.crew?.admits(candidate) ?? false
      case .alternatives(let ways): ways.contains { $0.technician == candidate.id }
      }
    }
  }

  /// The able technicians with the times from which each alone is free for the whole work once the vehicle can be
  /// there, the earliest first.
  package func freeTechnicians(for operation: OperationIndex) -> [FreeResource<Technician>] {
    let free = able(for: operation).map { technician in
      let option = ProbeOption(
        crew: [technician], bay: nil, work: minutes(of: operation, by: technician),
        time: problem.classes[problem.technicians[technician].shifts])
      return FreeResource(resource: technician, from: firstGap(for: option, operation))
    }
    return free.sorted { ($0.from ?? .max, $0.resource) < ($1.from ?? .max, $1.resource) }
  }

  /// The bays of the right type with the times from which each alone is free likewise, the earliest first.
  package func freeBays(for operation: OperationIndex) -> [FreeResource<Bay>] {
    let fitting = problem.bays.indices.filter { bay in
      let candidate = problem.site.bays[bay.int]
      return switch source(of: operation).work {
      case .standard(let work): work.bay.map { candidate.types.contains($0) } ?? false
      case .alternatives(let ways): ways.contains { $0.bay == candidate.id }
      }
    }
    let free = fitting.map { bay in
      let option = ProbeOption(
        crew: [], bay: bay, work: minutes(of: operation, by: nil),
        time: problem.classes[problem.bays[bay].use])
      return FreeResource(resource: bay, from: firstGap(for: option, operation))
    }
    return free.sorted { ($0.from ?? .max, $0.resource) < ($1.from ?? .max, $1.resource) }
  }

  private func firstGap(for option: ProbeOption, _ operation: OperationIndex) -> Int? {
    let compiled = problem.operations[operation]
    let visit = problem.appointments[compiled.appointment]
    let windows = problem.demand.appointments[compiled.appointment.int].availability ?? []
    let arrival = windows.map { problem.minute($0.from) }.min() ?? problem.now
    return ProbeChain(visit: visit, state: self, relaxation: [], limit: problem.end)
      .gap(for: option, compiled, from: max(problem.now, arrival), until: problem.end)?.0
  }

  private func minutes(of operation: OperationIndex, by technician: TechnicianIndex?) -> Int {
    switch source(of: operation).work {
    case .standard(let work):
      return technician.map { problem.site.technicians[$0.int].workMinutes(for: work.minutes) }
        ?? work.minutes
    case .alternatives(let ways): return ways.map(\.minutes).min() ?? 1
    }
  }

  /// Minutes of a day that can still be booked within the reserve.
  package func bookableLeft(onDay day: Int) -> Int {
    max(0, problem.bookable[day] - reservedMinutes[day])
  }
}
