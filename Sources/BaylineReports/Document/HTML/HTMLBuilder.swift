/// Builds HTML that no content can break: tags and attribute names are literals, and every text and every attribute
/// value is escaped.
package struct HTMLBuilder {
  package private(set) var text = ""

  package init() {}

  /// Writes an element with its content.
  package mutating func element(
    _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ inside: (inout HTMLBuilder) -> Void
  ) {
    open(tag, attributes)
    inside(&self)
    text += "</\(tag)>"
  }

  /// Writes an element that holds text.
  package mutating func element(
    _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text content: String
  ) {
    open(tag, attributes)
    add(content)
    text += "</\(tag)>"
  }

  /// Writes a start tag, or a void element. Attributes with empty values are left out.
  package mutating func open(_ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    text += "<\(tag)"
    for (name, value) in attributes where !value.isEmpty {
      text += " \(name)=\""
      add(value)
      text += "\""
    }
    text += ">"
  }

  /// Writes a text, escaped.
  package mutating func add(_ content: String) {
    text += Self.escaped(content)
  }

  /// Appends the HTML of another builder.
  package mutating func add(_ part: HTMLBuilder) {
    text += part.text
  }

  /// Writes a literal as it is: style sheets, blanks between elements.
  package mutating func literal(_ content: StaticString) {
    text += "\(content)"
  }

  /// The text with `&`, `<`, `>` and both quotation marks as character references.
  package static func escaped(_ content: String) -> String {
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
