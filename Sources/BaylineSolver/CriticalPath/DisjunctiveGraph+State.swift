import BaylineModel

extension DisjunctiveGraph {
  /// The graph of a schedule, with each operation as early as the sequences allow; `nil` if a visit is unscheduled.
  /// - Complexity: O(operations × (log operations + modes of one)).
  init?(_ problem: MakespanProblem, _ state: SearchState) {
    guard state.unscheduledCount == 0 else { return nil }
    self.init(problem)
    let placements = state.placements.elements
    let byStart = placements.indices.sorted { one, other in
      (placements[one].start, one) < (placements[other].start, other)
    }
    for operation in byStart {
      let placement = placements[operation]
      let used = problem.modeRanges[operation].first {
        problem.modes[$0].option == Int(placement.option) && problem.modes[$0].choice == Int(placement.choice)
      }
      guard let used else { return nil }
      let way = problem.modes[used]
      insert(
        operation, Reinsertion.Place(mode: used, machine: length[way.machine], worker: length[way.worker]))
    }
    let isSound = update()
    assert(isSound, "schedule has a cycle")
  }

  /// Applies the graph to a complete schedule of the same problem.
  /// - Complexity: That of one removal and one insertion per visit.
  func export(into state: inout SearchState) {
    let visits = Array(state.problem.appointments.indices)
    for visit in visits { state.remove(visit) }
    for visit in visits {
      let placed = state.problem.appointments[visit].operations.map { operation in
        let way = problem.modes[mode[operation]]
        return Placement(
          start: ends[operation] - minutes[operation], end: ends[operation], option: way.option,
          choice: way.choice)
      }
      state.insert(
        Insertion(appointment: visit, reception: nil, delta: state.delta(of: visit, nil, placed)), placed)
    }
    assert(
      state.problem.appointments.elements.map { state.completion(of: $0) }.max() == makespan,
      "makespans of graph and schedule differ")
  }
}
