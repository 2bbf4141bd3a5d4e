extension ScenarioDraft {
  mutating func addEquipment(_ new: Equipment) {
    if site.equipment.contains(where: { $0.id == new.id }) { return report(.idTaken(new.id), "id") }
    site.equipment.append(new)
  }

  /// Removes equipment that no operation needs.
  mutating func removeEquipment(_ choice: Scenario.EquipmentSelection) {
    guard let positions = positions(of: choice) else { return }
    let removed = Set(positions.map { site.equipment[$0].id })
    let isBlocked = reportNeeds(removed, Self.member(choice))
    if !isBlocked { site.equipment.removeAll { removed.contains($0.id) } }
  }

  /// Changes numbers; equipment of which nothing is left is removed.
  mutating func changeEquipment(_ choice: Scenario.EquipmentSelection, _ change: Scenario.CountChange) {
    guard let positions = positions(of: choice) else { return }
    let before = site.equipment
    var removed: Set<String> = []
    for position in positions {
      let count = change.value(of: site.equipment[position].count)
      if count < 0 { return report(.belowZero(count), "more") }
      if count == 0 { removed.insert(site.equipment[position].id) }
      site.equipment[position].count = max(1, count)
    }
    if reportNeeds(removed, change.member) { return }
    site.equipment.removeAll { removed.contains($0.id) }
    if site.equipment == before { report(.noEffect, change.member) }
  }

  /// Reports operations that need equipment that is to be removed; returns whether there are any.
  private mutating func reportNeeds(_ removed: Set<String>, _ member: String?) -> Bool {
    // One operation of each is enough; there may be hundreds.
    var reported: Set<String> = []
    for demand in demands {
      for visit in demand.appointments {
        for operation in visit.operations {
          for id in operation.equipment where removed.contains(id) && reported.insert(id).inserted {
            report(
              operation.locked != nil
                ? .lockedWork(id, appointment: visit.id, operation: operation.id)
                : .equipmentNeeded(id, appointment: visit.id, operation: operation.id), member)
          }
        }
      }
    }
    return !reported.isEmpty
  }

  /// The positions of the selected equipment; `nil` after reporting unknown ids.
  private mutating func positions(of choice: Scenario.EquipmentSelection) -> [Int]? {
    switch choice {
    case .these(let ids):
      return positions(of: ids, among: site.equipment.map(\.id), "equipment") { .noEquipment($0) }
    case .all:
      if site.equipment.isEmpty { report(.noEffect, "all") }
      return Array(site.equipment.indices)
    }
  }

  private static func member(_ choice: Scenario.EquipmentSelection) -> String {
    switch choice {
    case .these: "equipment"
    case .all: "all"
    }
  }
}

extension Scenario.CountChange {
  /// The member of a change that gives it.
  var member: String {
    switch self {
    case .set: "count"
    case .more: "more"
    }
  }
}
