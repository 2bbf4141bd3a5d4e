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

  /// All ways that keep every rule and change the total by less than `limit`, everything else as it stands.
  func ways(of index: AppointmentIndex, in state: SearchState, below limit: Int = .max) -> [Way] {
    var found: [Way] = []
    forEachWay(of: index, in: state) { way in
      if way.delta < limit, state.admits(index, way.reception, way.placements) { found.append(way) }
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

  /// The least total of all schedules of a state's problem that hold what the state holds; `known` if none costs less.
  ///
  /// Where the makespan costs nothing, no visit is cheaper beside others than alone, but for the rounding of the balance
  /// of each day of a technician: nothing is tried that would have to be.
  func optimum(_ state: SearchState, known: Int = .max) -> Int {
    let problem = state.problem
    precondition(problem.site.policy.makespan == 0)
    let rounding = problem.site.policy.balance == 0 ? 0 : problem.technicians.count * problem.days
    let left: [Candidate] = problem.appointments.indices.filter { !state.isScheduled[$0] }.map {
      Candidate(visit: $0, least: min(0, (self.best(of: $0, in: state) ?? 0) - rounding))
    }
    var best = min(known, state.cost)
    improve(&best, state, left[...])
    return best
  }

  /// A visit and the least that it can change the total by.
  private struct Candidate {
    let visit: AppointmentIndex
    let least: Int
  }

  private func improve(_ best: inout Int, _ state: SearchState, _ left: ArraySlice<Candidate>) {
    best = min(best, state.cost)
    guard let next = left.first else { return }
    let rest = left.dropFirst()
    let others = rest.reduce(0) { $0 + $1.least }
    let limit = best - state.cost - others
    guard next.least < limit else { return improve(&best, state, rest) }
    let ways = self.ways(of: next.visit, in: state, below: limit).sorted { $0.delta < $1.delta }
    for way in ways where state.cost + way.delta + others < best {
      if rest.isEmpty {
        best = state.cost + way.delta
        return
      }
      var inserted = state
      inserted.insert(
        Insertion(appointment: next.visit, reception: way.reception, delta: way.delta), way.placements)
      improve(&best, inserted, rest)
    }
    if state.cost + others < best { improve(&best, state, rest) }
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
    let latest = placed.last.map { Int($0.end) }.flatMap { end in
      operation.maxLag == .max ? nil : end + operation.maxLag
    }
    for option in operation.options {
      for choice in problem.options[option].bays {
        var start = from + operation.minLag
        while let place = gap(option, choice, operation, from: start, state), place.start <= latest ?? .max {
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
