/// Normalises texts of cells, and escapes those that spreadsheets would not preserve.
enum CellText {
  /// Converts full-width letters, digits and punctuation to ASCII, and trims.
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

  /// A name without what people write differently: white space, case, full-width forms and stars.
  static func key(_ name: String) -> String {
    let kept = normalised(name).unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" }
    return String(String.UnicodeScalarView(kept)).lowercased()
  }

  /// Removes leading and trailing white space.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether a text is white space only.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(isBlank)
  }

  /// Whether a character is white space. Consults the Unicode tables only if necessary, because every cell is checked.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    // U+3000, the ideographic space, is the last white space of Unicode.
    if scalar.value > 0x3000 { return false }
    if scalar.value < 0x80 { return scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace
  }

  /// Quotes a text of white space only, which would count as an empty cell, and any text that looks like one so quoted.
  /// `unescaped` removes the quotes.
  static func escaped(_ text: String) -> String {
    isBlank(text) || isEscaped(text) ? "\"" + text + "\"" : text
  }

  /// Removes the quotes of an escaped text.
  static func unescaped(_ cell: String) -> String {
    isEscaped(cell) ? String(cell.unicodeScalars.dropFirst().dropLast()) : cell
  }

  /// Whether a text is white space in one or more pairs of quotes.
  private static func isEscaped(_ text: String) -> Bool {
    var rest = Substring(text).unicodeScalars
    var isQuoted = false
    while rest.count >= 2, rest.first == "\"", rest.last == "\"" {
      rest = rest.dropFirst().dropLast()
      isQuoted = true
    }
    return isQuoted && rest.allSatisfy { $0.properties.isWhitespace }
  }

  /// Quotes an id that reading would otherwise trim, unquote or reject.
  static func escapedId(_ id: String) -> String {
    id.isEmpty || trimmed(id) != id || isQuoted(id) || isRounded(id) || id.hasPrefix("#")
      ? "\"" + id + "\"" : id
  }

  /// Removes the quotes around an id; `nil` if there are none.
  static func unescapedId(_ cell: String) -> String? {
    let text = trimmed(cell)
    return isQuoted(text) ? String(text.unicodeScalars.dropFirst().dropLast()) : nil
  }

  private static func isQuoted(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count >= 2 && scalars.first == "\"" && scalars.last == "\""
  }

  /// Whether a spreadsheet has rounded a long number: `1.38E+10`.
  static func isRounded(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "+")) else { return false }
    let parts = text.uppercased().split(separator: "E+", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count >= 2 else { return false }
    return parts[1].utf8.allSatisfy(isDigit) && parts[0].utf8.first.map(isDigit) == true
      && parts[0].utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
