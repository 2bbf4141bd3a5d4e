import BaylineMath
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineSolver

/// What the state admits, and what it says an insertion costs, against the verifier: on random ways to schedule a visit.
@Suite struct AdmissionTests {
  /// The other visits of a random workshop inserted, and one that is not.
  private struct Case {
    var state: SearchState
    let verifier: Verifier
    let visit: AppointmentIndex

    init(seed: UInt64, days: Int) {
      var maker = RandomWorkshop(seed: seed)
      maker.days = days
      maker.visits = 4
      let workshop = maker.make()
      verifier = Verifier(site: workshop.site, demand: workshop.demand)
      state = SearchState(workshop.problem)
      visit = AppointmentIndex(maker.random.below(workshop.demand.appointments.count))
      var search = InsertionSearch()
      for other in state.problem.appointments.indices where other != visit {
        if let found = search.best(of: other, in: state, below: 0) { state.insert(found, search.placements) }
      }
    }

    /// The verdict if the visit is scheduled in a way, whether the rules allow it or not.
    func verdict(_ reception: CompiledReception?, _ placed: [Placement]) -> Verdict {
      var assignments = state.assignments()
      assignments.append(assignment(reception, placed))
      let scheduled = Set(assignments.map(\.appointment))
      let left = state.problem.demand.appointments.filter { !scheduled.contains($0.id) }.map {
        Schedule.UnscheduledAppointment(appointment: $0.id, reason: .capacity)
      }
      return verifier.verify(Schedule(assignments: assignments.sorted { $0.precedes($1) }, unscheduled: left))
    }

    private func assignment(_ reception: CompiledReception?, _ placed: [Placement]) -> Schedule.Assignment {
      let problem = state.problem
      let appointment = problem.demand.appointments[visit.int]
      let operations = zip(problem.appointments[visit].operations, placed).map { position, placement in
        let operation = problem.operation(position)
        return Schedule.OperationAssignment(
          operation: appointment.operations[operation.position].id,
          bay: problem.bay(of: operation, placement).map { problem.site.bays[$0.int].id },
          technicians: problem.crews[problem.crew(of: operation, placement)].map {
            problem.site.technicians[$0.int].id
          },
          start: problem.civil(Int(placement.start)), end: problem.civil(Int(placement.end)))
      }
      return Schedule.Assignment(
        appointment: appointment.id,
        reception: reception.map {
          Schedule.Reception(
            arrival: problem.civil($0.arrival), advisor: problem.site.advisors[$0.advisor.int].id)
        },
        ready: problem.civil(Int(placed.last?.end ?? 0)) + problem.site.booking.finishMinutes,
        operations: operations)
    }
  }

  /// A way to schedule a visit in which crews, bays and starts are drawn; `nil` where the work does not end.
  private func way(_ state: SearchState, _ index: AppointmentIndex, _ random: inout SplitMix64)
    -> (CompiledReception?, [Placement])?
  {
    let problem = state.problem
    let visit = problem.appointments[index]
    var reception: CompiledReception?
    var from = 0
    switch visit.rule {
    case .arrived(let earliest): from = earliest
    case .booked(let arrival):
      reception = CompiledReception(arrival: arrival, advisor: AdvisorIndex(random.below(2)))
    case .free:
      let arrival = random.chance(95) ? random.pick(problem.slots) : 30 * random.below(problem.end / 30)
      reception = CompiledReception(arrival: arrival, advisor: AdvisorIndex(random.below(2)))
    }
    if let reception { from = reception.arrival + problem.site.booking.receptionMinutes }
    var placed: [Placement] = []
    for position in visit.operations {
      let operation = problem.operation(position)
      guard let placement = placement(operation, from: from, state, &random) else { return nil }
      placed.append(placement)
      from = Int(placement.end)
    }
    return (reception, placed)
  }

  private func placement(
    _ operation: CompiledOperation, from: Int, _ state: SearchState, _ random: inout SplitMix64
  ) -> Placement? {
    let problem = state.problem
    if let lock = operation.lock {
      return lock.end.map { Placement(start: lock.start, end: $0, option: -1, choice: -1) }
    }
    guard !operation.options.isEmpty else { return nil }
    let index = operation.options.lowerBound + random.below(operation.options.count)
    let option = problem.options[index]
    let choice = option.bays.lowerBound + random.below(option.bays.count)
    let work = Work(option, operation, problem.bayChoices[choice])
    var start = from + (random.chance(5) ? -30 : 30 * random.pick([0, 0, 0, 1, 1, 2, 3, 4]))
    start = max(start, random.chance(95) ? problem.now : 0)
    if random.chance(80) {
      guard let gap = state.firstGap(for: work, from: start, limit: problem.end) else { return nil }
      return Placement(start: gap.0, end: gap.1, option: index, choice: choice)
    }
    let end =
      operation.splittable
      ? problem.classes[work.work].end(ofWork: work.minutes, from: start) : start + work.minutes
    return end.map { Placement(start: start, end: $0, option: index, choice: choice) }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>, [1, 3])
  func aWayIsAdmittedExactlyWhereTheVerifierFindsNoFault(seed: UInt64, days: Int) throws {
    let drawn = Case(seed: seed, days: days)
    var random = SplitMix64(seed: seed, stream: "ways")
    let before = drawn.state.cost
    for _ in 0..<40 {
      guard let (reception, placed) = way(drawn.state, drawn.visit, &random) else { continue }
      let verdict = drawn.verdict(reception, placed)
      let isAdmitted = drawn.state.admits(drawn.visit, reception, placed)
      #expect(
        isAdmitted == verdict.violations.isEmpty,
        "\(drawn.visit) \(String(describing: reception)) \(placed) \(verdict.violations)")
      #expect(verdict.cost.total - before == drawn.state.delta(of: drawn.visit, reception, placed))
      guard isAdmitted else { continue }
      var state = drawn.state
      state.insertFixed(drawn.visit, reception, placed)
      #expect(state.cost == state.evaluate().total && state.evaluate() == verdict.cost)
    }
  }

  // The ways that are drawn are of both sorts, or the test above would say little.
  @Test func manyWaysAreAdmittedAndManyAreNot() {
    var (admitted, all) = (0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let drawn = Case(seed: seed, days: 1)
      var random = SplitMix64(seed: seed, stream: "ways")
      for _ in 0..<40 {
        guard let (reception, placed) = way(drawn.state, drawn.visit, &random) else { continue }
        all += 1
        if drawn.state.admits(drawn.visit, reception, placed) { admitted += 1 }
      }
    }
    #expect(all > 1000 && admitted > all / 20 && admitted < all)
  }
}
