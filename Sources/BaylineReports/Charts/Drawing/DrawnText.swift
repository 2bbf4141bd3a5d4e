import BaylineWording

extension String {
  /// An upper estimate of the width of the text at a font size.
  func drawn(_ size: Int, isBold: Bool = false) -> Double {
    Double(drawnWidth(font: size)) * (isBold ? 1.06 : 1)
  }

  /// The text, cut off with `…` so that it fits a width.
  func fitted(_ width: Double, _ size: Int, isBold: Bool = false) -> String {
    clipped(to: Int(max(0, width) / (isBold ? 1.06 : 1)), font: size)
  }

  /// The text in lines of at most some width, broken at blanks and between Chinese characters; what does not fit so many
  /// lines is cut off.
  func lines(_ width: Double, _ size: Int, most: Int, isBold: Bool = false) -> [String] {
    // A column of a terminal is half an em for wide characters, and some more for others.
    let columns = max(4, Int(width / (Double(size) * 0.56 * (isBold ? 1.06 : 1))))
    // What cannot be seen anyway is not wrapped.
    let lines = fitted(width * Double(most) * 1.5, size).wrapped(to: columns)
    var kept = Array(lines.prefix(most))
    if lines.count > most, let last = kept.popLast() { kept.append(last + lines[most]) }
    return kept.map { $0.trimmingEnd().fitted(width, size, isBold: isBold) }
  }
}
