import BaylineModel
import BaylineWording

/// A scale with lines at round numbers: 1, 2 or 5 times a power of ten apart (P. S. Heckbert, 1990, "Nice numbers for
/// graph labels", Graphics Gems; W. S. Cleveland, 1994, "The elements of graphing data").
struct NiceScale {
  /// The ends.
  let low, high: Double
  /// The numbers at the lines, ascending.
  let ticks: [Double]
  /// The distance between two lines is an integer multiple of 10 to this power.
  let exponent: Int
  /// The greatest magnitude of the numbers.
  let size: Double

  /// Creates the narrowest scale around some numbers.
  ///
  /// - Parameters:
  ///   - steps: The approximate number of steps; the result has between half and twice as many.
  ///   - hasZero: Whether the scale includes zero.
  ///   - isInteger: Whether lines are at integers only.
  init(around numbers: [Double], steps: Int, hasZero: Bool, isInteger: Bool = false) {
    let numbers = numbers.filter(\.isDrawable) + (hasZero ? [0] : [])
    var low = numbers.min() ?? 0
    var high = numbers.max() ?? 1
    // All equal within the precision of a double: some room on both sides.
    size = numbers.map(\.magnitude).max() ?? 1
    if high - low <= size * 1e-9 || high - low < 1e-290 {
      let room = size > 1e-280 ? size * 0.1 : 1
      if !hasZero || low < 0 { low -= room }
      if !hasZero || high > 0 || size <= 1e-280 { high += room }
    }
    let (factor, power) = Self.step((high - low) / Double(max(1, steps)), isInteger: isInteger)
    func number(_ line: Double) -> Double {
      // Division by an exact power of ten, so that 3 × 0.1 is 0.3.
      power < 0
        ? line * Double(factor) / PowersOfTen.power(-power)
        : line * Double(factor) * PowersOfTen.power(power)
    }
    let width = number(1)
    var first = (low / width + 1e-6).rounded(.down)
    var last = (high / width - 1e-6).rounded(.up)
    if last <= first { (first, last) = (first, first + 1) }
    exponent = power
    ticks = (0...Int(last - first)).map { number(first + Double($0)) }
    // Rounding may have left an end of the numbers just outside.
    self.low = min(number(first), low)
    self.high = max(number(last), high)
  }

  /// The next of 1, 2, 5 and 10 times a power of ten.
  private static func step(_ rough: Double, isInteger: Bool) -> (factor: Int, power: Int) {
    let power = PowersOfTen.exponent(of: rough)
    if isInteger && power < 0 { return (1, 0) }
    let digits = rough / PowersOfTen.power(power)
    switch digits {
    case ...1.000001: return (1, power)
    case ...2.000001: return (2, power)
    case ...5.000001: return (5, power)
    default: return (1, power + 1)
    }
  }

  /// The position of a number, from 0 at the low end to 1 at the high end.
  func fraction(_ number: Double) -> Double {
    max(0, min(1, (number - low) / (high - low)))
  }
}

/// Formats the numbers of a scale, large ones divided by a power of ten so that labels stay short.
struct ScaleText {
  /// Numbers are divided by 10 to this power.
  let shift: Int
  private let exponent: Int
  /// Their product is 10 to that power, which may itself exceed the range of a double.
  private let divisors: (Double, Double)
  private let words: Glossary

  init(_ scale: NiceScale, _ words: Glossary) {
    self.words = words
    exponent = scale.exponent
    let size = scale.size > 0 ? PowersOfTen.exponent(of: scale.size) : 0
    // Chinese groups by ten thousands.
    let group = words.language == .chinese && size > 0 ? 4 : 3
    shift = (-4..<6).contains(size) ? 0 : size >= 0 ? size / group * group : -((-size + 2) / 3 * 3)
    divisors = (PowersOfTen.power(shift / 2), PowersOfTen.power(shift - shift / 2))
  }

  /// The label of a line.
  func tick(_ number: Double) -> String {
    NumberText.text(shifted(number), decimals: max(0, shift - exponent))
  }

  /// A number in the units of the labels.
  func shifted(_ number: Double) -> Double {
    number / divisors.0 / divisors.1
  }

  /// The unit with the power of ten.
  func title(_ measure: ValueUnit) -> String {
    let name = measure.name(words)
    return switch (words.language, shift) {
    case (_, 0): name
    case (.chinese, 4): "万\(name)"
    case (.chinese, 8): "亿\(name)"
    case (.english, 6): "\(name), in millions"
    case (.english, 9): "\(name), in billions"
    default: "\(name), ×10^\(shift < 0 ? NumberText.minus : "")\(shift.magnitude)"
    }
  }
}
