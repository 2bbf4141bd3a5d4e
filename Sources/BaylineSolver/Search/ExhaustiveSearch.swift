import BaylineModel

/// The least total of a problem of a few visits, found and proven by trying every way to schedule them.
///
/// A visit on its own never costs more than beside others: what it books of a technician's day costs at least as much
/// there, and nothing is admitted beside others that is not admitted alone. So the ways of each visit are listed and tried
/// by their cost alone, cheapest first, as long as a total below the best known one is possible. Starts are tried on a
/// grid of minutes that contains those of an optimal schedule (``StartGrid``); of people and bays that nothing
/// distinguishes, one is taken only after the one before it (``InterchangeableResources``).
package struct ExhaustiveSearch {
  private struct Way {
    let reception: CompiledReception?
    let placements: [Placement]
    /// Change of the total in an empty schedule, without the makespan.
    let points: Int
  }

  /// The most visits and operations of a problem that is tried.
  static let (maxVisits, maxOperations) = (4, 8)
  /// The most crews of an operation that is tried, far below the number from which not all are compiled.
  static let maxCrews = 64
  /// The most ways that are listed, the most places of single operations looked at for them, and the most ways that are
  /// tried. Where the last operation hardly ever fits, few ways come of many places.
  private static let (maxWays, maxPlaces, maxTries) = (20_000, 100_000, 100_000)

  private let problem: CompiledProblem
  private let grid: Int
  private let empty: SearchState
  private let order: [AppointmentIndex]
  private var ways: [[Way]] = []
  /// The least change of the total by the visits from each place of the order on.
  private var rest: [Int] = []
  private var best: SearchState
  private var resources: InterchangeableResources
  private var listed = 0
  private var places = 0
  private var tries = 0

  /// A schedule of the least total; `nil` if there are too many ways to try.
  ///
  /// - Parameter known: A schedule of the problem; the lower its total, the faster.
  package static func optimum(from known: SearchState) -> SearchState? {
    guard canTry(known.problem) else { return nil }
    var search = ExhaustiveSearch(from: known)
    return search.run() ? search.best : nil
  }

  /// Whether a problem may be small enough.
  package static func canTry(_ problem: CompiledProblem) -> Bool {
    problem.appointments.count <= maxVisits && problem.operations.count <= maxOperations
      && problem.operations.elements.allSatisfy { $0.options.count <= maxCrews }
  }

  private init(from known: SearchState) {
    problem = known.problem
    grid = StartGrid.minutes(of: problem)
    empty = SearchState(problem)
    best = known
    resources = InterchangeableResources(problem)
    // Promised and arrived vehicles first: what only they break is not counted, whatever comes after them.
    let visits = Array(problem.appointments.indices)
    order =
      visits.filter { known.problem.appointments[$0].rule != .free }
      + visits.filter { known.problem.appointments[$0].rule == .free }
  }

  private mutating func run() -> Bool {
    let least = StandaloneBound(problem).points
    let saved = order.map { problem.appointments[$0].drop - least[$0.int] }.reduce(0, +)
    for index in order {
      // The total is at least that of this visit and of the others on their own.
      let others = empty.cost - saved + problem.appointments[index].drop - least[index.int]
      guard let found = waysAlone(of: index, below: best.cost - others) else { return false }
      ways.append(found.sorted { $0.points < $1.points })
    }
    rest = [0]
    for found in ways.reversed() { rest.append((rest.last ?? 0) + min(0, found.first?.points ?? 0)) }
    rest.reverse()
    var state = empty
    return descend(0, &state)
  }

  /// Tries the ways of the visits from a place of the order on; returns whether all have been tried.
  private mutating func descend(_ place: Int, _ state: inout SearchState) -> Bool {
    guard place < ways.count else {
      if state.cost < best.cost { best = state }
      return true
    }
    let index = order[place]
    for way in ways[place] {
      if state.cost + way.points + rest[place + 1] >= best.cost { break }
      tries += 1
      guard tries <= Self.maxTries else { return false }
      let used = resources.used(by: index, way.reception, way.placements, problem)
      guard resources.isNext(used), state.admits(index, way.reception, way.placements) else { continue }
      state.insertFixed(index, way.reception, way.placements)
      resources.count(used, 1)
      guard descend(place + 1, &state) else { return false }
      resources.count(used, -1)
      state.remove(index)
    }
    // Not scheduled.
    return state.cost + rest[place + 1] >= best.cost || descend(place + 1, &state)
  }

  // MARK: - The ways of a visit

  /// The ways to schedule a visit in an empty schedule that cost less than a limit, in points; `nil` if there are too many.
  private mutating func waysAlone(of index: AppointmentIndex, below limit: Int) -> [Way]? {
    let visit = problem.appointments[index]
    guard !visit.isInfeasible else { return [] }
    var found: [Way] = []
    for reception in receptions(of: visit) {
      var base = visit.constantCost - visit.drop
      var from = problem.now
      if let reception {
        from = reception.arrival + problem.site.booking.receptionMinutes
        base += empty.receptionCost(of: visit, reception)
      }
      if case .arrived(let earliest) = visit.rule { from = earliest }
      let chain = Chain(
        visit: visit, origin: problem.delayOrigin(of: visit, arrival: reception?.arrival),
        // Leaving it unscheduled is no worse than a way that saves nothing.
        limit: min(0, limit) - base)
      guard base < min(0, limit) else { continue }
      let isComplete = extend([], from: from, cost: 0, chain) { search, placements in
        search.listed += 1
        guard search.listed <= Self.maxWays, let end = placements.last?.end else { return false }
        let points =
          search.empty.delta(of: index, reception, placements)
          - search.problem.site.policy.makespan * max(0, Int(end))
        if points < min(0, limit), search.empty.admits(index, reception, placements) {
          found.append(Way(reception: reception, placements: placements, points: points))
        }
        return true
      }
      guard isComplete else { return nil }
    }
    return found
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

  /// What holds for all operations of a visit with an arrival.
  private struct Chain {
    let visit: CompiledAppointment
    let origin: DelayOrigin
    /// Only operations that cost less than this are wanted.
    let limit: Int
  }

  /// Passes on all ways to continue some placed operations; returns `false` as soon as the body does, or where there
  /// are too many.
  private mutating func extend(
    _ placed: [Placement], from: Int, cost: Int, _ chain: Chain,
    _ body: (inout ExhaustiveSearch, [Placement]) -> Bool
  ) -> Bool {
    guard placed.count < chain.visit.operations.count else { return body(&self, placed) }
    let operation = problem.operations.elements[chain.visit.operations.lowerBound + placed.count]
    if let lock = operation.lock {
      guard let end = lock.end else { return true }
      let placement = Placement(start: lock.start, end: end, option: -1, choice: -1)
      return extend(placed + [placement], from: end, cost: cost, chain, body)
    }
    for index in operation.options {
      let option = problem.options[index]
      for choice in option.bays {
        let work = Work(option, operation, problem.bayChoices[choice])
        var next = max(from, problem.now)
        while let (start, end) = empty.firstGap(for: work, from: next, limit: problem.end) {
          let soonest = isLocked(after: placed.count, chain.visit) ? 0 : end + operation.remainingWork
          if cost + option.cost
            + empty.readyCost(of: chain.visit, since: chain.origin, completion: soonest)
            >= chain.limit
          {
            break
          }
          places += 1
          guard places <= Self.maxPlaces else { return false }
          let placement = Placement(start: start, end: end, option: index, choice: choice)
          guard extend(placed + [placement], from: end, cost: cost + option.cost, chain, body) else {
            return false
          }
          next = (start / grid + 1) * grid
        }
      }
    }
    return true
  }

  /// Whether a locked operation follows, so that the end of the visit does not depend on those before it.
  private func isLocked(after offset: Int, _ visit: CompiledAppointment) -> Bool {
    problem.operations.elements[visit.operations].dropFirst(offset + 1).contains { $0.lock != nil }
  }
}
