package import BaylineModel

/// Names of people, bays and parts on forms: the name alone, with the id where two share a name.
package struct ShortNames: Sendable {
  private let advisors: [String: String]
  private let technicians: [String: String]
  private let bays: [String: String]
  private let equipment: [String: String]
  private let parts: [String: String]

  package init(site: Site, demand: Demand) {
    advisors = Self.distinctNames(site.advisors.map { ($0.id, $0.name) })
    technicians = Self.distinctNames(site.technicians.map { ($0.id, $0.name) })
    bays = Self.distinctNames(site.bays.map { ($0.id, $0.name) })
    equipment = Self.distinctNames(site.equipment.map { ($0.id, $0.name) })
    parts = Self.distinctNames(demand.parts.map { ($0.id, $0.name) })
  }

  package func advisor(_ id: String) -> String { advisors[id] ?? id }
  package func technician(_ id: String) -> String { technicians[id] ?? id }
  package func bay(_ id: String) -> String { bays[id] ?? id }
  package func equipment(_ id: String) -> String { equipment[id] ?? id }
  package func part(_ id: String) -> String { parts[id] ?? id }

  private static func distinctNames(_ pairs: [(id: String, name: String?)]) -> [String: String] {
    let uses = Dictionary(pairs.map { ($0.name ?? $0.id, 1) }, uniquingKeysWith: +)
    return Dictionary(
      pairs.map { id, name in
        guard let name, !name.isEmpty else { return (id, id) }
        return (id, uses[name, default: 0] > 1 ? "\(name) (\(id))" : name)
      }, uniquingKeysWith: { first, _ in first })
  }
}
