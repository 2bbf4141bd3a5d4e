/// The lines of an iCalendar file as they go over the wire (RFC 5545, 3.1).
struct ContentLines {
  /// The text so far: lines end in CR LF, and none has more than 75 bytes.
  private(set) var text = ""

  /// Adds a line whose value is no free text: a date, a number, a keyword.
  mutating func add(_ name: String, _ value: String) {
    var bytes = 0
    for scalar in (name + ":" + value).unicodeScalars {
      let width = UTF8.width(scalar)
      // A line is folded between characters, never within the bytes of one; the blank counts.
      if bytes + width > 75 {
        text += "\r\n "
        bytes = 1
      }
      text.unicodeScalars.append(scalar)
      bytes += width
    }
    text += "\r\n"
  }

  /// Adds a line whose value is free text.
  mutating func add(_ name: String, text value: String) {
    add(name, Self.escaped(value))
  }

  /// A text as a value (RFC 5545, 3.3.11): line breaks of all kinds become `\n`, tabs blanks, and what else acts on a
  /// terminal or breaks a line is left out.
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
      case _ where scalar.properties.generalCategory == .control: break
      default: out.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(out)
  }
}
