extension Schedule.Assignment {
  /// Whether it comes before another one in a schedule: vehicles that had arrived first, by id; then by arrival, then id.
  /// Ids compare by code point.
  package func precedes(_ other: Schedule.Assignment) -> Bool {
    let (arrival, otherArrival) = (
      reception?.arrival.minutes ?? .min, other.reception?.arrival.minutes ?? .min
    )
    return arrival != otherArrival
      ? arrival < otherArrival : appointment.precedesByCodePoint(other.appointment)
  }
}

extension Schedule {
  /// Inserts a visit at its place in the order of the format.
  /// - Complexity: O(*n*).
  package mutating func insert(_ assignment: Schedule.Assignment) {
    let position = assignments.firstIndex { assignment.precedes($0) } ?? assignments.count
    assignments.insert(assignment, at: position)
  }
}
