package import BaylineModel

/// Why a visit was not scheduled, as structured facts.
package struct UnscheduledDiagnosis: Sendable {
  package var appointment: AppointmentIndex
  /// The primary reason.
  package var reason: UnscheduledReason
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

  private static let blocking: [Relaxation] = [
    .advisors, .limits, .parts, .equipment, .loaners, .drivers, .reserve, .technicians, .bays, .lags,
    .availability,
  ]

  /// - Complexity: That of compiling the problem again with a horizon of at least four weeks.
  package init(_ state: SearchState) {
    let problem = state.problem
    reasons = UnscheduledReasons(state)
    var demand = problem.demand
    demand.horizon.days = max(demand.horizon.days, Self.daysAhead)
    var longer = SearchState(CompiledProblem(site: problem.site, demand: demand))
    for index in problem.appointments.indices where state.isScheduled[index] {
      // Options do not depend on the horizon, so the placements remain valid.
      let placed = problem.appointments[index].operations.map { state.placements.elements[$0] }
      longer.insertFixed(index, state.receptions[index], placed)
    }
    later = FeasibilityProbe(longer)
    lastArrival = Self.daysAhead * 1440
    horizonDays = problem.demand.horizon.days
    carryOverDays = problem.demand.horizon.carryOverDays
  }

  /// The schedule in a horizon of at least four weeks.
  package var extendedHorizonState: SearchState { later.state }

  /// Diagnoses an unscheduled visit.
  ///
  /// - Parameter thorough: Whether to try pairs of rules if no single rule suffices.
  package mutating func finding(for appointment: AppointmentIndex, thorough: Bool = true)
    -> UnscheduledDiagnosis
  {
    reasons.isUndecided = false
    let fit = reasons.firstFit(of: appointment)
    var finding = UnscheduledDiagnosis(appointment: appointment, reason: .capacity)
    if let fit {
      finding.uneconomicalAt = fit.arrival
    } else {
      let alone = reasons.reasonInIsolation(appointment)
      finding.reason = alone?.reason ?? reasons.reasonInSchedule(appointment) ?? .capacity
      finding.blockers = alone?.rule ?? blockers(of: appointment, thorough)
      finding.isAlone = alone != nil
      finding.isProven = !reasons.isUndecided
    }
    finding.earliest = earliest(of: appointment)
    return finding
  }

  /// The first rule, or else pair of rules, whose relaxation makes the visit feasible.
  private mutating func blockers(of appointment: AppointmentIndex, _ thorough: Bool) -> Relaxation {
    for rule in Self.blocking where reasons.firstFit(of: appointment, relaxing: rule) != nil { return rule }
    for (position, rule) in Self.blocking.enumerated() where thorough {
      for other in Self.blocking[(position + 1)...]
      where reasons.firstFit(of: appointment, relaxing: rule.union(other)) != nil {
        return rule.union(other)
      }
    }
    return []
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
