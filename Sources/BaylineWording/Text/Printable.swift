extension String {
  /// The text on one line, without characters that could act on a terminal or change the writing direction of adjacent
  /// text: line breaks and tabs become spaces; other control characters and bidirectional marks are removed.
  package var printable: String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      // Tab, line breaks, next line, line and paragraph separators.
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: if text.last != " " { text.append(" ") }
      default: if !scalar.isUnprintable { text.append(scalar) }
      }
    }
    return String(text)
  }

  /// Like ``printable``, but keeping line feeds.
  package var printableLines: String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
    // By scalars, because CR LF is a single Swift character.
    return unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).printable }.joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// C0 and C1 control characters, separators of lines, bidirectional marks and embeddings (Unicode Standard Annex 9),
  /// byte order mark, and noncharacters.
  fileprivate var isUnprintable: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    case 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
