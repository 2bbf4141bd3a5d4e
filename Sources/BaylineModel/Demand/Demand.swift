/// What is asked of the workshop in a stretch of days (`bayline.demand/1`).
public struct Demand: Hashable, Sendable {
  /// The days that are planned.
  public var horizon: PlanningHorizon
  /// Nothing that is not locked may start before it.
  public var now: CivilTime
  /// Stock and deliveries.
  public var parts: [SparePart]
  /// The visits, in the order of the file.
  public var appointments: [Appointment]

  /// A demand; `now` is the start of the horizon if it is not given.
  public init(
    horizon: PlanningHorizon, now: CivilTime? = nil, parts: [SparePart] = [], appointments: [Appointment]
  ) {
    self.horizon = horizon
    self.now = now ?? horizon.start
    self.parts = parts
    self.appointments = appointments
  }
}

/// The days that are planned.
public struct PlanningHorizon: Hashable, Sendable {
  /// The first day.
  public var from: CivilDate
  /// New arrivals may be on this many days.
  public var days: Int
  /// Work may go on for this many days more.
  public var carryOverDays: Int

  /// A horizon; what is not given has the default of the format.
  public init(from: CivilDate, days: Int = 1, carryOverDays: Int = 2) {
    self.from = from
    self.days = days
    self.carryOverDays = carryOverDays
  }

  /// 00:00 of the first day.
  public var start: CivilTime { CivilTime(from) }
  /// 24:00 of the last day.
  public var end: CivilTime { CivilTime(from.advanced(by: totalDays)) }
  /// 24:00 of the last day on which new arrivals may be.
  package var arrivalEnd: CivilTime { CivilTime(from.advanced(by: days)) }
  /// Arrival days and carry-over days together.
  package var totalDays: Int { days + carryOverDays }
  /// The days on which new arrivals may be.
  package var arrivalDates: [CivilDate] { (0..<days).map { from.advanced(by: $0) } }
  /// The arrival days and the carry-over days.
  package var allDates: [CivilDate] { (0..<totalDays).map { from.advanced(by: $0) } }
  /// Whether new arrivals may be on a day.
  public func isArrivalDay(_ date: CivilDate) -> Bool {
    from <= date && date < from.advanced(by: days)
  }
}

/// A part with its stock and deliveries.
public struct SparePart: Hashable, Sendable {
  /// Unique among the parts.
  public var id: String
  /// Display name.
  public var name: String?
  /// Where it lies.
  public var shelf: String?
  /// Price of one, in the site's currency.
  public var price: Int?
  /// Pieces in stock.
  public var onHand: Int
  /// Deliveries to come, in the order of the file.
  public var inbound: [Delivery]

  /// A part; what is not given has the default of the format.
  public init(
    id: String, name: String? = nil, shelf: String? = nil, price: Int? = nil, onHand: Int,
    inbound: [Delivery] = []
  ) {
    self.id = id
    self.name = name
    self.shelf = shelf
    self.price = price
    self.onHand = onHand
    self.inbound = inbound
  }

  /// A delivery.
  public struct Delivery: Hashable, Sendable {
    /// When the pieces are there.
    public var at: CivilTime
    /// How many pieces.
    public var quantity: Int

    /// A delivery of some pieces at a time.
    public init(at: CivilTime, quantity: Int) {
      self.at = at
      self.quantity = quantity
    }
  }
}
