import BaylineModel

@testable import BaylineSolver

/// The least total of a tiny problem, by trying every arrival, advisor, crew, bay, and start on a grid of minutes.
///
/// A visit on its own never costs more than beside others: what it books of a technician's day costs at least as much
/// there, and nothing is admitted that is not admitted alone. So ways are tried by their cost alone, cheapest first.
struct TinyOptimum {
  private struct Way {
    let reception: CompiledReception?
    let placements: [Placement]
    /// Change of the total in an empty book, without the makespan.
    let points: Int
  }

  private let problem: CompiledProblem
  private let grid: Int
  private var ways: [[Way]] = []
  /// The least change of the total by each visit and all after it.
  private var rest: [Int] = []
  private var best = 0

  /// The least total; `nil` if there are too many ways to try.
  static func total(of problem: CompiledProblem, grid: Int) -> Int? {
    var search = TinyOptimum(problem, grid)
    return search.run()
  }

  private init(_ problem: CompiledProblem, _ grid: Int) {
    self.problem = problem
    self.grid = grid
  }

  private mutating func run() -> Int? {
    var state = SearchState(problem)
    for index in problem.appointments.indices {
      guard let found = waysAlone(of: index, state) else { return nil }
      ways.append(found.sorted { $0.points < $1.points })
    }
    rest = [0]
    for found in ways.reversed() { rest.append((rest.last ?? 0) + min(0, found.first?.points ?? 0)) }
    rest.reverse()
    best = state.cost
    var tries = 0
    return descend(0, &state, &tries) ? best : nil
  }

  private mutating func descend(_ position: Int, _ state: inout SearchState, _ tries: inout Int) -> Bool {
    guard position < ways.count else {
      best = min(best, state.cost)
      return true
    }
    let index = AppointmentIndex(position)
    for way in ways[position] {
      if state.cost + way.points + rest[position + 1] >= best { break }
      tries += 1
      guard tries < 200_000 else { return false }
      guard state.admits(index, way.reception, way.placements) else { continue }
      state.insertFixed(index, way.reception, way.placements)
      guard descend(position + 1, &state, &tries) else { return false }
      state.remove(index)
    }
    if state.cost + rest[position + 1] < best { return descend(position + 1, &state, &tries) }
    return true
  }

  // MARK: - The ways of a visit

  private func waysAlone(of index: AppointmentIndex, _ state: SearchState) -> [Way]? {
    let visit = problem.appointments[index]
    var found: [Way] = []
    var count = 0
    for reception in receptions(of: visit) {
      var from = reception.map { $0.arrival + problem.site.booking.receptionMinutes } ?? 0
      if case .arrived(let earliest) = visit.rule { from = earliest }
      let origin = problem.delayOrigin(of: visit, arrival: reception?.arrival)
      extend([], from, visit, origin, state) { placements in
        count += 1
        guard count <= 20_000, let end = placements.last?.end else { return }
        let points =
          state.delta(of: index, reception, placements) - problem.site.policy.makespan * max(0, Int(end))
        // Leaving it out is no worse otherwise.
        guard points < 0, state.admits(index, reception, placements) else { return }
        found.append(Way(reception: reception, placements: placements, points: points))
      }
    }
    return count > 20_000 ? nil : found
  }

  private func receptions(of visit: CompiledAppointment) -> [CompiledReception?] {
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
    _ placed: [Placement], _ from: Int, _ visit: CompiledAppointment, _ origin: DelayOrigin,
    _ state: SearchState, _ body: ([Placement]) -> Void
  ) {
    guard placed.count < visit.operations.count else { return body(placed) }
    let operation = problem.operations.elements[visit.operations.lowerBound + placed.count]
    if let lock = operation.lock {
      guard let end = lock.end else { return }
      let placement = Placement(start: lock.start, end: end, option: -1, choice: -1)
      // Nothing asks what follows a lock to wait for the arrival.
      return extend(placed + [placement], end, visit, origin, state, body)
    }
    for option in operation.options {
      for choice in problem.options[option].bays {
        let work = Work(problem.options[option], operation, problem.bayChoices[choice])
        var next = max(from, problem.now)
        while let (start, end) = state.firstGap(for: work, from: next, limit: problem.end) {
          if state.readyCost(of: visit, since: origin, completion: end) >= visit.drop { break }
          extend(
            placed + [Placement(start: start, end: end, option: option, choice: choice)], end, visit, origin,
            state, body)
          next = (start / grid + 1) * grid
        }
      }
    }
  }
}
