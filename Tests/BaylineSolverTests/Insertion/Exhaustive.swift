import BaylineModel

@testable import BaylineSolver

/// Every way to schedule visits, tried one by one: slow, and independent of any search.
///
/// Starts are tried on a grid of minutes. Where all times of a case are multiples of it, and an earlier end never costs
/// more, the best of these ways is the best of all.
struct Exhaustive {
  /// A way to schedule a visit, with what the total changes by.
  struct Way {
    var reception: CompiledReception?
    var placements: [Placement]
    var delta: Int
  }

  /// Minutes between two starts that are tried.
  var grid = 15

  /// All ways that keep every rule, everything else as it stands.
  func ways(of index: AppointmentIndex, in state: SearchState) -> [Way] {
    var found: [Way] = []
    forEachWay(of: index, in: state) { way in
      if state.admits(index, way.reception, way.placements) { found.append(way) }
    }
    return found
  }

  /// What the total changes by in the best of all ways; `nil` if there is none.
  func best(of index: AppointmentIndex, in state: SearchState) -> Int? {
    var best: Int?
    forEachWay(of: index, in: state) { way in
      if way.delta < best ?? .max, state.admits(index, way.reception, way.placements) {
        best = way.delta
      }
    }
    return best
  }

  /// Ways in which the crews and bays are free; the other rules are not looked at.
  private func forEachWay(of index: AppointmentIndex, in state: SearchState, _ body: (Way) -> Void) {
    let problem = state.problem
    let visit = problem.appointments[index]
    for reception in receptions(of: visit, problem) {
      var from = reception.map { $0.arrival + problem.site.booking.receptionMinutes } ?? 0
      if case .arrived(let earliest) = visit.rule { from = earliest }
      extend([], from: from, visit, state) { placed in
        body(
          Way(
            reception: reception, placements: placed,
            delta: state.delta(of: index, reception, placed)))
      }
    }
  }

  /// The least total of all schedules of a state's problem that hold what the state holds.
  func optimum(_ state: SearchState, from first: Int = 0) -> Int {
    guard first < state.problem.appointments.count else { return state.cost }
    let index = AppointmentIndex(first)
    var best = optimum(state, from: first + 1)
    guard !state.isScheduled[index] else { return best }
    for way in ways(of: index, in: state) {
      var next = state
      next.insert(
        Insertion(appointment: index, reception: way.reception, delta: way.delta), way.placements)
      best = min(best, optimum(next, from: first + 1))
    }
    return best
  }

  private func receptions(of visit: CompiledAppointment, _ problem: CompiledProblem)
    -> [CompiledReception?]
  {
    let arrivals: [Int]
    switch visit.rule {
    case .arrived: return [nil]
    case .booked(let arrival): arrivals = [arrival]
    case .free: arrivals = problem.slotRanges[visit.slotRanges].flatMap { problem.slots[$0] }
    }
    return arrivals.flatMap { arrival in
      visit.advisors.map { CompiledReception(arrival: arrival, advisor: $0) }
    }
  }

  private func extend(
    _ placed: [Placement], from: Int, _ visit: CompiledAppointment, _ state: SearchState,
    _ body: ([Placement]) -> Void
  ) {
    let problem = state.problem
    guard placed.count < visit.operations.count else { return body(placed) }
    let operation = problem.operations.elements[visit.operations.lowerBound + placed.count]
    if let lock = operation.lock {
      guard let end = lock.end else { return }
      let placement = Placement(start: lock.start, end: end, option: -1, choice: -1)
      return extend(placed + [placement], from: max(from, end), visit, state, body)
    }
    for option in operation.options {
      for choice in problem.options[option].bays {
        var start = from
        while let place = gap(option, choice, operation, from: start, state) {
          if place.start % grid == 0 {
            let placement = Placement(
              start: place.start, end: place.end, option: option, choice: choice)
            extend(placed + [placement], from: place.end, visit, state, body)
          }
          start = (place.start / grid + 1) * grid
        }
      }
    }
  }

  private func gap(
    _ option: Int, _ choice: Int, _ operation: CompiledOperation, from: Int, _ state: SearchState
  ) -> (start: Int, end: Int)? {
    let problem = state.problem
    let work = Work(problem.options[option], operation, problem.bayChoices[choice])
    let found = state.firstGap(for: work, from: max(from, problem.now), limit: problem.end)
    return found.map { (start: $0.0, end: $0.1) }
  }
}
