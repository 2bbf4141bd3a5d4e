/// Exponentials and logarithms from basic arithmetic alone, which IEEE 754 specifies to the last bit. Unlike the functions
/// of C libraries, they give the same results on every machine.
///
/// Errors are a few units in the last place.
package enum ExactMath {
  /// The natural logarithm; `-infinity` for 0, NaN for negative numbers.
  ///
  /// Uses the series of the inverse hyperbolic tangent for the mantissa, scaled close to 1.
  package static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x.isFinite else { return x }
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > squareRootOf2 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    // |s| < 0.172: the first omitted term is below 2^-60 of the sum.
    var sum = 0.0
    for k in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(k) }
    return exponent * ln2High + (2 * s * sum + exponent * ln2Low)
  }

  /// The exponential function.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709 { return .infinity }
    if x < -745 { return 0 }
    let k = (x / ln2High).rounded()
    let rest = (x - k * ln2High) - k * ln2Low
    // |rest| < 0.35: the first omitted term is below 2^-60.
    var sum = 1.0
    for n in stride(from: 15, through: 1, by: -1) { sum = 1 + sum * rest / Double(n) }
    let half = Int(k) / 2
    return sum * power2(half) * power2(Int(k) - half)
  }

  /// A nonnegative base raised to a power.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    exponent == 0 ? 1 : base == 0 ? 0 : exp(exponent * log(base))
  }

  /// The logarithm of the gamma function of a positive number.
  ///
  /// Uses Stirling's series above 10 and the recurrence below.
  package static func logGamma(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    while x < 10 {
      product *= x
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let series =
      inverse
      * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
    return (x - 0.5) * log(x) - x + logRootOf2Pi + series - log(product)
  }

  private static func power2(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  private static let squareRootOf2 = 1.414_213_562_373_095_1
  /// The logarithm of 2 in two parts; multiples of the first by up to 2^20 are exact.
  private static let ln2High = 0.693_147_180_369_123_8
  private static let ln2Low = 1.908_214_929_270_587_7e-10
  private static let logRootOf2Pi = 0.918_938_533_204_672_8
}
