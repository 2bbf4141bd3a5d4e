/// The words of a text, line by line.
///
/// Lines end with LF, CR LF or CR; blanks are spaces and tabs. Lines without words are skipped.
struct TextLines {
  /// A word and its place.
  struct Word {
    let text: String
    let place: Diagnostic.TextPosition
  }

  /// The lines with words.
  let lines: [[Word]]

  /// Splits a valid UTF-8 text.
  ///
  /// - Complexity: linear.
  init(_ bytes: [UInt8]) {
    var lines: [[Word]] = []
    var line: [Word] = []
    var place = Diagnostic.TextPosition(line: 1, column: 1)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if !line.isEmpty { lines.append(line) }
        line.removeAll(keepingCapacity: true)
        place = Diagnostic.TextPosition(line: place.line + 1, column: 1)
        let isPair = bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
        index += isPair && bytes[index + 1] == UInt8(ascii: "\n") ? 2 : 1
      case let byte where Self.isBlank(byte):
        place.column += 1
        index += 1
      default:
        let start = index
        let first = place
        while index < bytes.count, !Self.isBlank(bytes[index]), !Self.isLineEnd(bytes[index]) {
          // Continuation bytes do not start a character.
          if bytes[index] & 0xC0 != 0x80 { place.column += 1 }
          index += 1
        }
        line.append(Word(text: String(decoding: bytes[start..<index], as: UTF8.self), place: first))
      }
    }
    if !line.isEmpty { lines.append(line) }
    self.lines = lines
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
