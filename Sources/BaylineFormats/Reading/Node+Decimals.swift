import BaylineModel

extension Node {
  /// A number, rounded to the nearest `Double`.
  package func decimal(_ range: IntegerRange) -> Double? {
    let (number, text): (Double, String)
    switch value {
    case .integer(let integer): (number, text) = (Double(integer), String(integer))
    case .number(let written):
      // Adding 0 turns minus zero into zero, so that equal numbers are written alike.
      (number, text) = ((Double(written) ?? .infinity) + 0, written)
    default:
      report(.notADecimal(value.type))
      return nil
    }
    if number < Double(range.min) {
      report(.tooSmall(text, min: range.min))
    } else if number > Double(range.max) {
      report(range.limit.map { .tooLarge(text, $0) } ?? .aboveMaximum(text, max: range.max))
    } else {
      return number
    }
    return nil
  }

  /// A list of numbers in a range, of a given length if `count` is set.
  func decimals(_ range: IntegerRange, count: Int? = nil) -> [Double]? {
    guard let numbers = items({ $0.decimal(range) }), case .array(let items) = value else { return nil }
    if let count, items.count != count {
      report(.listCount(found: items.count, expected: count))
      return nil
    }
    return numbers.count == items.count ? numbers : nil
  }

  /// An object of numbers with arbitrary names.
  func decimalEntries(_ range: IntegerRange) -> [String: Double]? {
    entries().map { entries in
      entries.reduce(into: [:]) { numbers, entry in
        if entry.node.hasOneSpelling(entry.name) { numbers[entry.name] = entry.node.decimal(range) }
      }
    }
  }
}
