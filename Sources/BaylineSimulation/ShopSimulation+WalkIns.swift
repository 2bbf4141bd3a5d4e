package import BaylineModel

extension ShopSimulation {
  /// The mean number of walk-ins per open day, before weekday factors: the value that an uncertainty without `perDay`
  /// stands for at a site with a demand.
  ///
  /// - Complexity: That of compiling the days once.
  package static func walkInsPerDay(site: Site, demand: Demand, uncertainty: Uncertainty) -> Double {
    if let perDay = uncertainty.walkIns.perDay { return perDay }
    var chances = uncertainty
    chances.walkIns.weekdays = [:]
    let nothing = Schedule(assignments: [])
    let days = ShopSimulation(site: site, demand: demand, schedule: nothing, uncertainty: chances)
    let open = days.shop.walkIns.means.filter { $0 > 0 }
    return open.isEmpty ? 0 : open.reduce(0, +) / Double(open.count)
  }
}
