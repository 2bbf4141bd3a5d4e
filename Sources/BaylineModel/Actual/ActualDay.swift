/// What happened on a past day (`bayline.actual/1`), beside the demand as it was known the evening before.
public struct ActualDay: Hashable, Sendable {
  /// The day.
  public var day: CivilDate
  /// Where the record comes from, in the words of whoever wrote it.
  public var source: String?
  /// Those who came, or called on the day, without having been known the evening before: what they wanted. Their ids are
  /// none of the demand's.
  public var requests: [Appointment]
  /// What became of each visit of the demand and of each request, in the order of the file. A visit of the demand that is
  /// missing here is in no record.
  public var visits: [ActualVisit]

  /// A day.
  public init(
    day: CivilDate, source: String? = nil, requests: [Appointment] = [], visits: [ActualVisit] = []
  ) {
    self.day = day
    self.source = source
    self.requests = requests
    self.visits = visits
  }
}

/// What became of a visit.
public struct ActualVisit: Hashable, Sendable {
  /// Id of the appointment, of the demand or of the day's requests.
  public var appointment: String
  /// How it ended.
  public var outcome: Outcome
  /// Why, where it was not served (未成功原因).
  public var reason: String?
  /// The arrival that was told to the customer, with the advisor if one was named; `nil` for those without a booking.
  public var booked: Booking?
  /// When the customer came; `nil` if nobody did, or for a vehicle that was there before.
  public var came: CivilTime?
  /// When an advisor began to receive the customer.
  public var received: CivilTime?
  /// Id of that advisor.
  public var advisor: String?
  /// The work as it was done, in order; work that was found on the way stands behind that on which it was found.
  public var operations: [ActualOperation]
  /// When the vehicle was ready; it may be on a later day.
  public var ready: CivilTime?

  /// How a visit ended.
  public enum Outcome: String, CaseIterable, Sendable, Hashable {
    /// The vehicle was worked on.
    case served
    /// Booked, and did not come.
    case noShow
    /// Booked, and called off by the customer.
    case cancelled
    /// Came or called, and was sent away or left.
    case lost
  }

  /// A visit.
  public init(
    appointment: String, outcome: Outcome, reason: String? = nil, booked: Booking? = nil,
    came: CivilTime? = nil, received: CivilTime? = nil, advisor: String? = nil,
    operations: [ActualOperation] = [], ready: CivilTime? = nil
  ) {
    self.appointment = appointment
    self.outcome = outcome
    self.reason = reason
    self.booked = booked
    self.came = came
    self.received = received
    self.advisor = advisor
    self.operations = operations
    self.ready = ready
  }
}

/// An operation as it was done.
public struct ActualOperation: Hashable, Sendable {
  /// Id of the operation in its appointment; of added work an id of its own.
  public var operation: String
  /// The added work (增项); `nil` for what the appointment asked for.
  public var added: AddedOperation?
  /// Id of the bay.
  public var bay: String?
  /// Ids of the technicians, all different.
  public var technicians: [String]
  /// When it was begun.
  public var start: CivilTime
  /// When it was done.
  public var end: CivilTime
  /// Minutes of work between the two, of each technician; `nil` if there was no pause.
  public var minutes: Int?

  /// What is known of work that was found on the way: it takes the bay and the people of the operation before it.
  public struct AddedOperation: Hashable, Sendable {
    /// Display name.
    public var name: String?
    /// Standard minutes; `nil` if nobody has said how long it should take.
    public var minutes: Int?

    /// Added work.
    public init(name: String? = nil, minutes: Int? = nil) {
      self.name = name
      self.minutes = minutes
    }
  }

  /// An operation.
  public init(
    operation: String, added: AddedOperation? = nil, bay: String?, technicians: [String], start: CivilTime,
    end: CivilTime, minutes: Int? = nil
  ) {
    self.operation = operation
    self.added = added
    self.bay = bay
    self.technicians = technicians
    self.start = start
    self.end = end
    self.minutes = minutes
  }

  /// Minutes of work of each technician.
  public var worked: Int { minutes ?? end - start }
}

/// A past day: what was known of it the evening before, and what happened.
public struct PastDay: Hashable, Sendable {
  /// The demand as it was known the evening before.
  public var demand: Demand
  /// What happened.
  public var actual: ActualDay

  /// A past day.
  public init(demand: Demand, actual: ActualDay) {
    self.demand = demand
    self.actual = actual
  }
}
