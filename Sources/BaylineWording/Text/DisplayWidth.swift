extension String {
  /// The number of terminal columns that the text takes: a Chinese character takes two.
  public var displayWidth: Int {
    // Fast path for printable ASCII.
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// The text padded with spaces on the right to a minimum number of columns.
  public func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - displayWidth))
  }

  /// The text padded with spaces on the left to a minimum number of columns.
  public func paddedLeft(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - displayWidth)) + self
  }

  /// The text truncated to a maximum number of columns; `…` marks the omission.
  public func truncated(to columns: Int) -> String {
    guard displayWidth > columns else { return self }
    var kept = ""
    var width = 0
    for character in self {
      width += character.displayWidth
      if width > columns - 1 { break }
      kept.append(character)
    }
    return columns > 0 ? kept + "…" : ""
  }
}

extension String {
  /// The text in lines of a maximum number of columns, broken at spaces and between Chinese characters.
  public func wrapped(to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var word = ""
    func isBreakable(_ character: Character) -> Bool { character == " " || character.displayWidth > 1 }
    func closeWord() {
      if !line.isEmpty, line.displayWidth + word.displayWidth > columns {
        lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
        line = ""
        if word == " " { word = "" }
      }
      line += word
      word = ""
    }
    for character in self {
      if isBreakable(character) {
        closeWord()
        word = String(character)
        closeWord()
      } else {
        if word.displayWidth >= columns { closeWord() }
        word.append(character)
      }
    }
    closeWord()
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

extension Character {
  /// The number of terminal columns that the character takes: 0, 1 or 2.
  public var displayWidth: Int {
    var width = 0
    for scalar in unicodeScalars {
      // An emoji presentation selector makes a narrow character wide.
      if scalar.value == 0xFE0F { return 2 }
      width = max(width, Self.width(of: scalar))
    }
    return width
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    // Fast path for the two most frequent blocks.
    switch scalar.value {
    case 0x20..<0x7F: return 1
    case 0x4E00...0x9FFF: return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    let value = scalar.value
    return wide.contains { $0.contains(value) } || scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// The wide and fullwidth blocks (Unicode Standard Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul
    0x2E80...0x303E,  // radicals, CJK punctuation
    0x3041...0x33FF,  // kana, CJK symbols
    0x3400...0x4DBF, 0x4E00...0x9FFF,  // CJK ideographs
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,  // Yi, Hangul
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility forms
    0xFF00...0xFF60, 0xFFE0...0xFFE6,  // fullwidth forms
    0x20000...0x3FFFD,  // CJK ideographs
  ]
}
