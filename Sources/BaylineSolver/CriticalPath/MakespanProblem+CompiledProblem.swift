import BaylineModel

extension MakespanProblem {
  /// The job-shop core of a problem if only the makespan counts and no rule but order, machines and workers can be
  /// binding; otherwise `nil`.
  ///
  /// - Complexity: O(operations × modes).
  init?(_ problem: CompiledProblem) {
    guard problem.countsMakespanAlone, problem.resourcesAlwaysWork else { return nil }
    var modes: [Mode] = []
    var modeRanges: [Range<Int>] = []
    let none = problem.bays.count + problem.technicians.count
    for operation in problem.operations.elements {
      guard operation.lock == nil, !operation.splittable, operation.movedCost == 0,
        operation.isBoundByOrderAlone
      else { return nil }
      let first = modes.count
      for option in operation.options {
        let crewOption = problem.options[option]
        guard crewOption.cost == 0, crewOption.crew.count <= 1, crewOption.work > 0 else { return nil }
        let worker = problem.crews[crewOption.crew].first.map { problem.bays.count + $0.int } ?? none
        for choice in crewOption.bays {
          let machine = problem.bayChoices[choice].bay?.int ?? none
          modes.append(
            Mode(machine: machine, worker: worker, minutes: crewOption.work, option: option, choice: choice))
        }
      }
      guard modes.count > first else { return nil }
      modeRanges.append(first..<modes.count)
    }
    if modes.allSatisfy({ $0.machine == none || $0.worker == none }) {
      modes = modes.map {
        Mode(
          machine: min($0.machine, $0.worker), worker: none, minutes: $0.minutes, option: $0.option,
          choice: $0.choice)
      }
    }
    var releases: [Int] = []
    for appointment in problem.appointments.elements {
      guard case .arrived(let release) = appointment.rule else { return nil }
      releases.append(release)
    }
    self.init(
      jobs: problem.appointments.elements.map(\.operations), releases: releases, modes: modes,
      modeRanges: modeRanges, resourceCount: none + 1)
  }
}

extension CompiledProblem {
  /// Whether the makespan is the only variable cost of any complete schedule, only order, bays, technicians and
  /// horizon can be binding (H6–H10), and leaving a visit unscheduled never pays.
  fileprivate var countsMakespanAlone: Bool {
    let policy = site.policy
    let neverOverloads = policy.overload == 0 || policy.overloadPercent >= 100
    guard policy.makespan > 0, policy.handover == 0, neverOverloads, appointments.count > 0,
      policy.move == 0, policy.balance == 0, site.booking.moveMinutes == 0
    else { return false }
    return appointments.elements.allSatisfy { visit in
      let isNeverLate = visit.readyBy == nil || policy.late == 0 && policy.lateness == 0
      let isReserveFree =
        visit.walkIn
        || site.booking.reservePercent == 0 && site.booking.teamReservePercent.values.allSatisfy { $0 == 0 }
      return !visit.operations.isEmpty && !visit.isInfeasible && visit.delayPercent == 0 && isNeverLate
        && isReserveFree
        && visit.needs.isEmpty && !visit.waiting && !visit.loaner && visit.deliver == 0
        && visit.originalShifts == nil
        && visit.drop >= policy.makespan * end
    }
  }

  fileprivate var resourcesAlwaysWork: Bool {
    let used = bays.elements.map(\.use) + technicians.elements.map(\.shifts)
    return Set(used).allSatisfy { classes[$0].covers(0, end) }
  }
}

extension CompiledOperation {
  /// Whether nothing but its predecessor, its bay and its technicians keep it from starting, and its vehicle never
  /// occupies a bay between operations.
  fileprivate var isBoundByOrderAlone: Bool {
    (leavesBay || bays.isEmpty) && minLag == 0 && maxLag == .max && equipment.isEmpty && needs.isEmpty
  }
}
