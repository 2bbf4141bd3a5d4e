import BaylineModel

/// The construction heuristic: best insertion in order of urgency, with regret among the next candidates.
///
/// Committed visits (arrived, under way, promised) come first. Then, of the next visits by drop cost per minute of
/// work, the one with the greatest regret is inserted first (J.-Y. Potvin and J.-M. Rousseau, 1993, "A parallel route
/// building algorithm for the vehicle routing and scheduling problem with time windows").
package struct GreedyInsertion {
  /// Number of visits that compete by regret.
  package var lookahead = 6
  private var search = InsertionSearch()

  package init() {
    search.seeksRegret = true
  }

  /// Number of candidates evaluated.
  package var evaluations: Int { search.evaluations }

  /// A cached insertion of a queued visit.
  private struct Proposal {
    var insertion: Insertion
    var placements: [Placement]
    var regret: Int
    /// Number of insertions made when it was computed.
    var age: Int

    /// Whether the insertion is still valid at the same cost; the regret may have changed.
    func isStillValid(in state: SearchState, _ now: Int) -> Bool {
      age == now
        || state.admits(insertion.appointment, insertion.reception, placements)
          && state.delta(of: insertion.appointment, insertion.reception, placements) == insertion.delta
    }
  }

  /// Schedules every feasible visit whose scheduling costs less than leaving it unscheduled.
  /// - Returns: The visits that could not be placed, in the order tried.
  @discardableResult
  package mutating func run(_ state: inout SearchState) -> [AppointmentIndex] {
    var line = order(state)[...]
    var open: [(visit: AppointmentIndex, proposal: Proposal?)] = []
    var left: [AppointmentIndex] = []
    var age = 0
    while !line.isEmpty || !open.isEmpty {
      while open.count < lookahead, let next = line.popFirst() { open.append((next, nil)) }
      var best: Int?
      var bestRank = (0, Int.min)
      for position in open.indices.reversed() {
        let visit = open[position].visit
        if open[position].proposal?.isStillValid(in: state, age) != true {
          open[position].proposal = propose(visit, state, age)
        }
        guard let proposal = open[position].proposal else {
          left.append(visit)
          open.remove(at: position)
          if let chosen = best { best = chosen - 1 }
          continue
        }
        let rank = (isCommitted(visit, state) ? 1 : 0, proposal.regret)
        if best == nil || rank >= bestRank {
          best = position
          bestRank = rank
        }
      }
      guard let chosen = best, let proposal = open[chosen].proposal else { continue }
      open.remove(at: chosen)
      state.insert(proposal.insertion, proposal.placements)
      age += 1
    }
    return left
  }

  private mutating func propose(_ visit: AppointmentIndex, _ state: SearchState, _ age: Int) -> Proposal? {
    guard let insertion = search.best(of: visit, in: state, below: 0) else { return nil }
    return Proposal(insertion: insertion, placements: search.placements, regret: search.regret, age: age)
  }

  private func isCommitted(_ visit: AppointmentIndex, _ state: SearchState) -> Bool {
    let compiled = state.problem.appointments[visit]
    return compiled.rule != .free
      || compiled.operations.contains { state.problem.operations.elements[$0].lock != nil }
  }

  /// The order of insertion: committed visits by earliest start, then the others by delay cost and drop cost per
  /// minute of work.
  private func order(_ state: SearchState) -> [AppointmentIndex] {
    let problem = state.problem
    func key(_ visit: AppointmentIndex) -> (Int, Int, Int) {
      let compiled = problem.appointments[visit]
      if isCommitted(visit, state) { return (0, compiled.earliestStart, visit.int) }
      return (1, -compiled.drop / max(1, compiled.span), visit.int)
    }
    return problem.appointments.indices.filter { !state.isScheduled[$0] }.map { (key($0), $0) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }
}
