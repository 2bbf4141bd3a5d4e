import BaylineWording

extension String {
  /// An upper estimate of the width of the text at a font size, for the sans serifs of the style sheet: Noto Sans, Source Han
  /// Sans, Segoe UI, Helvetica and Arial.
  func drawnWidth(font: Int) -> Int {
    (reduce(0) { $0 + $1.drawnHundredths } * font + 99) / 100
  }

  /// The text cut off with `…` so that it fits a width.
  func clipped(to width: Int, font: Int) -> String {
    var hundredths = 0
    // How far the text goes with the sign after it.
    var end = startIndex
    for index in indices {
      if (hundredths * font + 100 * font + 99) / 100 <= width { end = index }
      hundredths += self[index].drawnHundredths
      if (hundredths * font + 99) / 100 > width { return self[..<end] + "…" }
    }
    return self
  }
}

extension Character {
  /// An upper estimate of its width in hundredths of an em: no less than in any of these fonts.
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
