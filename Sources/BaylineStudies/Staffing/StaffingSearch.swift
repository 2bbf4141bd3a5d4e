import BaylineModel
import BaylineSimulation

/// The search for the cheapest staffing: up until the targets are met, down until nothing can be taken away.
///
/// What it does next depends on results alone and not on the order in which they come, so the number of threads makes no
/// difference; and a run that is taken up again goes the same way.
struct StaffingSearch {
  /// Plans and plays staffings on some days, as far as that was not done.
  typealias Compute = (_ log: inout StaffingLog, _ staffings: [Staffing], _ days: [Int]) async throws -> Void

  var log: StaffingLog
  /// Staffings that were seen to fail by far on some of the days.
  var unpromising: Set<Staffing> = []

  var space: StaffingSpace { log.study.space }
  var targets: StaffingTargets { log.study.targets }

  /// Staffings played on all days at a time; no number of threads, on which nothing depends.
  static let batch = 4

  /// Looks for the cheapest staffing.
  ///
  /// - Returns: It; `nil` if none was found that meets the targets.
  mutating func run(_ compute: Compute) async throws -> Staffing? {
    try await play([space.current, space.start], compute)
    var found = try await climb(from: space.start, compute)
    if !log.meets(found) {
      // Steps of one may lead nowhere where two things bind together: down from the most that is allowed.
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

  /// The cheapest of those that were played, are allowed and meet all targets.
  var best: Staffing? {
    log.played.filter { space.allows($0) && log.meets($0) }.min { total($0) < total($1) }
  }

  /// What a staffing that was played costs in all.
  func total(_ staffing: Staffing) -> Double {
    log.point(staffing)?.total ?? .infinity
  }

  // MARK: - Playing

  /// Plays staffings on all days.
  mutating func play(_ staffings: [Staffing], _ compute: Compute) async throws {
    let new = staffings.filter { log.point($0) == nil }
    if !new.isEmpty { try await compute(&log, new, Array(log.study.days)) }
  }

  /// Plays staffings on some days, and ranks them by a reference.
  ///
  /// Most of a neighbourhood is far from good; some days tell (sequential halving: Z. Karnin, T. Koren and O. Somekh, 2013,
  /// "Almost optimal exploration in multi-armed bandits"; ranking and selection with common random numbers: S.-H. Kim and
  /// B. L. Nelson, 2006, "Selecting the best system", Handbooks in OR & MS 13).
  mutating func screen(
    _ staffings: [Staffing], like reference: Staffing, _ compute: Compute
  ) async throws -> [(staffing: Staffing, fitness: StaffingFitness)] {
    let new = staffings.filter { log.point($0) == nil }
    if !new.isEmpty { try await compute(&log, new, log.screeningDays) }
    return staffings.compactMap { staffing in
      log.fitness(staffing, like: reference).map { (staffing, $0) }
    }
  }

  /// What comes of moves, each once, without what cannot meet the targets or costs more than the staffing itself.
  ///
  /// - Parameter most: So many at most, the first ones.
  mutating func open(_ moves: [StaffingMove], from staffing: Staffing, most: Int = .max) -> [Staffing] {
    var seen: Set<Staffing> = []
    var open: [Staffing] = []
    for move in moves where open.count < most {
      let next = move.applied(to: staffing)
      guard seen.insert(next).inserted, space.cost(next) < total(staffing), !log.isPresumedToFail(next),
        log.proof(next) == nil
      else { continue }
      open.append(next)
    }
    return open
  }
}
