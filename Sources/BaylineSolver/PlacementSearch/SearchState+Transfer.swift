import BaylineModel

extension SearchState {
  /// The schedule transferred to an edited problem whose tables only grew; `nil` if the edit removes something a
  /// visit depends on.
  ///
  /// - Complexity: O(visits × options of their operations).
  func transferred(to problem: CompiledProblem) -> SearchState? {
    var state = SearchState(problem)
    for visit in self.problem.appointments.indices where isScheduled[visit] {
      var placed: [Placement] = []
      let new = problem.appointments[visit].operations
      for (old, position) in zip(self.problem.appointments[visit].operations, new) {
        guard let placement = placement(of: old, at: position, in: problem) else { return nil }
        placed.append(placement)
      }
      guard state.admits(visit, receptions[visit], placed) else { return nil }
      state.insertFixed(visit, receptions[visit], placed)
    }
    return state
  }

  private func placement(of old: Int, at position: Int, in problem: CompiledProblem) -> Placement? {
    var placement = placements.elements[old]
    let operation = self.problem.operations.elements[old]
    let edited = problem.operations.elements[position]
    guard operation.lock == nil else { return placement }
    let crew = self.problem.crews[self.problem.crew(of: operation, placement)]
    let bay = self.problem.bay(of: operation, placement)
    for index in edited.options where problem.crews[problem.options[index].crew] == crew {
      for choice in problem.options[index].bays where problem.bayChoices[choice].bay == bay {
        placement.option = Int32(truncatingIfNeeded: index)
        placement.choice = Int32(truncatingIfNeeded: choice)
        return placement
      }
    }
    return nil
  }
}
