import BaylineModel

extension PlacedSchedule {
  /// H7: A bay has the required type, is usable throughout an unsplittable operation, and holds one vehicle at a time,
  /// which stays where it cannot be moved.
  func bayViolations() -> [Violation] {
    let held = heldOperations
    var violations = held.filter { !$0.matchesLock }.compactMap { placed in
      bayFinding(of: placed).map { Violation(.h7, .operation(placed.reference), at: placed.start, $0) }
    }
    violations += visits.flatMap(keepViolations)
    var byBay: [String: [Occupancy]] = [:]
    for placed in held {
      if let bay = placed.bay { byBay[bay, default: []].append(Occupancy(placed)) }
    }
    for (bay, stay) in stays { byBay[bay, default: []].append(stay) }
    for (bay, occupancies) in byBay.sorted(by: { $0.key.precedes($1.key) }) {
      violations += overlaps(of: occupancies)
        .filter { $0.earlier.appointment != $0.later.appointment }
        .map { Violation(.h7, .bay(bay), at: $0.later.start, $0.detail) }
    }
    return violations
  }

  private func keepViolations(of visit: PlacedVisit) -> [Violation] {
    visit.operations.indices.dropFirst().compactMap { index in
      let (earlier, later) = (visit.operations[index - 1], visit.operations[index])
      guard earlier.operation.bayAfter == .keep, !visit.stays(for: index),
        !(earlier.matchesLock && later.matchesLock), !instance.isLeftForLock(earlier)
      else { return nil }
      return Violation(
        .h7, .operation(later.reference), at: later.start, .bayNotKept(after: earlier.operation.id))
    }
  }

  private func bayFinding(of placed: PlacedOperation) -> Violation.Detail? {
    typeFinding(of: placed) ?? hoursFinding(of: placed)
  }

  private func typeFinding(of placed: PlacedOperation) -> Violation.Detail? {
    switch placed.operation.work {
    case .alternatives:
      return placed.alternative == nil
        ? .noSuchAlternative(bay: placed.bay, technicians: placed.technicians) : nil
    case .standard(let work):
      switch (work.bay, placed.bay) {
      case (nil, nil): return nil
      case (nil, let bay?): return .bayNotNeeded(bay: bay)
      case (let type?, nil): return .bayMissing(type: type)
      case (let type?, let bay?):
        let types = instance.bay(bay)?.types ?? []
        return types.contains(type) ? nil : .wrongBayType(bay: bay, type: type)
      }
    }
  }

  private func hoursFinding(of placed: PlacedOperation) -> Violation.Detail? {
    guard let bay = placed.bay, let hours = instance.workingTime(ofBay: bay), !placed.operation.splittable,
      !hours.covers(from: placed.start, to: placed.end)
    else { return nil }
    return .outsideBayHours(bay: bay)
  }
}
