extension StaffingRanges {
  /// What the ranges name but neither the site nor the demands know, with its member, such as
  /// `technicians[0].patterns[1]`.
  ///
  /// - Complexity: linear in the size of site and demands.
  public func conflicts(site: Site, demands: [Demand]) -> [(
    member: String, conflict: ScenarioDiagnostic.Problem
  )] {
    var conflicts: [(member: String, conflict: ScenarioDiagnostic.Problem)] = []
    let known = KnownSkills(site: site, demands: demands)
    let types = Set(site.bays.flatMap(\.types)).union(demands.standardWork.compactMap(\.bay))
    func check(_ patterns: [StaffingRanges.ShiftPattern], at member: String) {
      for (position, pattern) in patterns.enumerated() {
        if case .named(let name) = pattern.calendar, site.calendars[name] == nil {
          conflicts.append(("\(member)[\(position)]", .noCalendar(name)))
        }
      }
    }
    for (position, range) in technicians.enumerated() {
      if !known.trades.contains(range.trade) {
        conflicts.append(("technicians[\(position)].trade", .noTrade(range.trade)))
      }
      check(range.patterns, at: "technicians[\(position)].patterns")
      for certification in range.certifications.sorted() where !known.certifications.contains(certification) {
        conflicts.append(("technicians[\(position)].certifications", .noCertification(certification)))
      }
    }
    for (position, range) in bays.enumerated() where !types.contains(range.type) {
      conflicts.append(("bays[\(position)].type", .noType(range.type)))
    }
    for (position, range) in equipment.enumerated()
    where !site.equipment.contains(where: { $0.id == range.equipment }) {
      conflicts.append(("equipment[\(position)].equipment", .noEquipment(range.equipment)))
    }
    check(advisors?.patterns ?? [], at: "advisors.patterns")
    return conflicts
  }
}
