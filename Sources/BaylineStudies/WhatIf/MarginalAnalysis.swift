public import BaylineModel
import BaylineSimulation

/// One more of each resource of a workshop: what binds, and what it would be worth.
public enum MarginalAnalysis {
  /// Parts at most that are tried, those first that most visits want in vain.
  public static let maxParts = 8

  /// A scenario for one more of each: of technicians by trades, levels and papers, of bays by types, of advisors by the
  /// kinds that they receive, of loan vehicles where any visit wants one, of parts that do not suffice.
  ///
  /// Who is added is in all like the one of the group whose shift most of the group have, and of those the first. Of
  /// a part as many pieces are added as a visit usually needs.
  ///
  /// - Complexity: linear in the size of site and demands.
  public static func scenarios(site: Site, demands: [Demand]) -> [(
    scenario: Scenario, resource: ExtraResource
  )] {
    var made: [(Scenario, ExtraResource)] = []
    func add(_ name: String, _ change: ScenarioChange, _ resource: ExtraResource) {
      made.append((Scenario(name: "+1 \(name)", changes: [change]), resource))
    }
    for model in models(site.technicians, by: { Skills($0) }, shift: \.calendar) {
      add(model.id, .addTechnicians(count: 1, .like(model.id)), .technician(like: model))
    }
    for model in models(site.bays, by: { Set($0.types) }, shift: \.calendar) {
      add(model.id, .addBays(count: 1, .like(model.id)), .bay(like: model))
    }
    for model in models(site.advisors, by: { $0.kinds.map(Set.init) }, shift: \.calendar) {
      add(model.id, .addAdvisors(count: 1, .like(model.id)), .advisor(like: model))
    }
    if demands.contains(where: { $0.appointments.contains(where: \.loaner) }) {
      add("loaner", .addLoaners(1), .loaner)
    }
    for (part, quantity) in shortParts(demands).prefix(maxParts) {
      add(part.id, .stock(part: part.id, more: quantity), .part(part, quantity: quantity))
    }
    return made
  }

  // MARK: - Groups

  private struct Skills: Hashable {
    var skills: [String: Int]
    var certifications: Set<String>

    init(_ technician: Technician) {
      skills = technician.skills
      certifications = technician.certifications
    }
  }

  /// One of each group, in the order of the list.
  private static func models<Element, Group: Hashable, Shift: Hashable>(
    _ list: [Element], by group: (Element) -> Group, shift: (Element) -> Shift
  ) -> [Element] {
    var order: [Group] = []
    var members: [Group: [Element]] = [:]
    for element in list {
      let key = group(element)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(element)
    }
    return order.compactMap { key in
      let group = members[key] ?? []
      var counts: [Shift: Int] = [:]
      for element in group { counts[shift(element), default: 0] += 1 }
      let most = counts.values.max() ?? 0
      return group.first { counts[shift($0)] == most }
    }
  }

  // MARK: - Parts

  /// Parts of which the visits of some day want more than is in stock, the ones first that most visits have to wait or
  /// stay out for; with the pieces that a visit usually needs.
  static func shortParts(_ demands: [Demand]) -> [(part: SparePart, quantity: Int)] {
    var order: [String] = []
    var known: [String: (part: SparePart, needs: [Int], short: Int)] = [:]
    for demand in demands {
      var wanted: [String: [Int]] = [:]
      for appointment in demand.appointments where !appointment.picked {
        for need in appointment.parts { wanted[need.part, default: []].append(need.quantity) }
      }
      for part in demand.parts {
        guard let needs = wanted[part.id] else { continue }
        let missing = needs.reduce(0, +) - part.onHand
        guard missing > 0 else { continue }
        if known[part.id] == nil {
          order.append(part.id)
          known[part.id] = (part, [], 0)
        }
        known[part.id]?.needs += needs
        // The visits that the stock does not reach, the smallest needs served first.
        var left = part.onHand
        known[part.id]?.short += needs.sorted().count { need in
          left -= need
          return left < 0
        }
      }
    }
    let found = order.compactMap { known[$0] }
    return found.enumerated().sorted { one, other in
      one.element.short != other.element.short
        ? one.element.short > other.element.short : one.offset < other.offset
    }.map { entry in
      let needs = entry.element.needs.sorted()
      return (entry.element.part, needs[needs.count / 2])
    }
  }
}
