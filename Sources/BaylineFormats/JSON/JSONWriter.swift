/// Writes JSON that is easy to read and to compare line by line.
///
/// Each member of the root is on a line of its own, and so is each element of a list there and each member of
/// an object of objects or lists (calendars). Everything deeper is on one line. Equal values have
/// equal bytes.
package enum JSONWriter {
  /// The text of a document, ending in a line break.
  ///
  /// - Complexity: linear.
  package static func document(_ root: JSONValue) -> String {
    var out = ""
    guard case .object(let members) = root, !members.isEmpty else {
      write(root, to: &out)
      return out + "\n"
    }
    out += "{\n"
    for (i, member) in members.enumerated() {
      out += "  "
      write(member.name, to: &out)
      out += ": "
      writeBlock(member.value, to: &out)
      out += i + 1 < members.count ? ",\n" : "\n"
    }
    return out + "}\n"
  }

  /// A value on one line.
  package static func line(_ value: JSONValue) -> String {
    var out = ""
    write(value, to: &out)
    return out
  }

  private static func writeBlock(_ value: JSONValue, to out: inout String) {
    switch value {
    case .array(let items) where !items.isEmpty:
      out += "[\n"
      for (i, item) in items.enumerated() {
        out += "    "
        write(item, to: &out)
        out += i + 1 < items.count ? ",\n" : "\n"
      }
      out += "  ]"
    case .object(let members) where !members.isEmpty && members.allSatisfy { isContainer($0.value) }:
      out += "{\n"
      for (i, member) in members.enumerated() {
        out += "    "
        write(member.name, to: &out)
        out += ": "
        write(member.value, to: &out)
        out += i + 1 < members.count ? ",\n" : "\n"
      }
      out += "  }"
    default: write(value, to: &out)
    }
  }

  private static func isContainer(_ value: JSONValue) -> Bool {
    value.type == .object || value.type == .list
  }

  private static func write(_ value: JSONValue, to out: inout String) {
    switch value {
    case .null: out += "null"
    case .bool(let flag): out += flag ? "true" : "false"
    case .integer(let number): out += String(number)
    case .number(let text): out += text
    case .string(let text): write(text, to: &out)
    case .array(let items):
      out += "["
      for (i, item) in items.enumerated() {
        if i > 0 { out += ", " }
        write(item, to: &out)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (i, member) in members.enumerated() {
        if i > 0 { out += ", " }
        write(member.name, to: &out)
        out += ": "
        write(member.value, to: &out)
      }
      out += "}"
    }
  }

  /// A quoted string. Only what JSON requires is escaped, so that Chinese stays readable.
  private static func write(_ text: String, to out: inout String) {
    out += "\""
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      out += text
    } else {
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case "\u{0}"..<"\u{10}": out += "\\u000" + String(scalar.value, radix: 16)
        case "\u{10}"..<"\u{20}": out += "\\u00" + String(scalar.value, radix: 16)
        default: out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }
}
