import BaylineModel

/// Prices of what visits share, in whole numbers: any that are not negative give a valid bound.
struct BoundPrices {
  /// Fixed point: so many to a point.
  static let unit = 256
  /// The weight of a customer's stay as the bound counts it at most, so that no number overflows.
  static let maxStayWeight = 500
  /// The greatest points, in fixed point, of one item of a cost.
  static let maxPoints = 1 << 28
  /// The greatest price of a minute.
  static let maxMinutePrice = 1 << 14

  /// For each group of technicians or bays the price of its free minutes before each position.
  var rows: [[Int32]]
  /// For each class that counts against the reserve the price of its minutes before each position.
  var reserve: [ClassIndex: [Int32]]
  /// Price of a minute of each day against the reserve.
  var days: [Int]
  /// For each book the prices of its windows.
  var windows: [[Int]]
  /// For each book the prices of an arrival at each slot: those of all windows that hold it.
  var slots: [[Int]]
  /// For each part the price of a piece by the epoch from which it is needed.
  var parts: [[Int]]
  /// Price of a loan vehicle before each position.
  var loans: [Int32]
  /// What all that is there costs at these prices.
  var supply: Int

  /// Points in fixed point.
  static func fixed(_ points: Int) -> Int32 {
    Int32(min(max(points, -maxPoints / unit), maxPoints / unit) * unit)
  }
}

/// How much of what they share the visits use; the supply of each is in ``CouplingConstraints``.
struct BoundUsage {
  /// Minutes of each group and bucket, the groups one after the other.
  var minutes: [Int32]
  /// Minutes of each day against the reserve.
  var days: [Int]
  /// Arrivals of each window of each book.
  var windows: [[Int]]
  /// Pieces of each part by the epoch from which they are needed.
  var parts: [[Int]]
  /// Vehicle minutes of each bucket.
  var loans: [Int]
}
