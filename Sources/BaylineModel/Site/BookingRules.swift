/// The rules for booking arrivals.
public struct BookingRules: Hashable, Sendable {
  /// The grid of arrivals, in minutes from midnight.
  public var slotMinutes = 15
  /// The minutes an advisor needs for one arrival.
  public var receptionMinutes = 15
  /// The minimum minutes between the starts of two arrivals of an advisor.
  public var advisorGapMinutes = 15
  /// The maximum arrivals of an advisor in any 60 minutes.
  public var advisorBookingsPerHour = 3
  /// The maximum arrivals of an advisor per day.
  public var advisorBookingsPerDay = 15
  /// The maximum arrivals of the site in any 60 minutes; `nil` means no limit.
  public var siteBookingsPerHour: Int?
  /// The minutes from the end of the last operation until the vehicle is ready.
  public var finishMinutes = 15
  /// The minutes it takes to move a vehicle out of one bay and into another.
  public var moveMinutes = 5
  /// The minutes before the arrival by which parts must be on the picking shelf.
  public var partsLeadMinutes = 60
  /// The percentage of the technicians' time kept free for walk-ins and added work.
  public var reservePercent = 15
  /// The percentage of the time of a team's technicians kept free, by team, beside that of all technicians.
  public var teamReservePercent: [String: Int] = [:]
  /// The maximum arrivals of a day by kind, time and whether the customer waits.
  public var limits: [BookingRules.ArrivalLimit] = []
  /// The minutes from a vehicle's being ready until its loan vehicle can go out again.
  public var loanerTurnaroundMinutes = 0
  /// How often in a hundred a promised time shall hold on the day as it runs, 50 to 99; not a rule of the schedule.
  public var promisePercent = 90
  /// The minutes for which a late customer's slot is held; not a rule of the schedule.
  public var graceMinutes = 15

  /// Creates the default rules of the format.
  public init() {}

  /// The minimum minutes between the starts of two arrivals of an advisor: the gap or the reception, whichever is longer.
  public var minGapMinutes: Int {
    max(advisorGapMinutes, receptionMinutes)
  }
}

extension BookingRules {
  /// The maximum number of certain arrivals in a part of each day (H17).
  public struct ArrivalLimit: Hashable, Sendable {
    /// The id, unique among the limits.
    public var id: String
    /// Display name.
    public var name: String?
    /// The kinds counted; `nil` means all.
    public var kinds: [VisitKind]?
    /// Whether customers who wait, or those who do not, are counted; `nil` means both.
    public var waiting: Bool?
    /// The weekdays, by the civil calendar, on which it holds; `nil` means every day.
    public var weekdays: [Weekday]?
    /// The arrivals counted, in minutes since midnight.
    public var hours: WorkCalendar.DayInterval
    /// The maximum number of arrivals.
    public var most: Int

    /// Creates a limit; the defaults are those of the format.
    public init(
      id: String, name: String? = nil, kinds: [VisitKind]? = nil, waiting: Bool? = nil,
      weekdays: [Weekday]? = nil,
      hours: WorkCalendar.DayInterval = WorkCalendar.DayInterval(0, CivilTime.minutesPerDay), most: Int
    ) {
      self.id = id
      self.name = name
      self.kinds = kinds
      self.waiting = waiting
      self.weekdays = weekdays
      self.hours = hours
      self.most = most
    }

    /// Whether it counts arrivals of a visit at some time of a day.
    package func counts(_ appointment: Appointment) -> Bool {
      appointment.arrived == nil && kinds?.contains(appointment.kind) ?? true
        && waiting.map { $0 == appointment.waiting } ?? true
    }

    /// Whether it counts an arrival at a time.
    package func counts(_ time: CivilTime) -> Bool {
      weekdays?.contains(time.date.weekday) ?? true && hours.start <= time.minuteOfDay
        && time.minuteOfDay < hours.end
    }
  }
}
