/// One vehicle's visit.
public struct Appointment: Hashable, Sendable {
  /// Unique in the demand.
  public var id: String
  /// Why it comes.
  public var kind: VisitKind
  /// In order: each starts when the one before has ended, or later. At least one.
  public var operations: [ServiceOperation]
  /// What forms show of it; never used by the rules.
  public var card = CustomerCard()
  /// Parts that it needs.
  public var parts: [PartRequirement] = []
  /// Whether its parts are already taken from stock.
  public var picked = false
  /// The arrival lies in one of these; `nil` is the whole horizon.
  public var availability: [TimeWindow]?
  /// The customer's first choice.
  public var preferredArrival: CivilTime?
  /// When the vehicle is wanted back, or was promised.
  public var readyBy: CivilTime?
  /// The customer waits at the site.
  public var waiting = false
  /// Needs a loan vehicle from the arrival until ready.
  public var loaner = false
  /// Id of the advisor asked for (指定顾问).
  public var preferredAdvisor: String?
  /// Id of the technician asked for (指定技师).
  public var preferredTechnician: String?
  /// Id of the technician who did the work that came back.
  public var originalTechnician: String?
  /// What was already promised to the customer.
  public var booked: Booking?
  /// The vehicle is on the premises since then: it takes no slot and no advisor.
  public var arrived: CivilTime?
  /// Id of the advisor who received an arrived vehicle.
  public var receivedBy: String?
  /// Came without a booking: its work does not count against the reserve.
  public var walkIn = false
  /// Points for leaving it out; `nil` is its kind's.
  public var dropCost: Int?

  /// A visit of a kind with its operations; the rest has the defaults of the format.
  public init(id: String, kind: VisitKind, operations: [ServiceOperation]) {
    self.id = id
    self.kind = kind
    self.operations = operations
  }

  /// Booked, arrived or with a locked operation: three times as dear to leave out.
  public var isCommitted: Bool {
    booked != nil || arrived != nil || operations.contains { $0.locked != nil }
  }

  /// The advisor whom the customer expects: the promised one, or else the preferred one.
  public var expectedAdvisor: String? {
    booked?.advisor ?? preferredAdvisor
  }
}

/// What was promised to a customer.
public struct Booking: Hashable, Sendable {
  /// The promised arrival.
  public var arrival: CivilTime
  /// Id of the promised advisor.
  public var advisor: String?

  /// A promised arrival, with an advisor or with whoever is free.
  public init(arrival: CivilTime, advisor: String? = nil) {
    self.arrival = arrival
    self.advisor = advisor
  }
}

/// Some pieces of a part.
public struct PartRequirement: Hashable, Sendable {
  /// Id of the part.
  public var part: String
  /// How many pieces, 1 or more.
  public var quantity: Int

  /// Some pieces of a part.
  public init(part: String, quantity: Int) {
    self.part = part
    self.quantity = quantity
  }
}

/// What forms show of a visit; never used by the rules.
public struct CustomerCard: Hashable, Sendable {
  /// Registration plate (车牌号).
  public var plate: String?
  /// Customer's name.
  public var customer: String?
  /// How to address the customer: 先生, 女士, ….
  public var title: String?
  /// Phone number.
  public var phone: String?
  /// Model of the vehicle.
  public var vehicle: String?
  /// The customer's own words.
  public var request: String?
  /// Remarks.
  public var note: String?
  /// Time of the call.
  public var called: CivilTime?
  /// Kilometres on the clock.
  public var mileage: Int?
  /// Price estimate, in the site's currency.
  public var estimate: Int?

  /// An empty card.
  public init() {}
}
