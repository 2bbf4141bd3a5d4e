import BaylineModel

/// A template for generating a site.
struct SiteTemplate: Sendable {
  var name: String
  var calendars: [String: WorkCalendar]
  /// The technicians of each main trade, by id.
  var crews: [Crew]
  /// The bays by type, by id.
  var bays: [BayGroup]
  var advisors: Int
  /// The number of additional advisors, who receive only accidents and comebacks.
  var accidentAdvisors = 0
  var loaners: Int
  var booking = BookingRules()
  var policy = CostPolicy()
  /// The number of technicians with a day or half a day off on the first day.
  var leave = 1
  /// Holidays and make-up days.
  var dates: [CivilDate: Site.SpecialDate] = [:]
  /// What several bays share.
  var equipment: [Equipment] = []
  /// The number of drivers who fetch and bring vehicles.
  var drivers = 0
  /// The team whose weeks take turns, if there is one.
  var rotatingTeam: String?

  /// Technicians of one trade.
  struct Crew: Sendable {
    let trade: String
    let team: String
    let count: Int
    /// The names of their calendars, assigned in turn.
    let shifts: [String]
    /// A second trade of every third technician, at level 1.
    var second: String?
    /// Additional trades of all of them, with levels.
    var further: [String: Int] = [:]
  }

  /// Bays with the same types.
  struct BayGroup: Sendable {
    let types: [String]
    let count: Int
    let label: String
    var calendar: String?
  }
}

/// A generated site with lookups for generating visits.
struct Workshop: Sendable {
  var site: Site
  /// The main trade of each technician.
  let trades: [String]
  /// Whether visits ask for equipment, lags, and where the vehicle stays.
  var hasHandling = true
  /// How often visits with such work are drawn, compared with others.
  var handlingWeight = 1

  /// The working minutes of each main trade over some days, in the order of `tradeOrder`.
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

  /// The order of trades in loads and capacities.
  static let tradeOrder = ["mechanical", "electrical", "body", "paint"]

  /// The opening hours.
  var hours: WorkCalendar { site.openingHours }

  /// The first and the last open minute of a day; `nil` if it is closed.
  func opening(on date: CivilDate) -> (from: Int, to: Int)? {
    hours.span(on: date).map { ($0.start, $0.end) }
  }

  /// The open days among `count` days from a first one.
  func openDays(from first: CivilDate, count: Int) -> [CivilDate] {
    (0..<count).map { first.advanced(by: $0) }.filter { opening(on: $0) != nil }
  }

  /// The last open day at least `days` before a date; two weeks before it if all are closed.
  func openDay(_ days: Int, before date: CivilDate) -> CivilDate {
    var day = date.advanced(by: -days)
    while opening(on: day) == nil, day > date.advanced(by: -14) { day = day.advanced(by: -1) }
    return day
  }

  /// Whether the site has the bay and the crew for a job.
  func isAble(_ job: StandardJob) -> Bool {
    if let bay = job.bay, !site.bays.contains(where: { $0.types.contains(bay) }) { return false }
    guard let crew = job.crew else { return true }
    return site.technicians.count { crew.admits($0) } >= crew.size
  }
}
