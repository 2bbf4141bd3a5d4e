/// The attributes of an element, by their names as written.
struct XMLAttributes {
  private(set) var pairs: [(name: String, value: String)] = []

  /// The value of an attribute with this name, prefix included.
  subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// The value of an attribute with this name behind any prefix, or none.
  subscript(local name: String) -> String? {
    pairs.first { $0.name == name || $0.name.hasSuffix(":" + name) }?.value
  }

  /// More attributes than any element of a spreadsheet has; each is compared with those before it.
  private static let maxCount = 256

  /// Adds an attribute; `false` if it is there already, or one too many.
  fileprivate mutating func add(_ name: String, _ value: String) -> Bool {
    guard pairs.count < Self.maxCount, !pairs.contains(where: { $0.name == name }) else { return false }
    pairs.append((name, value))
    return true
  }
}

/// Walks an XML document in UTF-8; names of elements have no namespace prefixes.
///
/// T. Bray et al. (2008), Extensible Markup Language (XML) 1.0, fifth edition, without document types: parts of a workbook have
/// none, and entities can expand without limit. Foundation's parser refuses documents beyond 10 MB.
struct XMLWalk {
  private let bytes: [UInt8]
  private let begin: (_ name: String, _ attributes: XMLAttributes) -> Void
  private let end: (_ name: String) -> Void
  private let characters: (_ text: String) -> Void
  private var index = 0
  /// The qualified names of the open elements.
  private var open: [Range<Int>] = []
  private var hasRoot = false

  /// More levels than any spreadsheet has.
  private static let maxDepth = 256

  /// Walks a document; `false` if it is malformed, has a document type, or declares an encoding other than UTF-8.
  ///
  /// - Complexity: linear.
  static func walk(
    _ bytes: [UInt8], begin: @escaping (String, XMLAttributes) -> Void,
    end: @escaping (String) -> Void = { _ in }, characters: @escaping (String) -> Void = { _ in }
  ) -> Bool {
    var walk = XMLWalk(bytes: bytes, begin: begin, end: end, characters: characters)
    return walk.run()
  }

  private init(
    bytes: [UInt8], begin: @escaping (String, XMLAttributes) -> Void, end: @escaping (String) -> Void,
    characters: @escaping (String) -> Void
  ) {
    self.bytes = bytes
    self.begin = begin
    self.end = end
    self.characters = characters
  }

  private mutating func run() -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    guard isUTF8Declared() else { return false }
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") ? markup() : text() else { return false }
    }
    return hasRoot && open.isEmpty
  }

  /// Whether the declaration, if there is one, says UTF-8.
  private func isUTF8Declared() -> Bool {
    guard has("<?xml") else { return true }
    let declaration = String(decoding: bytes[index...].prefix(200), as: UTF8.self).lowercased()
    guard let end = declaration.firstRange(of: "?>") else { return false }
    guard let encoding = declaration[..<end.lowerBound].firstRange(of: "encoding=") else { return true }
    let name = declaration[encoding.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
    return name == "utf-8"
  }

  // MARK: - Markup

  private mutating func markup() -> Bool {
    if has("<?") { return skip("<?", past: "?>") }
    if has("<!--") { return skip("<!--", past: "-->") }
    if has("<![CDATA[") { return verbatim() }
    if has("<!") { return false }
    return has("</") ? closingTag() : openingTag()
  }

  private mutating func closingTag() -> Bool {
    index += 2
    guard let name = name(), let opened = open.popLast(), bytes[name].elementsEqual(bytes[opened]) else {
      return false
    }
    skipSpace()
    guard take(">"), let local = local(name) else { return false }
    end(local)
    return true
  }

  private mutating func openingTag() -> Bool {
    index += 1
    guard let name = name(), let local = local(name), open.count < Self.maxDepth else { return false }
    // Only one element is outermost.
    if open.isEmpty && hasRoot { return false }
    hasRoot = true
    var attributes = XMLAttributes()
    while true {
      let isApart = skipSpace()
      if take(">") {
        open.append(name)
        begin(local, attributes)
        return true
      }
      if take("/") {
        guard take(">") else { return false }
        begin(local, attributes)
        end(local)
        return true
      }
      guard isApart, attribute(&attributes) else { return false }
    }
  }

  private mutating func attribute(_ attributes: inout XMLAttributes) -> Bool {
    guard let name = name() else { return false }
    skipSpace()
    guard take("=") else { return false }
    skipSpace()
    guard index < bytes.count,
      let quote = [UInt8(ascii: "\""), UInt8(ascii: "'")].first(where: { $0 == bytes[index] }),
      let end = bytes[(index + 1)...].firstIndex(of: quote)
    else { return false }
    let range = index + 1..<end
    index = end + 1
    guard !bytes[range].contains(UInt8(ascii: "<")), let value = resolved(range),
      let key = String(validating: bytes[name], as: UTF8.self)
    else { return false }
    return attributes.add(key, value)
  }

  private mutating func verbatim() -> Bool {
    let start = index + 9
    guard !open.isEmpty, skip("<![CDATA[", past: "]]>"), Self.isAllowed(bytes[start..<index - 3]),
      let text = String(validating: bytes[start..<index - 3], as: UTF8.self)
    else { return false }
    characters(text)
    return true
  }

  // MARK: - Text

  private mutating func text() -> Bool {
    let start = index
    var isPlain = true
    // One pass, as texts are most of a large document.
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") { break }
      if byte < 0x20 || byte == UInt8(ascii: "&") { isPlain = false }
      index += 1
    }
    if open.isEmpty { return bytes[start..<index].allSatisfy(Self.isSpace) }
    let text = isPlain ? String(validating: bytes[start..<index], as: UTF8.self) : resolved(start..<index)
    guard let text else { return false }
    characters(text)
    return true
  }

  /// A text with its references resolved and its line ends normalised; `nil` if it is not well-formed.
  private func resolved(_ range: Range<Int>) -> String? {
    let raw = bytes[range]
    guard Self.isAllowed(raw) else { return nil }
    guard raw.contains(where: { $0 == UInt8(ascii: "&") || $0 == 0x0D }) else {
      return String(validating: raw, as: UTF8.self)
    }
    var out: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      switch bytes[at] {
      case UInt8(ascii: "&"):
        guard let end = bytes[at..<min(at + 12, range.upperBound)].firstIndex(of: UInt8(ascii: ";")),
          let scalar = Self.referent(bytes[at + 1..<end])
        else { return nil }
        out += Array(String(scalar).utf8)
        at = end + 1
      case 0x0D:
        out.append(0x0A)
        at += at + 1 < range.upperBound && bytes[at + 1] == 0x0A ? 2 : 1
      case let byte:
        out.append(byte)
        at += 1
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  /// The character of a reference such as `amp` or `#x4F60`.
  private static func referent(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let name = String(decoding: name, as: UTF8.self)
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let isHex = name.hasPrefix("#x")
      guard name.hasPrefix("#"), let number = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10),
        number >= 0x20 || [0x09, 0x0A, 0x0D].contains(number)
      else { return nil }
      return Unicode.Scalar(number)
    }
  }

  /// Whether a text is without control characters that XML forbids.
  private static func isAllowed(_ text: ArraySlice<UInt8>) -> Bool {
    !text.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  // MARK: - Bytes

  private func has(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - index >= count else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// Skips a piece of markup; `false` if it never ends.
  private mutating func skip(_ start: StaticString, past end: StaticString) -> Bool {
    index += start.utf8CodeUnitCount
    while index < bytes.count {
      if has(end) {
        index += end.utf8CodeUnitCount
        return true
      }
      index += 1
    }
    return false
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Skips white space; `false` if there is none.
  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = index
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
    return index > start
  }

  /// A qualified name; `nil` if there is none.
  private mutating func name() -> Range<Int>? {
    let start = index
    while index < bytes.count, Self.isNamePart(bytes[index]) { index += 1 }
    guard index > start, !(0x2D...0x39).contains(bytes[start]) else { return nil }
    return start..<index
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  /// A name without its prefix.
  private func local(_ name: Range<Int>) -> String? {
    let colon = bytes[name].lastIndex(of: UInt8(ascii: ":"))
    return String(
      validating: bytes[(colon.map { $0 + 1 } ?? name.lowerBound)..<name.upperBound], as: UTF8.self)
  }
}
