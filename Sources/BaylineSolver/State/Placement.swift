/// When an operation is done, by which crew, and in which bay.
package struct Placement: Sendable, Equatable {
  package var start: Int32
  /// Exclusive.
  package var end: Int32
  /// Index in the problem's `options`; -1 for a locked operation.
  package var option: Int32
  /// Index in the problem's `bayChoices`; -1 for a locked operation.
  package var choice: Int32

  package init(start: Int, end: Int, option: Int, choice: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    self.option = Int32(truncatingIfNeeded: option)
    self.choice = Int32(truncatingIfNeeded: choice)
  }

  /// Not placed yet.
  static let none = Placement(start: 0, end: 0, option: -1, choice: -1)
}

/// An arrival time and the advisor who receives the vehicle.
package struct CompiledReception: Sendable, Equatable {
  package var arrival: Int
  package var advisor: AdvisorIndex
}

/// A candidate way to schedule a visit: its arrival and cost. The placements of its operations are stored separately.
package struct Insertion: Sendable, Equatable {
  package var appointment: AppointmentIndex
  /// `nil` for a vehicle that had already arrived.
  package var reception: CompiledReception?
  /// Change of the total cost, including the drop cost saved, in points.
  package var delta: Int
}
