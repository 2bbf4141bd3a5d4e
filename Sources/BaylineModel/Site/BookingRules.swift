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
  /// The minutes before the arrival by which parts must be on the picking shelf.
  public var partsLeadMinutes = 60
  /// The percentage of the technicians' time kept free for walk-ins and added work.
  public var reservePercent = 15
  /// The minutes for which a late customer's slot is held; not a rule of the schedule.
  public var graceMinutes = 15

  /// Creates the default rules of the format.
  public init() {}

  /// The minimum minutes between the starts of two arrivals of an advisor: the gap or the reception, whichever is longer.
  public var minGapMinutes: Int {
    max(advisorGapMinutes, receptionMinutes)
  }
}
