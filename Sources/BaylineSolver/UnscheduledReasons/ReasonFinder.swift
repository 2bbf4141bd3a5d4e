package import BaylineModel

/// Why a visit was left out, as facts; words are made of them elsewhere.
package struct UnscheduledDiagnosis: Sendable {
  /// The visit.
  package var appointment: AppointmentIndex
  /// The reason of the file.
  package var reason: UnscheduledReason
  /// The earliest arrival at which it could be let in with everything else as it stands.
  package var earliest: Int?
  /// An arrival at which it fits as it stands but would cost more than leaving it out.
  package var uneconomicalAt: Int?
  /// The fewest rules, two at most, without which it could be let in as it stands; none if more are in the way.
  package var blockers: Relaxation = []
}

/// Finds why visits were left out of a schedule: the reason of the file, what would let the visit in, and when.
package struct ReasonFinder {
  private var reasons: UnscheduledReasons
  private var later: FeasibilityProbe
  private let lastArrival: Int
  private let horizonDays: Int
  private let carryOverDays: Int

  /// Days from the start of the horizon in which an earliest arrival is looked for.
  package static let daysAhead = 28

  private static let blocking: [Relaxation] = [
    .advisors, .parts, .loaners, .reserve, .technicians, .bays, .availability,
  ]

  /// A finder for a schedule as it stands.
  /// - Complexity: that of compiling the problem once more, with a horizon of four weeks at least.
  package init(_ state: SearchState) {
    let problem = state.problem
    reasons = UnscheduledReasons(state)
    var demand = problem.demand
    demand.horizon.days = max(demand.horizon.days, Self.daysAhead)
    var longer = SearchState(CompiledProblem(site: problem.site, demand: demand))
    for index in problem.appointments.indices where state.isScheduled[index] {
      // Options do not depend on the horizon, so the placements stand as they are.
      let placed = problem.appointments[index].operations.map { state.placements.elements[$0] }
      longer.insertFixed(index, state.receptions[index], placed)
    }
    later = FeasibilityProbe(longer)
    lastArrival = Self.daysAhead * 1440
    horizonDays = problem.demand.horizon.days
    carryOverDays = problem.demand.horizon.carryOverDays
  }

  /// The schedule as it stands in a horizon of four weeks at least.
  package var extendedHorizonState: SearchState { later.state }

  /// Why a visit that is not scheduled is not.
  ///
  /// - Parameter thorough: Whether pairs of rules are tried as well where no single one is in the way.
  package mutating func finding(for appointment: AppointmentIndex, thorough: Bool = true)
    -> UnscheduledDiagnosis
  {
    let fit = reasons.firstFit(of: appointment)
    var finding = UnscheduledDiagnosis(appointment: appointment, reason: .capacity)
    if let fit {
      finding.uneconomicalAt = fit.arrival
    } else {
      let alone = reasons.reasonInIsolation(appointment)
      finding.reason = alone?.reason ?? reasons.reasonInSchedule(appointment) ?? .capacity
      finding.blockers = alone?.rule ?? blockers(of: appointment, thorough)
    }
    finding.earliest = earliest(of: appointment)
    return finding
  }

  /// The first rule, or else the first two, without which it fits as things stand.
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

  /// The earliest arrival from `now` to four weeks after the start at which it fits, its availability aside.
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
