import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Searches for a good schedule near the plan: few operations with another bay or crew.
///
/// The cost of a moved operation is raised for the search, as a penalty for leaving the plan (R. Rangsaritratsamee,
/// W. G. Ferrell, M. B. Kurz, 2004, "Dynamic rescheduling that simultaneously considers efficiency and stability").
/// It is lowered as long as the disturbance stays small, and raised again where it does not. What is taken leaves out
/// as little as it can of what the plan has, then of what else is promised or here; among such schedules it is the
/// cheapest by the real weights whose disturbance is small. The plan itself, repaired, is the first of them.
package struct DisturbanceSearch {
  let site: Site
  let demand: Demand
  /// The plan as far as it still says something.
  let plan: Schedule
  let affected: Set<OperationReference>

  /// Searches one after the other, each from the best schedule so far.
  static let rounds = 6
  /// Points for a moved operation in the first of them.
  package static let firstWeight = 60
  /// Percent of the operations that no event is about and that may move.
  static let maxMovedPercent = 8
  /// Operations that move at the most before leaving out a visit that is promised or here looks cheaper.
  static let movesPerDrop = 10

  /// The best schedule near the plan, with reasons for the visits that are left out and the cost by the real weights.
  func run(_ options: SearchOptions, shouldStop: @escaping @Sendable () -> Bool) async -> Schedule {
    let watch = Stopwatch()
    var about = ScheduleProvenance()
    var best = evaluated(written(repaired(plan, problem(weight: site.policy.moved), &about)))
    about.firstSeconds = watch.elapsed
    var weight = min(Self.firstWeight, maxWeight)
    for _ in 0..<Self.rounds {
      let found = evaluated(await search(from: best.schedule, weight: weight, options, shouldStop, &about))
      if found.isBetter(than: best) { best = found }
      weight = found.isQuiet ? max(weight / 2, site.policy.moved) : min(weight * 3, maxWeight)
    }
    // One more look without a search: it says why visits are left out.
    var last = options
    last.provesBound = false
    last.start = best.schedule
    last.limit = .iterations(0)
    var schedule = await Planner(site: site, demand: demand).schedule(last)
    schedule.about?.iterations = about.iterations
    schedule.about?.evaluations = about.evaluations
    if !options.limit.isReproducible {
      schedule.about?.firstSeconds = about.firstSeconds
      schedule.about?.seconds = watch.elapsed
    }
    return schedule
  }

  /// What a schedule is worth, most important first.
  private struct EvaluatedSchedule {
    var schedule: Schedule
    /// Visits left out that the plan has and that are promised or here, and the points for leaving them out.
    var broken: (points: Int, count: Int)
    /// The points for others that are promised or here and left out.
    var stillBroken: Int
    var isQuiet: Bool
    var moved: Int
    var cost: Int

    func isBetter(than other: EvaluatedSchedule) -> Bool {
      if broken != other.broken { return broken < other.broken }
      if stillBroken != other.stillBroken { return stillBroken < other.stillBroken }
      if isQuiet != other.isQuiet { return isQuiet }
      return isQuiet ? cost < other.cost : (moved, cost) < (other.moved, other.cost)
    }
  }

  private func evaluated(_ schedule: Schedule) -> EvaluatedSchedule {
    let left = Set(schedule.unscheduled.map(\.appointment))
    let committed = demand.appointments.filter { $0.isCommitted && left.contains($0.id) }
    let broken = committed.filter { planned.contains($0.id) }
    let (operations, moved) = disturbance(of: schedule)
    return EvaluatedSchedule(
      schedule: schedule, broken: (points(broken), broken.count),
      stillBroken: points(committed) - points(broken),
      isQuiet: moved * 100 <= operations * Self.maxMovedPercent, moved: moved,
      cost: Verifier(site: site, demand: demand).verify(schedule).cost.total)
  }

  /// Visits that the plan has.
  private var planned: Set<String> { Set(plan.assignments.map(\.appointment)) }

  /// Points for leaving out some visits that are promised or here.
  private func points(_ visits: [Appointment]) -> Int {
    visits.reduce(0) { $0 + dropCost($1) }
  }

  /// Points for leaving out a visit that is promised or here.
  private func dropCost(_ visit: Appointment) -> Int {
    3 * (visit.dropCost ?? site.policy.kinds[visit.kind]?.drop ?? 0)
  }

  /// The greatest weight of a moved operation with which it stays far dearer to leave out a visit.
  private var maxWeight: Int {
    let least = demand.appointments.filter(\.isCommitted).map(dropCost).min() ?? .max
    return max(least / Self.movesPerDrop, site.policy.moved)
  }

  /// One search from a schedule, with a weight for moved operations. The visits left out have no reason yet.
  private func search(
    from start: Schedule, weight: Int, _ options: SearchOptions, _ shouldStop: @escaping @Sendable () -> Bool,
    _ about: inout ScheduleProvenance
  ) async -> Schedule {
    var options = options
    options.limit = options.limit.divided(by: Self.rounds)
    let watch = Stopwatch()
    var team = CooperativeSearch(from: repaired(start, problem(weight: weight), &about), options)
    await team.run(watch, lowerBound: 0, shouldStop: shouldStop) { _ in }
    about.iterations = (about.iterations ?? 0) + team.iterations
    about.evaluations = (about.evaluations ?? 0) + team.evaluations
    return written(team.bestState())
  }

  /// The demand with a weight for moved operations, in which what the plan has is twice as dear to leave out: a promise
  /// that holds is not given up for one that is broken.
  private func problem(weight: Int) -> CompiledProblem {
    var (site, demand) = (site, demand)
    let planned = planned
    site.policy.moved = max(site.policy.moved, weight)
    for index in demand.appointments.indices {
      let visit = demand.appointments[index]
      guard visit.isCommitted, planned.contains(visit.id) else { continue }
      demand.appointments[index].dropCost = 2 * (visit.dropCost ?? site.policy.kinds[visit.kind]?.drop ?? 0)
    }
    return CompiledProblem(site: site, demand: demand)
  }

  private func written(_ state: SearchState) -> Schedule {
    let left = demand.appointments.indices.filter { !state.isScheduled[AppointmentIndex($0)] }
    return Schedule(
      assignments: state.assignments(),
      unscheduled: left.map {
        UnscheduledAppointment(appointment: demand.appointments[$0].id, reason: .capacity)
      })
  }

  /// A schedule with what of another one keeps the rules where it is, and the rest put in where it fits.
  ///
  /// Where that leaves out visits that are here or promised, it is begun anew with these placed first: squeaky wheel
  /// optimization (D. E. Joslin and D. P. Clements, 1999). The last attempt begins with an empty book.
  private func repaired(_ start: Schedule, _ problem: CompiledProblem, _ about: inout ScheduleProvenance)
    -> SearchState
  {
    var greedy = GreedyInsertion()
    var insertion = InsertionSearch()
    var first: [AppointmentIndex] = []
    var best = SearchState(problem)
    let planned = planned
    /// Points for the visits of the plan that are left out.
    func broken(_ state: SearchState) -> Int {
      points(
        problem.appointments.indices.filter { !state.isScheduled[$0] }.map { demand.appointments[$0.int] }
          .filter { $0.isCommitted && planned.contains($0.id) })
    }
    for attempt in 1...Self.attempts {
      var state = SearchState(problem)
      if attempt < Self.attempts {
        for visit in first {
          if let found = insertion.best(of: visit, in: state, below: 0) {
            state.insert(found, insertion.placements)
          }
        }
        state.adopt(start)
      }
      greedy.run(&state)
      if attempt == 1 || (broken(state), state.cost) < (broken(best), best.cost) { best = state }
      let left = problem.appointments.indices.filter {
        !state.isScheduled[$0] && demand.appointments[$0.int].isCommitted && !first.contains($0)
      }
      if left.isEmpty, attempt < Self.attempts - 1 {
        // Nobody new complains: what is left out now was placed first before, or nothing is.
        let isWhole = first.allSatisfy { state.isScheduled[$0] }
        if isWhole { break }
      }
      first = left + first
    }
    about.evaluations = (about.evaluations ?? 0) + greedy.evaluations + insertion.evaluations
    return best
  }

  /// Schedules begun anew at the most.
  private static let attempts = 5

  /// The operations of the plan still to come that no event is about, and those of them that have another bay or crew
  /// or are left out.
  func disturbance(of schedule: Schedule) -> (operations: Int, moved: Int) {
    let placed = Dictionary(
      uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0.operations) })
    let planned = planned
    var operations = 0
    var moved = 0
    for appointment in demand.appointments where planned.contains(appointment.id) {
      for (position, operation) in appointment.operations.enumerated() where operation.locked == nil {
        let key = OperationReference(appointment: appointment.id, operation: operation.id)
        guard let previous = operation.previous, !affected.contains(key) else { continue }
        operations += 1
        let place = placed[appointment.id]?[position]
        let isSame =
          place.map { $0.bay == previous.bay && Set($0.technicians) == Set(previous.technicians) } ?? false
        if !isSame { moved += 1 }
      }
    }
    return (operations, moved)
  }
}

extension SearchLimit {
  fileprivate func divided(by count: Int) -> SearchLimit {
    switch self {
    case .seconds(let seconds): .seconds(seconds / Double(count))
    case .iterations(let iterations): .iterations(iterations / count)
    }
  }
}
