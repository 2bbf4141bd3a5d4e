import BaylineModel

/// The minimum cost of each visit regardless of the others, computed without enumerating crews and bays.
struct StandaloneBound {
  /// Minimum points per visit: leaving it unscheduled or serving it as early as possible, whichever is less.
  let points: [Int]

  /// - Complexity: O(visits + operations × options).
  init(_ problem: CompiledProblem) {
    points = problem.appointments.elements.map { visit in
      Self.served(visit, problem).map { min($0, visit.drop) } ?? visit.drop
    }
  }

  /// Whether a visit's operations are locked out of order; those that follow may then lie before those that precede.
  static func hasUnorderedLocks(_ visit: CompiledAppointment, _ problem: CompiledProblem) -> Bool {
    zip(visit.operations, visit.operations.dropFirst()).contains { one, next in
      guard let first = problem.operations.elements[one].lock,
        let second = problem.operations.elements[next].lock
      else { return false }
      return second.start < first.end ?? .max
    }
  }

  /// Minimum points of a visit if served; `nil` if it cannot be.
  private static func served(_ visit: CompiledAppointment, _ problem: CompiledProblem) -> Int? {
    if hasUnorderedLocks(visit, problem) { return visit.isInfeasible ? nil : visit.constantCost }
    guard let end = earliestEnd(of: visit, problem) else { return nil }
    return visit.constantCost + problem.site.policy.move * ForcedSteps(visit, problem).moves
      + BoundVisit.readyPoints(of: visit, end: end, problem)
  }

  /// A lower bound on the end of a visit's last operation; `nil` if it cannot be scheduled.
  static func earliestEnd(of visit: CompiledAppointment, _ problem: CompiledProblem) -> Int? {
    guard !visit.isInfeasible, let last = visit.operations.last else { return nil }
    if let lock = problem.operations.elements[last].lock { return lock.end }
    guard hasDrivers(for: visit, problem) else { return nil }
    let reception = problem.site.booking.receptionMinutes
    var begin: Int
    switch visit.rule {
    case .arrived(let earliest): begin = earliest
    case .booked(let arrival): begin = arrival + reception
    case .free:
      guard let slot = problem.slotRanges[visit.slotRanges].first?.lowerBound else { return nil }
      begin = problem.slots[slot] + reception
    }
    let lags = ForcedSteps(visit, problem).lags
    let operations = problem.operations.elements[visit.operations]
    let leading = operations.prefix { $0.lock != nil }
    // Leading locked operations do not depend on the arrival, nor does what follows them.
    if let end = leading.last?.lock?.end { begin = end + lags[leading.count] }
    return max(begin, problem.now) + span(of: operations.dropFirst(leading.count), lags, problem)
  }

  /// Minimum minutes from the start of the first of some operations to the end of the last.
  static func span(
    of operations: ArraySlice<CompiledOperation>, _ lags: [Int], _ problem: CompiledProblem
  ) -> Int {
    let first = operations.first?.position
    return operations.reduce(0) {
      $0 + BoundModes.minWork(of: $1, problem) + ($1.position == first ? 0 : lags[$1.position])
    }
  }

  /// Whether there are drivers if a visit needs one, promised collections aside.
  static func hasDrivers(for visit: CompiledAppointment, _ problem: CompiledProblem) -> Bool {
    problem.site.drivers > 0 || visit.deliver == 0 && (visit.collect == 0 || visit.rule != .free)
  }
}
