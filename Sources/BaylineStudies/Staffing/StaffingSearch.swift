import BaylineModel

/// The search for the cheapest staffing: upward until the targets are met, then downward until nothing can be removed.
///
/// The next step depends only on results, not on the order in which they arrive, so the number of threads makes no
/// difference, and a resumed run takes the same path.
struct StaffingSearch {
  /// Plans and simulates staffings on some days, as far as that has not been done.
  typealias Compute = (_ log: inout StaffingLog, _ staffings: [Staffing], _ days: [Int]) async throws -> Void

  var log: StaffingLog
  /// Staffings that fail by far on the screening days.
  var unpromising: Set<Staffing> = []

  var space: StaffingSpace { log.study.space }
  var targets: StaffingTargets { log.study.targets }

  /// The number of staffings simulated on all days at a time. It is independent of the number of threads, so that the
  /// path is, too.
  static let batch = 4

  /// Searches for the cheapest staffing.
  ///
  /// - Returns: The cheapest staffing found; `nil` if none meets the targets.
  mutating func run(_ compute: Compute) async throws -> Staffing? {
    try await play([space.current, space.start], compute)
    var found = try await climb(from: space.start, compute)
    if !log.meets(found) {
      // Single steps may fail where two resources bind together: start from the largest staffing.
      found = try await climb(from: space.largest, compute)
    }
    guard log.meets(found) else { return nil }
    while true {
      found = try await descend(from: found, compute)
      try await explore(around: found, compute)
      guard let best, best != found, total(best) < total(found) else { return found }
      found = best
    }
  }

  /// The cheapest allowed staffing that was simulated and meets all targets.
  var best: Staffing? {
    log.played.filter { space.allows($0) && log.meets($0) }.min { total($0) < total($1) }
  }

  /// The total cost per day of a staffing that was simulated on all days; infinite for others.
  func total(_ staffing: Staffing) -> Double {
    log.point(staffing)?.total ?? .infinity
  }

  // MARK: - Simulation

  /// Simulates staffings on all days.
  mutating func play(_ staffings: [Staffing], _ compute: Compute) async throws {
    let new = staffings.filter { log.point($0) == nil }
    if !new.isEmpty { try await compute(&log, new, Array(log.study.days)) }
  }

  /// Simulates staffings on the screening days and rates them relative to a reference.
  ///
  /// Most of a neighbourhood is far from good, which some days reveal (sequential halving: Z. Karnin, T. Koren and O.
  /// Somekh, 2013, "Almost optimal exploration in multi-armed bandits"; ranking and selection with common random
  /// numbers: S.-H. Kim and B. L. Nelson, 2006, "Selecting the best system", Handbooks in OR & MS 13).
  mutating func screen(
    _ staffings: [Staffing], like reference: Staffing, _ compute: Compute
  ) async throws -> [(staffing: Staffing, fitness: StaffingFitness)] {
    let new = staffings.filter { log.point($0) == nil }
    if !new.isEmpty { try await compute(&log, new, log.screeningDays) }
    return staffings.compactMap { staffing in
      log.fitness(staffing, like: reference).map { (staffing, $0) }
    }
  }

  /// The distinct results of moves, except those that cannot meet the targets or cost no less than the staffing itself.
  ///
  /// - Parameter limit: The maximum number of results; the first ones are returned.
  mutating func open(_ moves: [StaffingMove], from staffing: Staffing, limit: Int = .max) -> [Staffing] {
    var seen: Set<Staffing> = []
    var open: [Staffing] = []
    for move in moves where open.count < limit {
      let next = move.applied(to: staffing)
      guard seen.insert(next).inserted, space.cost(next) < total(staffing), !log.isPresumedToFail(next),
        log.proof(next) == nil
      else { continue }
      open.append(next)
    }
    return open
  }
}
