public import BaylineModel

/// What a workshop can do on a day: standard minutes of each trade, and arrivals.
public struct WorkshopCapacity: Sendable {
  /// The workshop.
  public let site: Site
  /// The trades, in the order in which the site's technicians have them.
  public let trades: [String]
  /// The trade that each technician counts for: the one of the highest level, the first by name among several.
  private let primaryTrade: [String?]

  /// The capacity of a site.
  public init(_ site: Site) {
    self.site = site
    primaryTrade = site.technicians.map { technician in
      technician.skills.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
    var known: [String] = []
    for case let trade? in primaryTrade where !known.contains(trade) { known.append(trade) }
    trades = known
  }

  /// Standard minutes of each trade on a day that may be booked: the shifts of its technicians at their efficiency, less the
  /// reserve.
  ///
  /// - Complexity: O(technicians).
  public func minutes(on day: CivilDate) -> [Int] {
    var percentMinutes = [Int](repeating: 0, count: trades.count)
    for (technician, trade) in zip(site.technicians, primaryTrade) {
      guard let trade, let index = trades.firstIndex(of: trade) else { continue }
      let shift = site.minutes(of: technician.calendar, on: day)
      percentMinutes[index] += shift * technician.efficiency
    }
    return percentMinutes.map { $0 * (100 - site.booking.reservePercent) / 10_000 }
  }

  /// The most arrivals that the advisors may receive on a day by the rules of booking (H1 to H4).
  ///
  /// Each advisor is filled from the start of the shift on, which leaves the most room behind; the site's limit of an hour is
  /// then filled from the same times.
  /// - Complexity: O(advisors × slots).
  public func arrivals(on day: CivilDate) -> Int {
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

  /// Whether anybody may arrive on a day.
  public func isOpen(on day: CivilDate) -> Bool { arrivals(on: day) > 0 }

  /// Minutes of each trade that operations take, in the order of ``trades``; work of trades that nobody has is left out.
  public func minutes(of operations: [ServiceOperation]) -> [Int] {
    var minutes = [Int](repeating: 0, count: trades.count)
    for operation in operations {
      guard let (trade, amount) = work(of: operation), let index = trades.firstIndex(of: trade) else {
        continue
      }
      minutes[index] += amount
    }
    return minutes
  }

  /// The trade and the standard minutes of an operation, all of its crew together; `nil` without technicians.
  func work(of operation: ServiceOperation) -> (trade: String, minutes: Int)? {
    switch operation.work {
    case .standard(let work):
      guard let crew = work.crew else { return nil }
      return (crew.trade, work.minutes * crew.size)
    case .alternatives(let ways):
      // Whoever does it, it is that technician's time.
      guard let way = ways.first(where: { $0.technician != nil }),
        let index = site.technicians.firstIndex(where: { $0.id == way.technician }),
        let trade = primaryTrade[index]
      else { return nil }
      return (trade, way.minutes)
    }
  }
}
