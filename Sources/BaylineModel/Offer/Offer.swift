/// An arrival to offer to a customer on the phone, with everything the customer needs to know.
public struct Offer: Hashable, Sendable {
  /// The arrival and the advisor.
  public var reception: Schedule.Reception
  /// When the vehicle is ready according to the schedule.
  public var ready: CivilTime
  /// The time to promise: `ready` plus slack.
  public var promise: CivilTime
  /// The operations in order.
  public var operations: [Schedule.OperationAssignment]
  /// By how many points the total of the schedule grows, not counting the cost of leaving the visit out.
  public var extraCost: Int
  /// Whether it is the customer's first choice.
  public var isFirstChoice = false
  /// Whether it is a same-day time opened for a comeback, outside the customer's availability.
  public var isOutsideAvailability = false
  /// The parts the visit needs, in the order of the visit.
  public var parts: [PartSupply] = []
  /// Operations of other visits that move inside the workshop; confirmed arrivals and advisors never move.
  public var moves: [Move] = []

  /// Creates an offer.
  public init(
    reception: Schedule.Reception, ready: CivilTime, promise: CivilTime,
    operations: [Schedule.OperationAssignment],
    extraCost: Int
  ) {
    self.reception = reception
    self.ready = ready
    self.promise = promise
    self.operations = operations
    self.extraCost = extraCost
  }

  /// Where the required quantity of a part comes from.
  public struct PartSupply: Hashable, Sendable {
    /// The id of the part.
    public var part: String
    /// The quantity needed.
    public var quantity: Int
    /// When the delivery that completes the quantity arrives; `nil` if it is in stock.
    public var arrives: CivilTime?

    /// Creates a supply.
    public init(part: String, quantity: Int, arrives: CivilTime?) {
      self.part = part
      self.quantity = quantity
      self.arrives = arrives
    }
  }

  /// An operation of another visit that moves to make room.
  public struct Move: Hashable, Sendable {
    /// The id of the other appointment.
    public var appointment: String
    /// Where it was.
    public var from: Schedule.OperationAssignment
    /// Where it moves to.
    public var to: Schedule.OperationAssignment

    /// Creates a move.
    public init(appointment: String, from: Schedule.OperationAssignment, to: Schedule.OperationAssignment) {
      self.appointment = appointment
      self.from = from
      self.to = to
    }
  }
}

extension Offer {
  /// The answer to a customer who asks for an appointment.
  public struct Answer: Hashable, Sendable {
    /// The requested appointment.
    public var request: Appointment
    /// The offers, the best first.
    public var offers: [Offer]
    /// Why the first choice is not offered; `nil` if it is, or if the customer has none.
    public var firstChoiceReason: Schedule.UnscheduledReason?
    /// What keeps the visit out at the first choice, as far as it is known.
    public var firstChoiceObstacles: [Obstacle] = []
    /// Why nothing can be offered, and the earliest time that would work; `nil` if there are offers.
    public var refusal: Schedule.UnscheduledAppointment?
    /// The next time that works regardless of the customer's availability; set if there are fewer offers than requested.
    public var next: NextTime?

    /// Creates an answer.
    public init(request: Appointment, offers: [Offer]) {
      self.request = request
      self.offers = offers
    }

    /// A time that works outside the customer's availability, or beyond the horizon.
    public struct NextTime: Hashable, Sendable {
      /// The arrival and the advisor.
      public var reception: Schedule.Reception
      /// When the vehicle would be ready.
      public var ready: CivilTime

      /// Creates a time that works.
      public init(reception: Schedule.Reception, ready: CivilTime) {
        self.reception = reception
        self.ready = ready
      }
    }
  }
}
