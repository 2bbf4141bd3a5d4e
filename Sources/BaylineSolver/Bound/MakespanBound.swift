import BaylineModel

/// How late the last operation of all ends at least, if all visits that can be scheduled are.
///
/// Two bounds: the longest visit by its least minutes, and the load of technicians and bays. For any shares that add up
/// to one, the last end is no earlier than the mean of the loads by those shares, and that is at least the sum over
/// the operations of the cheapest way to do each, a minute of a resource costing its share. The shares are found by
/// fictitious play: again and again the resource that is loaded most gets one more.
///
/// G. W. Brown (1951), "Iterative solution of games by fictitious play".
struct MakespanBound {
  /// Minutes from the start of the horizon to the last end of all at least.
  let minutes: Int
  /// The visit that needs the longest, and until when.
  let longest: (visit: AppointmentIndex, minutes: Int)?

  /// Rounds of the game.
  private static let rounds = 400

  /// - Complexity: O(rounds × options).
  init(_ problem: CompiledProblem) {
    var longest: (visit: AppointmentIndex, minutes: Int)?
    var operations: [CompiledOperation] = []
    for (index, visit) in zip(problem.appointments.indices, problem.appointments.elements) {
      guard let end = StandaloneBound.earliestEnd(of: visit, problem) else { continue }
      if end > longest?.minutes ?? 0 { longest = (index, end) }
      operations += problem.operations.elements[visit.operations].filter { $0.lock == nil }
    }
    self.longest = longest
    minutes = max(
      longest?.minutes ?? 0, operations.isEmpty ? 0 : problem.now + Self.load(operations, problem))
  }

  private static func load(_ operations: [CompiledOperation], _ problem: CompiledProblem) -> Int {
    var shares = [Int](repeating: 0, count: 1 + problem.technicians.count + problem.bays.count)
    var loads = shares
    var best = 0
    for round in 0..<rounds {
      var sum = 0
      for operation in operations { sum += place(operation, shares, &loads, problem) }
      if round > 0 { best = max(best, (sum + round - 1) / round) }
      let most = loads.indices.dropFirst().max { loads[$0] < loads[$1] } ?? 0
      shares[most] += 1
    }
    return best
  }

  /// Adds an operation to the loads in its cheapest way; returns what that costs.
  private static func place(
    _ operation: CompiledOperation, _ shares: [Int], _ loads: inout [Int], _ problem: CompiledProblem
  ) -> Int {
    var best: (cost: Int, work: Int, technician: Int, bay: Int)?
    for option in problem.options[operation.options] {
      // Of crews only the bay counts: not all need be among the options.
      let isCrew = option.crew.count > 1
      let work = isCrew ? BoundModes.minWork(of: operation, problem) : option.work
      let technician =
        isCrew || option.crew.isEmpty ? 0 : problem.row(of: problem.crews[option.crew.lowerBound])
      for choice in option.bays {
        let bay = problem.row(of: problem.bayChoices[choice].bay)
        let cost = work * (shares[technician] + shares[bay])
        if let best, (best.cost, best.work) <= (cost, work) { continue }
        best = (cost, work, technician, bay)
      }
    }
    guard let best else { return 0 }
    loads[best.technician] += best.work
    loads[best.bay] += best.work
    return best.cost
  }
}
