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
  /// The schedule in a horizon of a few days more, in which most visits fit.
  private var soon: FeasibilityProbe
  /// The schedule in a horizon of four weeks, once it is needed.
  private var later: FeasibilityProbe?
  private let lastArrival: Int
  private let horizonDays: Int
  private let carryOverDays: Int

  /// Days from the start of the horizon in which the earliest arrival is sought.
  package static let daysAhead = 28
  /// Days after the horizon in which it is sought first.
  private static let daysFirst = 3

  /// The rules that are no reason by themselves.
  private static let furtherBlocking: [Relaxation] = [.technicians, .bays, .lags, .availability]

  /// - Complexity: O(operations), plus that of compiling the problem for a longer horizon.
  package init(_ state: SearchState) {
    reasons = UnscheduledReasons(state)
    let days = state.problem.demand.horizon.days
    soon = FeasibilityProbe(Self.extended(state, to: min(days + Self.daysFirst, Self.daysAhead)))
    lastArrival = Self.daysAhead * 1440
    horizonDays = days
    carryOverDays = state.problem.demand.horizon.carryOverDays
  }

  /// A schedule in a horizon of at least as many days.
  private static func extended(_ state: SearchState, to days: Int) -> SearchState {
    var demand = state.problem.demand
    guard demand.horizon.days < days else { return state }
    demand.horizon.days = days
    var longer = SearchState(CompiledProblem(site: state.problem.site, demand: demand))
    for index in state.problem.appointments.indices where state.isScheduled[index] {
      // Options do not depend on the horizon, so the placements remain valid.
      let placed = state.problem.appointments[index].operations.map { state.placements.elements[$0] }
      longer.insertFixed(index, state.receptions[index], placed)
    }
    return longer
  }

  /// The schedule in a horizon of at least four weeks.
  package var extendedHorizonState: SearchState {
    later?.state ?? Self.extended(reasons.current.state, to: Self.daysAhead)
  }

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
    func horizonEnd(_ arrival: Int) -> Int {
      day(of: arrival) < days ? end : (day(of: arrival) + 1 + carryOver) * 1440
    }
    let relaxed: Relaxation = [.availability, .promise]
    // In the longer horizon the first days are the same, so that an arrival there is the answer.
    let fit = soon.firstFit(of: appointment, relaxing: relaxed, latest: lastArrival, horizonEnd: horizonEnd)
    if let fit { return fit.arrival }
    guard soon.state.problem.demand.horizon.days < Self.daysAhead else { return nil }
    var probe = later.take() ?? FeasibilityProbe(Self.extended(reasons.current.state, to: Self.daysAhead))
    defer { later = probe }
    return probe.firstFit(of: appointment, relaxing: relaxed, latest: lastArrival, horizonEnd: horizonEnd)?
      .arrival
  }
}
