import BaylineModel

extension PlacedSchedule {
  /// H9: An operation ends when its work is done; an unsplittable one lies within one shift of each technician.
  ///
  /// An operation that matches no alternative has no duration to check; H7 and H8 report it.
  func durationViolations() -> [Violation] {
    operations.flatMap { placed in
      durationFindings(of: placed).map {
        Violation(.h9, .operation(placed.reference), at: placed.start, $0)
      }
    }
  }

  private func durationFindings(of placed: PlacedOperation) -> [Violation.Detail] {
    guard let work = work(of: placed) else { return [] }
    guard let end = requiredEnd(of: placed) else { return [.workDoesNotFit(minutes: work)] }
    var findings: [Violation.Detail] = []
    if !placed.operation.splittable && !placed.matchesLock {
      let away = placed.crew.filter {
        !instance.workingTime(ofTechnician: $0).covers(from: placed.start, to: end)
      }
      if !away.isEmpty { findings.append(.outsideShift(technicians: away, end: end)) }
    }
    if placed.end != end {
      findings.append(.wrongEnd(stated: placed.end, expected: end, minutes: work))
    }
    return findings
  }
}
