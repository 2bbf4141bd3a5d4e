import BaylineModel

extension Plan {
  /// H6: the first operation starts when the vehicle is received, each next one when the one before has ended, and
  /// nothing unlocked before now.
  func orderViolations() -> [Violation] {
    visits.flatMap { beginViolations(of: $0) + sequenceViolations(of: $0) + pastViolations(of: $0) }
  }

  private func earliestBegin(of visit: Visit) -> CivilTime {
    visit.reception.map { $0.arrival + site.booking.receptionMinutes } ?? visit.presence(notBefore: now)
  }

  private func beginViolations(of visit: Visit) -> [Violation] {
    let earliest = earliestBegin(of: visit)
    guard let first = visit.operations.first, first.start < earliest, !first.isAsLocked else { return [] }
    let finding: Finding = visit.reception != nil ? .beforeReceptionEnds(earliest) : .beforePresence(earliest)
    return [Violation(.h6, .operation(first.reference), at: first.start, finding)]
  }

  private func sequenceViolations(of visit: Visit) -> [Violation] {
    zip(visit.operations, visit.operations.dropFirst()).compactMap { earlier, later in
      guard later.start < earlier.end, !(earlier.isAsLocked && later.isAsLocked) else { return nil }
      return Violation(
        .h6, .operation(later.reference), at: later.start,
        .beforePredecessorEnds(operation: earlier.operation.id, end: earlier.end))
    }
  }

  private func pastViolations(of visit: Visit) -> [Violation] {
    let earliest = earliestBegin(of: visit)
    return visit.operations.enumerated().compactMap { index, placed in
      // A first operation before its vehicle has been named already.
      let isNamed = index == 0 && placed.start < earliest
      guard placed.start < now, !placed.isLocked, !isNamed else { return nil }
      return Violation(.h6, .operation(placed.reference), at: placed.start, .startsBeforeNow(now))
    }
  }
}
