/// HTML that cannot be broken by what it shows: tags and names of attributes are literals of the program, and every
/// text and every value of an attribute is escaped.
struct HTMLBuilder {
  private(set) var text = ""

  /// An element with what is inside it.
  mutating func element(
    _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ inside: (inout HTMLBuilder) -> Void
  ) {
    open(tag, attributes)
    inside(&self)
    text += "</\(tag)>"
  }

  /// An element with a text inside it.
  mutating func element(
    _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text content: String
  ) {
    open(tag, attributes)
    add(content)
    text += "</\(tag)>"
  }

  /// The start of an element, or an element that has no end.
  mutating func open(_ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    text += "<\(tag)"
    for (name, value) in attributes where !value.isEmpty {
      text += " \(name)=\""
      add(value)
      text += "\""
    }
    text += ">"
  }

  /// A text, escaped.
  mutating func add(_ content: String) {
    text += Self.escaped(content)
  }

  /// What another builder has made.
  mutating func add(_ part: HTMLBuilder) {
    text += part.text
  }

  /// A literal of the program, as it is: style sheets, and blanks between elements.
  mutating func literal(_ content: StaticString) {
    text += "\(content)"
  }

  /// The text with the five characters that mean something to HTML as references.
  static func escaped(_ content: String) -> String {
    let isPlain = content.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
        false
      default: true
      }
    }
    if isPlain { return content }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.utf8.count + 16)
    for byte in content.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
