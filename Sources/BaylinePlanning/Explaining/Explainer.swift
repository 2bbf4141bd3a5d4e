public import BaylineModel
import BaylineSolver
import BaylineVerifier

extension Planner {
  /// Explains why a visit is placed where it is in a schedule, or why it is unscheduled; and whether it could be placed as
  /// asked with everything else unchanged: which rules that breaks, what it would cost, which relaxations would suffice.
  ///
  /// The broken rules are those that ``Verifier`` reports with the visit forced there, in the placement that breaks the
  /// fewest (docs/explanations.md describes the placements and relaxations tried).
  ///
  /// - Throws: What is wrong with the question or the schedule.
  /// - Complexity: That of compiling the problem for each set of relaxations tried.
  public func explain(
    _ question: PlacementQuestion, in schedule: Schedule
  ) throws(PlacementQuestion.Problem) -> Explanation {
    try Explainer(self, schedule).explanation(of: question)
  }
}

/// Answers questions about one schedule.
struct Explainer {
  let planner: Planner
  let problem: CompiledProblem
  /// The schedule as given.
  let schedule: Schedule
  let state: SearchState
  let verifier: Verifier
  /// The cost of the schedule.
  let cost: ScheduleCost

  var site: Site { problem.site }
  var demand: Demand { problem.demand }

  init(_ planner: Planner, _ schedule: Schedule) throws(PlacementQuestion.Problem) {
    self.planner = planner
    self.schedule = schedule
    problem = planner.problem
    verifier = Verifier(site: problem.site, demand: problem.demand)
    let verdict = verifier.verify(schedule)
    guard verdict.isFeasible else { throw .infeasible(verdict.violations) }
    cost = verdict.cost
    var state = SearchState(problem)
    state.adopt(schedule)
    self.state = state
    let missing = schedule.assignments.first { assignment in
      !problem.appointments.indices.contains { index in
        state.isScheduled[index] && problem.demand.appointments[index.int].id == assignment.appointment
      }
    }
    if let missing { throw .unrepresentableCrew(missing.appointment) }
  }

  func explanation(of asked: PlacementQuestion) throws(PlacementQuestion.Problem) -> Explanation {
    let index = try appointment(asked.appointment)
    var question = asked
    let current = schedule.assignments.first { $0.appointment == asked.appointment }
    if asked.asksForPlace, question.arrival == nil { question.arrival = current?.reception?.arrival }
    let request = try request(question, index)

    var without = state
    if current != nil { without.remove(index) }
    var explanation = Explanation(question: question, cost: cost)
    if let current {
      explanation.standing = currentPlacement(of: index, current, without)
    } else {
      var finder = ReasonFinder(without)
      let finding = finder.finding(for: index)
      explanation.reason = planner.unscheduled(finding, in: without)
      explanation.isReasonProven = finding.isProven
    }
    if current == nil || asked.asksForPlace {
      explanation.answer = answer(to: request, current, without)
      // For an unscheduled visit the reason suffices.
      if current != nil, explanation.answer == nil { throw .noPlace(asked.appointment) }
    }
    return explanation
  }

  // MARK: - The question

  private func appointment(_ id: String) throws(PlacementQuestion.Problem) -> AppointmentIndex {
    guard let position = demand.appointments.firstIndex(where: { $0.id == id }) else {
      throw .unknownAppointment(id, nearest: nil)
    }
    return AppointmentIndex(position)
  }

  private func request(
    _ question: PlacementQuestion, _ index: AppointmentIndex
  ) throws(PlacementQuestion.Problem) -> PlacementRequest {
    var request = PlacementRequest(appointment: index)
    let appointment = demand.appointments[index.int]
    if appointment.arrived != nil, question.arrival != nil || question.advisor != nil {
      throw .alreadyArrived(appointment.id)
    }
    if let arrival = question.arrival {
      guard demand.horizon.start <= arrival, arrival < demand.horizon.end else {
        throw .beyondHorizon(arrival)
      }
      request.arrival = problem.minute(arrival)
    }
    if let id = question.advisor {
      guard let position = site.advisors.firstIndex(where: { $0.id == id }) else {
        throw .unknownResource(.advisor, id, nearest: nil)
      }
      request.advisor = AdvisorIndex(position)
    }
    if let id = question.technician {
      guard let position = site.technicians.firstIndex(where: { $0.id == id }) else {
        throw .unknownResource(.technician, id, nearest: nil)
      }
      request.technician = TechnicianIndex(position)
    }
    if let id = question.bay {
      guard let position = site.bays.firstIndex(where: { $0.id == id }) else {
        throw .unknownResource(.bay, id, nearest: nil)
      }
      request.bay = BayIndex(position)
    }
    return request
  }

  // MARK: - Placements

  /// A placement with the verdict on the resulting schedule.
  struct EvaluatedPlacement {
    var assignment: Schedule.Assignment
    var schedule: Schedule
    var verdict: Verdict
  }

  /// The number of most promising placements to verify.
  private static let maxEvaluated = 8
  /// The same for relaxed rules.
  private static let maxEvaluatedInSets = 3
  /// The number of minimal rule sets considered.
  private static let maxRuleSets = 8

  /// The placement that breaks the fewest rules, then has the fewest violations, then is cheapest; together with the
  /// minimal sets of rules of which one must be broken.
  func place(
    _ search: inout PlacementSearch, preferring current: Schedule.Assignment? = nil
  ) -> (best: EvaluatedPlacement, sets: [RuleSet])? {
    let sets = search.minimalRuleSets()
    var best: EvaluatedPlacement?
    // Among equals, the current placement wins.
    if let current, sets == [[]], satisfies(current, search.request) { best = evaluated(current, verifier) }
    for rules in sets.prefix(Self.maxRuleSets) {
      for placement in search.placements(breaking: rules, maxCount: Self.maxEvaluated) {
        let next = evaluated(placement.assignment(of: search.request.appointment, in: problem), verifier)
        if best.map({ isBetter(next, than: $0) }) ?? true { best = next }
      }
    }
    return best.map { ($0, sets) }
  }

  /// The schedule with a visit placed there and everything else unchanged, verified.
  func evaluated(_ assignment: Schedule.Assignment, _ verifier: Verifier) -> EvaluatedPlacement {
    var forced = schedule
    forced.assignments.removeAll { $0.appointment == assignment.appointment }
    forced.unscheduled.removeAll { $0.appointment == assignment.appointment }
    forced.insert(assignment)
    forced.cost = nil
    forced.about = nil
    let verdict = verifier.verify(forced)
    forced.cost = ScheduleCost.Stated(total: verdict.cost.total, terms: verdict.cost)
    return EvaluatedPlacement(assignment: assignment, schedule: forced, verdict: verdict)
  }

  private func isBetter(_ one: EvaluatedPlacement, than other: EvaluatedPlacement) -> Bool {
    rank(one) < rank(other)
  }

  private func rank(_ evaluated: EvaluatedPlacement) -> (Int, Int, Int) {
    let violations = evaluated.verdict.violations
    return (Set(violations.map(\.rule)).count, violations.count, evaluated.verdict.cost.total)
  }

  private func satisfies(_ assignment: Schedule.Assignment, _ request: PlacementRequest) -> Bool {
    let arrival = request.arrival.map(problem.civil)
    let advisor = request.advisor.map { site.advisors[$0.int].id }
    let technician = request.technician.map { site.technicians[$0.int].id }
    let bay = request.bay.map { site.bays[$0.int].id }
    return (arrival == nil || arrival == assignment.reception?.arrival)
      && (advisor == nil || advisor == assignment.reception?.advisor)
      && (technician == nil || assignment.operations.contains { $0.technicians.contains(technician ?? "") })
      && (bay == nil || assignment.operations.contains { $0.bay == bay })
  }

  // MARK: - The answer

  private func answer(
    to request: PlacementRequest, _ current: Schedule.Assignment?, _ without: SearchState
  ) -> Explanation.PlacementAnswer? {
    var search = PlacementSearch(without, request)
    guard let (best, sets) = place(&search, preferring: current) else { return nil }
    let broken = Set(best.verdict.violations.map(\.rule))
    let others = sets.map(Self.rules).filter { Set($0) != broken }
    let isPast = isPast(request, current)
    var answer = Explanation.PlacementAnswer(
      assignment: best.assignment, violations: best.verdict.violations, otherWays: others,
      advisors: request.arrival == nil ? [] : advisors(at: best.assignment, without),
      schedule: best.schedule, cost: best.verdict.cost,
      relaxations: best.verdict.isFeasible || isPast ? Explanation.Relaxations() : relaxations(of: search))
    answer.isPast = isPast && !answer.isPossible
    answer.isProven = answer.isPossible || !search.isUndecided
    return answer
  }

  /// Whether the requested arrival is past and differs from that of the schedule, so that no relaxation can help.
  private func isPast(_ request: PlacementRequest, _ current: Schedule.Assignment?) -> Bool {
    guard let arrival = request.arrival.map(problem.civil) else { return false }
    let booked = demand.appointments[request.appointment.int].booked?.arrival
    return arrival < demand.now && arrival != booked && arrival != current?.reception?.arrival
  }

  private static func rules(_ set: RuleSet) -> [HardRule] {
    set.numbers.compactMap { HardRule(rawValue: "H\($0)") }
  }

  /// What keeps each advisor from receiving the visit at the time of a placement.
  func advisors(at assignment: Schedule.Assignment, _ without: SearchState) -> [Explanation.AdvisorObstacle] {
    guard let reception = assignment.reception else { return [] }
    let rules: Set<HardRule> = [.h1, .h2, .h3, .h4]
    let day = day(of: problem.minute(reception.arrival))
    return site.advisors.enumerated().map { position, advisor in
      var other = assignment
      other.reception?.advisor = advisor.id
      let found = evaluated(other, verifier).verdict.violations.filter { rules.contains($0.rule) }
      return Explanation.AdvisorObstacle(
        advisor: advisor.id, violations: found,
        arrivalsThatDay: without.arrivals.count(of: AdvisorIndex(position), onDay: day))
    }
  }

  private func relaxations(of search: PlacementSearch) -> Explanation.Relaxations {
    let sufficient = CorrectionSets(search)
    var found = Explanation.Relaxations()
    found.more = sufficient.more
    found.tried = sufficient.familySize
    found.maxTogether = CorrectionSets.maxRules
    found.isComplete = sufficient.isComplete
    found.sets = sufficient.sets.compactMap { set in
      var search = set.search
      let edited = search.state.problem
      let verifier = Verifier(site: edited.site, demand: edited.demand)
      let places = search.placements(breaking: [], maxCount: Self.maxEvaluatedInSets).map {
        evaluated($0.assignment(of: search.request.appointment, in: edited), verifier)
      }
      guard let best = places.min(by: { rank($0) < rank($1) }) else { return nil }
      let total = best.verdict.cost.total
      return Explanation.SufficientSet(
        edits: set.edits, assignment: best.assignment, total: total, gain: cost.total - total)
    }
    return found
  }
}
