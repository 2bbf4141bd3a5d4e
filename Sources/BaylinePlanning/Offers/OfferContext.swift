import BaylineModel
import BaylineSolver

/// The search state of a schedule, together with a request to insert.
struct OfferContext {
  let problem: CompiledProblem
  let state: SearchState
  let request: AppointmentIndex
  /// The time of the call, in minutes from the start of the horizon.
  let now: Int
  private let site: Site
  private let promising: OfferDesk.PromiseRule?

  /// Compiles site, demand and request, and adopts the schedule.
  /// - Complexity: O(horizon minutes + operations × crews).
  init(_ desk: OfferDesk, with request: Appointment) {
    var demand = desk.demand
    demand.appointments.append(request)
    let problem = CompiledProblem(site: desk.site, demand: demand)
    var state = SearchState(problem)
    state.adopt(desk.schedule)
    self.problem = problem
    self.state = state
    self.request = AppointmentIndex(demand.appointments.count - 1)
    now = problem.minute(desk.now)
    (site, promising) = (desk.site, desk.promising)
  }

  private var appointment: Appointment { problem.demand.appointments[request.int] }

  /// The arrival and the advisor of a candidate.
  func reception(_ candidate: OfferCandidate) -> Schedule.Reception {
    Schedule.Reception(
      arrival: problem.civil(candidate.reception.arrival),
      advisor: site.advisors[candidate.reception.advisor.int].id)
  }

  /// The offer made from a candidate.
  func offer(_ candidate: OfferCandidate) -> Offer {
    var after = state
    for moved in candidate.moved { after.remove(moved.appointment) }
    after.insertFixed(request, candidate.reception, candidate.placements)
    for moved in candidate.moved {
      after.insertFixed(moved.appointment, state.receptions[moved.appointment], moved.placements)
    }
    let assignment = after.assignment(of: request)
    let reception = reception(candidate)
    var offer = Offer(
      reception: reception, ready: assignment.ready, promise: promise(assignment.ready, by: after),
      operations: assignment.operations, extraCost: candidate.extra)
    offer.isFirstChoice = reception.arrival == appointment.preferredArrival
    offer.parts = state.supplies(of: request).map { supply in
      Offer.PartSupply(
        part: problem.demand.parts[supply.part.int].id, quantity: supply.needed,
        arrives: supply.enoughAt.map(problem.civil))
    }
    offer.moves = candidate.moved.flatMap { moved in
      let (before, after) = (state.assignment(of: moved.appointment), after.assignment(of: moved.appointment))
      return zip(before.operations, after.operations).filter { $0 != $1 }.map {
        Offer.Move(appointment: before.appointment, from: $0, to: $1)
      }
    }
    return offer
  }

  /// The time to promise: the time the customer wants the vehicle, if that can be kept; otherwise the time that holds.
  private func promise(_ ready: CivilTime, by after: SearchState) -> CivilTime {
    let schedule = Schedule(assignments: after.assignments())
    let holds = promising?(appointment.id, problem.demand, schedule)
    if let wanted = appointment.readyBy, max(ready, holds ?? ready) <= wanted { return wanted }
    return max(holds ?? ready, site.firstHandover(from: ready))
  }

  /// The first time in the next four weeks at which the visit fits, regardless of the customer's availability: after the
  /// offered days, or without offers from the customer's first window, or else from now.
  func nextTime(in extendedHorizonState: SearchState, after offers: [Offer]) -> Offer.Answer.NextTime? {
    let (days, carryOver, end) = (
      problem.demand.horizon.days, problem.demand.horizon.carryOverDays, problem.end
    )
    let longer = extendedHorizonState.problem
    var starts = [max(now, appointment.availability?.map { longer.minute($0.from) }.min() ?? now), now]
    if let last = offers.map(\.reception.arrival.date).max() {
      starts = [max(now, longer.minute(CivilTime(last.advanced(by: 1))))]
    }
    var search = OfferSearch(extendedHorizonState, for: request, from: now)
    for start in starts {
      let found = search.firstArrival(from: start) { arrival in
        day(of: arrival) < days ? end : (day(of: arrival) + 1 + carryOver) * 1440
      }
      guard let found else { continue }
      return Offer.Answer.NextTime(
        reception: Schedule.Reception(
          arrival: longer.civil(found.reception.arrival),
          advisor: site.advisors[found.reception.advisor.int].id),
        ready: longer.civil(found.completion + site.booking.finishMinutes))
    }
    return nil
  }
}
