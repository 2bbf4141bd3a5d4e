import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Searches for a good schedule close to the plan, with few operations in another bay or with another crew.
///
/// During the search the cost of a moved operation is raised to penalize deviations from the plan (R. Rangsaritratsamee,
/// W. G. Ferrell, M. B. Kurz, 2004, "Dynamic rescheduling that simultaneously considers efficiency and stability"). The
/// penalty decreases while the disturbance is small, and increases otherwise. The result leaves out as few visits of the
/// plan as possible, then as few other committed visits as possible; among such schedules it is the cheapest by the real
/// weights whose disturbance is small. The first candidate is the repaired plan.
package struct DisturbanceSearch {
  let site: Site
  let demand: Demand
  /// The part of the plan that still applies.
  let plan: Schedule
  let affected: Set<OperationReference>
  /// Whether work of the plan that cannot begin in time begins as soon as crew and bay permit, and pushes what is behind it.
  var retimes = false

  /// The number of consecutive searches, each from the best schedule so far.
  static let rounds = 6
  /// The points for a moved operation in the first search.
  package static let firstWeight = 60
  /// The maximum percentage of unaffected operations that may move.
  static let maxMovedPercent = 8
  /// The number of moved operations that cost as much as leaving out a committed visit.
  static let movesPerDrop = 10

  /// The best schedule close to the plan, with reasons for unscheduled visits and the cost by the real weights.
  func run(_ options: SearchOptions, shouldStop: @escaping @Sendable () -> Bool) async -> Schedule {
    let watch = Stopwatch()
    var about = Schedule.Provenance()
    var best = evaluated(schedule(of: repaired(plan, problem(weight: site.policy.moved), &about)))
    about.firstSeconds = watch.elapsed
    let planner = Planner(site: site, demand: demand)
    let reserve = planner.reserve(for: best.schedule, options, watch)
    var weight = min(Self.firstWeight, maxWeight)
    for round in 0..<(options.limit == .iterations(0) ? 0 : Self.rounds) {
      var part = options
      switch options.limit {
      case .seconds:
        let left = reserve.searchEnd(unscheduled: best.schedule.unscheduled.count) - watch.elapsed
        part.limit = .seconds(max(0, left) / Double(Self.rounds - round))
      case .iterations(let iterations): part.limit = .iterations(iterations / Self.rounds)
      }
      let found = evaluated(await search(from: best.schedule, weight: weight, part, shouldStop, &about))
      if found.isBetter(than: best) { best = found }
      weight = found.isQuiet ? max(weight / 2, site.policy.moved) : min(weight * 3, maxWeight)
    }
    // A run without iterations completes the schedule.
    var last = options
    (last.provesBound, last.explains, last.followUp) = (false, false, nil)
    last.start = best.schedule
    last.limit = .iterations(0)
    var schedule = await planner.schedule(last)
    if let explained = await planner.explained(schedule, options, hasTime: { watch.elapsed < reserve.end }) {
      schedule = explained
    } else {
      last.explains = options.explains
      schedule = await planner.schedule(last)
    }
    schedule.about?.iterations = about.iterations
    schedule.about?.evaluations = about.evaluations
    if !options.limit.isReproducible {
      schedule.about?.firstSeconds = about.firstSeconds
      schedule.about?.seconds = watch.elapsed
    }
    return schedule
  }

  /// A schedule with its criteria, the most important first.
  private struct EvaluatedSchedule {
    var schedule: Schedule
    /// The committed visits of the plan that are left out: the points for leaving them out, and their number.
    var broken: (points: Int, count: Int)
    /// The points for leaving out other committed visits.
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

  /// The visits of the plan.
  private var planned: Set<String> { Set(plan.assignments.map(\.appointment)) }

  /// The points for leaving out committed visits.
  private func points(_ visits: [Appointment]) -> Int {
    visits.reduce(0) { $0 + dropCost($1) }
  }

  /// The points for leaving out a committed visit.
  private func dropCost(_ visit: Appointment) -> Int {
    3 * (visit.dropCost ?? site.policy.kinds[visit.kind]?.drop ?? 0)
  }

  /// The maximum weight of a moved operation at which leaving out a visit stays far more expensive.
  private var maxWeight: Int {
    let minDropCost = demand.appointments.filter(\.isCommitted).map(dropCost).min() ?? .max
    return max(minDropCost / Self.movesPerDrop, site.policy.moved)
  }

  /// Searches from a schedule with a weight for moved operations. Unscheduled visits have no reasons yet.
  private func search(
    from start: Schedule, weight: Int, _ options: SearchOptions, _ shouldStop: @escaping @Sendable () -> Bool,
    _ about: inout Schedule.Provenance
  ) async -> Schedule {
    let watch = Stopwatch()
    var team = CooperativeSearch(from: repaired(start, problem(weight: weight), &about), options)
    await team.run(watch, TimeReserve(options.limit), lowerBound: 0, shouldStop: shouldStop) { _ in }
    about.iterations = (about.iterations ?? 0) + team.iterations
    about.evaluations = (about.evaluations ?? 0) + team.evaluations
    return schedule(of: team.bestState())
  }

  /// The problem with a weight for moved operations. Leaving out visits of the plan costs twice as much, so that no promise
  /// that can be kept is given up for a broken one.
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

  private func schedule(of state: SearchState) -> Schedule {
    let left = demand.appointments.indices.filter { !state.isScheduled[AppointmentIndex($0)] }
    return Schedule(
      assignments: state.assignments(),
      unscheduled: left.map {
        Schedule.UnscheduledAppointment(appointment: demand.appointments[$0].id, reason: .capacity)
      })
  }

  /// Repairs a schedule: visits that keep the rules stay in place, and the others are inserted where they fit.
  ///
  /// If that leaves out committed visits, it starts over with these placed first: squeaky wheel optimization (D. E. Joslin
  /// and D. P. Clements, 1999). The last attempt starts from an empty schedule.
  private func repaired(_ start: Schedule, _ problem: CompiledProblem, _ about: inout Schedule.Provenance)
    -> SearchState
  {
    var greedy = GreedyInsertion()
    var insertion = InsertionSearch()
    var first: [AppointmentIndex] = []
    var best = SearchState(problem)
    let planned = planned
    /// The points for visits of the plan that are left out.
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
        state.adopt(start, isRetimed: retimes)
      }
      greedy.run(&state)
      if attempt == 1 || (broken(state), state.cost) < (broken(best), best.cost) { best = state }
      let left = problem.appointments.indices.filter {
        !state.isScheduled[$0] && demand.appointments[$0.int].isCommitted && !first.contains($0)
      }
      if left.isEmpty, attempt < Self.attempts - 1 {
        // No new visit is left out: another attempt helps only if one of the prioritized visits is.
        let isWhole = first.allSatisfy { state.isScheduled[$0] }
        if isWhole { break }
      }
      first = left + first
    }
    about.evaluations = (about.evaluations ?? 0) + greedy.evaluations + insertion.evaluations
    return best
  }

  /// The maximum number of attempts.
  private static let attempts = 5

  /// The number of planned operations still to come that no event affects, and of those with another bay or crew or left
  /// out.
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
