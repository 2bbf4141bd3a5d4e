import BaylineModel

/// A snapshot of the decisions in a `SearchState`, without the derived accounts.
package struct Solution: Sendable {
  /// Total cost, in points.
  package private(set) var cost: Int
  fileprivate var isScheduled: IndexedTable<Appointment, Bool>
  fileprivate var receptions: IndexedTable<Appointment, CompiledReception?>
  fileprivate var placements: IndexedTable<ServiceOperation, Placement>

  package init(_ state: SearchState) {
    cost = state.cost
    isScheduled = state.isScheduled
    receptions = state.receptions
    placements = state.placements
  }

  package var unscheduledCount: Int {
    isScheduled.elements.reduce(0) { $0 + ($1 ? 0 : 1) }
  }

  /// Copies the given visits from a state that differs in no others.
  /// - Complexity: O(operations of these visits).
  mutating func follow(_ state: SearchState, in visits: some Sequence<AppointmentIndex>) {
    cost = state.cost
    for visit in visits {
      isScheduled[visit] = state.isScheduled[visit]
      receptions[visit] = state.receptions[visit]
      for index in state.problem.appointments[visit].operations {
        placements.elements[index] = state.placements.elements[index]
      }
    }
  }
}

extension SearchState {
  /// Adopts a solution of the same problem, touching only visits that differ.
  /// - Complexity: O(visits + operations of those that differ).
  package mutating func load(_ solution: Solution) {
    let moved = Array(problem.appointments.indices).filter { !matches($0, asIn: solution) }
    for visit in moved where isScheduled[visit] { remove(visit) }
    for visit in moved where solution.isScheduled[visit] {
      insertFixed(
        visit, solution.receptions[visit],
        solution.placements.elements[problem.appointments[visit].operations])
    }
  }

  private func matches(_ visit: AppointmentIndex, asIn solution: Solution) -> Bool {
    guard isScheduled[visit] == solution.isScheduled[visit] else { return false }
    guard isScheduled[visit] else { return true }
    let operations = problem.appointments[visit].operations
    return receptions[visit] == solution.receptions[visit]
      && placements.elements[operations] == solution.placements.elements[operations]
  }
}
