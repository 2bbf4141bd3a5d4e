/// What things cost and bring, in whole or decimal units of one currency. What is not given is not counted.
public struct Prices: Hashable, Sendable {
  /// How the currency is written, such as `CNY`; shown, never used.
  public var currency: String?
  /// An hour of a technician's shift.
  public var technicianHour: ByTrade?
  /// An hour of a technician beyond the shift.
  public var overtimeHour: Double?
  /// An hour of an advisor's shift.
  public var advisorHour: Double?
  /// A day of a bay.
  public var bayDay: ByBayType?
  /// A day of a loan vehicle.
  public var loanerDay: Double?
  /// What an hour of standard time brings.
  public var soldHour: Double?
  /// What a vehicle that is served brings, beside its standard hours.
  public var servedVehicle: Uncertainty.ByKind<Double>?
  /// What a vehicle that is ready after its promise loses.
  public var lateVehicle: Double?
  /// What a customer who leaves or is sent away loses.
  public var lostCustomer: Double?

  /// No prices.
  public init() {}

  /// A price that differs by trade and level.
  public struct ByTrade: Hashable, Sendable {
    /// For technicians without a trade of those named.
    public var defaultValue: Double
    /// By trade, for the levels 1, 2 and 3.
    public var trades: [String: [Double]]

    /// One price for all but some trades.
    public init(_ defaultValue: Double, trades: [String: [Double]] = [:]) {
      self.defaultValue = defaultValue
      self.trades = trades
    }

    /// The price of somebody with skills: the dearest of them.
    public subscript(skills: [String: Int]) -> Double {
      let prices = skills.compactMap { trade, level -> Double? in
        guard let levels = trades[trade], levels.indices.contains(level - 1) else { return nil }
        return levels[level - 1]
      }
      return prices.max() ?? defaultValue
    }
  }

  /// A price that differs by type of bay.
  public struct ByBayType: Hashable, Sendable {
    /// For bays without a type of those named.
    public var defaultValue: Double
    /// By type.
    public var types: [String: Double]

    /// One price for all but some types.
    public init(_ defaultValue: Double, types: [String: Double] = [:]) {
      self.defaultValue = defaultValue
      self.types = types
    }

    /// The price of a bay with types: the dearest of them.
    public subscript(bayTypes: [String]) -> Double {
      bayTypes.compactMap { types[$0] }.max() ?? defaultValue
    }
  }
}
