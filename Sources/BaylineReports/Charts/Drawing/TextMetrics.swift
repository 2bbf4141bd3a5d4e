import BaylineWording

extension String {
  /// An upper estimate of the width at a font size, for the sans serifs of the style sheet: Noto Sans, Source Han Sans,
  /// Segoe UI, Helvetica and Arial.
  func drawn(_ size: Int, isBold: Bool = false) -> Double {
    let hundredths = reduce(0) { $0 + $1.drawnHundredths }
    return Double((hundredths * size + 99) / 100) * (isBold ? 1.06 : 1)
  }

  /// The text, cut off with `…` so that it fits a width.
  func fitted(_ width: Double, _ size: Int, isBold: Bool = false) -> String {
    let width = Int(max(0, width) / (isBold ? 1.06 : 1))
    var hundredths = 0
    // The end of what fits together with the ellipsis.
    var end = startIndex
    for index in indices {
      if (hundredths * size + 100 * size + 99) / 100 <= width { end = index }
      hundredths += self[index].drawnHundredths
      if (hundredths * size + 99) / 100 > width { return self[..<end] + "…" }
    }
    return self
  }

  /// The text in at most `count` lines that fit a width, broken at blanks and between Chinese characters; the rest is
  /// cut off.
  func lines(_ width: Double, _ size: Int, atMost count: Int, isBold: Bool = false) -> [String] {
    // A terminal column is half an em for wide characters, and a little more for others.
    let columns = max(4, Int(width / (Double(size) * 0.56 * (isBold ? 1.06 : 1))))
    // Cut first, so that long texts are not wrapped in vain.
    let lines = fitted(width * Double(count) * 1.5, size).wrapped(to: columns)
    var kept = Array(lines.prefix(count))
    if lines.count > count, let last = kept.popLast() { kept.append(last + lines[count]) }
    return kept.map { $0.trimmingEnd().fitted(width, size, isBold: isBold) }
  }
}

extension Character {
  /// An upper estimate of the width in hundredths of an em, over all of these fonts.
  fileprivate var drawnHundredths: Int {
    if let byte = asciiValue { return Int(Self.ascii[Int(byte)]) }
    switch displayWidth {
    case 0: return 0
    case 1: return self == "…" || self == "—" ? 100 : isUppercase ? 74 : 62
    default: return 100
    }
  }

  private static let ascii: [UInt8] = (0..<128).map { byte in
    switch Character(Unicode.Scalar(UInt8(byte))) {
    case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!", " ": 36
    case "f", "r", "t", "(", ")", "[", "]", "{", "}", "-", "/", "\\", "\"", "`", "*": 42
    case "s", "c", "z", "k", "v", "x", "y", "J", "a", "e", "_", "?", "^": 57
    case "A", "B", "C", "D", "E", "F", "K", "L", "P", "R", "S", "T", "V", "X", "Y", "Z", "&", "~": 70
    case "G", "H", "N", "O", "Q", "U", "w": 81
    case "m", "M", "W", "@", "%": 100
    default: 62
    }
  }
}
