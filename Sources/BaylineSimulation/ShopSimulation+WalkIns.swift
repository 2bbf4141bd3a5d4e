package import BaylineModel

extension ShopSimulation {
  /// How many customers come without a booking on an open day in the mean, before the days of the week count: what an
  /// uncertainty without `perDay` stands for at a site and its demand.
  ///
  /// - Complexity: that of compiling the days once.
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
