/// Costs and revenues in one currency. What is not given does not count.
public struct Prices: Hashable, Sendable {
  /// The name of the currency, such as `CNY`, for display only.
  public var currency: String?
  /// The cost of an hour of a technician's shift.
  public var technicianHour: ByTrade?
  /// The cost of an hour of a technician's overtime.
  public var overtimeHour: Double?
  /// The cost of an hour of an advisor's shift.
  public var advisorHour: Double?
  /// The cost of a bay per day.
  public var bayDay: ByBayType?
  /// The cost of an equipment per day.
  public var equipmentDay: ByEquipment?
  /// The cost of an hour of a driver, during the site's hours.
  public var driverHour: Double?
  /// The cost of a loan vehicle per day.
  public var loanerDay: Double?
  /// The revenue per hour of standard time.
  public var soldHour: Double?
  /// The revenue per served vehicle, in addition to its standard hours.
  public var servedVehicle: Uncertainty.ByKind<Double>?
  /// The loss per vehicle ready after the promised time.
  public var lateVehicle: Double?
  /// The loss per customer who leaves or is turned away.
  public var lostCustomer: Double?

  /// Creates a list without prices.
  public init() {}

  /// A price by trade and level.
  public struct ByTrade: Hashable, Sendable {
    /// The price for technicians with none of the named trades.
    public var defaultValue: Double
    /// The prices by trade, for the levels 1, 2 and 3.
    public var trades: [String: [Double]]

    /// Creates a price, with exceptions by trade.
    public init(_ defaultValue: Double, trades: [String: [Double]] = [:]) {
      self.defaultValue = defaultValue
      self.trades = trades
    }

    /// The price for somebody's skills: the highest that applies.
    public subscript(skills: [String: Int]) -> Double {
      let prices = skills.compactMap { trade, level -> Double? in
        guard let levels = trades[trade], levels.indices.contains(level - 1) else { return nil }
        return levels[level - 1]
      }
      return prices.max() ?? defaultValue
    }
  }

  /// A price by bay type.
  public struct ByBayType: Hashable, Sendable {
    /// The price for bays with none of the named types.
    public var defaultValue: Double
    /// The prices by type.
    public var types: [String: Double]

    /// Creates a price, with exceptions by type.
    public init(_ defaultValue: Double, types: [String: Double] = [:]) {
      self.defaultValue = defaultValue
      self.types = types
    }

    /// The price for a bay's types: the highest that applies.
    public subscript(bayTypes: [String]) -> Double {
      bayTypes.compactMap { types[$0] }.max() ?? defaultValue
    }
  }

  /// A price by equipment.
  public struct ByEquipment: Hashable, Sendable {
    /// The price of equipment that is not named.
    public var defaultValue: Double
    /// The prices by id.
    public var ids: [String: Double]

    /// Creates a price, with exceptions by id.
    public init(_ defaultValue: Double, ids: [String: Double] = [:]) {
      self.defaultValue = defaultValue
      self.ids = ids
    }

    /// The price of an equipment.
    public subscript(id: String) -> Double { ids[id] ?? defaultValue }
  }
}
