import BaylineModel

/// Restricts an operation to a bay, technicians or a start that were chosen by hand.
///
/// With a start the operation is locked. Otherwise it has the alternatives that remain, so that the plan still chooses the
/// time and whatever was not chosen by hand.
struct HandPlacement {
  private let assignment: WorkshopEvent.HandAssignment
  private let site: Site
  /// Whether the operation was named: then a bay of another type or somebody without the skill is intended.
  private var isNamed: Bool { assignment.operation != nil }

  /// Why an operation cannot be done so.
  struct Impossible: Error {
    var problem: EventDiagnostic.Problem
  }

  init(_ assignment: WorkshopEvent.HandAssignment, site: Site) {
    self.assignment = assignment
    self.site = site
  }

  /// The operation as it may be done from now on.
  func applied(
    to operation: ServiceOperation, planned: Schedule.OperationAssignment?
  ) -> Result<ServiceOperation, Impossible> {
    if let start = assignment.start { return locked(operation, at: start, planned) }
    let ways: [WorkRequirement.Alternative]
    switch operation.work {
    case .alternatives(let all):
      ways = all.filter { way in
        (assignment.bay.map { $0 == way.bay } ?? true)
          && (assignment.technicians.map { $0 == [way.technician].compactMap(\.self) } ?? true)
      }
      if ways.isEmpty { return .failure(Impossible(problem: .notAnAlternative(operation.id))) }
    case .standard(let work):
      if work.crew.map({ $0.size > 1 }) ?? false || assignment.technicians.map({ $0.count > 1 }) ?? false {
        return .failure(Impossible(problem: .needsStart(operation.id)))
      }
      ways = self.ways(of: work)
      if ways.isEmpty { return .failure(Impossible(problem: .nothingToAssign(operation.id))) }
    }
    var restricted = operation
    restricted.work = .alternatives(ways)
    return .success(restricted)
  }

  private func locked(
    _ operation: ServiceOperation, at start: CivilTime, _ planned: Schedule.OperationAssignment?
  ) -> Result<ServiceOperation, Impossible> {
    let lock = ServiceOperation.LockedWork(
      bay: assignment.bay ?? planned?.bay, technicians: assignment.technicians ?? planned?.technicians ?? [],
      start: start)
    guard site.workMinutes(of: operation, bay: lock.bay, crew: lock.technicians) != nil else {
      return .failure(Impossible(problem: .notAnAlternative(operation.id)))
    }
    if planned == nil, assignment.bay == nil || assignment.technicians == nil {
      return .failure(Impossible(problem: .nothingToAssign(operation.id)))
    }
    var operation = operation
    operation.locked = lock
    return .success(operation)
  }

  /// All ways to do work for at most one technician.
  private func ways(of work: WorkRequirement.StandardWork) -> [WorkRequirement.Alternative] {
    let bays: [String?]
    switch (work.bay, assignment.bay) {
    case (let type?, let chosen?):
      let isMeant = isNamed || site.bays.contains { $0.id == chosen && $0.types.contains(type) }
      bays = isMeant ? [chosen] : []
    case (let type?, nil): bays = site.bays.filter { $0.types.contains(type) }.map(\.id)
    case (nil, nil): bays = [nil]
    case (nil, _?): bays = []
    }
    let people: [Technician?]
    switch (work.crew, assignment.technicians) {
    case (let crew?, let chosen?):
      people = site.technicians.filter { chosen.contains($0.id) && (isNamed || crew.admits($0)) }
    case (let crew?, nil): people = site.technicians.filter(crew.admits)
    case (nil, nil): people = [nil]
    case (nil, _?): people = []
    }
    return bays.flatMap { bay in
      people.map { person in
        WorkRequirement.Alternative(
          bay: bay, technician: person?.id,
          minutes: person?.workMinutes(for: work.minutes) ?? work.minutes)
      }
    }
  }
}
