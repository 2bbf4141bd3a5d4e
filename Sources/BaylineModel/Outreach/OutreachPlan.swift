/// Whom to call on which day, and which times to offer.
public struct OutreachPlan: Hashable, Sendable {
  /// The day on which the list is made: the first day of calls.
  public var from: CivilDate
  /// Days of calls and visits.
  public var days: Int
  /// The calls, by day, then the most urgent first.
  public var calls: [OutreachCall]
  /// The vehicles about which nobody is called although something holds, with why.
  public var leftOut: [OutreachExclusion]
  /// Vehicles of the file, and those of which nothing holds in these days.
  public var vehicles = 0, nothingDue = 0
  /// Capacity, what is booked and what is expected.
  public var loads: DayLoads
  /// Load by day and resource if every visit came on its best day, and as it is planned; with what is booked and expected.
  public var before: [[Int]], after: [[Int]]
  /// Days to which nothing comes: closed.
  public var isOpen: [Bool]
  /// How even the days are.
  public var levelling: Levelling
  /// The measure with every visit on its best day.
  public var measureBefore: Double
  /// Vehicles that were not seen for three months, those of them that are called in these days, and those that were called
  /// in the three months before (002: 90%).
  public var unseen = 0, unseenCalled = 0, unseenContacted = 0

  /// A plan.
  package init(
    from: CivilDate, days: Int, calls: [OutreachCall], leftOut: [OutreachExclusion], loads: DayLoads,
    before: [[Int]],
    after: [[Int]], isOpen: [Bool], levelling: Levelling, measureBefore: Double
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

/// A call.
public struct OutreachCall: Hashable, Sendable {
  /// The vehicle, with the reasons.
  public var candidate: OutreachCandidate
  /// On which day.
  public var day: CivilDate
  /// How.
  public var channel: ContactChannel
  /// The advisor who makes it, for two calls have failed (000 2B.2.8); `nil` is the coordinator.
  public var caller: String?
  /// Whether two calls have failed, even if no advisor is known.
  public var isEscalated = false
  /// The visit that is offered; `nil` where none is.
  public var visit: OfferedVisit?

  /// A call by the coordinator.
  package init(
    candidate: OutreachCandidate, day: CivilDate, channel: ContactChannel, visit: OfferedVisit?
  ) {
    self.candidate = candidate
    self.day = day
    self.channel = channel
    self.visit = visit
  }
}

/// A visit that is offered on the phone.
public struct OfferedVisit: Hashable, Sendable {
  /// The visit as a request, available at the times that are offered.
  public var request: Appointment
  /// What is done.
  public var job: String
  /// Standard minutes of all its operations.
  public var minutes: Int
  /// The day of the levelling.
  public var day: CivilDate
  /// The half of that day: the first time lies in it.
  public var isMorning: Bool
  /// Two or three times, the one of the levelling first; one where its window has no other.
  public var times: [OfferedTime]

  /// A visit.
  package init(
    request: Appointment, job: String, minutes: Int, day: CivilDate, isMorning: Bool, times: [OfferedTime]
  ) {
    self.request = request
    self.job = job
    self.minutes = minutes
    self.day = day
    self.isMorning = isMorning
    self.times = times
  }
}

/// A time that is offered.
public struct OfferedTime: Hashable, Sendable {
  /// When the vehicle comes, and to whom.
  public var reception: Reception
  /// Whether the schedule of that day has shown that the workshop can do the work.
  public var isScheduled: Bool
  /// Whether a call of an earlier day had it, or the minutes that it takes, as its second or third time: it is free if that one did not
  /// take it.
  public var isShared = false

  /// A time.
  public init(reception: Reception, isScheduled: Bool = false, isShared: Bool = false) {
    self.reception = reception
    self.isScheduled = isScheduled
    self.isShared = isShared
  }
}

/// A vehicle about which nobody is called.
public struct OutreachExclusion: Hashable, Sendable {
  /// The vehicle.
  public var vehicle: CustomerVehicle
  /// What holds; empty where it was not asked.
  public var reasons: [DueReason]
  /// Why nobody is called.
  public var cause: Cause

  /// A vehicle with its cause.
  public init(vehicle: CustomerVehicle, reasons: [DueReason] = [], cause: Cause) {
    self.vehicle = vehicle
    self.reasons = reasons
    self.cause = cause
  }

  /// Why nobody is called.
  public enum Cause: Hashable, Sendable {
    /// The customer does not want it.
    case doNotCall
    /// It has an appointment in the coming days.
    case booked
    /// There is no number or address to call.
    case noPhone
    /// Something in the file cannot be.
    case odd([Oddity])
    /// More calls than are made in its days.
    case quota
    /// No day of its window has the minutes of this trade.
    case trade(String)
    /// No day of its window has an arrival left.
    case arrivals
    /// The site is closed in its window.
    case closed
    /// No time could be found for it on any day of its window.
    case times
  }
}
