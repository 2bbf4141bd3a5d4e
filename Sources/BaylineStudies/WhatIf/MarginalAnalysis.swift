public import BaylineModel

/// The marginal value of a workshop's resources: scenarios with one more of each.
public enum MarginalAnalysis {
  /// The maximum number of parts to try, those first that most visits lack.
  public static let maxParts = 8

  /// A scenario for one more of each resource: technicians by skills and certifications, bays by types, advisors by the
  /// kinds that they receive, equipment that work needs, limits that count a visit, drivers and loan vehicles if any visit
  /// needs one, and parts in short supply.
  ///
  /// An addition is a copy of the first member of the group with its most common shift. A part is added in the median
  /// quantity that a visit needs.
  ///
  /// - Complexity: Linear in the size of site and demands.
  public static func scenarios(site: Site, demands: [Demand]) -> [(
    scenario: Scenario, resource: Scenario.ExtraResource
  )] {
    var made: [(Scenario, Scenario.ExtraResource)] = []
    func add(_ name: String, _ change: Scenario.Change, _ resource: Scenario.ExtraResource) {
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
    let visits = demands.flatMap(\.appointments)
    let needed = Set(visits.flatMap(\.operations).flatMap(\.equipment))
    for model in site.equipment where needed.contains(model.id) {
      add(model.id, .changeEquipment(.these([model.id]), .more(1)), .equipment(model))
    }
    for limit in site.booking.limits where visits.contains(where: limit.counts) {
      add(limit.id, .changeLimits(.these([limit.id]), .more(1)), .limit(limit))
    }
    if visits.contains(where: { $0.collect != nil || $0.deliver != nil }) {
      add("driver", .addDrivers(1), .driver)
    }
    if visits.contains(where: \.loaner) {
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

  /// One model of each group, in the order of the list.
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
      let largest = counts.values.max() ?? 0
      return group.first { counts[shift($0)] == largest }
    }
  }

  // MARK: - Parts

  /// Parts of which the visits of some day need more than is in stock, the most lacked first, with the median quantity
  /// that a visit needs.
  static func shortParts(_ demands: [Demand]) -> [(part: SparePart, quantity: Int)] {
    var order: [String] = []
    var known: [String: (part: SparePart, needs: [Int], short: Int)] = [:]
    for demand in demands {
      var wanted: [String: [Int]] = [:]
      for appointment in demand.appointments where !appointment.picked {
        for need in appointment.allParts { wanted[need.part, default: []].append(need.quantity) }
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
        // Count the visits that the stock does not cover when the smallest needs are served first.
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
