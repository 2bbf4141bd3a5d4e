package import BaylineModel

/// Why a visit was not scheduled, as structured facts.
package struct UnscheduledDiagnosis: Sendable {
  package var appointment: AppointmentIndex
  /// The primary reason.
  package var reason: Schedule.UnscheduledReason
  /// The earliest feasible arrival with everything else fixed.
  package var earliest: Int?
  /// A feasible arrival that would cost more than leaving the visit unscheduled.
  package var uneconomicalAt: Int?
  /// The smallest set of at most two rules whose relaxation makes the visit feasible; empty if there is none.
  package var blockers: Relaxation = []
  /// Whether the visit is infeasible even in an otherwise empty schedule.
  package var isAlone = false
  /// Whether the reason is proven: no search was cut off before it had tried every way to keep the reserve.
  package var isProven = true
}

/// Diagnoses unscheduled visits: the primary reason, what would make them feasible, and when they would fit.
package struct ReasonFinder {
  private var reasons: UnscheduledReasons
  private var later: FeasibilityProbe
  private let lastArrival: Int
  private let horizonDays: Int
  private let carryOverDays: Int

  /// Days from the start of the horizon in which the earliest arrival is sought.
  package static let daysAhead = 28

  /// The rules that are no reason by themselves.
  private static let furtherBlocking: [Relaxation] = [.technicians, .bays, .lags, .availability]

  /// - Parameter extended: The problem as ``extended(_:)`` returns it, if it is known.
  /// - Complexity: O(operations), plus that of ``extended(_:)``.
  package init(_ state: SearchState, extended: CompiledProblem? = nil) {
    let problem = state.problem
    reasons = UnscheduledReasons(state)
    if problem.demand.horizon.days >= Self.daysAhead {
      later = FeasibilityProbe(state)
    } else {
      var longer = SearchState(extended ?? Self.extended(problem))
      for index in problem.appointments.indices where state.isScheduled[index] {
        // Options do not depend on the horizon, so the placements remain valid.
        let placed = problem.appointments[index].operations.map { state.placements.elements[$0] }
        longer.insertFixed(index, state.receptions[index], placed)
      }
      later = FeasibilityProbe(longer)
    }
    lastArrival = Self.daysAhead * 1440
    horizonDays = problem.demand.horizon.days
    carryOverDays = problem.demand.horizon.carryOverDays
  }

  /// A problem in a horizon of at least four weeks, in which the earliest arrival is sought.
  /// - Complexity: That of compiling it.
  package static func extended(_ problem: CompiledProblem) -> CompiledProblem {
    var demand = problem.demand
    guard demand.horizon.days < daysAhead else { return problem }
    demand.horizon.days = daysAhead
    return CompiledProblem(site: problem.site, demand: demand)
  }

  /// The schedule in a horizon of at least four weeks.
  package var extendedHorizonState: SearchState { later.state }

  /// Rules that are not given as a reason, because the question fixes them.
  package var fixed: Relaxation {
    get { reasons.fixed }
    set { reasons.fixed = newValue }
  }

  /// Diagnoses an unscheduled visit.
  package mutating func finding(for appointment: AppointmentIndex) -> UnscheduledDiagnosis {
    var finding = primaryFinding(for: appointment)
    findPair(&finding)
    return finding
  }

  private var furtherBlocking: [Relaxation] {
    Self.furtherBlocking.filter { reasons.fixed.isDisjoint(with: $0) }
  }

  /// Diagnoses an unscheduled visit, without pairs of rules.
  package mutating func primaryFinding(for appointment: AppointmentIndex) -> UnscheduledDiagnosis {
    reasons.isUndecided = false
    var finding = UnscheduledDiagnosis(appointment: appointment, reason: .capacity)
    if let fit = reasons.firstFit(of: appointment) {
      finding.uneconomicalAt = fit.arrival
    } else if let alone = reasons.reasonInIsolation(appointment) {
      (finding.reason, finding.blockers) = (alone.reason, alone.rule)
      finding.isAlone = true
    } else if let kept = reasons.ruleInSchedule(appointment) {
      (finding.reason, finding.blockers) = (kept.reason, kept.rule)
    } else {
      finding.blockers =
        furtherBlocking.first { reasons.firstFit(of: appointment, relaxing: $0) != nil } ?? []
    }
    finding.isProven = finding.uneconomicalAt != nil || !reasons.isUndecided
    finding.earliest = earliest(of: appointment)
    return finding
  }

  /// Adds the first pair of rules whose relaxation makes the visit feasible, if no single rule is enough.
  package mutating func findPair(_ finding: inout UnscheduledDiagnosis) {
    guard finding.uneconomicalAt == nil, finding.blockers.isEmpty else { return }
    // Other visits may have been diagnosed in between.
    reasons.isUndecided = !finding.isProven
    defer { finding.isProven = !reasons.isUndecided }
    let visit = finding.appointment
    let rules = UnscheduledReasons.blocking + furtherBlocking
    let all = rules.reduce(into: Relaxation()) { $0.formUnion($1) }
    guard reasons.firstFit(of: visit, relaxing: all) != nil else { return }
    // A rule that keeps the visit out with all others relaxed is in every pair.
    let needed = rules.filter { reasons.firstFit(of: visit, relaxing: all.subtracting($0)) == nil }
    guard needed.count <= 2 else { return }
    for (position, rule) in rules.enumerated() {
      for other in rules[(position + 1)...] {
        let pair = rule.union(other)
        guard needed.allSatisfy(pair.contains), reasons.firstFit(of: visit, relaxing: pair) != nil else {
          continue
        }
        finding.blockers = pair
        return
      }
    }
  }

  /// The earliest feasible arrival from `now` to four weeks after the start, ignoring availability.
  private mutating func earliest(of appointment: AppointmentIndex) -> Int? {
    let problem = reasons.current.state.problem
    if case .arrived = problem.appointments[appointment].rule { return nil }
    let (days, carryOver, end) = (horizonDays, carryOverDays, problem.end)
    return later.firstFit(
      of: appointment, relaxing: [.availability, .promise], latest: lastArrival
    ) { arrival in
      day(of: arrival) < days ? end : (day(of: arrival) + 1 + carryOver) * 1440
    }?.arrival
  }
}
