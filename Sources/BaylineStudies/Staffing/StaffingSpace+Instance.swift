import BaylineModel

extension StaffingSpace {
  /// The site and its days with a staffing; `nil` if work is tied to somebody who would be removed.
  ///
  /// - Complexity: That of `Scenario.apply`.
  func instance(of staffing: Staffing) -> Scenario.Instance? {
    // Additions come first: skills and types are known as long as those who have them are present.
    var changes: [Scenario.Change] = []
    for (post, count) in zip(posts, staffing.counts) where count > 0 {
      switch post.change {
      case .addTechnicians(_, let new): changes.append(.addTechnicians(count: count, new))
      case .addBays(_, let new): changes.append(.addBays(count: count, new))
      case .addAdvisors(_, let new): changes.append(.addAdvisors(count: count, new))
      default: break
      }
    }
    var technicians: [String] = []
    var bays: [String] = []
    var advisors: [String] = []
    for (post, count) in zip(posts, staffing.counts) {
      let removed = post.people.dropFirst(count)
      switch post.kind {
      case .technicians: technicians += removed
      case .bays: bays += removed
      case .advisors: advisors += removed
      case .loaners: if count != today.site.loaners { changes.append(.loaners(count)) }
      case .drivers: if count != today.site.drivers { changes.append(.drivers(count)) }
      case .equipment(let id, _):
        if count != today.site.count(of: post.kind) {
          changes.append(.changeEquipment(.these([id]), .set(count)))
        }
      case .newTechnicians, .newBays, .newAdvisors: break
      }
    }
    if !technicians.isEmpty { changes.append(.removeTechnicians(.these(technicians))) }
    if !bays.isEmpty { changes.append(.removeBays(.these(bays))) }
    if !advisors.isEmpty { changes.append(.removeAdvisors(.these(advisors))) }
    return try? Scenario(name: "", changes: changes).apply(
      site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: 0)
  }
}
