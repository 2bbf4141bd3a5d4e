/// Reads JSON text strictly (RFC 8259).
///
/// Foundation's parser does not report problems with line and column, does not find duplicate members, and does not
/// keep all integers exact. Nesting is limited, so that the recursion cannot exhaust the stack.
/// - Complexity: linear in the size of the text.
package struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  private var depth = 0
  private var repeated: [JSONSyntaxError] = []

  /// The value of a text and its problems. Duplicate members are reported along with a value (the first one counts), so
  /// that the rest of the file can still be checked; any other problem ends the parsing.
  package static func parse(_ bytes: [UInt8]) -> (value: JSONValue?, errors: [JSONSyntaxError]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return (nil, [JSONSyntaxError(offset: 0, problem: .byteOrderMark)])
    }
    if let bad = firstInvalidUTF8(in: bytes) {
      return (nil, [JSONSyntaxError(offset: bad, problem: .notUTF8)])
    }
    var parser = JSONParser(bytes)
    do throws(JSONSyntaxError) {
      let value = try parser.document()
      return (value, parser.repeated)
    } catch {
      return (nil, parser.repeated + [error])
    }
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func document() throws(JSONSyntaxError) -> JSONValue {
    skipBlanks()
    guard position < bytes.count else { throw JSONSyntaxError(offset: 0, problem: .emptyFile) }
    let value = try self.value()
    skipBlanks()
    if position < bytes.count { throw JSONSyntaxError(offset: position, problem: .textAfterEnd) }
    return value
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    guard position < bytes.count else { throw truncated }
    switch bytes[position] {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try word()
    }
  }

  private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
    try enter()
    var items: [JSONValue] = []
    if !take(UInt8(ascii: "]")) {
      repeat {
        skipBlanks()
        items.append(try self.value())
        skipBlanks()
      } while take(UInt8(ascii: ","))
      try expect(UInt8(ascii: "]"), orElse: .missingSeparator)
    }
    depth -= 1
    return items
  }

  private mutating func object() throws(JSONSyntaxError) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    // A few names are compared one by one, many through a set: both are linear.
    var names: Set<String> = []
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        let start = position
        guard position < bytes.count else { throw truncated }
        guard bytes[position] == UInt8(ascii: "\"") else { throw unexpected(.memberName) }
        let name = try string()
        skipBlanks()
        try expect(UInt8(ascii: ":"), orElse: .colon)
        skipBlanks()
        let member = JSONMember(name, try self.value())
        if members.count == 8 { names = Set(members.map(\.name)) }
        let isNew =
          members.count < 8 ? !members.contains { $0.name == name } : names.insert(name).inserted
        if isNew {
          members.append(member)
        } else if repeated.count < DiagnosticLog.maxCount {
          repeated.append(JSONSyntaxError(offset: start, problem: .duplicateMember(name)))
        }
        skipBlanks()
      } while take(UInt8(ascii: ","))
      try expect(UInt8(ascii: "}"), orElse: .missingSeparator)
    }
    depth -= 1
    return members
  }

  /// Consumes an opening bracket and the whitespace after it.
  private mutating func enter() throws(JSONSyntaxError) {
    depth += 1
    if depth > Diagnostic.InputLimit.depth.value {
      throw JSONSyntaxError(offset: position, problem: .tooDeep(.depth))
    }
    position += 1
    skipBlanks()
  }

  /// `true`, `false` or `null`.
  private mutating func word() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    var end = start
    while end < bytes.count, end - start < 16, isLetter(bytes[end]) { end += 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    position = end
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN", "Infinity": throw JSONSyntaxError(offset: start, problem: .notANumber(text))
    default:
      position = start
      if end == bytes.count, ["true", "false", "null"].contains(where: { $0.hasPrefix(text) }) {
        throw truncated
      }
      throw unexpected(.value)
    }
  }
}

/// A problem of a text at a byte offset.
package struct JSONSyntaxError: Error, Hashable {
  package var offset: Int
  package var problem: Diagnostic.Problem
}

extension JSONParser {
  /// An unexpected end of the text.
  var truncated: JSONSyntaxError { JSONSyntaxError(offset: bytes.count, problem: .truncated) }

  /// An unexpected character at the current position.
  func unexpected(_ expected: Diagnostic.ExpectedText) -> JSONSyntaxError {
    guard position < bytes.count else { return truncated }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = String(decoding: bytes[position..<end], as: UTF8.self)
    return JSONSyntaxError(offset: position, problem: .unexpectedCharacter(found, expected: expected))
  }

  mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      default: return
      }
    }
  }

  /// Consumes a byte if it is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, orElse expected: Diagnostic.ExpectedText)
    throws(JSONSyntaxError)
  {
    if !take(byte) { throw unexpected(expected) }
  }

  func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
