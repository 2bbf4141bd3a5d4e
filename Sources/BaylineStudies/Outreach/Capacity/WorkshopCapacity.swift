package import BaylineModel

/// The capacity of a workshop per day: standard minutes of each trade, and arrivals.
package struct WorkshopCapacity: Sendable {
  /// The workshop.
  package let site: Site
  /// The trades, in the order of the site's technicians.
  package let trades: [String]
  /// The trade that each technician counts for: the one with the highest level, the first by name among equals.
  private let primaryTrade: [String?]

  package init(_ site: Site) {
    self.site = site
    primaryTrade = site.technicians.map { technician in
      technician.skills.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
    var known: [String] = []
    for case let trade? in primaryTrade where !known.contains(trade) { known.append(trade) }
    trades = known
  }

  /// The bookable standard minutes of each trade on a day: the shifts of its technicians times their efficiency, less
  /// the reserve.
  ///
  /// - Complexity: O(technicians).
  package func minutes(on day: CivilDate) -> [Int] {
    var percentMinutes = [Int](repeating: 0, count: trades.count)
    for (technician, trade) in zip(site.technicians, primaryTrade) {
      guard let trade, let index = trades.firstIndex(of: trade) else { continue }
      let shift = site.calendars[technician.calendar]?.minutes(on: day) ?? 0
      percentMinutes[index] += shift * technician.efficiency
    }
    return percentMinutes.map { $0 * (100 - site.booking.reservePercent) / 10_000 }
  }

  /// The maximum number of arrivals on a day by rules H1 to H4.
  ///
  /// Each advisor is filled from the start of the shift on, which leaves the most room later; the site's hourly limit
  /// is then filled from the same times.
  /// - Complexity: O(advisors × slots).
  package func arrivals(on day: CivilDate) -> Int {
    var ledger = ArrivalLedger(site, days: [day])
    var count = 0
    for time in ledger.slots(on: day) {
      for advisor in site.advisors.indices where ledger.admits(time, advisor: advisor) {
        ledger.add(time, advisor: advisor)
        count += 1
      }
    }
    return count
  }

  /// The standard minutes of operations by trade, in the order of ``trades``; work of trades that nobody has is
  /// ignored.
  package func minutes(of operations: [ServiceOperation]) -> [Int] {
    var minutes = [Int](repeating: 0, count: trades.count)
    for operation in operations {
      guard let (trade, amount) = work(of: operation), let index = trades.firstIndex(of: trade) else {
        continue
      }
      minutes[index] += amount
    }
    return minutes
  }

  /// The trade and the standard minutes of an operation, summed over its crew; `nil` without technicians.
  func work(of operation: ServiceOperation) -> (trade: String, minutes: Int)? {
    switch operation.work {
    case .standard(let work):
      guard let crew = work.crew else { return nil }
      return (crew.trade, work.minutes * crew.size)
    case .alternatives(let ways):
      // The technician of the first alternative that has one stands for all.
      guard let way = ways.first(where: { $0.technician != nil }),
        let index = site.technicians.firstIndex(where: { $0.id == way.technician }),
        let trade = primaryTrade[index]
      else { return nil }
      return (trade, way.minutes)
    }
  }
}
