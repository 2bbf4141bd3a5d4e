import BaylineModel

/// Integer prices of shared resources; any nonnegative prices give a valid bound.
struct BoundPrices {
  /// Fixed-point units per point.
  static let unit = 256
  /// The maximum weight of a customer's stay in the bound, to avoid overflow.
  static let maxStayWeight = 500
  /// The maximum of a single cost item, in fixed point.
  static let maxPoints = 1 << 28
  /// The maximum price of a minute.
  static let maxMinutePrice = 1 << 14
  /// The maximum price of a booked minute of a technician's day, on top of it.
  static let maxLoadPrice = 1 << 13

  /// For each group of technicians or bays, the cumulative price of its free minutes before each position.
  var rows: [[Int32]]
  /// The same with the prices of the technicians' days: what minutes cost that are booked.
  var booked: [[Int32]]
  /// For each class that counts against the reserve, the cumulative price of its minutes before each position.
  var reserve: [ClassIndex: [Int32]]
  /// Price per reserve minute of each day.
  var days: [Int]
  /// For each arrival constraint, the prices of its windows.
  var windows: [[Int]]
  /// For each arrival constraint, the price of an arrival at each slot: the sum over all windows that contain it.
  var slots: [[Int]]
  /// For each part, the price per unit by the epoch from which it is needed.
  var parts: [[Int]]
  /// Cumulative price of a loan vehicle before each position.
  var loans: [Int32]
  /// The value of the total supply at these prices.
  var supply: Int

  /// Converts points to fixed point.
  static func fixed(_ points: Int) -> Int32 {
    Int32(min(max(points, -maxPoints / unit), maxPoints / unit) * unit)
  }
}

/// The visits' use of shared resources; the supply is in ``CouplingConstraints``.
struct BoundUsage {
  /// Minutes by group and bucket.
  var minutes: [Int32]
  /// Reserve minutes by day.
  var days: [Int]
  /// Arrivals by constraint and window.
  var windows: [[Int]]
  /// Quantity of each part by the epoch from which it is needed.
  var parts: [[Int]]
  /// Loan-vehicle minutes by bucket.
  var loans: [Int]
  /// Booked minutes by group of technicians and day.
  var loads: [Int]
}
