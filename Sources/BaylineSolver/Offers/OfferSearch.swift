package import BaylineModel

/// Looks for arrivals at which a new visit can be let into a schedule whose arrivals and advisors all stay.
///
/// First every slot is tried with everything else as it stands, which is exact: what is not found is not there. Where the
/// customer's first choice, or a second time, cannot be had so, `EjectionSearch` moves other visits between
/// technicians, bays and times inside the workshop.
package struct OfferSearch {
  /// The schedule as it stands; the visit is not in it.
  package let state: SearchState
  /// The visit.
  package let appointment: AppointmentIndex
  /// Nothing is offered or moved before it; in minutes.
  private let now: Int
  /// Slots at which the visit could be received, whatever becomes of its work.
  private var receptions: [CompiledReception] = []
  private var insertion: ArrivalInsertion

  /// A search for one visit, from a time on that may lie after the problem's `now`.
  package init(_ state: SearchState, for appointment: AppointmentIndex, from now: Int = .min) {
    self.now = now
    self.state = state
    self.appointment = appointment
    insertion = ArrivalInsertion(state.problem)
  }

  private var problem: CompiledProblem { state.problem }
  private var visit: CompiledAppointment { problem.appointments[appointment] }

  /// Times that are looked for even if others have to move.
  private static let wanted = 2
  /// Slots at which room is made at most, beside the first choice.
  private static let maxSlots = 12

  /// Up to `count` arrivals in different parts of what the customer can do, the best first: as
  /// ``Swift/Array/apart(_:firstChoice:)``.
  ///
  /// - Parameter window: Arrivals that count, in minutes; all that the visit allows by default.
  /// - Complexity: O(slots × operations × crews × bays), and a fixed amount of work for making room.
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

  /// A way to let the visit in at an arrival for which the work of all others may go elsewhere; `nil` if none was found.
  ///
  /// It is asked where ``candidates(_:in:)`` has nothing at that arrival. Nothing of the book may have begun: whoever calls in the
  /// course of the day gets no such offer.
  /// - Complexity: some thousand iterations of the search at most.
  package func rearranged(at arrival: Int) -> OfferCandidate? {
    // No more than its work may be in the way: advisors and parts do not change.
    guard now <= problem.now, receptions.contains(where: { $0.arrival == arrival }) else { return nil }
    return RearrangementSearch(state, for: appointment).make(at: arrival)
  }

  /// The slots of the visit in a window, ascending.
  private func slots(in window: Range<Int>) -> [Int] {
    problem.slotRanges[visit.slotRanges].flatMap { $0 }.filter { slot in
      window.contains(problem.slots[slot]) && problem.slots[slot] >= now
    }
  }

  /// Makes room at the first choice if it cannot be had as things stand, or only later than the vehicle is wanted back.
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

  /// Where room could be made: the slots with an advisor and parts but no place for the work, those near the best
  /// arrival first.
  private func roomless(_ found: [OfferCandidate]) -> [CompiledReception] {
    let taken = Set(found.map(\.reception.arrival))
    let center = visit.preferred ?? visit.earliestStart
    return Array(
      receptions.filter { !taken.contains($0.arrival) && $0.arrival != visit.preferred }
        .sorted { (abs($0.arrival - center), $0.arrival) < (abs($1.arrival - center), $1.arrival) }
        .prefix(Self.maxSlots))
  }

  /// What stands in the way of an arrival with everything else as it stands; `capacity` where it is technicians, bays
  /// or the points.
  package func reason(at arrival: Int) -> UnscheduledReason {
    guard let slot = problem.slot(at: arrival),
      problem.slotRanges[visit.slotRanges].contains(where: { $0.contains(slot) })
    else { return .availability }
    guard let needed = state.earliestNeed(of: visit),
      needed == .min || needed <= arrival - problem.site.booking.partsLeadMinutes
    else { return .parts }
    guard state.arrivals.siteAdmits(arrival, settled: false),
      state.cheapestAdvisor(for: visit, at: arrival, slot: slot) != nil
    else { return .advisor }
    let limit = state.completionLimit(of: visit, since: arrival)
    let from = arrival + problem.site.booking.receptionMinutes
    var options = ProbeOptions(problem)
    func fits(without rules: Relaxation) -> Bool {
      ProbeChain(visit: visit, state: state, relaxation: rules, limit: limit)
        .earliest(from: from, partsFrom: 0, &options) != nil
    }
    if visit.loaner, fits(without: []) { return .loaner }
    return fits(without: .reserve) ? .reserve : .capacity
  }

  // MARK: - Everything else as it stands

  /// All slots at which the visit fits with everything else as it stands, each with a cheap way to do it.
  ///
  /// - Parameter latestEnd: The end of the horizon for an arrival, where it is not the problem's.
  private mutating func directInsertions(
    slots: some Sequence<Int>, maxCount: Int = .max, latestEnd: (_ arrival: Int) -> Int = { _ in .max }
  ) -> [OfferCandidate] {
    guard let needed = state.earliestNeed(of: visit) else { return [] }
    let least = needed == .min ? Int.min : needed + problem.site.booking.partsLeadMinutes
    insertion.begin(appointment, in: state)
    var found: [OfferCandidate] = []
    var infeasibleEnd = Int.min
    for slot in slots where problem.slots[slot] >= least {
      let arrival = problem.slots[slot]
      guard state.arrivals.siteAdmits(arrival, settled: false),
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

  /// The work of an earlier arrival, if it starts late enough for this one: then nothing is better.
  private func taken(over last: OfferCandidate?, _ reception: CompiledReception, _ limit: Int)
    -> OfferCandidate?
  {
    guard var last, let first = last.placements.first, last.completion <= limit,
      Int(first.start) >= reception.arrival + problem.site.booking.receptionMinutes,
      !visit.loaner
        || state.loans.admits(
          from: reception.arrival, to: last.completion + problem.site.booking.finishMinutes)
    else { return nil }
    last.reception = reception
    last.extra = state.delta(of: appointment, reception, last.placements) + visit.drop
    return last
  }

  /// The first arrival from a time on at which the visit fits as things stand, whatever it says of its availability.
  ///
  /// - Parameter latestEnd: The end of the horizon for an arrival.
  package mutating func firstArrival(from time: Int, latestEnd: (_ arrival: Int) -> Int) -> OfferCandidate? {
    guard !visit.isInfeasible else { return nil }
    let slots = problem.slots.indices.lazy.filter { [problem] in problem.slots[$0] >= time }
    return directInsertions(slots: slots, maxCount: 1, latestEnd: latestEnd).first
  }
}
