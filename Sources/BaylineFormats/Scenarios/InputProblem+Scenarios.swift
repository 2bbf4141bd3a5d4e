package import BaylineModel

extension InputProblem {
  /// A change that makes no sense, with the name of the site that was perhaps meant.
  package init(_ conflict: ScenarioConflict, site: Site, demands: [Demand]) {
    func unknown(_ reference: ReferenceKind, _ id: String, _ known: some Collection<String>) -> InputProblem {
      .unknownReference(reference, id: id, nearest: nearestName(to: id, among: known))
    }
    func nearest(_ name: String, _ known: Set<String>) -> String? {
      nearestName(to: name, among: known.sortedByCodePoint())
    }
    switch conflict {
    case .noTechnician(let id): self = unknown(.technician, id, site.technicians.map(\.id))
    case .noAdvisor(let id): self = unknown(.advisor, id, site.advisors.map(\.id))
    case .noBay(let id): self = unknown(.bay, id, site.bays.map(\.id))
    case .noCalendar(let name): self = unknown(.calendar, name, site.calendars.keys.sortedByCodePoint())
    case .noKind(let name):
      self = unknown(.kind, name, site.policy.kinds.keys.map(\.rawValue).sortedByCodePoint())
    case .noPart(let id):
      self = unknown(.part, id, Set(demands.flatMap(\.parts).map(\.id)).sortedByCodePoint())
    case .noTrade(let name), .noSkill(let name, _):
      self = .scenarioConflict(
        conflict, nearest: nearest(name, Set(site.technicians.flatMap(\.skills.keys))))
    case .noCertification(let name):
      self = .scenarioConflict(
        conflict, nearest: nearest(name, Set(site.technicians.flatMap(\.certifications))))
    case .noType(let name):
      self = .scenarioConflict(conflict, nearest: nearest(name, Set(site.bays.flatMap(\.types))))
    default: self = .scenarioConflict(conflict, nearest: nil)
    }
  }
}
