/// The content lines of an iCalendar file (RFC 5545, 3.1).
struct ContentLines {
  private var bytes: [UInt8] = []

  /// The text so far: lines end in CR LF and have at most 75 bytes.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a line whose value needs no escaping: a date, a number, a keyword.
  mutating func add(_ name: String, _ value: String) {
    var line = Array(name.utf8)
    line.append(UInt8(ascii: ":"))
    line += value.utf8
    var rest = line[...]
    var room = 75
    while rest.count > room {
      // Lines are folded between characters, never within the bytes of one.
      var end = rest.startIndex + room
      while rest[end] & 0xC0 == 0x80 { end -= 1 }
      bytes += rest[..<end]
      bytes += "\r\n ".utf8
      rest = rest[end...]
      // The leading blank counts.
      room = 74
    }
    bytes += rest
    bytes += "\r\n".utf8
  }

  /// Adds a line whose value is text, escaped.
  mutating func add(_ name: String, text value: String) {
    add(name, Self.escaped(value))
  }

  /// A text as a value (RFC 5545, 3.3.11): line breaks of all kinds become `\n`, tabs become blanks, other control
  /// characters are dropped.
  static func escaped(_ value: String) -> String {
    var out = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\n" where isAfterReturn: break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": out += "\\n".unicodeScalars
      case "\t": out.append(" ")
      case "\\", ";", ",":
        out.append("\\")
        out.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": break
      default: out.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(out)
  }
}
