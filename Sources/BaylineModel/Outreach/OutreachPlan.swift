/// Which customers to call on which day, and which times to offer them.
public struct OutreachPlan: Hashable, Sendable {
  /// The day the plan is made, which is the first day of calls.
  public var from: CivilDate
  /// The number of days of calls and visits.
  public var days: Int
  /// The calls by day, the most urgent first.
  public var calls: [OutreachPlan.Call]
  /// The vehicles whose customers are not called although there is a reason to, with the cause.
  public var leftOut: [OutreachPlan.Exclusion]
  /// The number of vehicles in the file, and of those without a reason to call in these days.
  public var vehicles = 0, nothingDue = 0
  /// Capacity, booked load and expected load.
  public var loads: OutreachPlan.DayLoads
  /// Load by day and resource, including booked and expected load: with every visit on its best day, and as planned.
  public var before: [[Int]], after: [[Int]]
  /// Whether each day is open.
  public var isOpen: [Bool]
  /// The levelling of the load.
  public var levelling: OutreachPlan.Levelling
  /// The levelling measure with every visit on its best day.
  public var measureBefore: Double
  /// The number of vehicles not seen for three months, of those called in these days, and of those called in the three
  /// months before (002: 90%).
  public var unseen = 0, unseenCalled = 0, unseenContacted = 0

  /// Creates a plan.
  package init(
    from: CivilDate, days: Int, calls: [OutreachPlan.Call], leftOut: [OutreachPlan.Exclusion],
    loads: OutreachPlan.DayLoads,
    before: [[Int]],
    after: [[Int]], isOpen: [Bool], levelling: OutreachPlan.Levelling, measureBefore: Double
  ) {
    self.from = from
    self.days = days
    self.calls = calls
    self.leftOut = leftOut
    self.loads = loads
    self.before = before
    self.after = after
    self.isOpen = isOpen
    self.levelling = levelling
    self.measureBefore = measureBefore
  }
}

extension OutreachPlan {
  /// A call to a customer.
  public struct Call: Hashable, Sendable {
    /// The vehicle with the reasons.
    public var candidate: OutreachPlan.Candidate
    /// The day of the call.
    public var day: CivilDate
    /// How to reach the customer.
    public var channel: CustomerVehicle.ContactChannel
    /// The advisor who calls because two calls failed (000 2B.2.8); `nil` means the coordinator.
    public var caller: String?
    /// Whether two calls have failed, whether or not an advisor is known.
    public var isEscalated = false
    /// The offered visit; `nil` if none is offered.
    public var visit: OutreachPlan.OfferedVisit?

    /// Creates a call by the coordinator.
    package init(
      candidate: OutreachPlan.Candidate, day: CivilDate, channel: CustomerVehicle.ContactChannel,
      visit: OutreachPlan.OfferedVisit?
    ) {
      self.candidate = candidate
      self.day = day
      self.channel = channel
      self.visit = visit
    }
  }
}

extension OutreachPlan {
  /// A visit to offer on the phone.
  public struct OfferedVisit: Hashable, Sendable {
    /// The visit as a request, available at the offered times.
    public var request: Appointment
    /// The name of the job.
    public var job: String
    /// The standard minutes of all operations.
    public var minutes: Int
    /// The day chosen by the levelling.
    public var day: CivilDate
    /// Whether the first offered time lies in the morning.
    public var isMorning: Bool
    /// Two or three times, the one chosen by the levelling first; a single one if the window has no other.
    public var times: [OutreachPlan.OfferedTime]

    /// Creates an offered visit.
    package init(
      request: Appointment, job: String, minutes: Int, day: CivilDate, isMorning: Bool,
      times: [OutreachPlan.OfferedTime]
    ) {
      self.request = request
      self.job = job
      self.minutes = minutes
      self.day = day
      self.isMorning = isMorning
      self.times = times
    }
  }
}

extension OutreachPlan {
  /// A time to offer.
  public struct OfferedTime: Hashable, Sendable {
    /// The arrival and the advisor.
    public var reception: Schedule.Reception
    /// Whether the schedule of that day shows that the workshop can do the work.
    public var isScheduled: Bool
    /// Whether an earlier call offers the same time or capacity as its second or third choice; it is free unless that
    /// customer takes it.
    public var isShared = false

    /// Creates a time.
    public init(reception: Schedule.Reception, isScheduled: Bool = false, isShared: Bool = false) {
      self.reception = reception
      self.isScheduled = isScheduled
      self.isShared = isShared
    }
  }
}

extension OutreachPlan {
  /// A vehicle whose customer is not called.
  public struct Exclusion: Hashable, Sendable {
    /// The vehicle.
    public var vehicle: CustomerVehicle
    /// The reasons to call; empty if they were not determined.
    public var reasons: [OutreachPlan.DueReason]
    /// Why the customer is not called.
    public var cause: Cause

    /// Creates an exclusion.
    public init(vehicle: CustomerVehicle, reasons: [OutreachPlan.DueReason] = [], cause: Cause) {
      self.vehicle = vehicle
      self.reasons = reasons
      self.cause = cause
    }

    /// Why the customer is not called.
    public enum Cause: Hashable, Sendable {
      /// The customer does not want to be called.
      case doNotCall
      /// The vehicle has an appointment in the coming days.
      case booked
      /// No phone number or address is known.
      case noPhone
      /// The data of the vehicle is inconsistent.
      case odd([CustomerVehicle.Oddity])
      /// All calls of the days in question are taken.
      case quota
      /// No day of the window has enough capacity of this trade.
      case trade(String)
      /// No day of the window has a free arrival.
      case arrivals
      /// The site is closed throughout the window.
      case closed
      /// No time could be found on any day of the window.
      case times
    }
  }
}
