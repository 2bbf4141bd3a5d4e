import BaylineModel

extension PlacedSchedule {
  /// H8: A crew has the required size and skills, and nobody works on two operations at a time.
  func technicianViolations() -> [Violation] {
    let held = heldOperations
    var violations = held.filter { !$0.matchesLock }.flatMap { placed in
      crewFindings(of: placed).map { Violation(.h8, .operation(placed.reference), at: placed.start, $0) }
    }
    var byTechnician: [String: [Occupancy]] = [:]
    for placed in held {
      for technician in placed.crew { byTechnician[technician, default: []].append(Occupancy(placed)) }
    }
    for (technician, occupancies) in byTechnician.sorted(by: { $0.key.precedes($1.key) }) {
      violations += overlaps(of: occupancies).map {
        Violation(.h8, .technician(technician), at: $0.later.start, $0.detail)
      }
    }
    return violations
  }

  private func crewFindings(of placed: PlacedOperation) -> [Violation.Detail] {
    var findings: [Violation.Detail] = []
    if placed.crew.count < placed.technicians.count {
      findings.append(.duplicateTechnician(placed.technicians))
    }
    switch placed.operation.work {
    case .alternatives:
      if placed.alternative == nil {
        findings.append(.noSuchAlternative(bay: placed.bay, technicians: placed.technicians))
      }
    case .standard(let work):
      guard let requirement = work.crew else {
        return placed.technicians.isEmpty
          ? findings : findings + [.technicianNotNeeded(technicians: placed.technicians)]
      }
      if placed.technicians.count != requirement.size {
        findings.append(.wrongCrewSize(technicians: placed.technicians, needed: requirement.size))
      }
      findings += placed.crew.filter { !instance.isAble($0, for: requirement) }
        .map { .technicianNotQualified(technician: $0, requirement: requirement) }
    }
    return findings
  }
}
