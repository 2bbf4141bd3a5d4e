/// Brings registration plates of mainland China into one form: 沪i 46182 is 沪I·46182.
enum PlateText {
  /// The plate in the standard form, with a dot after the letter of the town; `nil` for a text that is not such a plate.
  ///
  /// GA 36-2018: the province, a letter, and five letters and digits, or six for electric vehicles; the last may be a word
  /// such as 挂.
  static func standard(_ text: String) -> String? {
    var kept: [Unicode.Scalar] = []
    for scalar in CellText.normalised(text).uppercased().unicodeScalars {
      if separators.contains(scalar) || scalar.properties.isWhitespace { continue }
      kept.append(scalar)
    }
    guard (7...8).contains(kept.count), provinces.contains(kept[0]), isLetter(kept[1]),
      kept[2..<kept.count - 1].allSatisfy({ isLetter($0) || isDigit($0) }), let last = kept.last,
      isLetter(last) || isDigit(last) || kinds.contains(last)
    else { return nil }
    kept.insert("·", at: 2)
    return String(String.UnicodeScalarView(kept))
  }

  /// Whether a text begins like a plate of a province.
  static func beginsLikePlate(_ text: String) -> Bool {
    let scalars = Array(CellText.normalised(text).uppercased().unicodeScalars.prefix(2))
    return scalars.count == 2 && provinces.contains(scalars[0]) && isLetter(scalars[1])
  }

  /// Whether a text may be any plate: letters or digits, with at least one digit, and none of the words of a sentence.
  static func isPlausible(_ text: String) -> Bool {
    if standard(text) != nil || beginsLikePlate(text) { return true }
    let plain = CellText.normalised(text)
    let scalars = plain.unicodeScalars
    let han = scalars.count { !$0.isASCII && $0.properties.isAlphabetic }
    return scalars.contains(where: isDigit) && scalars.contains { isLetter($0) || $0.properties.isLowercase }
      && scalars.count <= 16 && han <= 2
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static let separators = Set("·•・‧∙．.-–—_".unicodeScalars)
  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使".unicodeScalars)
  private static let kinds = Set("挂学警港澳领试超使".unicodeScalars)
}

/// Checks phone numbers.
enum PhoneText {
  /// The number without the decimals that programs add to numbers of a column with gaps: 13800001234.0.
  static func withoutDecimals(_ text: String) -> String {
    guard text.hasSuffix(".0"), text.dropLast(2).utf8.allSatisfy(CellText.isDigit), text.utf8.count >= 9
    else {
      return text
    }
    return String(text.dropLast(2))
  }

  /// Whether every number of a text may be one: 7 to 15 digits, and 11 for what begins like a Chinese mobile phone.
  static func isPlausible(_ text: String) -> Bool {
    let numbers = CellText.normalised(text).split { "/;、，,\n".contains($0) }.map(String.init)
    return !numbers.isEmpty && numbers.allSatisfy(isPlausibleNumber)
  }

  private static func isPlausibleNumber(_ text: String) -> Bool {
    let number = CellText.trimmed(text)
    let parts = number.lowercased().split(whereSeparator: { "转x".contains($0) })
    guard let main = parts.first, parts.count <= 2 else { return false }
    let signs = Set("+-() .".unicodeScalars)
    guard main.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || signs.contains($0) }) else {
      return false
    }
    var digits = String(main.filter(\.isNumber))
    for code in ["0086", "86"] where digits.hasPrefix(code) && digits.count == code.count + 11 {
      digits.removeFirst(code.count)
      break
    }
    let isMobile = digits.first == "1" && digits.dropFirst().first.map { ("3"..."9").contains($0) } == true
    return isMobile ? digits.count == 11 : (7...15).contains(digits.count)
  }
}
