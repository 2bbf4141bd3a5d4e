import BaylineModel

/// What a made-up site shall have.
struct SiteTemplate: Sendable {
  var name: String
  var calendars: [String: WorkCalendar]
  /// Technicians of each main trade, in the order of their ids.
  var crews: [Crew]
  /// Bays by their types, in the order of their ids.
  var bays: [BayGroup]
  var advisors: Int
  /// Advisors beyond those, who receive accidents alone.
  var accidentAdvisors = 0
  var loaners: Int
  var booking = BookingRules()
  var policy = CostPolicy()
  /// Technicians who have a day or half a day off on the first day.
  var leave = 1
  /// Days on which the whole site is closed.
  var holidays: [CivilDate] = []

  /// Technicians of one trade.
  struct Crew: Sendable {
    let trade: String
    let team: String
    let count: Int
    /// Names of the calendars, dealt out in turn.
    let shifts: [String]
    /// A second trade of every third of them, at level 1.
    var second: String?
    /// Trades that all of them have besides, with their levels.
    var further: [String: Int] = [:]
  }

  /// Bays of one kind.
  struct BayGroup: Sendable {
    let types: [String]
    let count: Int
    let label: String
    var calendar: String?
  }
}

/// A site with what the visits' makers ask of it.
struct Workshop: Sendable {
  var site: Site
  /// The main trade of each technician, in their order.
  let trades: [String]

  /// Working minutes of the technicians of each main trade over some days, in the order of `tradeOrder`.
  func capacity(over days: [CivilDate]) -> [Int] {
    Self.tradeOrder.map { trade in
      site.technicians.enumerated().reduce(0) { sum, entry in
        guard trades[entry.offset] == trade, let calendar = site.calendars[entry.element.calendar] else {
          return sum
        }
        return days.reduce(sum) { $0 + calendar.minutes(on: $1) }
      }
    }
  }

  /// The trades, in the order of the accounts.
  static let tradeOrder = ["mechanical", "electrical", "body", "paint"]

  /// The opening hours.
  var hours: WorkCalendar { site.openingHours }

  /// The first and the last open minute of a day; `nil` if it is closed.
  func opening(on date: CivilDate) -> (from: Int, to: Int)? {
    hours.span(on: date).map { ($0.start, $0.end) }
  }

  /// The days on which the site is open, of some days from a first one.
  func openDays(from first: CivilDate, count: Int) -> [CivilDate] {
    (0..<count).map { first.advanced(by: $0) }.filter { opening(on: $0) != nil }
  }

  /// Whether the site has the bay and the crew for a job.
  func isAble(_ job: StandardJob) -> Bool {
    if let bay = job.bay, !site.bays.contains(where: { $0.types.contains(bay) }) { return false }
    guard let crew = job.crew else { return true }
    return site.technicians.count { crew.admits($0) } >= crew.size
  }
}
