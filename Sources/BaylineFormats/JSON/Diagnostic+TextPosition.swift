extension Diagnostic {
  /// A place in a text: line and column, counted from 1, the column in characters (code points).
  public struct TextPosition: Hashable, Sendable, CustomStringConvertible {
    /// The line; the first is 1.
    public var line: Int
    /// The character in the line; the first is 1.
    public var column: Int

    /// Creates a place in a text.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    /// The places of bytes with ascending offsets. Lines end with LF, CR LF or CR.
    ///
    /// - Complexity: linear in the last offset; used for problems only.
    package static func of(_ offsets: [Int], in bytes: [UInt8]) -> [Diagnostic.TextPosition] {
      var places: [Diagnostic.TextPosition] = []
      var place = Diagnostic.TextPosition(line: 1, column: 1)
      var next = 0
      for offset in offsets {
        while next < min(offset, bytes.count) {
          let byte = bytes[next]
          if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            let endsPair = byte == UInt8(ascii: "\n") && next > 0 && bytes[next - 1] == UInt8(ascii: "\r")
            place = Diagnostic.TextPosition(line: place.line + (endsPair ? 0 : 1), column: 1)
          } else if byte & 0xC0 != 0x80 {
            place.column += 1
          }
          next += 1
        }
        places.append(place)
      }
      return places
    }

    /// `3:14`
    public var description: String { "\(line):\(column)" }
  }
}

/// The offset of the first byte that is not valid UTF-8; `nil` if all bytes are.
///
/// Overlong forms, surrogates and code points above U+10FFFF are invalid, as the Unicode standard requires.
///
/// - Complexity: linear.
package func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  var i = 0
  let count = bytes.count
  while i < count {
    let lead = bytes[i]
    if lead < 0x80 {
      i += 1
      continue
    }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      second = 0xA0...0xBF
    case 0xED:
      length = 3
      second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      second = 0x90...0xBF
    case 0xF4:
      length = 4
      second = 0x80...0x8F
    case 0xF1...0xF3: length = 4
    default: return i
    }
    guard i + length <= count, second.contains(bytes[i + 1]) else { return i }
    for k in stride(from: 2, to: length, by: 1) where bytes[i + k] & 0xC0 != 0x80 { return i }
    i += length
  }
  return nil
}
