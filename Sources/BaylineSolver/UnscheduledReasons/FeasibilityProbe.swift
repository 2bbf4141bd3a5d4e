import BaylineModel

/// Decides whether a visit could be scheduled with everything else fixed and some rules relaxed.
///
/// Slower than `InsertionSearch`, but exact and regardless of cost.
package struct FeasibilityProbe {
  /// The current schedule, without the visit.
  package let state: SearchState
  private var options: ProbeOptions
  /// When rows are free; lent to the chain that is at work.
  private var times: FreeTimes?
  /// For each kind, the slots at which an advisor can receive another free arrival.
  private var openSlots: [VisitKind: [Bool]] = [:]
  /// Whether the last search may have missed a way to keep the reserve, so that "none" is not proven.
  package private(set) var isUndecided = false

  package init(_ state: SearchState) {
    self.state = state
    options = ProbeOptions(state.problem)
    times = FreeTimes(state)
  }

  /// A feasible arrival and completion.
  package struct Fit: Sendable, Equatable {
    /// The arrival; for an arrived vehicle, the start of its stay.
    package var arrival: Int
    /// The earliest end of the last operation.
    package var completion: Int
  }

  /// The first feasible arrival no later than `latest`; `nil` if there is none.
  ///
  /// - Parameter horizonEnd: The end of the horizon for an arrival; by default the problem's.
  package mutating func firstFit(
    of appointment: AppointmentIndex, relaxing relaxation: Relaxation = [], latest: Int = .max,
    horizonEnd: (_ arrival: Int) -> Int = { _ in .max }
  ) -> Fit? {
    let problem = state.problem
    let visit = problem.appointments[appointment]
    isUndecided = false
    guard let partsFrom = relaxation.contains(.parts) ? .min : state.earliestNeed(of: visit) else {
      return nil
    }
    if case .arrived(let earliest) = visit.rule {
      let limit = state.completionLimit(of: visit, since: visit.onSiteSince)
      var chain = ProbeChain(
        visit: visit, state: state, relaxation: relaxation, limit: limit, times: times.take())
      defer { (isUndecided, times) = (chain.isUndecided, chain.times) }
      guard let end = chain.earliest(from: earliest, partsFrom: partsFrom, &options)?.end,
        hasLoaner(visit, since: visit.onSiteSince, completion: end, relaxation)
      else { return nil }
      return Fit(arrival: visit.onSiteSince, completion: end)
    }
    let earliest = problem.earliestArrival(partsFrom: partsFrom)
    // If there is no end by the limit, there is none from a later start either.
    var infeasibleLimit = Int.min
    var chain = ProbeChain(
      visit: visit, state: state, relaxation: relaxation, limit: problem.end, times: times.take())
    defer { times = chain.times }
    // A chain that waits for its first gap is the same for every start up to that gap.
    var known: (start: Int, end: Int)?
    for arrival in arrivals(of: appointment, visit, relaxation) where arrival >= earliest {
      if arrival > latest { return nil }
      let limit = min(state.completionLimit(of: visit, since: arrival), horizonEnd(arrival))
      guard limit > infeasibleLimit,
        hasLoaner(
          visit, since: arrival, completion: arrival + problem.site.booking.receptionMinutes, relaxation),
        relaxation.contains(.advisors) || hasAdvisor(appointment, visit, at: arrival, relaxation),
        relaxation.contains(.limits) || keepsLimits(appointment, visit, at: arrival, relaxation),
        relaxation.contains(.drivers) || hasDriver(visit, at: arrival, relaxation)
      else { continue }
      let from = arrival + problem.site.booking.receptionMinutes
      let end: Int
      if let known, from <= known.start, known.end <= limit {
        end = known.end
      } else {
        chain.limit = limit
        guard let found = chain.earliest(from: from, partsFrom: 0, &options) else {
          if chain.isUndecided { isUndecided = true } else { infeasibleLimit = limit }
          continue
        }
        end = found.end
        known = found.placed.first { $0.option != nil }.map { ($0.start, found.end) }
      }
      if hasLoaner(visit, since: arrival, completion: end, relaxation) {
        return Fit(arrival: arrival, completion: end)
      }
    }
    return nil
  }

  // MARK: - Rules one by one

  private func arrivals(
    of appointment: AppointmentIndex, _ visit: CompiledAppointment, _ relaxation: Relaxation
  ) -> [Int] {
    let problem = state.problem
    if case .booked(let arrival) = visit.rule, !relaxation.contains(.promise) { return [arrival] }
    let windows = problem.demand.appointments[appointment.int].availability
    guard !relaxation.contains(.availability), let windows else {
      // If the site never opens, the answer would be due to another rule.
      return problem.slots.isEmpty && relaxation.contains(.availability) ? [problem.now] : problem.slots
    }
    return problem.slots.filter { slot in
      windows.contains { problem.minute($0.from) <= slot && slot < problem.minute($0.to) }
    }
  }

  private mutating func hasAdvisor(
    _ appointment: AppointmentIndex, _ visit: CompiledAppointment, at arrival: Int, _ relaxation: Relaxation
  ) -> Bool {
    let problem = state.problem
    if case .booked = visit.rule, !relaxation.contains(.promise) {
      return state.arrivals.siteAdmits(arrival, settled: true)
        && problem.advisors.indices.contains { isFree($0, at: arrival, settled: true) }
    }
    guard let slot = problem.slot(at: arrival) else { return false }
    let kind = problem.demand.appointments[appointment.int].kind
    if let known = openSlots[kind] { return known[slot] }
    let able = problem.advisors.indices.filter { problem.site.advisors[$0.int].receives(kind) }
    let open = problem.slots.map { time in
      state.arrivals.siteAdmits(time, settled: false)
        && able.contains { isFree($0, at: time, settled: false) }
    }
    openSlots[kind] = open
    return open[slot]
  }

  private func isFree(_ advisor: AdvisorIndex, at arrival: Int, settled: Bool) -> Bool {
    let reception = state.problem.site.booking.receptionMinutes
    return state.problem.advisors[advisor].shifts.covers(arrival, arrival + reception)
      && state.arrivals.admits(arrival, at: advisor, settled: settled)
  }

  private func hasLoaner(
    _ visit: CompiledAppointment, since: Int, completion: Int, _ relaxation: Relaxation
  ) -> Bool {
    !visit.loaner || relaxation.contains(.loaners)
      || state.canLend(
        visit, from: since, ready: completion + state.problem.site.booking.finishMinutes)
  }

  /// Whether no limit of arrivals is reached (H17).
  private func keepsLimits(
    _ appointment: AppointmentIndex, _ visit: CompiledAppointment, at arrival: Int, _ relaxation: Relaxation
  ) -> Bool {
    let problem = state.problem
    if case .booked = visit.rule, !relaxation.contains(.promise) {
      return state.limits.exceeded(by: visit, at: arrival, problem) == nil
    }
    return state.fullLimit(for: appointment, at: arrival) == nil
  }

  /// Whether a driver can collect the vehicle (H18).
  private func hasDriver(_ visit: CompiledAppointment, at arrival: Int, _ relaxation: Relaxation) -> Bool {
    guard case .booked = visit.rule, relaxation.contains(.promise), visit.collect > 0 else {
      return state.canCollect(visit, for: arrival)
    }
    let start = arrival - visit.collect
    return state.problem.hours.covers(start, arrival) && state.drivers.admits(from: start, to: arrival)
  }
}

extension SearchState {
  /// The first limit that leaves no room for a visit that is not booked: a position in the problem's `limits`.
  func fullLimit(for appointment: AppointmentIndex, at arrival: Int) -> Int? {
    let source = problem.demand.appointments[appointment.int]
    return problem.limits.indices.first { index in
      problem.limits[index].counts(arrival) && problem.site.booking.limits[index].counts(source)
        && limits.count(of: index, onDay: day(of: arrival)) >= problem.limits[index].most
    }
  }
}
