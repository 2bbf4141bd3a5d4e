/// A workshop with its hours, people, bays and rules (`bayline.site/1`).
public struct Site: Hashable, Sendable {
  /// Display name.
  public var name: String
  /// The IANA time zone, used only by the calendar export.
  public var timeZone: String
  /// The language of forms and messages.
  public var locale: Language
  /// Calendars by name.
  public var calendars: [String: WorkCalendar] { didSet { applyDates() } }
  /// What single dates are for all calendars: holidays, and make-up days (调休).
  public var dates: [CivilDate: Site.SpecialDate] { didSet { applyDates() } }
  /// The name of the calendar of the opening hours.
  public var hours: String
  /// The rules for booking arrivals.
  public var booking: BookingRules
  /// Service advisors (服务顾问).
  public var advisors: [Advisor]
  /// Bays (工位).
  public var bays: [Bay]
  /// Technicians (技师).
  public var technicians: [Technician]
  /// What several bays share (诊断电脑, 变速箱千斤顶).
  public var equipment: [Equipment]
  /// The number of loan vehicles (代步车).
  public var loaners: Int
  /// The number of drivers who collect and deliver vehicles (取送车), on duty during the site's hours.
  public var drivers: Int
  /// The weights of the cost terms.
  public var policy: CostPolicy

  /// Creates a site; the defaults are those of the format.
  public init(
    name: String, timeZone: String = "Asia/Shanghai", locale: Language = .chinese,
    calendars: [String: WorkCalendar], hours: String, booking: BookingRules = BookingRules(),
    advisors: [Advisor] = [], bays: [Bay] = [], technicians: [Technician] = [], loaners: Int = 0,
    policy: CostPolicy = CostPolicy(), dates: [CivilDate: Site.SpecialDate] = [:],
    equipment: [Equipment] = [],
    drivers: Int = 0
  ) {
    self.name = name
    self.timeZone = timeZone
    self.locale = locale
    self.calendars = calendars
    self.hours = hours
    self.booking = booking
    self.advisors = advisors
    self.bays = bays
    self.technicians = technicians
    self.loaners = loaners
    self.policy = policy
    self.dates = dates
    self.equipment = equipment
    self.drivers = drivers
    applyDates()
  }

  /// Copies the site's dates to its calendars.
  private mutating func applyDates() {
    let dates = dates
    guard calendars.values.contains(where: { $0.siteDates != dates }) else { return }
    calendars = calendars.mapValues { calendar in
      var calendar = calendar
      calendar.siteDates = dates
      return calendar
    }
  }
}

extension Site {
  /// What a date is for all calendars of a site.
  public enum SpecialDate: Hashable, Sendable {
    /// Closed.
    case closed
    /// The hours of a weekday hold.
    case hours(of: Weekday)
  }
}

/// A language of Bayline's output; the raw value is that of files and options.
public enum Language: String, CaseIterable, Sendable, Hashable {
  case chinese = "zh-Hans"
  case english = "en"
}
