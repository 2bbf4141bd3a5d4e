import BaylineModel

/// Admits a visit at a given arrival by replanning the work of the entire schedule: the last resort if
/// ``EjectionSearch``, which moves a few visits, finds nothing.
///
/// Runs the regular search on an edited demand in which every scheduled visit is promised its current arrival and
/// advisor, visits that are ready in time are promised that, and leaving any visit unscheduled is prohibitively
/// expensive. So nothing promised to a customer changes. With an iteration limit, it does not consult the clock.
struct RearrangementSearch {
  private let state: SearchState
  private let appointment: AppointmentIndex

  /// Maximum number of iterations: some hundredths of a second for a day, and enough even for a fully booked one.
  static let iterations = 3000
  /// Points for a changed advisor or a late vehicle: more than the work of any visit can cost.
  private static let promise = 100_000
  /// Points for leaving a visit unscheduled: more than a broken promise for every visit.
  private static let presence = 100_000_000

  init(_ state: SearchState, for appointment: AppointmentIndex) {
    self.state = state
    self.appointment = appointment
  }

  private var problem: CompiledProblem { state.problem }

  /// A way to admit the visit; `nil` if none was found.
  ///
  /// - Precondition: The advisor and the parts are available at the arrival.
  func make(at arrival: Int) -> OfferCandidate? {
    let edited = CompiledProblem(site: site, demand: demand(at: arrival))
    var start = SearchState(edited)
    start.adopt(Schedule(assignments: state.assignments()))
    guard start.unscheduledCount == state.unscheduledCount else { return nil }
    var search = LocalSearch(from: start, seed: 1)
    // Admitting the visit saves its drop cost, minus the cost of its work.
    let enough = start.cost - Self.presence / 2
    for iteration in 0..<Self.iterations {
      search.cool(to: Double(iteration) / Double(Self.iterations))
      // The first schedule with the visit in it may still make a vehicle late: the search goes on to one that keeps all
      // promises.
      if search.step(), search.best.cost <= enough, let found = candidate(search.bestState()) { return found }
    }
    return nil
  }

  // MARK: - The edited case

  private var site: Site {
    var site = problem.site
    site.policy.advisor = Self.promise
    site.policy.late = Self.promise
    return site
  }

  private func demand(at arrival: Int) -> Demand {
    var demand = problem.demand
    let finish = problem.site.booking.finishMinutes
    for index in problem.appointments.indices {
      let place = index.int
      guard index == appointment || state.isScheduled[index] else {
        // Unscheduled visits stay unscheduled.
        demand.appointments[place].dropCost = 0
        continue
      }
      demand.appointments[place].dropCost = Self.presence
      if index == appointment {
        let time = problem.civil(arrival)
        demand.appointments[place].availability = [TimeWindow(from: time, to: time + 1)]
        continue
      }
      if let reception = state.receptions[index] {
        demand.appointments[place].booked = Appointment.Booking(
          arrival: problem.civil(reception.arrival),
          advisor: problem.site.advisors[reception.advisor.int].id)
      }
      if let wanted = demand.appointments[place].readyBy {
        let ready = problem.civil(state.completion(of: problem.appointments[index]) + finish)
        demand.appointments[place].readyBy = max(wanted, ready)
      }
    }
    return demand
  }

  // MARK: - What was found

  /// The result translated to the original problem; `nil` if it breaks a promise.
  private func candidate(_ found: SearchState) -> OfferCandidate? {
    var after = SearchState(problem)
    after.adopt(Schedule(assignments: received(found.assignments())))
    guard after.unscheduledCount == state.unscheduledCount - 1, after.isScheduled[appointment],
      let reception = after.receptions[appointment]
    else { return nil }
    var moved: [MovedVisit] = []
    for index in problem.appointments.indices where index != appointment && state.isScheduled[index] {
      let visit = problem.appointments[index]
      guard after.isScheduled[index], after.receptions[index] == state.receptions[index],
        keepsPromise(visit, after)
      else { return nil }
      let placements = Array(after.placements.elements[visit.operations])
      if !state.placements.elements[visit.operations].elementsEqual(placements) {
        moved.append(MovedVisit(appointment: index, placements: placements))
      }
    }
    let visit = problem.appointments[appointment]
    return OfferCandidate(
      reception: reception, placements: Array(after.placements.elements[visit.operations]),
      extra: after.cost - state.cost + visit.drop, moved: moved)
  }

  /// The assignments with the advisors that customers were promised: the search may have exchanged them, but since no
  /// arrival has moved, they can receive the same visits as before.
  private func received(_ assignments: [Schedule.Assignment]) -> [Schedule.Assignment] {
    let promised = Dictionary(
      uniqueKeysWithValues: state.assignments().map { ($0.appointment, $0.reception) })
    return assignments.map { assignment in
      var result = assignment
      if let known = promised[assignment.appointment] {
        result.reception = known
      } else if let arrival = assignment.reception.map({ problem.minute($0.arrival) }),
        let advisor = state.cheapestAdvisor(
          for: problem.appointments[appointment], at: arrival, slot: problem.slot(at: arrival))
      {
        result.reception?.advisor = problem.site.advisors[advisor.int].id
      }
      return result
    }
  }

  /// Whether a visit is ready by its promise, or no later than before.
  private func keepsPromise(_ visit: CompiledAppointment, _ after: SearchState) -> Bool {
    guard let readyBy = visit.readyBy else { return true }
    let latest = max(readyBy - problem.site.booking.finishMinutes, state.completion(of: visit))
    return after.completion(of: visit) <= latest
  }
}
