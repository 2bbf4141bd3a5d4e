import BaylineModel
import BaylinePlanning
import BaylineSimulation
import BaylineSolver

/// A dispatcher who replans the rest of the day whenever it deviates from its plan.
///
/// The dispatcher knows what the shop knows: who is in house, what is in progress and how long it was planned to take;
/// not future random events. The search is that of `replan`: started work stays, confirmed arrivals hold, and an
/// increased weight for moves keeps work in place where possible.
struct ReplanningDispatcher: Sendable {
  private let site: Site
  private let demand: Demand
  private let jobs: [Appointment]

  /// Iterations of each search.
  private static let iterations = 60
  /// Points for moving an operation to another bay or crew, as at the start of `replan`.
  private static let moveWeight = DisturbanceSearch.firstWeight

  /// - Parameter jobs: The jobs of walk-ins.
  init(site: Site, demand: Demand, jobs: [Appointment]) {
    var site = site
    // Walk-ins and additional work are what the reserve is for.
    site.booking.reservePercent = 0
    site.policy.moved = max(site.policy.moved, Self.moveWeight)
    self.site = site
    self.demand = demand
    self.jobs = jobs
  }

  /// New places for operations that have not started; empty if nothing can be planned.
  func places(_ snapshot: ShopSnapshot, seed: Int) -> [(
    visit: Int, operation: Int, place: ShopSnapshot.Place
  )] {
    guard snapshot.now < demand.horizon.end - demand.horizon.start else { return [] }
    var rest = demand
    rest.now = demand.horizon.start + snapshot.now
    rest.parts = []
    // Of a left-out visit whose locked work has not begun, nothing remains to be planned.
    let known = snapshot.visits.map { (visit: $0, appointment: appointment($0, snapshot.now)) }
      .filter { !$0.appointment.operations.isEmpty }
    let visits = known.map(\.visit)
    rest.appointments = known.map(\.appointment)
    let problem = CompiledProblem(site: site, demand: rest)
    var state = SearchState(problem)
    state.adopt(standing(visits, rest))
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = LocalSearch(from: state, seed: UInt64(bitPattern: Int64(seed)))
    search.run(upTo: Self.iterations) { Double($0) / Double(Self.iterations) }
    return places(search.bestState().assignments(), visits)
  }

  /// The current plan, as far as it still keeps the rules.
  private func standing(_ visits: [ShopSnapshot.PlannableVisit], _ rest: Demand) -> Schedule {
    let assignments = zip(visits, rest.appointments).compactMap {
      visit, appointment -> Schedule.Assignment? in
      let operations = visit.works.compactMap { work in
        work.place.map { place in
          Schedule.OperationAssignment(
            operation: String(work.operation), bay: place.bay.map { site.bays[$0].id },
            technicians: place.crew.map { site.technicians[$0].id },
            start: demand.horizon.start + place.start,
            end: demand.horizon.start + place.end)
        }
      }
      guard operations.count == appointment.operations.count, let last = operations.last else { return nil }
      let reception = visit.slot.map {
        Schedule.Reception(arrival: demand.horizon.start + $0.arrival, advisor: site.advisors[$0.advisor].id)
      }
      return Schedule.Assignment(
        appointment: appointment.id, reception: reception, ready: last.end + site.booking.finishMinutes,
        operations: operations)
    }
    return Schedule(assignments: assignments)
  }

  /// The remaining request of a visit.
  private func appointment(_ visit: ShopSnapshot.PlannableVisit, _ now: Int) -> Appointment {
    let origin = demand.horizon.start
    var appointment: Appointment
    switch visit.source {
    case .demand(let position): appointment = demand.appointments[position]
    case .job(let position):
      appointment = jobs[position]
      appointment.walkIn = true
      (appointment.readyBy, appointment.originalTechnician, appointment.preferredTechnician) = (nil, nil, nil)
    }
    appointment.id = String(visit.index)
    appointment.parts = []
    appointment.availability = nil
    appointment.preferredArrival = nil
    appointment.receivedBy = nil
    if let slot = visit.slot {
      appointment.booked = Appointment.Booking(
        arrival: origin + slot.arrival, advisor: site.advisors[slot.advisor].id)
      appointment.arrived = nil
    } else {
      appointment.booked = nil
      appointment.arrived = origin + (visit.since ?? now)
    }
    appointment.operations = visit.works.map { work in
      var operation = appointment.operations[work.operation]
      operation.id = String(work.operation)
      operation.parts = []
      operation.locked = nil
      operation.previous = nil
      guard let place = work.place else { return operation }
      let bay = place.bay.map { site.bays[$0].id }
      let crew = place.crew.map { site.technicians[$0].id }
      if work.isBegun {
        operation.locked = ServiceOperation.LockedWork(
          bay: bay, technicians: crew, start: origin + place.start,
          end: origin + max(place.end, place.start + 1))
      } else {
        operation.previous = ServiceOperation.PreviousWork(bay: bay, technicians: crew)
      }
      return operation
    }
    if visit.isLockedOnly { appointment.operations.removeAll { $0.locked == nil } }
    return appointment
  }

  private func places(
    _ assignments: [Schedule.Assignment], _ visits: [ShopSnapshot.PlannableVisit]
  ) -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)] {
    let bays = Dictionary(uniqueKeysWithValues: site.bays.enumerated().map { ($1.id, $0) })
    let technicians = Dictionary(uniqueKeysWithValues: site.technicians.enumerated().map { ($1.id, $0) })
    let known = Dictionary(uniqueKeysWithValues: visits.map { (String($0.index), $0) })
    let origin = demand.horizon.start
    return assignments.flatMap { assignment -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)] in
      guard let visit = known[assignment.appointment], !visit.isLockedOnly else { return [] }
      return zip(visit.works, assignment.operations).compactMap { work, placed in
        if work.isBegun { return nil }
        return (
          visit.index, work.operation,
          ShopSnapshot.Place(
            bay: placed.bay.flatMap { bays[$0] }, crew: placed.technicians.compactMap { technicians[$0] },
            start: placed.start - origin, end: placed.end - origin)
        )
      }
    }
  }
}

extension ReplanningDispatcher {
  /// The dispatcher of a policy; `nil` if it does not replan. Without jobs of walk-ins, those of the demand stand in.
  init?(_ policy: Simulator.DispatchPolicy, site: Site, demand: Demand, uncertainty: Uncertainty) {
    guard policy == .replan else { return nil }
    let jobs = uncertainty.walkIns.jobs
    self.init(site: site, demand: demand, jobs: jobs.isEmpty ? demand.appointments : jobs)
  }

  /// The replanning of a day with a seed.
  func replanning(seed: Int) -> ShopSimulation.Replanning { { places($0, seed: seed) } }
}
