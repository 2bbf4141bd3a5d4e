import BaylineModel

/// The cost of people per day: the mean over the arrival days of all demands.
struct StaffingRates {
  private let site: Site
  private let dates: [CivilDate]

  init(_ today: Scenario.Instance) {
    site = today.site
    dates = today.demands.flatMap { demand in
      (0..<demand.horizon.days).map { demand.horizon.from.advanced(by: $0) }
    }
  }

  func calendar(_ source: Scenario.CalendarSource) -> WorkCalendar? {
    switch source {
    case .named(let name): return site.calendars[name]
    case .inline(var calendar):
      // As it is at the site: with its holidays and make-up days.
      calendar.siteDates = site.dates
      return calendar
    }
  }

  /// The cost per day of somebody who works by a calendar.
  func cost(_ rate: StaffingRanges.StaffCost, _ calendar: WorkCalendar?) -> Double {
    guard let calendar, !dates.isEmpty else { return 0 }
    let shifts = dates.map { calendar.minutes(on: $0) }
    switch rate {
    case .day(let price): return price * Double(shifts.count { $0 > 0 }) / Double(dates.count)
    case .hour(let price): return price * Double(shifts.reduce(0, +)) / 60 / Double(dates.count)
    }
  }
}

/// A technician or advisor of the site.
struct StaffMember {
  let id: String
  let calendar: String
}

/// The costs and shifts of the people of one range: those of the site, and those who could join.
struct StaffPosts {
  private let patterns: [StaffingRanges.ShiftPattern]
  private let cost: StaffingRanges.StaffCost
  private let pay: StaffingRates
  private let calendars: [String: String]
  private let defaultCalendar: Scenario.CalendarSource

  /// - Parameter defaultCalendar: The calendar of newcomers where there are neither patterns nor people.
  init(
    _ patterns: [StaffingRanges.ShiftPattern], cost: StaffingRanges.StaffCost, present: [StaffMember],
    _ pay: StaffingRates,
    defaultCalendar: String
  ) {
    self.patterns = patterns
    self.cost = cost
    self.pay = pay
    calendars = Dictionary(present.map { ($0.id, $0.calendar) }, uniquingKeysWith: { first, _ in first })
    self.defaultCalendar = .named(present.first?.calendar ?? defaultCalendar)
  }

  /// The cost per day of people of the site: that of a pattern with the same shifts, else the range's.
  func costs(of ids: [String]) -> [Double] {
    ids.map { id in
      let calendar = pay.calendar(.named(calendars[id] ?? ""))
      let rate = patterns.first { pay.calendar($0.calendar) == calendar }?.cost ?? cost
      return pay.cost(rate, calendar)
    }
  }

  /// The shifts in which people can join, with their cost per day.
  var newPatterns: [(name: String?, calendar: Scenario.CalendarSource, cost: Double)] {
    if patterns.isEmpty { return [(nil, defaultCalendar, pay.cost(cost, pay.calendar(defaultCalendar)))] }
    return patterns.map { ($0.name, $0.calendar, pay.cost($0.cost ?? cost, pay.calendar($0.calendar))) }
  }
}
