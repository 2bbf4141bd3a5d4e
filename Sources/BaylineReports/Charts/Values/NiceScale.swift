import BaylineModel
import BaylineWording

/// A scale whose lines lie at round numbers: 1, 2 or 5 times a power of ten apart (P. S. Heckbert, 1990, "Nice numbers for
/// graph labels", Graphics Gems; W. S. Cleveland, 1994, "The elements of graphing data").
struct NiceScale {
  /// The ends, on lines of the scale.
  let low, high: Double
  /// The numbers at its lines, ascending.
  let ticks: [Double]
  /// The number between two lines is a whole multiple of 10 to this power.
  let exponent: Int
  /// The greatest of the numbers, without their signs.
  let size: Double

  /// The narrowest scale of round numbers around some numbers.
  ///
  /// - Parameters:
  ///   - steps: some so many steps between lines; half as many to twice as many come of it.
  ///   - hasZero: zero lies on it in any case.
  ///   - isWhole: there is nothing between whole numbers.
  init(around numbers: [Double], steps: Int, hasZero: Bool, isWhole: Bool = false) {
    let numbers = numbers.filter(\.isDrawable) + (hasZero ? [0] : [])
    var least = numbers.min() ?? 0
    var most = numbers.max() ?? 1
    // All equal, or as near as a double can tell: some room on both sides.
    size = numbers.map(\.magnitude).max() ?? 1
    if most - least <= size * 1e-9 || most - least < 1e-290 {
      let room = size > 1e-280 ? size * 0.1 : 1
      if !hasZero || least < 0 { least -= room }
      if !hasZero || most > 0 || size <= 1e-280 { most += room }
    }
    let (factor, power) = Self.step((most - least) / Double(max(1, steps)), isWhole: isWhole)
    func number(_ line: Double) -> Double {
      // Divided by a power of ten that is exact, so that 3 × 0.1 is 0.3.
      power < 0
        ? line * Double(factor) / PowersOfTen.power(-power)
        : line * Double(factor) * PowersOfTen.power(power)
    }
    let width = number(1)
    var first = (least / width + 1e-6).rounded(.down)
    var last = (most / width - 1e-6).rounded(.up)
    if last <= first { (first, last) = (first, first + 1) }
    exponent = power
    ticks = (0...Int(last - first)).map { number(first + Double($0)) }
    // By the ends of the numbers, where rounding has left one of them just outside.
    low = min(number(first), least)
    high = max(number(last), most)
  }

  /// The next of 1, 2, 5 and 10 times a power of ten.
  private static func step(_ rough: Double, isWhole: Bool) -> (factor: Int, power: Int) {
    let power = PowersOfTen.exponent(of: rough)
    if isWhole && power < 0 { return (1, 0) }
    let digits = rough / PowersOfTen.power(power)
    switch digits {
    case ...1.000001: return (1, power)
    case ...2.000001: return (2, power)
    case ...5.000001: return (5, power)
    default: return (1, power + 1)
    }
  }

  /// Where a number lies, from 0 at the low end to 1 at the high end.
  func fraction(_ number: Double) -> Double {
    max(0, min(1, (number - low) / (high - low)))
  }
}

/// How the numbers of a scale are written: in thousands of thousands where they are great, so that labels stay short.
struct ScaleText {
  /// Numbers are shown divided by 10 to this power.
  let shift: Int
  private let exponent: Int
  /// Together 10 to that power, in two steps, as 10 to a great power may be no double.
  private let divisors: (Double, Double)
  private let words: Glossary

  init(_ scale: NiceScale, _ words: Glossary) {
    self.words = words
    exponent = scale.exponent
    let size = scale.size > 0 ? PowersOfTen.exponent(of: scale.size) : 0
    // Chinese counts in ten thousands.
    let group = words.language == .chinese && size > 0 ? 4 : 3
    shift = (-4..<6).contains(size) ? 0 : size >= 0 ? size / group * group : -((-size + 2) / 3 * 3)
    divisors = (PowersOfTen.power(shift / 2), PowersOfTen.power(shift - shift / 2))
  }

  /// A line of the scale.
  func tick(_ number: Double) -> String {
    NumberText.text(shifted(number), decimals: max(0, shift - exponent))
  }

  /// Numbers on the scale.
  func shifted(_ number: Double) -> Double {
    number / divisors.0 / divisors.1
  }

  /// What is measured, with the power of ten.
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
