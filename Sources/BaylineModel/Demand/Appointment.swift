/// One vehicle's visit.
public struct Appointment: Hashable, Sendable {
  /// The id, unique in the demand.
  public var id: String
  /// Why the vehicle comes.
  public var kind: VisitKind
  /// The work in order, at least one operation; each starts no earlier than the one before ends.
  public var operations: [ServiceOperation]
  /// What forms show about the visit; the rules never use it.
  public var card = Appointment.CustomerCard()
  /// The parts the visit needs before the arrival; an operation may need others when it starts.
  public var parts: [SparePart.Requirement] = []
  /// Whether the parts, those of its operations too, have already been taken from stock.
  public var picked = false
  /// The windows in which the customer can arrive; `nil` means at any time.
  public var availability: [TimeWindow]?
  /// The arrival the customer would like best.
  public var preferredArrival: CivilTime?
  /// When the customer wants the vehicle back, or was promised it.
  public var readyBy: CivilTime?
  /// Whether the customer waits at the site.
  public var waiting = false
  /// Whether the customer needs a loan vehicle from arrival until the vehicle is ready.
  public var loaner = false
  /// The minutes a driver needs to fetch the vehicle before its arrival; `nil` means the customer brings it.
  public var collect: Int?
  /// The minutes a driver needs to bring the vehicle back when it is ready; `nil` means the customer fetches it.
  public var deliver: Int?
  /// The id of the requested advisor (指定顾问).
  public var preferredAdvisor: String?
  /// The id of the requested technician (指定技师).
  public var preferredTechnician: String?
  /// The id of the technician whose work came back.
  public var originalTechnician: String?
  /// The arrival promised to the customer.
  public var booked: Appointment.Booking?
  /// Since when the vehicle has been in house; such a visit needs neither a slot nor an advisor.
  public var arrived: CivilTime?
  /// The id of the advisor who received an arrived vehicle.
  public var receivedBy: String?
  /// Whether the customer came without a booking; the work then does not count against the reserve.
  public var walkIn = false
  /// Points for leaving the visit out; `nil` means the drop cost of its kind.
  public var dropCost: Int?
  /// How much its drop and delay costs weigh, in percent, 1 to 1,000.
  public var priority = 100

  /// Creates a visit; all other properties have the defaults of the format.
  public init(id: String, kind: VisitKind, operations: [ServiceOperation]) {
    self.id = id
    self.kind = kind
    self.operations = operations
  }

  /// Whether the visit is booked, has arrived, or has a locked operation; its drop cost then counts three times.
  public var isCommitted: Bool {
    booked != nil || arrived != nil || operations.contains { $0.locked != nil }
  }

  /// All parts of the visit: those needed before its arrival, then those of its operations.
  package var allParts: [SparePart.Requirement] { parts + operations.flatMap(\.parts) }

  /// The advisor whom the customer expects: the promised one, otherwise the preferred one.
  public var expectedAdvisor: String? {
    booked?.advisor ?? preferredAdvisor
  }
}

extension Appointment {
  /// An arrival promised to a customer.
  public struct Booking: Hashable, Sendable {
    /// The promised arrival.
    public var arrival: CivilTime
    /// The id of the promised advisor.
    public var advisor: String?

    /// Creates a promised arrival; without an advisor, whoever is free receives the customer.
    public init(arrival: CivilTime, advisor: String? = nil) {
      self.arrival = arrival
      self.advisor = advisor
    }
  }
}

extension SparePart {
  /// A quantity of a spare part.
  public struct Requirement: Hashable, Sendable {
    /// The id of the part.
    public var part: String
    /// The quantity, 1 or more.
    public var quantity: Int

    /// Creates a requirement.
    public init(part: String, quantity: Int) {
      self.part = part
      self.quantity = quantity
    }
  }
}

extension Appointment {
  /// What forms show about a visit; the rules never use it.
  public struct CustomerCard: Hashable, Sendable {
    /// Registration plate (车牌号).
    public var plate: String?
    /// The customer's name.
    public var customer: String?
    /// How to address the customer: 先生, 女士, ….
    public var title: String?
    /// The phone number.
    public var phone: String?
    /// The model of the vehicle.
    public var vehicle: String?
    /// The request in the customer's words.
    public var request: String?
    /// Remarks.
    public var note: String?
    /// When the customer called.
    public var called: CivilTime?
    /// The odometer reading in kilometres.
    public var mileage: Int?
    /// The price estimate, in the site's currency.
    public var estimate: Int?

    /// Creates an empty card.
    public init() {}
  }
}
