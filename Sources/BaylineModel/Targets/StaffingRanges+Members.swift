extension StaffingRanges {
  /// The ids of the site's technicians that a range counts, in the order of the site: those with its trade and level as
  /// primary skill.
  public func technicians(of range: StaffingRanges.TechnicianRange, at site: Site) -> [String] {
    site.technicians.filter { technician in
      technician.primarySkill.map { $0.trade == range.trade && $0.level == range.level } ?? false
    }.map(\.id)
  }

  /// The ids of the site's bays that each range counts, in the order of the site: those with its type that no earlier
  /// range counts.
  public func bays(at site: Site) -> [[String]] {
    var taken: Set<String> = []
    return bays.map { range in
      let counted = site.bays.filter { $0.types.contains(range.type) && !taken.contains($0.id) }.map(\.id)
      taken.formUnion(counted)
      return counted
    }
  }
}
