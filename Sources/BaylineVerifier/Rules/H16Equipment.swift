import BaylineModel

extension PlacedSchedule {
  /// H16: No more operations that need an equipment are under way at once than there is of it. Each start is checked.
  func equipmentViolations() -> [Violation] {
    let held = heldOperations.filter { !$0.operation.equipment.isEmpty }
    return site.equipment.sorted { $0.id.precedes($1.id) }.flatMap { equipment in
      held.filter { $0.operation.equipment.contains(equipment.id) }
        .map { Use(from: $0.start, to: $0.end, isSettled: $0.matchesLock, holder: $0.reference) }
        .crowds(above: equipment.count)
        .map { time, uses in
          Violation(
            .h16, .equipment(equipment.id), at: time,
            .equipmentShortage(needed: uses.count, most: equipment.count, operations: uses.map(\.holder)))
        }
    }
  }
}
