extension JSONValue {
  /// A number; `null` for `nil` and for infinite numbers.
  package init(decimal: Double?) {
    if let decimal, decimal.isFinite { self = JSONValue(decimal) } else { self = .null }
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
