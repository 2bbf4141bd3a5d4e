/// The record of a past day (`bayline.actual/1`), to be read together with the demand known the evening before.
public struct ActualDay: Hashable, Sendable {
  /// The recorded day.
  public var day: CivilDate
  /// Where the record comes from, as free text.
  public var source: String?
  /// Visits that came or were requested on the day itself. Their ids differ from those of the demand.
  public var requests: [Appointment]
  /// The outcome of each visit of the demand and of each request, in the order of the file. The record says nothing about
  /// visits of the demand that are missing here.
  public var visits: [ActualDay.Visit]

  /// Creates the record of a day.
  public init(
    day: CivilDate, source: String? = nil, requests: [Appointment] = [], visits: [ActualDay.Visit] = []
  ) {
    self.day = day
    self.source = source
    self.requests = requests
    self.visits = visits
  }
}

extension ActualDay {
  /// The outcome of a visit.
  public struct Visit: Hashable, Sendable {
    /// The id of the appointment, in the demand or among the day's requests.
    public var appointment: String
    /// How it ended.
    public var outcome: Outcome
    /// Why the visit was not served (未成功原因).
    public var reason: String?
    /// The arrival confirmed to the customer, with the advisor if one was named; `nil` without a booking.
    public var booked: Appointment.Booking?
    /// When the customer came; `nil` if the customer did not come or the vehicle was already in house.
    public var came: CivilTime?
    /// When the reception began.
    public var received: CivilTime?
    /// The id of the advisor who received the customer.
    public var advisor: String?
    /// The work as performed, in order; added work follows the operation during which it was found.
    public var operations: [ActualDay.Operation]
    /// When the vehicle was ready, possibly on a later day.
    public var ready: CivilTime?

    /// How a visit ended.
    public enum Outcome: String, CaseIterable, Sendable, Hashable {
      /// Work was done on the vehicle.
      case served
      /// The customer had a booking and did not come.
      case noShow
      /// The customer cancelled the booking.
      case cancelled
      /// The customer came or called, and was turned away or left.
      case lost
    }

    /// Creates the outcome of a visit.
    public init(
      appointment: String, outcome: Outcome, reason: String? = nil, booked: Appointment.Booking? = nil,
      came: CivilTime? = nil, received: CivilTime? = nil, advisor: String? = nil,
      operations: [ActualDay.Operation] = [], ready: CivilTime? = nil
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
}

extension ActualDay {
  /// An operation as performed.
  public struct Operation: Hashable, Sendable {
    /// The id of the operation in its appointment; added work has a new id.
    public var operation: String
    /// Details of added work (增项); `nil` for an operation of the appointment.
    public var added: AddedOperation?
    /// The id of the bay.
    public var bay: String?
    /// The ids of the technicians, all different.
    public var technicians: [String]
    /// When it started.
    public var start: CivilTime
    /// When it ended.
    public var end: CivilTime
    /// Minutes each technician worked between start and end; `nil` if there was no pause.
    public var minutes: Int?

    /// Added work, done in the same bay and by the same technicians as the operation before it.
    public struct AddedOperation: Hashable, Sendable {
      /// Display name.
      public var name: String?
      /// Standard minutes; `nil` if unknown.
      public var minutes: Int?

      /// Creates added work.
      public init(name: String? = nil, minutes: Int? = nil) {
        self.name = name
        self.minutes = minutes
      }
    }

    /// Creates a performed operation.
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

    /// The minutes each technician worked.
    public var worked: Int { minutes ?? end - start }
  }
}

/// A past day: what was planned for it, and what happened.
public struct PastDay: Hashable, Sendable {
  /// The demand as known the evening before.
  public var demand: Demand
  /// What happened.
  public var actual: ActualDay

  /// Creates a past day.
  public init(demand: Demand, actual: ActualDay) {
    self.demand = demand
    self.actual = actual
  }
}
