import BaylineMath
import BaylineModel
import BaylineSimulation

/// Judges plans by simulated days that are the same for all of them.
struct PlanJudge: Sendable {
  let site: Site
  let demand: Demand
  let uncertainty: Uncertainty
  let prices: DayPrices
  private let weights: [String: Double]

  /// - Parameters:
  ///   - overtime: Points for each minute that a technician works outside the shift.
  ///   - missedShare: Points for each deadline that is missed, in percent of what losing the customer costs.
  init(site: Site, demand: Demand, uncertainty: Uncertainty, overtime: Int, missedShare: Int) {
    (self.site, self.demand, self.uncertainty) = (site, demand, uncertainty)
    prices = DayPrices(policy: site.policy, overtime: overtime, missedShare: missedShare)
    weights = Self.weights(site, demand)
  }

  /// What happens on some simulated days with a plan.
  struct Days: Sendable {
    var points: [Double] = []
    var figures: [Figure.Values] = []
    /// By visit, the open minutes by which it was ready later than planned, on the days on which the customer came.
    var delays: [String: [Int]] = [:]

    /// The delay of each visit that some percent of the days do not exceed.
    func delays(_ percent: Int) -> [String: Int] {
      delays.compactMapValues { PromiseEstimator.quantile(percent, of: $0) }
    }

    /// What the race looks at.
    var entry: PlanRace.Entry {
      PlanRace.Entry(points: points, served: figures.map { $0[.served] ?? 0 })
    }
  }

  /// Simulates the days of a plan. Its cost on a day is that of the policy with delay, stay and lateness as they happen,
  /// the drop costs of customers lost on the day, and overtime. A vehicle is delayed until the time that its customer is
  /// told, as far as that is later than it is ready.
  ///
  /// - Parameter count: The number of days; those of one seed are the same for every plan.
  func days(_ schedule: Schedule, seed: Int, count: Int, shouldStop: @Sendable () -> Bool) -> Days {
    let simulation = ShopSimulation(
      site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
    let terms = schedule.cost?.terms ?? ScheduleCost()
    let fixed = Double(terms.total - terms[.delay] - terms[.stay] - terms[.lateness])
    var days = Days()
    var all: [[Int?]] = []
    for replication in 0..<count {
      if shouldStop() { break }
      let (figures, points, delays) = simulation.runCosting(prices, seed: seed, replication: replication)
      days.points.append(fixed + points)
      days.figures.append(figures)
      for (id, delay) in zip(simulation.visitIds, delays) {
        if let delay { days.delays[id, default: []].append(delay) }
      }
      all.append(delays)
    }
    let told = days.delays(site.booking.promisePercent)
    let visits = simulation.visitIds.map { (told: told[$0] ?? 0, weight: weights[$0] ?? 0) }
    for (day, delays) in all.enumerated() {
      days.points[day] += zip(visits, delays).reduce(0) { sum, entry in
        let (visit, delay) = entry
        return sum + visit.weight * Double(max(0, visit.told - (delay ?? visit.told)))
      }
    }
    return days
  }

  /// The cost of a minute of delay of each visit, in points.
  private static func weights(_ site: Site, _ demand: Demand) -> [String: Double] {
    let weights = demand.appointments.map { visit in
      (visit.id, Double((site.policy.kinds[visit.kind]?.delay ?? 0) * visit.priority) / 100)
    }
    return Dictionary(weights, uniquingKeysWith: { first, _ in first })
  }
}
