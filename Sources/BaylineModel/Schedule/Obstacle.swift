/// What keeps a visit out of a schedule.
public enum Obstacle: Hashable, Sendable {
  /// The visit fits at this arrival, but delaying the others would cost more than leaving it out.
  case uneconomical(arrival: CivilTime)
  /// The technicians qualified for its scarcest operation. Without a requirement, the operation's alternatives name them.
  case technicians(operation: String, requirement: WorkRequirement.Crew?, able: [ResourceAvailability])
  /// The bays suitable for its scarcest operation. Without a type, the operation's alternatives name them.
  case bays(operation: String, type: String?, suitable: [ResourceAvailability])
  /// The scarcest equipment of its operations; `freeFrom` is when one of it is first free for the whole operation.
  case equipment(id: String, operation: String, count: Int, freeFrom: CivilTime?)
  /// Everybody and every bay it needs has time, but never together: disjoint shifts, or a shift that ends before the
  /// vehicle can be there.
  case noCommonTime(operation: String, technicians: [String], bays: [String])
  /// The work does not fit into the horizon.
  case horizon
  /// The parts that are missing at the start of the horizon.
  case parts([MissingPart])
  /// The windows in which the customer can come; empty if there is no slot at all.
  case availability([TimeWindow])
  /// None of the windows in which the customer can come has a day of the plan, whose arrival days are these.
  case outsidePlan([TimeWindow], first: CivilDate, last: CivilDate)
  /// No advisor receives visits of this kind.
  case noAdvisor(for: VisitKind)
  /// The advisors who receive this kind, with their arrivals on the first day the customer can come.
  case advisors(on: CivilDate, bookings: [AdvisorBookings])
  /// A limit of arrivals is reached on each day that the customer can come; `arrivals` are those of the first such day.
  case limit(id: String, on: CivilDate, arrivals: Int, most: Int)
  /// The promised arrival cannot be kept.
  case promise(arrival: CivilTime, advisorIsOnDuty: Bool)
  /// The locked operations leave no room for the others.
  case locks
  /// All loan vehicles, this many, are out.
  case loaners(count: Int)
  /// All drivers, this many, are under way.
  case drivers(count: Int)
  /// The work needs more technician minutes than may be booked; `left` are the minutes left on each working day.
  case reserve(minutes: Int, left: [DayMinutes])
  /// No single rule or pair of rules keeps it out.
  case combination
}

extension Obstacle {
  /// When a technician or a bay is free for the whole operation, from the earliest arrival of the visit on.
  public struct ResourceAvailability: Hashable, Sendable {
    /// The id of the technician or bay.
    public var id: String
    /// When it is first free, or why it never is.
    public var state: State

    /// Whether a technician or a bay has time for an operation.
    public enum State: Hashable, Sendable {
      /// From then on.
      case free(from: CivilTime)
      /// Other work leaves no gap that is long enough.
      case busy
      /// It has no working time at all: absent, off duty, closed.
      case offDuty
      /// No working interval is as long as the work of these minutes; the longest has `longest`.
      case tooShort(work: Int, longest: Int)
    }

    /// When it is first free; `nil` if never within the horizon.
    public var from: CivilTime? {
      if case .free(let from) = state { return from }
      return nil
    }

    package init(id: String, state: State) {
      self.id = id
      self.state = state
    }
  }

  /// A part with insufficient stock.
  public struct MissingPart: Hashable, Sendable {
    /// The id of the part.
    public var part: String
    /// The quantity the visit needs.
    public var needed: Int
    /// The quantity in stock that no other visit needs.
    public var left: Int
    /// When deliveries cover the need; `nil` if no known delivery does.
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
    /// The id of the advisor.
    public var advisor: String
    /// The number of arrivals booked that day.
    public var booked: Int
    /// The maximum number of arrivals that day.
    public var limit: Int
    /// Whether the advisor has working time that day.
    public var isOnDuty: Bool

    package init(advisor: String, booked: Int, limit: Int, isOnDuty: Bool = true) {
      self.advisor = advisor
      self.booked = booked
      self.limit = limit
      self.isOnDuty = isOnDuty
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
