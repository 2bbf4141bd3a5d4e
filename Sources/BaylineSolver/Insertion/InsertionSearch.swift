import BaylineModel

/// Finds the cheapest insertion of one visit with everything else fixed: arrival, advisor, bays and technicians,
/// subject to all hard rules.
///
/// Arrivals are tried from the customer's first choice outwards until no cheaper one is possible. A later arrival
/// that would wait for the same gap reuses the chain of the earlier one.
package struct InsertionSearch {
  /// The placements of the most recent insertion found.
  package private(set) var placements: [Placement] = []
  /// Cost of the second-best arrival minus that of the best, in points; `noSecond` if there is none.
  package private(set) var regret = 0
  /// Whether to compute `regret`; otherwise the search stops earlier.
  package var seeksRegret = false
  private var chains = ChainSearch()

  private var arrivalsTried = 0
  private var scanned: [Placement] = []
  private var best: Insertion?
  private var bound = 0
  private var runnerUp = 0

  /// The regret if there is no second arrival.
  static let noSecond = 1 << 40

  /// Creates a search with the given beam width.
  package init(width: Int = 3) {
    chains.width = max(1, width)
  }

  /// Number of candidates evaluated: arrivals and, for each operation of each, crews and bays.
  package var evaluations: Int { arrivalsTried + chains.evaluations }

  /// The cheapest insertion that changes the total cost by less than `limit`; `nil` if there is none.
  ///
  /// Its placements are available in `placements` until the next call.
  package mutating func best(
    of appointment: AppointmentIndex, in state: SearchState, below limit: Int = .max
  ) -> Insertion? {
    let visit = state.problem.appointments[appointment]
    best = nil
    regret = Self.noSecond
    guard !visit.isInfeasible, state.hasReserve(for: visit) else { return nil }
    chains.begin(visit, in: state)
    // From here on, points exclude the drop cost, which is subtracted at the end.
    bound = limit == .max ? .max : limit + visit.drop
    runnerUp = Self.noSecond << 1
    switch visit.rule {
    case .arrived(let earliest): searchArrived(appointment, visit, earliest, state)
    case .booked(let arrival): searchBooked(appointment, visit, arrival, state)
    case .free: searchSlots(appointment, visit, state)
    }
    guard var found = best else { return nil }
    regret = min(runnerUp - found.delta, Self.noSecond)
    found.delta -= visit.drop
    return found
  }

  // MARK: - Arrivals

  private mutating func searchArrived(
    _ appointment: AppointmentIndex, _ visit: CompiledAppointment, _ earliest: Int, _ state: SearchState
  ) {
    guard let partsFrom = state.earliestNeed(of: visit) else { return }
    let request = ChainSearch.Request(
      from: earliest, partsFrom: partsFrom, since: visit.onSiteSince,
      origin: state.problem.delayOrigin(of: visit, arrival: nil),
      limit: state.completionLimit(of: visit, since: visit.onSiteSince), bound: chainBound(visit.constantCost)
    )
    guard chains.search(visit, in: state, request) == .found else { return }
    let points = visit.constantCost + chains.cost
    consider(
      Insertion(appointment: appointment, reception: nil, delta: points), visit, since: visit.onSiteSince,
      state)
  }

  private mutating func searchBooked(
    _ appointment: AppointmentIndex, _ visit: CompiledAppointment, _ arrival: Int, _ state: SearchState
  ) {
    guard let needed = state.earliestNeed(of: visit),
      arrival - state.problem.site.booking.partsLeadMinutes >= needed,
      state.arrivals.siteAdmits(arrival, settled: true), state.canCollect(visit, for: arrival),
      state.limits.exceeded(by: visit, at: arrival, state.problem) == nil,
      let advisor = state.cheapestAdvisor(for: visit, at: arrival, slot: nil)
    else { return }
    let reception = CompiledReception(arrival: arrival, advisor: advisor)
    let base = visit.constantCost + state.receptionCost(of: visit, reception)
    let request = ChainSearch.Request(
      from: arrival + state.problem.site.booking.receptionMinutes, partsFrom: .min, since: arrival,
      origin: state.problem.delayOrigin(of: visit, arrival: arrival),
      limit: state.completionLimit(of: visit, since: arrival), bound: chainBound(base))
    guard chains.search(visit, in: state, request) == .found else { return }
    consider(
      Insertion(appointment: appointment, reception: reception, delta: base + chains.cost), visit,
      since: arrival, state)
  }

  private mutating func searchSlots(
    _ appointment: AppointmentIndex, _ visit: CompiledAppointment, _ state: SearchState
  ) {
    let problem = state.problem
    guard let needed = state.earliestNeed(of: visit) else { return }
    let earliest = problem.earliestArrival(partsFrom: needed)
    var scan = SlotScan()
    forward: for range in problem.slotRanges[visit.slotRanges] where range.upperBound > visit.anchor {
      for slot in max(range.lowerBound, visit.anchor)..<range.upperBound where problem.slots[slot] >= earliest
      {
        if !tryArrival(slot, appointment, visit, state, &scan) { break forward }
      }
    }
    scan = SlotScan()
    scan.isBackward = true
    backward: for range in problem.slotRanges[visit.slotRanges].reversed()
    where range.lowerBound < visit.anchor {
      for slot in (range.lowerBound..<min(range.upperBound, visit.anchor)).reversed() {
        guard problem.slots[slot] >= earliest else { break backward }
        if !tryArrival(slot, appointment, visit, state, &scan) { break backward }
      }
    }
  }

  /// The state of a scan over slots in one direction.
  private struct SlotScan {
    var isBackward = false
    /// Lower bound on the cost of any chain from here on, with stays counted from time 0.
    var floor = Int.min
    /// A chain found from `chainFrom` that starts at `chainStart`: it is best for every start in between.
    var chainFrom = Int.max
    var chainStart = Int.min
    var chainCompletion = 0
    /// Its points, excluding those that depend on its end. Its placements are in `scanned`.
    var chainCost = 0
  }

  /// Tries one arrival; returns whether the scan should continue.
  private mutating func tryArrival(
    _ slot: Int, _ appointment: AppointmentIndex, _ visit: CompiledAppointment, _ state: SearchState,
    _ scan: inout SlotScan
  ) -> Bool {
    let problem = state.problem
    arrivalsTried += 1
    let arrival = problem.slots[slot]
    let from = arrival + problem.site.booking.receptionMinutes
    // Leading locked operations do not wait for the arrival.
    let begin = visit.lockedPrefixEnd.map { max($0, problem.now) } ?? from
    let limit = state.completionLimit(of: visit, since: arrival)
    let bound = currentBound
    let origin = problem.delayOrigin(of: visit, arrival: arrival)
    let base = visit.constantCost + state.arrivalCost(of: visit, arrival: arrival)
    // Nothing beyond can be cheaper: continuing only adds deviation and, forward, delay.
    let original = visit.originalShifts == nil ? 0 : problem.site.policy.original
    let soonest =
      scan.isBackward
      ? 0 : endCost(visit, since: arrival, origin, completion: begin + visit.span, state)
    if base - original + visit.minOptionCost + soonest >= bound { return false }
    let stayBefore = visit.waiting ? problem.site.policy.stay * arrival : 0
    if scan.floor != .min {
      if !visit.waiting, base - original + scan.floor >= bound { return false }
      if base + scan.floor - stayBefore >= bound { return true }
    }
    guard begin + visit.span <= limit,
      let completion = chains.soonestCompletion(visit, from: from, in: state), completion <= limit,
      base + visit.minOptionCost + endCost(visit, since: arrival, origin, completion: completion, state)
        < bound,
      state.limits.exceeded(by: visit, at: arrival, problem) == nil, state.canCollect(visit, for: arrival),
      state.arrivals.siteAdmits(arrival, settled: false),
      let advisor = state.cheapestAdvisor(for: visit, at: arrival, slot: slot)
    else { return true }
    let reception = CompiledReception(arrival: arrival, advisor: advisor)
    let total = base + state.advisorCost(of: visit, advisor)
    var insertion = Insertion(appointment: appointment, reception: reception, delta: total)

    if scan.chainFrom <= from, from <= scan.chainStart, scan.chainCompletion <= limit {
      insertion.delta +=
        scan.chainCost + endCost(visit, since: arrival, origin, completion: scan.chainCompletion, state)
      consider(insertion, visit, since: arrival, state, chain: scanned)
      return true
    }
    let request = ChainSearch.Request(
      from: from, partsFrom: .min, since: arrival, origin: origin, limit: limit,
      bound: bound == .max ? .max : bound - total)
    switch chains.search(visit, in: state, request) {
    case .found:
      if !scan.isBackward { scan.floor = max(scan.floor, chains.cost + stayBefore) }
      scan.chainFrom = from
      scan.chainStart = chains.firstStart
      scan.chainCompletion = chains.completion
      scan.chainCost =
        chains.cost - endCost(visit, since: arrival, origin, completion: chains.completion, state)
      scanned.removeAll(keepingCapacity: true)
      scanned.append(contentsOf: chains.placements)
      insertion.delta += chains.cost
      consider(insertion, visit, since: arrival, state)
    case .exceedsBound:
      if !scan.isBackward { scan.floor = max(scan.floor, request.bound + stayBefore) }
    case .blocked: break
    case .impossible:
      // A later start is impossible too, unless the limit is the closing time of each day.
      if !scan.isBackward, !visit.waiting { return false }
    }
    return true
  }

  // MARK: - Bounds and results

  /// The cost below which a further insertion is of interest.
  private var currentBound: Int {
    seeksRegret && best != nil ? min(bound, runnerUp) : min(bound, best?.delta ?? .max)
  }

  private func chainBound(_ base: Int) -> Int {
    bound == .max ? .max : bound - base
  }

  private func endCost(
    _ visit: CompiledAppointment, since: Int, _ origin: DelayOrigin, completion: Int, _ state: SearchState
  ) -> Int {
    let makespan = state.problem.site.policy.makespan
    return state.readyCost(of: visit, since: origin, completion: completion)
      + state.stayCost(of: visit, since: since, completion: completion)
      + makespan * max(0, completion - state.latestEnd)
  }

  private mutating func consider(
    _ insertion: Insertion, _ visit: CompiledAppointment, since: Int, _ state: SearchState,
    chain: [Placement]? = nil
  ) {
    let points = insertion.delta
    guard points < currentBound else { return }
    let found = chain ?? chains.placements
    if visit.loaner || visit.deliver > 0, let last = found.last {
      let ready = Int(last.end) + state.problem.site.booking.finishMinutes
      guard state.canLend(visit, from: since, ready: ready), state.canDeliver(visit, ready: ready) else {
        return
      }
    }
    if let best, points >= best.delta {
      runnerUp = min(runnerUp, points)
      return
    }
    if let best { runnerUp = min(runnerUp, best.delta) }
    best = insertion
    placements.removeAll(keepingCapacity: true)
    placements.append(contentsOf: found)
  }
}
