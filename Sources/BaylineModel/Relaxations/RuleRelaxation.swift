/// One change of a site or of a demand that weakens a rule: a value that can be told, written down and applied.
public enum RuleRelaxation: Hashable, Sendable {
  // MARK: Advisors and booking rules

  /// An advisor takes so many arrivals in any 60 minutes.
  case bookingsPerHour(advisor: String, most: Int)
  /// An advisor takes so many arrivals in a day.
  case bookingsPerDay(advisor: String, most: Int)
  /// An advisor receives one more kind.
  case receives(advisor: String, kind: VisitKind)
  /// An advisor is on duty in `[from, to)` of one day as well.
  case advisorHours(advisor: String, DatedInterval)
  /// One more advisor, in all like another.
  case oneMoreAdvisor(like: String, id: String)
  /// The least minutes between two arrivals of an advisor.
  case advisorGap(minutes: Int)
  /// The whole site takes so many arrivals in any 60 minutes.
  case siteBookingsPerHour(most: Int)
  /// The grid of the arrivals.
  case slotGrid(minutes: Int)
  /// The site is open in `[from, to)` of one day as well.
  case openingHours(DatedInterval)

  // MARK: Technicians and bays

  /// A technician works in `[from, to)` of one day as well.
  case technicianHours(technician: String, DatedInterval)
  /// A technician has this level in a trade, if not a higher one, and these certifications as well.
  case ability(technician: String, trade: String, level: Int, certifications: [String])
  /// One more technician, in all like another.
  case oneMoreTechnician(like: String, id: String)
  /// A technician who has what nobody has, on duty in the site's hours, at standard speed.
  case newTechnician(id: String, trade: String, level: Int, certifications: [String])
  /// A bay can be used in `[from, to)` of one day as well.
  case bayHours(bay: String, DatedInterval)
  /// A bay is of one more type.
  case bayType(bay: String, type: String)
  /// One more bay, in all like another.
  case oneMoreBay(like: String, id: String)
  /// A bay of a type that the site lacks, always usable.
  case newBay(id: String, type: String)
  /// The percent of the technicians' time that is kept free.
  case reservePercent(Int)

  // MARK: Parts and loan vehicles

  /// The pieces of a part in stock.
  case onHand(part: String, quantity: Int)
  /// When a delivery of a part, by its place in the list, is there.
  case delivery(part: String, position: Int, at: CivilTime)
  /// The minutes before the arrival at which parts shall be there.
  case partsLead(minutes: Int)
  /// The number of loan vehicles.
  case loaners(Int)

  // MARK: The visit

  /// The customer can come in one more window.
  case availability(appointment: String, TimeWindow)
  /// Another arrival is promised; `nil` takes the promise back.
  case promise(appointment: String, arrival: CivilTime?)
  /// The customer does not wait.
  case notWaiting(appointment: String)
  /// The customer does without a loan vehicle.
  case withoutLoaner(appointment: String)
  /// An operation may pause.
  case splittable(appointment: String, operation: String)
  /// An operation is not locked.
  case unlocked(appointment: String, operation: String)

  // MARK: The horizon

  /// The days on which vehicles may arrive; the last day of the horizon stays where it is, if it can.
  case arrivalDays(Int)
  /// The days of carry-over.
  case carryOverDays(Int)
}

/// A stretch `[from, to)` of one day, in minutes since midnight.
public struct DatedInterval: Hashable, Sendable {
  /// The day.
  public var day: CivilDate
  /// The first minute inside, from 0.
  public var from: Int
  /// The first minute after it, up to 1,440.
  public var to: Int

  /// The stretch `[from, to)` of a day.
  public init(_ day: CivilDate, from: Int, to: Int) {
    self.day = day
    self.from = from
    self.to = to
  }
}
