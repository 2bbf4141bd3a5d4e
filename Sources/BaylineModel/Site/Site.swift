/// A workshop with its hours, people, bays and rules (`bayline.site/1`).
public struct Site: Hashable, Sendable {
  /// Display name.
  public var name: String
  /// The IANA time zone, used only by the calendar export.
  public var timeZone: String
  /// The language of forms and messages.
  public var locale: Language
  /// Calendars by name.
  public var calendars: [String: WorkCalendar]
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
  /// The number of loan vehicles (代步车).
  public var loaners: Int
  /// The weights of the cost terms.
  public var policy: CostPolicy

  /// Creates a site; the defaults are those of the format.
  public init(
    name: String, timeZone: String = "Asia/Shanghai", locale: Language = .chinese,
    calendars: [String: WorkCalendar], hours: String, booking: BookingRules = BookingRules(),
    advisors: [Advisor] = [], bays: [Bay] = [], technicians: [Technician] = [], loaners: Int = 0,
    policy: CostPolicy = CostPolicy()
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
  }
}

/// A language of Bayline's output; the raw value is that of files and options.
public enum Language: String, CaseIterable, Sendable, Hashable {
  case chinese = "zh-Hans"
  case english = "en"
}
