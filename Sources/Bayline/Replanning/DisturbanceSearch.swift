import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Searches for a good schedule near the plan: few operations with another bay or crew.
///
/// The cost of a moved operation is raised for the search, as a penalty for leaving the plan (R. Rangsaritratsamee,
/// W. G. Ferrell, M. B. Kurz, 2004, "Dynamic rescheduling that simultaneously considers efficiency and stability").
/// It is lowered as long as the disturbance stays small, and raised again where it does not; the cheapest schedule by
/// the real weights whose disturbance is small is taken.
struct DisturbanceSearch {
  let site: Site
  let demand: Demand
  let concerned: Set<OperationReference>

  /// Searches one after the other, each from the best schedule so far.
  static let rounds = 6
  /// Points for a moved operation in the first of them.
  static let firstWeight = 60
  /// Percent of the operations that no event is about and that may move.
  static let mostMovedPercent = 8

  /// The best schedule near a plan, with reasons for the visits that are left out and the cost by the real weights.
  func run(
    from plan: Schedule, _ options: SearchOptions, shouldStop: @escaping @Sendable () -> Bool
  ) async -> Schedule {
    let watch = Stopwatch()
    let verifier = Verifier(site: site, demand: demand)
    var weight = Self.firstWeight
    var best: (schedule: Schedule, cost: Int, moved: Int, isQuiet: Bool)?
    var about = About()
    for _ in 0..<Self.rounds {
      let found = await search(from: best?.schedule ?? plan, weight: weight, options, shouldStop, &about)
      if about.firstSeconds == nil { about.firstSeconds = watch.elapsed }
      let cost = verifier.verify(found).cost.total
      let (operations, moved) = disturbance(of: found)
      let isQuiet = moved * 100 <= operations * Self.mostMovedPercent
      let isBetter =
        best.map { isQuiet == $0.isQuiet ? (isQuiet ? cost < $0.cost : moved < $0.moved) : isQuiet } ?? true
      if isBetter { best = (found, cost, moved, isQuiet) }
      weight = isQuiet ? max(weight / 2, site.policy.moved) : weight * 3
    }
    // One more look without a search: it says why visits are left out.
    var last = options
    last.provesBound = false
    last.start = best?.schedule ?? plan
    last.limit = .iterations(0)
    var schedule = await Planner(site: site, demand: demand).schedule(last)
    schedule.about?.iterations = about.iterations
    schedule.about?.evaluations = about.evaluations
    if !options.limit.isTimeless {
      schedule.about?.firstSeconds = about.firstSeconds
      schedule.about?.seconds = watch.elapsed
    }
    return schedule
  }

  /// One search from a schedule, with a weight for moved operations. The visits left out have no reason yet.
  private func search(
    from start: Schedule, weight: Int, _ options: SearchOptions, _ shouldStop: @escaping @Sendable () -> Bool,
    _ about: inout About
  ) async -> Schedule {
    var raised = site
    raised.policy.moved = max(site.policy.moved, weight)
    var options = options
    options.limit = options.limit.divided(by: Self.rounds)
    let watch = Stopwatch()
    var team = SearchTeam(from: repaired(start, Problem(site: raised, demand: demand), &about), options)
    await team.run(watch, provenLeast: 0, shouldStop: shouldStop) { _ in }
    about.iterations = (about.iterations ?? 0) + team.iterations
    about.evaluations = (about.evaluations ?? 0) + team.evaluations
    let found = team.bestState()
    let left = demand.appointments.indices.filter { !found.isScheduled[AppointmentIndex($0)] }
    return Schedule(
      assignments: found.assignments(),
      unscheduled: left.map {
        UnscheduledAppointment(appointment: demand.appointments[$0].id, reason: .capacity)
      })
  }

  /// A schedule with what of another one keeps the rules where it is, and the rest put in where it fits.
  ///
  /// Where that leaves out visits that are here or promised, it is begun anew with these placed first: squeaky wheel
  /// optimization (D. E. Joslin and D. P. Clements, 1999). The last attempt begins with an empty book.
  private func repaired(_ start: Schedule, _ problem: Problem, _ about: inout About) -> SearchState {
    var greedy = GreedyInsertion()
    var insertion = InsertionSearch()
    var first: [AppointmentIndex] = []
    var best = SearchState(problem)
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
      if attempt == 1 || state.cost < best.cost { best = state }
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

  /// The operations still to come that no event is about, and those of them that have another bay or crew.
  func disturbance(of schedule: Schedule) -> (operations: Int, moved: Int) {
    let placed = Dictionary(
      uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0.operations) })
    var operations = 0
    var moved = 0
    for appointment in demand.appointments {
      for (position, operation) in appointment.operations.enumerated() where operation.locked == nil {
        let key = OperationReference(appointment: appointment.id, operation: operation.id)
        guard let previous = operation.previous, !concerned.contains(key) else { continue }
        operations += 1
        guard let place = placed[appointment.id]?[position] else { continue }
        if place.bay != previous.bay || Set(place.technicians) != Set(previous.technicians) { moved += 1 }
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
