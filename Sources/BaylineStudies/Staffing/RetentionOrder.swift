import BaylineModel

/// The order in which people and bays of a site stay, the last being removed first.
struct RetentionOrder {
  private let today: Scenario.Instance
  /// Ids of people whom customers ask for.
  private let namedTechnicians, namedAdvisors: Set<String>

  init(_ today: Scenario.Instance) {
    self.today = today
    let visits = today.demands.flatMap(\.appointments)
    namedTechnicians = Set(
      visits.flatMap { [$0.preferredTechnician, $0.originalTechnician] }.compactMap(\.self))
    namedAdvisors = Set(
      visits.flatMap { [$0.preferredAdvisor, $0.booked?.advisor, $0.receivedBy] }.compactMap(\.self))
  }

  /// Technicians in order, and how many of them cannot be removed.
  func ofTechnicians(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: namedTechnicians) { .removeTechnicians(.these([$0])) }
  }

  /// Bays in order, and how many of them cannot be removed.
  func ofBays(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: []) { .removeBays(.these([$0])) }
  }

  /// Advisors in order; all of them can be removed.
  func ofAdvisors(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: namedAdvisors) { .removeAdvisors(.these([$0])) }
  }

  private func order(
    _ ids: [String], named: Set<String>, _ removal: (String) -> Scenario.Change
  ) -> (order: [String], tied: Int) {
    let tied = ids.filter { id in
      let instance = try? Scenario(name: "", changes: [removal(id)]).apply(
        site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: 0)
      return instance == nil
    }
    let free = ids.filter { !tied.contains($0) }
    return (tied + free.filter(named.contains) + free.filter { !named.contains($0) }, tied.count)
  }
}
