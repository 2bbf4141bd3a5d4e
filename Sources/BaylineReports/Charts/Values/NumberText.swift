/// Numbers as people read them: so many decimals, thousands apart, one kind of minus sign.
package enum NumberText {
  /// The minus sign of pages, as wide as a plus sign.
  package static let minus = "\u{2212}"
  /// What stands for a number that is not known.
  package static let missing = "–"

  /// The most decimals that are shown.
  private static let maxDecimals = 6
  /// From here on a number is shown by its first digits and a power of ten.
  private static let huge = 1e15

  /// A number with so many decimals, rounded half away from zero; what is rounded to zero has no sign.
  ///
  /// - Parameter isSigned: numbers above zero have a plus sign.
  package static func text(_ number: Double, decimals: Int, isSigned: Bool = false) -> String {
    guard number.isFinite else { return missing }
    let decimals = max(0, min(maxDecimals, decimals))
    guard number.magnitude < huge else { return sign(number, isSigned) + power(number.magnitude) }
    let scale = (0..<decimals).reduce(UInt64(1)) { scale, _ in scale * 10 }
    // Decimals that a double of this size does not have are not made up.
    guard number.magnitude * Double(scale) < huge * 1000 else {
      return text(number, decimals: decimals - 1, isSigned: isSigned)
    }
    let rounded = UInt64((number.magnitude * Double(scale)).rounded())
    let (whole, rest) = rounded.quotientAndRemainder(dividingBy: scale)
    var text = grouped(String(whole))
    if decimals > 0 {
      let digits = String(rest)
      text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return rounded == 0 ? text : sign(number, isSigned) + text
  }

  /// How many decimals numbers that stand together have: none for whole ones and hundreds, one down to 1, then two digits;
  /// and one or two if the numbers are known better than that.
  ///
  /// - Parameter margins: half of the widths of the intervals of the numbers, if they have some.
  package static func decimals(for numbers: [Double], margins: [Double] = []) -> Int {
    let finite = numbers.filter(\.isFinite)
    guard let most = finite.map(\.magnitude).max(), most > 0 else { return 0 }
    if finite.allSatisfy({ $0 == $0.rounded() }) && margins.allSatisfy({ $0 == 0 }) { return 0 }
    if most >= 10_000 { return 0 }
    let known = margins.filter { $0.isFinite && $0 > 0 }.sorted()
    let byMargin = known.isEmpty || known[known.count / 2] >= 5 ? 0 : known[known.count / 2] >= 0.05 ? 1 : 2
    if most >= 100 { return byMargin }
    if most >= 1 { return max(1, byMargin) }
    var decimals = 2
    var digit = most
    while digit < 0.1 && decimals < maxDecimals {
      digit *= 10
      decimals += 1
    }
    return decimals
  }

  /// A number for programs: no thousands apart, up to six decimals, the minus sign of the keyboard.
  package static func bare(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    guard number.magnitude < huge / 1_000_000 else { return "\(number)" }
    var digits = Substring(text(number, decimals: maxDecimals).filter { $0 != "," })
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return plain(String(digits))
  }

  /// A text of a page as terminals and spreadsheets want it, with the minus sign of the keyboard.
  package static func plain(_ text: String) -> String {
    text.contains(minus) ? text.replacing(minus, with: "-") : text
  }

  // MARK: -

  private static func sign(_ number: Double, _ isSigned: Bool) -> String {
    number < 0 ? minus : isSigned && number > 0 ? "+" : ""
  }

  private static func grouped(_ digits: String) -> String {
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// `1.2×10^18`
  private static func power(_ magnitude: Double) -> String {
    var exponent = PowersOfTen.exponent(of: magnitude)
    var digits = magnitude / PowersOfTen.power(exponent)
    if (digits * 10).rounded() >= 100 { (digits, exponent) = (1, exponent + 1) }
    return "\(text(digits, decimals: 1))×10^\(exponent)"
  }
}

/// Powers of ten without the logarithm of a library, so that they are the same on any machine.
enum PowersOfTen {
  /// 10 to a power.
  static func power(_ exponent: Int) -> Double {
    // Up to 10^22 a double holds it exactly.
    let positive = (0..<Int(exponent.magnitude)).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / positive : positive
  }

  /// The whole part of the decimal logarithm of a number above zero.
  static func exponent(of number: Double) -> Int {
    var exponent = 0
    var rest = number
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 && rest > 0 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }
}
