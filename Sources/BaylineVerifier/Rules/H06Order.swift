import BaylineModel

extension PlacedSchedule {
  /// H6: The first operation starts no earlier than the vehicle is received, each further one no earlier than the
  /// previous one has ended, and no unlocked one before now.
  func orderViolations() -> [Violation] {
    visits.flatMap { beginViolations(of: $0) + sequenceViolations(of: $0) + pastViolations(of: $0) }
  }

  private func earliestStart(of visit: PlacedVisit) -> CivilTime {
    visit.reception.map { $0.arrival + site.booking.receptionMinutes } ?? visit.presentSince(notBefore: now)
  }

  private func beginViolations(of visit: PlacedVisit) -> [Violation] {
    let earliest = earliestStart(of: visit)
    guard let first = visit.operations.first, first.start < earliest, !first.matchesLock else { return [] }
    let detail: ViolationDetail =
      visit.reception != nil ? .startsBeforeReceptionEnds(earliest) : .startsBeforeVehiclePresent(earliest)
    return [Violation(.h6, .operation(first.reference), at: first.start, detail)]
  }

  private func sequenceViolations(of visit: PlacedVisit) -> [Violation] {
    zip(visit.operations, visit.operations.dropFirst()).compactMap { earlier, later in
      guard later.start < earlier.end, !(earlier.matchesLock && later.matchesLock) else { return nil }
      return Violation(
        .h6, .operation(later.reference), at: later.start,
        .startsBeforePredecessorEnds(operation: earlier.operation.id, end: earlier.end))
    }
  }

  private func pastViolations(of visit: PlacedVisit) -> [Violation] {
    let earliest = earliestStart(of: visit)
    return visit.operations.enumerated().compactMap { index, placed in
      // A first operation before its vehicle's arrival has been reported already.
      let isNamed = index == 0 && placed.start < earliest
      guard placed.start < now, !placed.isLocked, !isNamed else { return nil }
      return Violation(.h6, .operation(placed.reference), at: placed.start, .startsBeforeNow(now))
    }
  }
}
