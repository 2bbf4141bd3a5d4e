/// An arrival that can be offered to a customer on the phone, with all that is said about it.
public struct Offer: Hashable, Sendable {
  /// When the vehicle comes, and to whom.
  public var reception: Reception
  /// When the vehicle is ready by the schedule.
  public var ready: CivilTime
  /// When the customer is told that it is ready: with slack, and not before `ready`.
  public var promise: CivilTime
  /// The operations in their order.
  public var operations: [OperationAssignment]
  /// By how many points the schedule's total grows, the cost of leaving the visit out aside.
  public var extraCost: Int
  /// Whether it is the customer's first choice.
  public var isFirstChoice = false
  /// Whether it is a same-day time opened for a return, outside what the customer said.
  public var isOutsideAvailability = false
  /// The parts that the visit needs, in its order.
  public var parts: [PartSupply] = []
  /// What goes elsewhere inside the workshop; arrivals and advisors never do.
  public var moves: [Move] = []

  /// An offer.
  public init(
    reception: Reception, ready: CivilTime, promise: CivilTime, operations: [OperationAssignment],
    extraCost: Int
  ) {
    self.reception = reception
    self.ready = ready
    self.promise = promise
    self.operations = operations
    self.extraCost = extraCost
  }

  /// Where the pieces of a part come from.
  public struct PartSupply: Hashable, Sendable {
    /// Id of the part.
    public var part: String
    /// Pieces needed.
    public var quantity: Int
    /// When the delivery comes that is enough; `nil` if they are on hand.
    public var arrives: CivilTime?

    /// Pieces of a part.
    public init(part: String, quantity: Int, arrives: CivilTime?) {
      self.part = part
      self.quantity = quantity
      self.arrives = arrives
    }
  }

  /// An operation of another visit that goes elsewhere to make room.
  public struct Move: Hashable, Sendable {
    /// Id of the other appointment.
    public var appointment: String
    /// Where it was.
    public var from: OperationAssignment
    /// Where it will be.
    public var to: OperationAssignment

    /// A move of one operation.
    public init(appointment: String, from: OperationAssignment, to: OperationAssignment) {
      self.appointment = appointment
      self.from = from
      self.to = to
    }
  }
}

/// What can be said to a customer who asks for an appointment.
public struct OfferAnswer: Hashable, Sendable {
  /// The appointment that is asked for.
  public var request: Appointment
  /// The times to offer, the best first.
  public var offers: [Offer]
  /// Why the first choice is not among them; `nil` where it is, or where there is none.
  public var firstChoiceReason: UnscheduledReason?
  /// Where nothing can be offered: why, and from when on it could.
  public var refusal: UnscheduledAppointment?
  /// Where fewer could be offered than were asked for: the next time that works, whatever the customer said.
  public var next: NextTime?

  /// An answer.
  public init(request: Appointment, offers: [Offer]) {
    self.request = request
    self.offers = offers
  }

  /// A time that works beyond what the customer can do, or beyond the schedule's days.
  public struct NextTime: Hashable, Sendable {
    /// The arrival and the advisor.
    public var reception: Reception
    /// When the vehicle would be ready.
    public var ready: CivilTime

    /// A time that works.
    public init(reception: Reception, ready: CivilTime) {
      self.reception = reception
      self.ready = ready
    }
  }
}
