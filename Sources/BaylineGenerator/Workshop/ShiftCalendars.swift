import BaylineModel

/// The calendars of generated sites.
enum ShiftCalendars {
  /// A calendar with the same hours from Monday to Friday, and others on Saturday and Sunday; times as 830 for 8:30.
  static func calendar(
    _ weekdays: [(Int, Int)], saturday: [(Int, Int)] = [], sunday: [(Int, Int)] = []
  ) -> WorkCalendar {
    func intervals(_ pairs: [(Int, Int)]) -> [WorkCalendar.DayInterval] {
      pairs.map { WorkCalendar.DayInterval($0.0 / 100 * 60 + $0.0 % 100, $0.1 / 100 * 60 + $0.1 % 100) }
    }
    var weekly: [Weekday: [WorkCalendar.DayInterval]] = [:]
    for weekday in Weekday.allCases {
      switch weekday {
      case .saturday: weekly[weekday] = intervals(saturday)
      case .sunday: weekly[weekday] = intervals(sunday)
      default: weekly[weekday] = intervals(weekdays)
      }
    }
    return WorkCalendar(weekly: weekly.filter { !$0.value.isEmpty })
  }

  /// The six-day calendars of a dealer: opening hours, two for advisors and three for technicians.
  static let dealer: [String: WorkCalendar] = [
    "open": calendar([(800, 1800)], saturday: [(800, 1730)]),
    "advisorEarly": calendar([(800, 1145), (1245, 1730)], saturday: [(800, 1145), (1245, 1700)]),
    "advisorLate": calendar([(815, 1245), (1345, 1800)], saturday: [(830, 1245), (1345, 1730)]),
    "early": calendar([(730, 1130), (1230, 1700)], saturday: [(730, 1130), (1230, 1630)]),
    "day": calendar([(800, 1200), (1300, 1730)], saturday: [(800, 1200), (1300, 1700)]),
    "late": calendar([(900, 1230), (1330, 1830)], saturday: [(900, 1230), (1330, 1730)]),
  ]

  /// The name of the calendar of a team whose weeks take turns.
  static let rotationName = "rotation"

  /// 大小周: a week by day with Saturday, then an early week without.
  static let rotation = WorkCalendar(
    rotation: WorkCalendar.Rotation(
      from: CivilDate(ordinal: 740_055),  // 2027-03-15, a Monday
      weeks: [
        calendar([(800, 1200), (1300, 1730)], saturday: [(800, 1200), (1300, 1700)]).weekly,
        calendar([(730, 1130), (1230, 1700)]).weekly,
      ]))

  /// The calendars of a site with a night shift across midnight and a booth with long hours.
  static let aroundTheClock: [String: WorkCalendar] = {
    var calendars = dealer
    calendars["open"] = calendar([(730, 2000)], saturday: [(730, 1900)], sunday: [(900, 1600)])
    calendars["advisorLate"] = calendar(
      [(1030, 1430), (1530, 2000)], saturday: [(1000, 1400), (1500, 1900)])
    calendars["night"] = WorkCalendar(weekly: [
      .monday: [WorkCalendar.DayInterval(1260, 1440)],
      .tuesday: [
        WorkCalendar.DayInterval(0, 90), WorkCalendar.DayInterval(150, 330),
        WorkCalendar.DayInterval(1260, 1440),
      ],
      .wednesday: [
        WorkCalendar.DayInterval(0, 90), WorkCalendar.DayInterval(150, 330),
        WorkCalendar.DayInterval(1260, 1440),
      ],
      .thursday: [
        WorkCalendar.DayInterval(0, 90), WorkCalendar.DayInterval(150, 330),
        WorkCalendar.DayInterval(1260, 1440),
      ],
      .friday: [
        WorkCalendar.DayInterval(0, 90), WorkCalendar.DayInterval(150, 330),
        WorkCalendar.DayInterval(1260, 1440),
      ],
      .saturday: [WorkCalendar.DayInterval(0, 90), WorkCalendar.DayInterval(150, 330)],
    ])
    calendars["weekend"] = calendar(
      [(1200, 1600), (1630, 2000)], saturday: [(800, 1200), (1300, 1900)],
      sunday: [(900, 1230), (1300, 1600)])
    calendars["booth"] = calendar([(700, 2200)], saturday: [(700, 1800)])
    return calendars
  }()

  /// The calendars of the profile `history`: five days and a Saturday morning.
  static let fleet: [String: WorkCalendar] = [
    "open": calendar([(730, 1800)], saturday: [(800, 1200)]),
    "day": calendar([(800, 1200), (1300, 1730)], saturday: [(800, 1200)]),
    "early": calendar([(730, 1130), (1230, 1700)], saturday: [(800, 1200)]),
  ]
}
