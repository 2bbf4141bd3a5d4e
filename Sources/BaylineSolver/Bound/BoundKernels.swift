/// The inner loops of the bound, on raw memory so that the compiler can vectorize them: with array bounds checks, an
/// evaluation takes several times as long.
///
/// Values are points in fixed point (``BoundPrices/unit``), never above `infinity`, so that no sum of three overflows.
enum BoundKernels {
  /// Stands for infeasible.
  static let infinity: Int32 = 1 << 29

  /// `into[i] = min(into[i], prefix[i + length] - prefix[i] + extra)`.
  static func minDifference(
    _ into: UnsafeMutablePointer<Int32>, _ prefix: UnsafePointer<Int32>, length: Int, extra: Int32, count: Int
  ) {
    guard count > 0 else { return }
    let ahead = prefix + length
    for index in 0..<count {
      let value = ahead[index] &- prefix[index] &+ extra
      into[index] = min(into[index], value)
    }
  }

  /// `into[i] = min(into[i], one[i] + other[i] + extra)`.
  static func minSum(
    _ into: UnsafeMutablePointer<Int32>, _ one: UnsafePointer<Int32>, _ other: UnsafePointer<Int32>,
    extra: Int32, count: Int
  ) {
    guard count > 0 else { return }
    for index in 0..<count {
      let value = one[index] &+ other[index] &+ extra
      into[index] = min(into[index], value)
    }
  }

  /// `into[i] = min(into[i], one[i] + other[i] + third[i] + extra)`.
  static func minSum(
    _ into: UnsafeMutablePointer<Int32>, _ one: UnsafePointer<Int32>, _ other: UnsafePointer<Int32>,
    _ third: UnsafePointer<Int32>, extra: Int32, count: Int
  ) {
    guard count > 0 else { return }
    for index in 0..<count {
      let value = one[index] &+ other[index] &+ third[index] &+ extra
      into[index] = min(into[index], value)
    }
  }

  /// `into[i] = min(into[i] + other[i], infinity)`.
  static func add(_ into: UnsafeMutablePointer<Int32>, _ other: UnsafePointer<Int32>, count: Int) {
    guard count > 0 else { return }
    for index in 0..<count { into[index] = min(into[index] &+ other[index], infinity) }
  }

  /// `into[i] = min(into[i] + factor * (prefix[i + length] - prefix[i]), infinity)`.
  static func addDifference(
    _ into: UnsafeMutablePointer<Int32>, _ prefix: UnsafePointer<Int32>, length: Int, factor: Int32,
    count: Int
  ) {
    guard count > 0 else { return }
    let ahead = prefix + length
    for index in 0..<count {
      into[index] = min(into[index] &+ factor &* (ahead[index] &- prefix[index]), infinity)
    }
  }

  /// Compare-exchange of two rows: `low[i]` becomes the smaller and `value[i]` the greater value.
  static func sink(_ low: UnsafeMutablePointer<Int32>, _ value: UnsafeMutablePointer<Int32>, count: Int) {
    guard count > 0 else { return }
    for index in 0..<count {
      let old = low[index]
      let new = value[index]
      low[index] = min(old, new)
      value[index] = max(old, new)
    }
  }

  /// `row[i] = min(row[0...i])`.
  static func prefixMinimum(_ row: UnsafeMutablePointer<Int32>, count: Int) {
    var minimum = infinity
    for index in 0..<count {
      minimum = min(minimum, row[index])
      row[index] = minimum
    }
  }

  /// The first index that minimizes `one[i] + other[i]`, and the minimum.
  static func argMin(
    _ one: UnsafePointer<Int32>, _ other: UnsafePointer<Int32>, count: Int
  ) -> (position: Int, value: Int32) {
    var minimum = Int32.max
    for index in 0..<count { minimum = min(minimum, one[index] &+ other[index]) }
    for index in 0..<count where one[index] &+ other[index] == minimum { return (index, minimum) }
    return (0, minimum)
  }
}
