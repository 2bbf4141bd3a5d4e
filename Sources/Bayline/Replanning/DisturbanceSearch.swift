import BaylineModel
import BaylineVerifier

/// Searches for a good schedule near the plan: few operations with another bay or crew.
///
/// The cost of a moved operation is raised for the search, as a penalty for leaving the plan (R. Rangsaritratsamee,
/// W. G. Ferrell, M. B. Kurz, 2004, "Dynamic rescheduling that simultaneously considers efficiency and stability");
/// of what each weight finds, the cheapest by the real weights is taken whose disturbance is small.
struct DisturbanceSearch {
  let site: Site
  let demand: Demand
  let concerned: Set<OperationReference>

  /// Weights of a moved operation, one search after the other, each from where the one before ended.
  static let weights = [200, 60, 25]
  /// Percent of the operations that no event is about and that may move.
  static let mostMovedPercent = 8

  func run(
    from start: Schedule, _ options: SearchOptions, shouldStop: @escaping @Sendable () -> Bool
  ) async -> Schedule {
    let verifier = Verifier(site: site, demand: demand)
    var options = options
    options.provesBound = false
    options.start = start
    options.limit = options.limit.divided(by: Self.weights.count)
    var best: (schedule: Schedule, cost: Int, isQuiet: Bool)?
    var iterations = 0
    var evaluations = 0
    var seconds = 0.0
    var firstSeconds: Double?
    for weight in Self.weights {
      var raised = site
      raised.policy.moved = max(site.policy.moved, weight)
      let found = await Planner(site: raised, demand: demand).schedule(options, shouldStop: shouldStop)
      options.start = found
      iterations += found.about?.iterations ?? 0
      evaluations += found.about?.evaluations ?? 0
      seconds += found.about?.seconds ?? 0
      firstSeconds = firstSeconds ?? found.about?.firstSeconds
      let cost = verifier.verify(found).cost.total
      let (operations, moved) = disturbance(of: found)
      let isQuiet = moved * 100 <= operations * Self.mostMovedPercent
      if let best, isQuiet ? best.isQuiet && best.cost <= cost : true { continue }
      best = (found, cost, isQuiet)
    }
    guard var schedule = best?.schedule else { return start }
    schedule.about?.iterations = iterations
    schedule.about?.evaluations = evaluations
    if !options.limit.isTimeless {
      schedule.about?.seconds = seconds
      schedule.about?.firstSeconds = firstSeconds
    }
    return schedule
  }

  /// The operations still to come that no event is about, and those of them that have another bay or crew.
  func disturbance(of schedule: Schedule) -> (operations: Int, moved: Int) {
    let placed = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0.operations) })
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
