/// How arrivals are booked.
public struct BookingRules: Hashable, Sendable {
  /// Arrivals start on this grid, in minutes from midnight.
  public var slotMinutes = 15
  /// The advisor's minutes for one arrival.
  public var receptionMinutes = 15
  /// Least minutes from the start of one arrival of an advisor to the start of the next.
  public var advisorGapMinutes = 15
  /// Most arrivals of one advisor in any 60 minutes.
  public var advisorBookingsPerHour = 3
  /// Most arrivals of one advisor in a day.
  public var advisorBookingsPerDay = 15
  /// Most arrivals of the whole site in any 60 minutes; `nil` is no limit.
  public var siteBookingsPerHour: Int?
  /// Minutes from the end of the last operation to the vehicle being ready.
  public var finishMinutes = 15
  /// Parts lie on the picking shelf this many minutes before the arrival.
  public var partsLeadMinutes = 60
  /// Percent of the technicians' time kept free for walk-ins and added work.
  public var reservePercent = 15
  /// Minutes for which a late customer's slot is held; no rule of the schedule.
  public var graceMinutes = 15

  /// The defaults of the format.
  public init() {}

  /// Least minutes between the starts of two arrivals of one advisor, whichever rule asks for more.
  public var minGapMinutes: Int {
    max(advisorGapMinutes, receptionMinutes)
  }
}
