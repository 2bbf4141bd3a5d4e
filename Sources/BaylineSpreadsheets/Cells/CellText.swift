/// Texts of cells: what does not matter in them, and texts that a cell alone could not hold.
enum CellText {
  /// A text in which full-width letters, digits and signs are plain ones, without blanks around it.
  static func normalised(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000, 0xA0: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return trimmed(String(scalars))
  }

  /// A text without blanks around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether there is nothing but blanks.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(isBlank)
  }

  /// Whether a character is a blank; the table of Unicode is asked where it has to be, for this is asked of every cell.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    // The last blank of Unicode is the ideographic one.
    if scalar.value > 0x3000 { return false }
    if scalar.value < 0x80 { return scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace
  }

  /// A text as a cell holds it: one of blanks alone, which would pass for an empty cell, gets a quote on each
  /// side, and so does one that would be taken for such a text. `unescaped` takes them away.
  static func escaped(_ text: String) -> String {
    isBlank(text) || isEscaped(text) ? "\"" + text + "\"" : text
  }

  /// What a sealed text stands for; any other text is itself.
  static func unescaped(_ cell: String) -> String {
    isEscaped(cell) ? String(cell.unicodeScalars.dropFirst().dropLast()) : cell
  }

  /// Blanks with the same number of quotes on each side, one at least.
  private static func isEscaped(_ text: String) -> Bool {
    var rest = Substring(text).unicodeScalars
    var isQuoted = false
    while rest.count >= 2, rest.first == "\"", rest.last == "\"" {
      rest = rest.dropFirst().dropLast()
      isQuoted = true
    }
    return isQuoted && rest.allSatisfy { $0.properties.isWhitespace }
  }

  /// An id as a cell holds it: blanks around it and quotes that are its own are kept by quotes around it.
  static func escapedId(_ id: String) -> String {
    id.isEmpty || trimmed(id) != id || isQuoted(id) || isRounded(id) || id.hasPrefix("#")
      ? "\"" + id + "\"" : id
  }

  /// The id in quotes; `nil` if there are none around it.
  static func unescapedId(_ cell: String) -> String? {
    let text = trimmed(cell)
    return isQuoted(text) ? String(text.unicodeScalars.dropFirst().dropLast()) : nil
  }

  private static func isQuoted(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count >= 2 && scalars.first == "\"" && scalars.last == "\""
  }

  /// Whether a long number lost its digits to a spreadsheet: `1.38E+10`.
  static func isRounded(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "+")) else { return false }
    let parts = text.uppercased().split(separator: "E+", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count >= 2 else { return false }
    return parts[1].utf8.allSatisfy(isDigit) && parts[0].utf8.first.map(isDigit) == true
      && parts[0].utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
