import BaylineModel

extension PlacedSchedule {
  /// H6: The first operation starts no earlier than the vehicle is received, each further one within its lag after the
  /// previous one and with time to move the vehicle, and no unlocked one before now.
  func orderViolations() -> [Violation] {
    visits.flatMap { beginViolations(of: $0) + sequenceViolations(of: $0) + pastViolations(of: $0) }
  }

  private func earliestStart(of visit: PlacedVisit) -> CivilTime {
    visit.reception.map { $0.arrival + site.booking.receptionMinutes } ?? visit.presentSince(notBefore: now)
  }

  private func beginViolations(of visit: PlacedVisit) -> [Violation] {
    let earliest = earliestStart(of: visit)
    guard let first = visit.operations.first, first.start < earliest, !first.matchesLock else { return [] }
    let detail: Violation.Detail =
      visit.reception != nil ? .startsBeforeReceptionEnds(earliest) : .startsBeforeVehiclePresent(earliest)
    return [Violation(.h6, .operation(first.reference), at: first.start, detail)]
  }

  private func sequenceViolations(of visit: PlacedVisit) -> [Violation] {
    visit.operations.indices.dropFirst().compactMap { index in
      let (earlier, later) = (visit.operations[index - 1], visit.operations[index])
      guard !(earlier.matchesLock && later.matchesLock),
        let finding = lagFinding(between: earlier, later, moves: visit.moves(for: index))
      else { return nil }
      return Violation(.h6, .operation(later.reference), at: later.start, finding)
    }
  }

  private func lagFinding(
    between earlier: PlacedOperation, _ later: PlacedOperation, moves: Bool
  ) -> Violation.Detail? {
    let lag = later.operation.lag
    let least = moves ? max(lag.min, site.booking.moveMinutes) : lag.min
    let minutes = later.start - earlier.end
    let name = earlier.operation.id
    if minutes < 0 { return .startsBeforePredecessorEnds(operation: name, end: earlier.end) }
    if minutes < least { return .startsTooSoon(operation: name, minutes: minutes, least: least) }
    if let most = lag.max, minutes > most {
      return .startsTooLate(operation: name, minutes: minutes, most: most)
    }
    return nil
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
