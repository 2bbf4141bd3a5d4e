import BaylineModel

/// In which order people and bays of a site stay.
struct RetentionOrder {
  private let today: ScenarioInstance
  /// Whom a customer asks for, by id.
  private let namedTechnicians, namedAdvisors: Set<String>

  init(_ today: ScenarioInstance) {
    self.today = today
    let visits = today.demands.flatMap(\.appointments)
    namedTechnicians = Set(
      visits.flatMap { [$0.preferredTechnician, $0.originalTechnician] }.compactMap(\.self))
    namedAdvisors = Set(
      visits.flatMap { [$0.preferredAdvisor, $0.booked?.advisor, $0.receivedBy] }.compactMap(\.self))
  }

  /// Technicians in their order, and how many of them cannot go.
  func ofTechnicians(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: namedTechnicians) { .removeTechnicians(.these([$0])) }
  }

  /// Bays in their order, and how many of them cannot go.
  func ofBays(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: []) { .removeBays(.these([$0])) }
  }

  /// Advisors in their order; all of them can go.
  func ofAdvisors(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: namedAdvisors) { .removeAdvisors(.these([$0])) }
  }

  private func order(
    _ ids: [String], named: Set<String>, _ removal: (String) -> ScenarioChange
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
