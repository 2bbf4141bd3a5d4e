import BaylineModel

/// Searches for arrivals at which a new visit can be admitted to a schedule without changing any arrival or advisor.
///
/// Every slot is first tried with everything else fixed, which is exact. If the customer's first choice, or a second
/// time, is not available that way, `EjectionSearch` moves other visits between technicians, bays and times inside
/// the workshop.
package struct OfferSearch {
  /// The current schedule, without the visit.
  package let state: SearchState
  package let appointment: AppointmentIndex
  /// Nothing is offered or moved before this time, in minutes.
  private let now: Int
  /// Slots at which the visit could be received, regardless of its work.
  private var receptions: [CompiledReception] = []
  private var insertion: ArrivalInsertion

  /// Creates a search for one visit from a time that may lie after the problem's `now`.
  package init(_ state: SearchState, for appointment: AppointmentIndex, from now: Int = .min) {
    self.now = now
    self.state = state
    self.appointment = appointment
    insertion = ArrivalInsertion(state.problem)
  }

  private var problem: CompiledProblem { state.problem }
  private var visit: CompiledAppointment { problem.appointments[appointment] }

  /// Number of times sought even if other visits must move.
  private static let wanted = 2
  /// Maximum number of slots, besides the first choice, at which to make room.
  private static let maxSlots = 12

  /// Up to `count` diverse arrivals, best first: see ``Swift/Array/apart(_:firstChoice:)``.
  ///
  /// - Parameter window: Admissible arrivals in minutes; by default, all that the visit allows.
  /// - Complexity: O(slots × operations × crews × bays), plus a bounded amount of work for making room.
  package mutating func candidates(_ count: Int, in window: Range<Int> = .min..<(.max)) -> [OfferCandidate] {
    guard !visit.isInfeasible else { return [] }
    var found = directInsertions(slots: slots(in: window))
    var room = EjectionSearch(state, for: appointment, from: now)
    improveFirstChoice(&found, &room)
    for reception in roomless(found) {
      let chosen = found.apart(count, firstChoice: visit.preferred)
      if chosen.count >= min(count, Self.wanted) { break }
      if let made = room.make(at: reception) { found.append(made) }
    }
    return found.apart(count, firstChoice: visit.preferred)
  }

  /// A way to admit the visit at an arrival for which the work of all others may move; `nil` if none was found.
  ///
  /// Use it if ``candidates(_:in:)`` has nothing at that arrival. Not available once work has begun, during the day.
  /// - Complexity: At most some thousand iterations of the search.
  package func rearranged(at arrival: Int) -> OfferCandidate? {
    // Only the work can be moved: advisors and parts do not change.
    guard now <= problem.now, receptions.contains(where: { $0.arrival == arrival }) else { return nil }
    return RearrangementSearch(state, for: appointment).make(at: arrival)
  }

  private func slots(in window: Range<Int>) -> [Int] {
    problem.slotRanges[visit.slotRanges].flatMap { $0 }.filter { slot in
      window.contains(problem.slots[slot]) && problem.slots[slot] >= now
    }
  }

  /// Makes room at the first choice if it is not available, or only with a completion later than requested.
  private mutating func improveFirstChoice(_ found: inout [OfferCandidate], _ room: inout EjectionSearch) {
    guard let preferred = visit.preferred,
      let reception = receptions.first(where: { $0.arrival == preferred })
    else { return }
    let known = found.firstIndex { $0.reception.arrival == preferred }
    let wanted = visit.readyBy.map { $0 - problem.site.booking.finishMinutes }
    if let known {
      guard let wanted, found[known].completion > wanted else { return }
      if let better = room.make(at: reception, latest: wanted, below: found[known].extra) {
        found[known] = better
      }
    } else if let made = room.make(at: reception) {
      found.append(made)
    }
  }

  /// Where room could be made: the slots with an advisor and parts but no room for the work, nearest to the best
  /// arrival first.
  private func roomless(_ found: [OfferCandidate]) -> [CompiledReception] {
    let taken = Set(found.map(\.reception.arrival))
    let center = visit.preferred ?? visit.earliestStart
    return Array(
      receptions.filter { !taken.contains($0.arrival) && $0.arrival != visit.preferred }
        .sorted { (abs($0.arrival - center), $0.arrival) < (abs($1.arrival - center), $1.arrival) }
        .prefix(Self.maxSlots))
  }

  // MARK: - Everything else fixed

  /// All slots at which the visit fits with everything else fixed, each with a cheap placement.
  ///
  /// - Parameter latestEnd: The end of the horizon for an arrival; by default the problem's.
  private mutating func directInsertions(
    slots: some Sequence<Int>, maxCount: Int = .max, latestEnd: (_ arrival: Int) -> Int = { _ in .max }
  ) -> [OfferCandidate] {
    guard let needed = state.earliestNeed(of: visit) else { return [] }
    let earliest = problem.earliestArrival(partsFrom: needed)
    insertion.begin(appointment, in: state)
    var found: [OfferCandidate] = []
    var infeasibleEnd = Int.min
    for slot in slots where problem.slots[slot] >= earliest {
      let arrival = problem.slots[slot]
      guard state.arrivals.siteAdmits(arrival, settled: false),
        state.limits.exceeded(by: visit, at: arrival, problem) == nil, state.canCollect(visit, for: arrival),
        let advisor = state.cheapestAdvisor(for: visit, at: arrival, slot: slot)
      else { continue }
      let reception = CompiledReception(arrival: arrival, advisor: advisor)
      receptions.append(reception)
      let end = latestEnd(arrival)
      let limit = min(end, state.completionLimit(of: visit, since: arrival))
      guard limit > infeasibleEnd else { continue }
      if let again = taken(over: found.last, reception, limit) {
        found.append(again)
      } else if let best = insertion.best(of: appointment, reception, in: state, latest: end) {
        found.append(
          OfferCandidate(
            reception: reception, placements: insertion.placements, extra: best.delta + visit.drop))
      } else if insertion.isProvenInfeasible {
        infeasibleEnd = limit
      }
      if found.count == maxCount { break }
    }
    return found
  }

  /// The placement for an earlier arrival, if it starts late enough to be optimal for this one as well.
  private func taken(over last: OfferCandidate?, _ reception: CompiledReception, _ limit: Int)
    -> OfferCandidate?
  {
    guard var last, let first = last.placements.first, last.completion <= limit,
      Int(first.start) >= reception.arrival + problem.site.booking.receptionMinutes,
      state.canLend(
        visit, from: reception.arrival, ready: last.completion + problem.site.booking.finishMinutes)
    else { return nil }
    last.reception = reception
    last.extra = state.delta(of: appointment, reception, last.placements) + visit.drop
    return last
  }

  /// The first feasible arrival from a time on with everything else fixed, ignoring the visit's availability.
  ///
  /// - Parameter latestEnd: The end of the horizon for an arrival.
  package mutating func firstArrival(from time: Int, latestEnd: (_ arrival: Int) -> Int) -> OfferCandidate? {
    guard !visit.isInfeasible else { return nil }
    let slots = problem.slots.indices.lazy.filter { [problem] in problem.slots[$0] >= time }
    return directInsertions(slots: slots, maxCount: 1, latestEnd: latestEnd).first
  }
}
