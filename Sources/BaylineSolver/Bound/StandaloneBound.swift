import BaylineModel

/// What each visit costs at least, whatever the others do, found without looking at its crews and bays one by one.
struct StandaloneBound {
  /// Points of each visit: leaving it out, or serving it as soon as it could be, if that is less.
  let points: [Int]

  /// - Complexity: O(visits + operations × options).
  init(_ problem: CompiledProblem) {
    points = problem.appointments.elements.map { visit in
      Self.served(visit, problem).map { min($0, visit.drop) } ?? visit.drop
    }
  }

  /// Whether locked operations of a visit are locked in another order than that in which they are to be done: what comes
  /// behind them may then lie before what comes in front of them.
  static func hasUnorderedLocks(_ visit: CompiledAppointment, _ problem: CompiledProblem) -> Bool {
    zip(visit.operations, visit.operations.dropFirst()).contains { one, next in
      guard let first = problem.operations.elements[one].lock,
        let second = problem.operations.elements[next].lock
      else { return false }
      return second.start < first.end ?? .max
    }
  }

  /// Points of a visit that is served at least; `nil` if it cannot be.
  private static func served(_ visit: CompiledAppointment, _ problem: CompiledProblem) -> Int? {
    if hasUnorderedLocks(visit, problem) { return visit.isInfeasible ? nil : visit.constantCost }
    guard let end = earliestEnd(of: visit, problem) else { return nil }
    return visit.constantCost + BoundVisit.readyPoints(of: visit, end: end, problem)
  }

  /// When the last operation of a visit ends at the earliest; `nil` if it cannot be scheduled.
  static func earliestEnd(of visit: CompiledAppointment, _ problem: CompiledProblem) -> Int? {
    guard !visit.isInfeasible, let first = visit.operations.first, let last = visit.operations.last else {
      return nil
    }
    if let lock = problem.operations.elements[last].lock { return lock.end }
    let reception = problem.site.booking.receptionMinutes
    var begin: Int
    switch visit.rule {
    case .arrived(let earliest): begin = earliest
    case .booked(let arrival): begin = arrival + reception
    case .free:
      guard let slot = problem.slotRanges[visit.slotRanges].first?.lowerBound else { return nil }
      begin = problem.slots[slot] + reception
    }
    // What is locked at the start is kept whatever the arrival.
    if problem.operations.elements[first].lock != nil { begin = problem.now }
    let span = problem.operations.elements[visit.operations].reduce(0) {
      $0 + BoundModes.minWork(of: $1, problem)
    }
    return max(begin, problem.now) + span
  }
}
