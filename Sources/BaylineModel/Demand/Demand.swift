/// The visits and parts to plan over a horizon (`bayline.demand/1`).
public struct Demand: Hashable, Sendable {
  /// The days to plan.
  public var horizon: Demand.Horizon
  /// The planning time: nothing unlocked may start before it.
  public var now: CivilTime
  /// The parts with their stock and deliveries.
  public var parts: [SparePart]
  /// The visits, in the order of the file.
  public var appointments: [Appointment]

  /// Creates a demand; `now` defaults to the start of the horizon.
  public init(
    horizon: Demand.Horizon, now: CivilTime? = nil, parts: [SparePart] = [], appointments: [Appointment]
  ) {
    self.horizon = horizon
    self.now = now ?? horizon.start
    self.parts = parts
    self.appointments = appointments
  }
}

extension Demand {
  /// The days to plan.
  public struct Horizon: Hashable, Sendable {
    /// The first day.
    public var from: CivilDate
    /// The number of days on which vehicles may arrive.
    public var days: Int
    /// The number of days after that on which work may continue.
    public var carryOverDays: Int

    /// Creates a horizon; the defaults are those of the format.
    public init(from: CivilDate, days: Int = 1, carryOverDays: Int = 2) {
      self.from = from
      self.days = days
      self.carryOverDays = carryOverDays
    }

    /// 00:00 of the first day.
    public var start: CivilTime { CivilTime(from) }
    /// 24:00 of the last day.
    public var end: CivilTime { CivilTime(from.advanced(by: totalDays)) }
    /// 24:00 of the last arrival day.
    package var arrivalEnd: CivilTime { CivilTime(from.advanced(by: days)) }
    /// Arrival days and carry-over days together.
    package var totalDays: Int { days + carryOverDays }
    /// The days on which vehicles may arrive.
    package var arrivalDates: [CivilDate] { (0..<days).map { from.advanced(by: $0) } }
    /// The arrival days and the carry-over days.
    package var allDates: [CivilDate] { (0..<totalDays).map { from.advanced(by: $0) } }
    /// Whether vehicles may arrive on a day.
    public func isArrivalDay(_ date: CivilDate) -> Bool {
      from <= date && date < from.advanced(by: days)
    }
  }
}

/// A spare part with its stock and deliveries.
public struct SparePart: Hashable, Sendable {
  /// The id, unique among the parts.
  public var id: String
  /// Display name.
  public var name: String?
  /// The shelf on which it lies.
  public var shelf: String?
  /// The unit price, in the site's currency.
  public var price: Int?
  /// The quantity in stock.
  public var onHand: Int
  /// Expected deliveries, in the order of the file.
  public var inbound: [Delivery]

  /// Creates a part; the defaults are those of the format.
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

  /// A delivery of the part.
  public struct Delivery: Hashable, Sendable {
    /// When the delivery is available.
    public var at: CivilTime
    /// The quantity delivered.
    public var quantity: Int

    /// Creates a delivery.
    public init(at: CivilTime, quantity: Int) {
      self.at = at
      self.quantity = quantity
    }
  }
}
