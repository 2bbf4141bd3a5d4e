import BaylineModel

/// Places the work of a visit for a given arrival and advisor, with everything else fixed.
///
/// Exact with respect to feasibility: the beam of `ChainSearch` may miss a chain if stays, lags, the reserve, loan vehicles
/// or drivers are binding, in which case `ProbeChain` decides. Among feasible placements it finds a cheap one, like the search.
struct ArrivalInsertion {
  /// The most recent placements found.
  private(set) var placements: [Placement] = []
  /// Whether the last call failed only for lack of technicians, bays and time, so that a later start or an earlier
  /// end would fail too.
  private(set) var isProvenInfeasible = false
  private var chains = ChainSearch()
  private var options: ProbeOptions

  init(_ problem: CompiledProblem) {
    options = ProbeOptions(problem)
  }

  /// Number of candidates evaluated: an operation with a crew and a bay.
  var evaluations: Int { chains.evaluations }

  /// Prepares for a visit; must be called again whenever the visit or the state changes.
  mutating func begin(_ appointment: AppointmentIndex, in state: SearchState) {
    chains.begin(state.problem.appointments[appointment], in: state)
  }

  /// Places the work of an unscheduled visit so that its last operation ends by `latest` and the total cost changes
  /// by less than `limit` points; `nil` if impossible. The placements are in `placements`.
  ///
  /// The caller is responsible for the availability of the slot, the advisor and the parts (unless the vehicle has
  /// arrived), for the limits and the driver who collects the vehicle.
  /// - Complexity: O(operations × crews × bays × words of a timeline).
  mutating func best(
    of appointment: AppointmentIndex, _ reception: CompiledReception?, in state: SearchState,
    latest: Int = .max, below limit: Int = .max
  ) -> Insertion? {
    let problem = state.problem
    let visit = problem.appointments[appointment]
    isProvenInfeasible = false
    guard !visit.isInfeasible, let needed = state.earliestNeed(of: visit) else { return nil }
    let since = reception?.arrival ?? visit.onSiteSince
    let latest = min(latest, state.completionLimit(of: visit, since: since))
    var from = since + problem.site.booking.receptionMinutes
    if case .arrived(let earliest) = visit.rule { from = earliest }
    let partsFrom = reception == nil ? needed : .min
    let base =
      visit.constantCost + (reception.map { state.receptionCost(of: visit, $0) } ?? 0) - visit.drop
    let request = ChainSearch.Request(
      from: from, partsFrom: partsFrom, since: since,
      origin: problem.delayOrigin(of: visit, arrival: reception?.arrival), limit: latest,
      bound: limit == .max ? .max : limit - base)
    let outcome = chains.search(visit, in: state, request)
    if outcome == .found, isServed(visit, since, chains.completion, state) {
      placements.removeAll(keepingCapacity: true)
      placements.append(contentsOf: chains.placements)
      return Insertion(appointment: appointment, reception: reception, delta: base + chains.cost)
    }
    if outcome == .exceedsBound { return nil }
    var chain = ProbeChain(visit: visit, state: state, relaxation: [], limit: latest)
    guard let found = chain.earliest(from: from, partsFrom: partsFrom, &options) else {
      isProvenInfeasible = !chain.isUndecided
      return nil
    }
    guard isServed(visit, since, found.end, state) else { return nil }
    placements.removeAll(keepingCapacity: true)
    for place in found.placed {
      guard let placement = placement(of: place, problem) else { return nil }
      placements.append(placement)
    }
    let delta = state.delta(of: appointment, reception, placements)
    return delta < limit ? Insertion(appointment: appointment, reception: reception, delta: delta) : nil
  }

  /// Whether a loan vehicle is free until a completion, and a driver then brings the vehicle back.
  private func isServed(
    _ visit: CompiledAppointment, _ since: Int, _ completion: Int, _ state: SearchState
  ) -> Bool {
    let ready = completion + state.problem.site.booking.finishMinutes
    return state.canLend(visit, from: since, ready: ready)
      && state.canDeliver(visit, since: since, ready: ready)
  }

  /// Translates a probe's placement to the problem's tables.
  private func placement(of place: ProbeChain.Placed, _ problem: CompiledProblem) -> Placement? {
    guard let way = place.option else {
      return Placement(start: place.start, end: place.end, option: -1, choice: -1)
    }
    for index in problem.operations.elements[place.operation].options {
      let option = problem.options[index]
      guard option.work == way.work, problem.crews[option.crew].elementsEqual(way.crew) else { continue }
      for choice in option.bays where problem.bayChoices[choice].bay == way.bay {
        return Placement(start: place.start, end: place.end, option: index, choice: choice)
      }
    }
    return nil
  }
}
