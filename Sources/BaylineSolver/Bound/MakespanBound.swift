import BaylineModel

/// A lower bound on the makespan if every schedulable visit is scheduled.
///
/// The greatest of three bounds: the longest visit by its minimum minutes, ``MachineRelaxation`` where nothing but order
/// and resources can be binding, and the load of technicians and bays. For any
/// weights that sum to one, the makespan is at least the weighted mean of the loads, which is at least the sum over
/// the operations of the cheapest mode, where a minute of a resource costs its weight. The weights are found by
/// fictitious play: repeatedly, the most loaded resource gains weight.
///
/// G. W. Brown (1951), "Iterative solution of games by fictitious play".
struct MakespanBound {
  /// The bound, in minutes from the start of the horizon.
  let minutes: Int
  /// The longest visit, and its end.
  let longest: (visit: AppointmentIndex, minutes: Int)?

  /// Number of rounds of the game.
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
      longest?.minutes ?? 0, operations.isEmpty ? 0 : problem.now + Self.load(operations, problem),
      MakespanProblem(problem).map { MachineRelaxation($0).minutes } ?? 0)
  }

  private static func load(_ operations: [CompiledOperation], _ problem: CompiledProblem) -> Int {
    var shares = [Int](repeating: 0, count: 1 + problem.technicians.count + problem.bays.count)
    var loads = shares
    var best = 0
    for round in 0..<rounds {
      var sum = 0
      for operation in operations { sum += place(operation, shares, &loads, problem) }
      if round > 0 { best = max(best, (sum + round - 1) / round) }
      let busiest = loads.indices.dropFirst().max { loads[$0] < loads[$1] } ?? 0
      shares[busiest] += 1
    }
    return best
  }

  /// Adds an operation in its cheapest mode to the loads; returns its cost.
  private static func place(
    _ operation: CompiledOperation, _ shares: [Int], _ loads: inout [Int], _ problem: CompiledProblem
  ) -> Int {
    var best: (cost: Int, work: Int, technician: Int, bay: Int)?
    for option in problem.options[operation.options] {
      // For crews, only the bay counts: the options may omit crews.
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
