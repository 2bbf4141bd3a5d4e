/// A change of a site or a demand that weakens a rule.
public enum RuleRelaxation: Hashable, Sendable {
  // MARK: Advisors and booking rules

  /// The maximum number of arrivals of an advisor in any 60 minutes.
  case bookingsPerHour(advisor: String, most: Int)
  /// The maximum number of arrivals of an advisor per day.
  case bookingsPerDay(advisor: String, most: Int)
  /// An advisor also receives a kind.
  case receives(advisor: String, kind: VisitKind)
  /// An advisor is also on duty in an interval of one day.
  case advisorHours(advisor: String, RuleRelaxation.DatedInterval)
  /// One more advisor, a copy of another.
  case oneMoreAdvisor(like: String, id: String)
  /// The minimum minutes between two arrivals of an advisor.
  case advisorGap(minutes: Int)
  /// The maximum number of arrivals of the site in any 60 minutes.
  case siteBookingsPerHour(most: Int)
  /// The grid of arrivals in minutes.
  case slotGrid(minutes: Int)
  /// The site is also open in an interval of one day.
  case openingHours(RuleRelaxation.DatedInterval)

  // MARK: Technicians and bays

  /// A technician also works in an interval of one day.
  case technicianHours(technician: String, RuleRelaxation.DatedInterval)
  /// A technician has at least this level in a trade, and these additional certifications.
  case ability(technician: String, trade: String, level: Int, certifications: [String])
  /// One more technician, a copy of another.
  case oneMoreTechnician(like: String, id: String)
  /// A new technician with a skill nobody has, on duty during the site's hours, at standard speed.
  case newTechnician(id: String, trade: String, level: Int, certifications: [String])
  /// A bay can also be used in an interval of one day.
  case bayHours(bay: String, RuleRelaxation.DatedInterval)
  /// A bay has an additional type.
  case bayType(bay: String, type: String)
  /// One more bay, a copy of another.
  case oneMoreBay(like: String, id: String)
  /// A new bay of a type the site lacks, always usable.
  case newBay(id: String, type: String)
  /// The percentage of the technicians' time kept free.
  case reservePercent(Int)
  /// The percentage of the time of a team's technicians kept free.
  case teamReservePercent(team: String, Int)
  /// The number of an equipment.
  case equipment(id: String, count: Int)
  /// The minutes it takes to move a vehicle to another bay.
  case moveMinutes(Int)

  // MARK: Arrivals

  /// The maximum number of arrivals of a limit.
  case limit(id: String, most: Int)
  /// The number of drivers.
  case drivers(Int)

  // MARK: Parts and loan vehicles

  /// The quantity of a part in stock.
  case onHand(part: String, quantity: Int)
  /// When a delivery of a part, by its position in the list, arrives.
  case delivery(part: String, position: Int, at: CivilTime)
  /// The minutes before the arrival by which parts must be available.
  case partsLead(minutes: Int)
  /// The number of loan vehicles.
  case loaners(Int)
  /// The minutes until a returned loan vehicle can go out again.
  case loanerTurnaround(minutes: Int)

  // MARK: The visit

  /// The customer can also come in another window.
  case availability(appointment: String, TimeWindow)
  /// Another arrival is promised; `nil` withdraws the promise.
  case promise(appointment: String, arrival: CivilTime?)
  /// The customer does not wait.
  case notWaiting(appointment: String)
  /// The customer does without a loan vehicle.
  case withoutLoaner(appointment: String)
  /// The customer brings and fetches the vehicle.
  case withoutTrips(appointment: String)
  /// The minimum minutes between an operation and the one before it.
  case minLag(appointment: String, operation: String, minutes: Int)
  /// The maximum minutes between an operation and the one before it; `nil` means no maximum.
  case maxLag(appointment: String, operation: String, minutes: Int?)
  /// The vehicle may leave the bay after an operation.
  case releasedBay(appointment: String, operation: String)
  /// An operation may pause.
  case splittable(appointment: String, operation: String)
  /// An operation is not locked.
  case unlocked(appointment: String, operation: String)

  // MARK: The horizon

  /// The number of arrival days; the end of the horizon stays the same if possible.
  case arrivalDays(Int)
  /// The number of carry-over days.
  case carryOverDays(Int)
}

extension RuleRelaxation {
  /// An interval `[from, to)` of one day, in minutes since midnight.
  public struct DatedInterval: Hashable, Sendable {
    /// The day.
    public var day: CivilDate
    /// The first minute inside, from 0.
    public var from: Int
    /// The first minute after it, up to 1,440.
    public var to: Int

    /// Creates the interval `[from, to)` of a day.
    public init(_ day: CivilDate, from: Int, to: Int) {
      self.day = day
      self.from = from
      self.to = to
    }
  }
}
