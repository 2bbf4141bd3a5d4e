package import BaylineModel

extension Diagnostic.Problem {
  /// A scenario's problem, with the most similar name of the site as a suggestion.
  package init(_ problem: ScenarioDiagnostic.Problem, site: Site, demands: [Demand]) {
    func unknown(
      _ reference: ReferenceKind, _ id: String, _ known: some Collection<String>
    ) -> Diagnostic.Problem {
      .unknownReference(reference, id: id, nearest: nearestName(to: id, among: known))
    }
    func conflict(_ name: String, _ known: Set<String>) -> Diagnostic.Problem {
      .scenarioConflict(problem, nearest: nearestName(to: name, among: known.sortedByCodePoint()))
    }
    switch problem {
    case .noTechnician(let id): self = unknown(.technician, id, site.technicians.map(\.id))
    case .noAdvisor(let id): self = unknown(.advisor, id, site.advisors.map(\.id))
    case .noBay(let id): self = unknown(.bay, id, site.bays.map(\.id))
    case .noEquipment(let id): self = unknown(.equipment, id, site.equipment.map(\.id))
    case .noTeam(let name):
      self = unknown(.team, name, Set(site.technicians.compactMap(\.team)).sortedByCodePoint())
    case .noLimit(let id): self = conflict(id, Set(site.booking.limits.map(\.id)))
    case .noCalendar(let name): self = unknown(.calendar, name, site.calendars.keys.sortedByCodePoint())
    case .noKind(let name):
      self = unknown(.kind, name, site.policy.kinds.keys.map(\.rawValue).sortedByCodePoint())
    case .noPart(let id):
      self = unknown(.part, id, Set(demands.flatMap(\.parts).map(\.id)).sortedByCodePoint())
    case .noTrade(let name), .noSkill(let name, _):
      self = conflict(name, Set(site.technicians.flatMap(\.skills.keys)))
    case .noCertification(let name):
      self = conflict(name, Set(site.technicians.flatMap(\.certifications)))
    case .noType(let name): self = conflict(name, Set(site.bays.flatMap(\.types)))
    default: self = .scenarioConflict(problem, nearest: nil)
    }
  }
}
