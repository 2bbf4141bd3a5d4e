/// What keeps a visit out of a schedule, as facts. Words are made of them where they are printed.
public enum Obstacle: Hashable, Sendable {
  /// The visit fits at this arrival, but the delay of the others would cost more than leaving it out.
  case uneconomical(arrival: CivilTime)
  /// The technicians able to do its scarcest operation. Without a requirement, the operation's alternatives name them.
  case technicians(operation: String, requirement: CrewRequirement?, able: [ResourceAvailability])
  /// The bays suitable for its scarcest operation. Without a type, the operation's alternatives name them.
  case bays(operation: String, type: String?, suitable: [ResourceAvailability])
  /// The work does not fit into the horizon.
  case horizon
  /// Parts that are missing at the start of the horizon.
  case parts([MissingPart])
  /// The times at which the customer can come; empty if there is no slot at all.
  case availability([TimeWindow])
  /// No advisor receives visits of this kind.
  case noAdvisor(for: VisitKind)
  /// The advisors who receive this kind, with their arrivals on the first day on which the customer can come.
  case advisors(on: CivilDate, bookings: [AdvisorBookings])
  /// The promised arrival cannot be kept.
  case promise(arrival: CivilTime, advisorIsOnDuty: Bool)
  /// Its locked operations leave no room for the others.
  case locks
  /// All loan vehicles are out, of this many.
  case loaners(count: Int)
  /// The work needs more technician minutes than may be booked; the minutes left on each working day.
  case reserve(minutes: Int, left: [DayMinutes])
  /// No one or two rules alone keep it out.
  case combination
}

extension Obstacle {
  /// A technician or a bay, and when it is free for the whole operation.
  public struct ResourceAvailability: Hashable, Sendable {
    /// Id of the technician or bay.
    public var id: String
    /// From when it is free; `nil` if it is not within the horizon.
    public var from: CivilTime?

    package init(id: String, from: CivilTime?) {
      self.id = id
      self.from = from
    }
  }

  /// A part of which there is too little.
  public struct MissingPart: Hashable, Sendable {
    /// Id of the part.
    public var part: String
    /// The quantity that the visit needs.
    public var needed: Int
    /// The quantity in stock that no other visit has taken.
    public var left: Int
    /// When deliveries make up for it; `nil` if no known delivery does.
    public var enoughAt: CivilTime?

    package init(part: String, needed: Int, left: Int, enoughAt: CivilTime?) {
      self.part = part
      self.needed = needed
      self.left = left
      self.enoughAt = enoughAt
    }
  }

  /// The arrivals of an advisor on a day.
  public struct AdvisorBookings: Hashable, Sendable {
    /// Id of the advisor.
    public var advisor: String
    /// Arrivals booked that day.
    public var booked: Int
    /// The most that the advisor may have that day.
    public var limit: Int

    package init(advisor: String, booked: Int, limit: Int) {
      self.advisor = advisor
      self.booked = booked
      self.limit = limit
    }
  }

  /// Technician minutes of a day.
  public struct DayMinutes: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// The minutes.
    public var minutes: Int

    package init(date: CivilDate, minutes: Int) {
      self.date = date
      self.minutes = minutes
    }
  }
}
