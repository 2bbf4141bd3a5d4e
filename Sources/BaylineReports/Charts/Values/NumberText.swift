/// Formats numbers for people: fixed decimals, thousands separators, one kind of minus sign.
enum NumberText {
  /// The minus sign, as wide as a plus sign.
  static let minus = "\u{2212}"
  /// In place of an unknown number.
  static let missing = "–"

  private static let maxDecimals = 6
  /// From here on numbers are shown as a multiple of a power of ten.
  private static let huge = 1e15

  /// A number with fixed decimals, rounded half away from zero; zero after rounding has no sign.
  ///
  /// - Parameter isSigned: Whether positive numbers have a plus sign.
  static func text(_ number: Double, decimals: Int, isSigned: Bool = false) -> String {
    guard number.isFinite else { return missing }
    let decimals = max(0, min(maxDecimals, decimals))
    guard number.magnitude < huge else { return sign(number, isSigned) + power(number.magnitude) }
    let scale = (0..<decimals).reduce(UInt64(1)) { scale, _ in scale * 10 }
    // A double of this magnitude does not have that many decimals.
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

  /// The decimals of numbers that appear together: none for integers and hundreds, one down to 1, below that two
  /// significant digits; more if the numbers are known more precisely.
  ///
  /// - Parameter margins: Half of the widths of the numbers' intervals, if any.
  static func decimals(for numbers: [Double], margins: [Double] = []) -> Int {
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

  /// A number for programs: no thousands separators, up to six decimals, an ASCII minus sign.
  static func bare(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    guard number.magnitude < huge / 1_000_000 else { return "\(number)" }
    var digits = Substring(text(number, decimals: maxDecimals).filter { $0 != "," })
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return plain(String(digits))
  }

  /// A text with ASCII minus signs, for terminals and spreadsheets.
  static func plain(_ text: String) -> String {
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

/// Powers of ten without library logarithms, so that they are the same on any machine.
enum PowersOfTen {
  static func power(_ exponent: Int) -> Double {
    // Exact up to 10^22.
    let positive = (0..<Int(exponent.magnitude)).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / positive : positive
  }

  /// The floor of the decimal logarithm of a positive number.
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
