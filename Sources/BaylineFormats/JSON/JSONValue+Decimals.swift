extension JSONValue {
  /// A decimal number with the fewest digits from which it can be read again to the last bit, whole numbers without a
  /// fraction; `null` for none and for what JSON cannot write.
  package init(decimal: Double?) {
    guard let decimal, decimal.isFinite else {
      self = .null
      return
    }
    if decimal == decimal.rounded(), abs(decimal) < 1e15 {
      self = .integer(Int(decimal))
    } else {
      self = .number("\(decimal)")
    }
  }

  /// The number, if it is one.
  package var decimal: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let text): Double(text)
    default: nil
    }
  }
}
