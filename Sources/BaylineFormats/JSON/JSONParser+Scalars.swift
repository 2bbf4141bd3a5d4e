extension JSONParser {
  /// A string, starting at its opening quote.
  mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
      case UInt8(ascii: "\\"):
        return try escapedString(from: start)
      case 0..<0x20:
        throw JSONSyntaxError(offset: position, problem: .controlCharacter)
      default:
        position += 1
      }
    }
    throw truncated
  }

  /// The rest of a string with escapes, after copying the part before the first one.
  private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        if scalar.isASCII {
          text.append(UInt8(scalar.value))
        } else {
          text.append(contentsOf: Array(String(scalar).utf8))
        }
      case 0..<0x20:
        throw JSONSyntaxError(offset: position, problem: .controlCharacter)
      default:
        text.append(byte)
        position += 1
      }
    }
    throw truncated
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = position
    guard start + 1 < bytes.count else { throw truncated }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal(escapeAt: start)
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // A code point above U+FFFF is written as a high and a low surrogate.
      if unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let second = position
        position += 2
        let low = try hexadecimal(escapeAt: second)
        if (0xDC00...0xDFFF).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      }
      throw JSONSyntaxError(offset: start, problem: .loneSurrogate)
    default: throw JSONSyntaxError(offset: start, problem: .badEscape)
    }
  }

  private mutating func hexadecimal(escapeAt start: Int) throws(JSONSyntaxError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw truncated }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 + UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 + UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 + UInt32(byte - UInt8(ascii: "A") + 10)
      default: throw JSONSyntaxError(offset: start, problem: .badEscape)
      }
      position += 1
    }
    return unit
  }

  /// A number, exact if it is an integer that fits in 64 bits.
  mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    let isNegative = take(UInt8(ascii: "-"))
    if isNegative, position < bytes.count, isLetter(bytes[position]) {
      throw JSONSyntaxError(offset: start, problem: .notANumber("-Infinity"))
    }
    let zero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
    let firstDigit = position
    try digits(of: start)
    if zero, position > firstDigit + 1 { throw JSONSyntaxError(offset: start, problem: .badNumber) }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try digits(of: start)
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits(of: start)
    }
    // Eighteen digits always fit; the standard library parses longer ones.
    if isWhole, position - firstDigit <= 18 {
      var magnitude = 0
      for i in firstDigit..<position { magnitude = magnitude * 10 + Int(bytes[i] & 0xF) }
      return .integer(isNegative ? -magnitude : magnitude)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .integer(whole) }
    return .number(text)
  }

  /// At least one digit.
  private mutating func digits(of start: Int) throws(JSONSyntaxError) {
    let first = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      position += 1
    }
    if position == first {
      throw position == bytes.count ? truncated : JSONSyntaxError(offset: start, problem: .badNumber)
    }
  }
}
