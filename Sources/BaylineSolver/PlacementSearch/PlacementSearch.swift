import BaylineModel

/// Determines which rules prevent a requested placement, with everything else fixed.
///
/// Tries sets of rules, smallest first: is there a placement that breaks only these rules? ``ForcedChain`` answers
/// exactly, so the sets found are minimal over all arrivals, advisors, crews, bays and starts that ``ChainModes`` and
/// the request admit.
package struct PlacementSearch {
  /// The current schedule, without the visit.
  package let state: SearchState
  package let request: PlacementRequest
  private let visit: CompiledAppointment
  private let source: Appointment
  private var modes: ChainModes
  /// Whether a search found nothing and had been cut off, so that a smaller set of rules might be enough.
  package private(set) var isUndecided = false
  private var isPossible: [Answer: Bool] = [:]
  /// For a requested arrival, whether there is a chain, by relaxed rules.
  private var hasChain: [Answer: Bool] = [:]
  /// The arrival rules that would be broken, by arrival and advisor, computed on demand.
  private var arrivalRules: [Int: [RuleSet]] = [:]

  private struct Answer: Hashable {
    let rules: RuleSet
    let isAbstract: Bool
  }

  /// The rules that do not concern arrivals.
  private static let chainRules: RuleSet = [
    .h6, .h7, .h8, .h9, .h10, .h11, .h12, .h13, .h14, .h16, .h18,
  ]
  /// Days after the horizon during which forced work may continue; calendars are expanded that far.
  private static let daysBeyond = 7

  /// - Precondition: The visit is not scheduled in the state.
  package init(_ state: SearchState, _ request: PlacementRequest) {
    self.state = state
    self.request = request
    visit = state.problem.appointments[request.appointment]
    source = state.problem.demand.appointments[request.appointment.int]
    modes = ChainModes(state.problem, request)
  }

  private var problem: CompiledProblem { state.problem }
  private var isSettled: Bool { visit.rule != .free }

  /// The rules that apply to this visit.
  private var relevant: RuleSet {
    var rules: RuleSet = [.h7, .h8, .h9, .h10]
    if !visit.walkIn { rules.insert(.h14) }
    var needsParts = false
    problem.forEachNeed(of: visit) { _ in needsParts = true }
    if needsParts { rules.insert(.h11) }
    if visit.loaner { rules.insert(.h12) }
    if visit.collect > 0 || visit.deliver > 0 { rules.insert(.h18) }
    if visit.operations.contains(where: { !problem.operations.elements[$0].equipment.isEmpty }) {
      rules.insert(.h16)
    }
    if visit.waiting { rules.insert(.h13) }
    if visit.operations.count > 1
      || visit.operations.contains(where: { problem.operations.elements[$0].lock != nil })
    {
      rules.insert(.h6)
    }
    switch visit.rule {
    case .arrived: break
    case .booked: rules.formUnion([.h1, .h2, .h3, .h4, .h15, .h17])
    case .free: rules.formUnion([.h1, .h2, .h3, .h4, .h5, .h17])
    }
    return rules
  }

  // MARK: - Which rules

  /// The smallest sets of rules such that some placement breaks no others; only the empty set if the request is
  /// feasible. Empty only if no placement can be constructed at all, as beyond the last known calendar day.
  package mutating func minimalRuleSets() -> [RuleSet] {
    let relevant = relevant
    for size in 0...relevant.count {
      let sets = relevant.subsets(of: size).filter { exists(breaking: $0) }
      if !sets.isEmpty { return sets }
    }
    return []
  }

  /// Whether some placement breaks only these rules. The abstract variant is a relaxation: if it is infeasible, no
  /// change of the site or the demand that weakens only these rules makes the visit feasible.
  package mutating func exists(breaking rules: RuleSet = [], isAbstract: Bool = false) -> Bool {
    let answer = Answer(rules: rules, isAbstract: isAbstract)
    if let known = isPossible[answer] { return known }
    let found = findsPlace(breaking: rules, isAbstract)
    isPossible[answer] = found
    return found
  }

  private mutating func findsPlace(breaking rules: RuleSet, _ isAbstract: Bool) -> Bool {
    guard let partsFrom = rules.contains(.h11) ? .min : earliestNeed else { return false }
    if case .arrived(let earliest) = visit.rule {
      var chain = chain(since: visit.onSiteSince, breaking: rules, isAbstract, width: 0)
      let found = !chain.search(from: earliest, partsFrom: partsFrom, &modes).isEmpty
      if !found, chain.isUndecided { isUndecided = true }
      return found
    }
    let earliest = problem.earliestArrival(partsFrom: partsFrom)
    // If there is no end by the limit, there is none from a later start either.
    var infeasibleLimit = Int.min
    for arrival in arrivals(breaking: rules) where arrival >= earliest {
      guard !advisors(at: arrival, breaking: rules).isEmpty else { continue }
      var chain = chain(since: arrival, breaking: rules, isAbstract, width: 0)
      guard chain.limit > infeasibleLimit else { continue }
      let answer = Answer(rules: rules.intersection(Self.chainRules), isAbstract: isAbstract)
      if request.arrival != nil, let known = hasChain[answer] { return known }
      let from = arrival + problem.site.booking.receptionMinutes
      let found = !chain.search(from: from, partsFrom: .min, &modes).isEmpty
      if request.arrival != nil { hasChain[answer] = found }
      if found { return true }
      if chain.isUndecided { isUndecided = true } else if !visit.loaner { infeasibleLimit = chain.limit }
    }
    return false
  }

  // MARK: - Places

  /// Placements that break only these rules, best first: by misfits, violations and estimated cost.
  package mutating func placements(breaking rules: RuleSet, maxCount: Int) -> [ForcedPlacement] {
    guard let partsFrom = rules.contains(.h11) ? .min : earliestNeed else { return [] }
    if case .arrived(let earliest) = visit.rule {
      var chain = chain(since: visit.onSiteSince, breaking: rules, false, width: 12)
      return chain.search(from: earliest, partsFrom: partsFrom, &modes).prefix(maxCount).map {
        ForcedPlacement(reception: nil, steps: $0.steps)
      }
    }
    let earliest = problem.earliestArrival(partsFrom: partsFrom)
    var found: [(label: ForcedChain.Label, reception: CompiledReception)] = []
    for arrival in arrivals(breaking: rules) where arrival >= earliest {
      let chosen = advisors(at: arrival, breaking: rules)
      guard !chosen.isEmpty else { continue }
      var chain = chain(
        since: arrival, breaking: rules, false, width: request.arrival == nil ? 4 : 12)
      let from = arrival + problem.site.booking.receptionMinutes
      for label in chain.search(from: from, partsFrom: .min, &modes).prefix(maxCount) {
        for advisor in chosen.prefix(2) {
          let reception = CompiledReception(arrival: arrival, advisor: advisor)
          var label = label
          label.points += state.receptionCost(of: visit, reception)
          label.violations += brokenRules(at: arrival)[advisor.int].count
          found.append((label, reception))
        }
      }
    }
    let best = found.enumerated().sorted { one, other in
      one.element.label.precedes(other.element.label)
        || !other.element.label.precedes(one.element.label) && one.offset < other.offset
    }
    return best.prefix(maxCount).map {
      ForcedPlacement(reception: $0.element.reception, steps: $0.element.label.steps)
    }
  }

  // MARK: - Arrivals

  private func arrivals(breaking rules: RuleSet) -> [Int] {
    if let arrival = request.arrival { return [arrival] }
    if case .booked(let promised) = visit.rule {
      return rules.contains(.h15) ? ([promised] + problem.slots).sorted() : [promised]
    }
    guard !problem.slots.isEmpty else { return [problem.now] }
    guard let windows = source.availability, !rules.contains(.h5) else { return problem.slots }
    return problem.slots.filter { slot in windows.contains { $0.contains(problem.civil(slot)) } }
  }

  /// The advisors who can receive the visit at a time without breaking other rules, best first: by rules broken,
  /// cost, and arrivals that day.
  private mutating func advisors(at arrival: Int, breaking rules: RuleSet) -> [AdvisorIndex] {
    let broken = brokenRules(at: arrival)
    let day = day(of: arrival)
    let ranked = problem.advisors.indices.filter { [request] advisor in
      (request.advisor == nil || request.advisor == advisor) && broken[advisor.int].isSubset(of: rules)
    }.map { [state, visit] advisor in
      (
        rules: broken[advisor.int].count, cost: state.advisorCost(of: visit, advisor),
        load: state.arrivals.count(of: advisor, onDay: day), advisor: advisor
      )
    }
    return ranked.sorted {
      ($0.rules, $0.cost, $0.load, $0.advisor) < ($1.rules, $1.cost, $1.load, $1.advisor)
    }.map(\.advisor)
  }

  /// The arrival rules that an arrival would break, by advisor (H1–H5, H11, H15, H17, H18).
  package mutating func brokenRules(at arrival: Int) -> [RuleSet] {
    if let known = arrivalRules[arrival] { return known }
    let common = commonRules(at: arrival)
    let found = Array(problem.advisors.indices).map { common.union(ownRules(of: $0, at: arrival)) }
    arrivalRules[arrival] = found
    return found
  }

  private func commonRules(at arrival: Int) -> RuleSet {
    var rules: RuleSet = []
    switch visit.rule {
    case .arrived: break
    case .booked(let promised): if promised != arrival { rules.insert(.h15) }
    case .free:
      if problem.slot(at: arrival) == nil { rules.insert(.h1) }
      let time = problem.civil(arrival)
      let isInHorizon = 0 <= arrival && arrival < problem.end
      if !(source.availability?.contains { $0.contains(time) } ?? isInHorizon) { rules.insert(.h5) }
    }
    if !state.arrivals.siteAdmits(arrival, settled: isSettled) { rules.insert(.h3) }
    if let promised = promisedArrival, promised == arrival {
      if state.limits.exceeded(by: visit, at: arrival, problem) != nil { rules.insert(.h17) }
    } else if state.fullLimit(for: request.appointment, at: arrival) != nil {
      rules.insert(.h17)
    }
    if !state.canCollect(visit, for: arrival) { rules.insert(.h18) }
    if let need = earliestNeed {
      if need != .min, need > arrival - problem.site.booking.partsLeadMinutes { rules.insert(.h11) }
    } else {
      rules.insert(.h11)
    }
    return rules
  }

  private var promisedArrival: Int? {
    if case .booked(let promised) = visit.rule { return promised }
    return nil
  }

  private func ownRules(of advisor: AdvisorIndex, at arrival: Int) -> RuleSet {
    var rules: RuleSet = []
    let shifts = problem.advisors[advisor].shifts
    if !shifts.covers(arrival, arrival + problem.site.booking.receptionMinutes)
      || !visit.advisors.contains(advisor)
    {
      rules.insert(.h1)
    }
    let broken = state.arrivals.broken(by: arrival, at: advisor, settled: isSettled)
    if broken.gap { rules.insert(.h2) }
    if broken.hour { rules.insert(.h3) }
    if broken.day { rules.insert(.h4) }
    return rules
  }

  // MARK: - The rest of the rules

  private func chain(since: Int, breaking rules: RuleSet, _ isAbstract: Bool, width: Int) -> ForcedChain {
    ForcedChain(
      state: state, visit: visit, request: request, rules: rules, isAbstract: isAbstract, since: since,
      limit: limit(since: since, breaking: rules), width: width)
  }

  private func limit(since: Int, breaking rules: RuleSet) -> Int {
    let end = problem.end + (rules.contains(.h10) ? Self.daysBeyond * 1440 : 0)
    guard !rules.contains(.h13), visit.waiting,
      problem.operations.elements[visit.operations.upperBound - 1].lock == nil
    else { return end }
    guard let closing = problem.hours.closing(ofDay: day(of: since)) else { return .min / 2 }
    return min(end, closing - problem.site.booking.finishMinutes)
  }

  /// The earliest time at which all parts but those of its operations are available; `nil` if there is none.
  private var earliestNeed: Int? {
    state.earliestNeed(of: visit)
  }
}
