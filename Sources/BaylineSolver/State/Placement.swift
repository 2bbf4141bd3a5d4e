/// Where, by whom and when an operation is done.
package struct Placement: Sendable, Equatable {
  /// First minute.
  package var start: Int32
  /// First minute after it.
  package var end: Int32
  /// Position in the problem's `options`; -1 for a locked operation.
  package var option: Int32
  /// Position in the problem's `bayChoices`; -1 for a locked operation.
  package var choice: Int32

  package init(start: Int, end: Int, option: Int, choice: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    self.option = Int32(truncatingIfNeeded: option)
    self.choice = Int32(truncatingIfNeeded: choice)
  }

  /// Nowhere yet.
  static let none = Placement(start: 0, end: 0, option: -1, choice: -1)
}

/// An arrival at an advisor; the time alone counts for nothing if the vehicle had arrived.
package struct CompiledReception: Sendable, Equatable {
  package var arrival: Int
  package var advisor: AdvisorIndex
}

/// A visit as it would be scheduled: its arrival, and the placements of its operations elsewhere.
package struct Insertion: Sendable, Equatable {
  /// The visit.
  package var appointment: AppointmentIndex
  /// Arrival and advisor; `nil` for a vehicle that had arrived.
  package var reception: CompiledReception?
  /// What the total changes by when it is scheduled so, its drop cost included, in points.
  package var delta: Int
}
