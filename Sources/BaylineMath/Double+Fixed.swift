extension Double {
  /// The number with a fixed number of decimals, rounding half away from zero; zero has no sign.
  ///
  /// - Precondition: The number times 10 to the power of `decimals` fits into an `Int`.
  package func fixed(_ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let whole = Int((magnitude * Double(scale)).rounded())
    let sign = self < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let digits = String(whole % scale)
    return sign + "\(whole / scale)." + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
