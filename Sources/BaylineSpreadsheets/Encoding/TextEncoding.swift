import Foundation

/// The encodings of delimited text that spreadsheets save.
package enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// GB 18030, which Chinese editions of Excel and WPS call ANSI; GBK and GB 2312 are subsets.
  case gb18030
  /// UTF-16 with a byte order mark, or else little-endian.
  case utf16 = "utf-16"
  /// UTF-16, little-endian.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, big-endian.
  case utf16BigEndian = "utf-16be"

  /// The name for messages.
  package var title: String {
    self == .gb18030 ? "GB18030" : rawValue.uppercased()
  }

  /// Foundation's encoding. Its GB 18030 is strict and includes the four-byte sequences.
  fileprivate var foundation: String.Encoding {
    switch self {
    case .utf8: .utf8
    case .gb18030: String.Encoding(rawValue: 0x8000_0632)
    case .utf16, .utf16LittleEndian: .utf16LittleEndian
    case .utf16BigEndian: .utf16BigEndian
    }
  }
}

/// The first byte that cannot be decoded.
struct UndecodableByte: Error, Hashable {
  var encoding: TextEncoding
  var byte: UInt8
  /// Line and character, from 1.
  var line: Int
  var character: Int
}

/// Decoded text with the encoding that it had.
struct DecodedText {
  /// UTF-8 without a byte order mark.
  var bytes: [UInt8]
  var encoding: TextEncoding
}

extension TextEncoding {
  /// Decodes a text strictly. Without a given encoding, it is that of the byte order mark; else UTF-16 if the bytes of delimiters
  /// and line breaks show it; else UTF-8 if valid; else GB 18030.
  static func decode(_ bytes: [UInt8], as given: TextEncoding? = nil) throws(UndecodableByte) -> DecodedText {
    let marked = byteOrderMark(bytes)
    if let given, given != .utf16 {
      return try given.decode(bytes.dropFirst(marked?.encoding == given ? marked?.length ?? 0 : 0))
    }
    if let marked, given == nil || marked.encoding != .utf8 {
      return try marked.encoding.decode(bytes.dropFirst(marked.length))
    }
    if given == .utf16 { return try utf16LittleEndian.decode(bytes[...]) }
    if let wide = unmarkedUTF16(bytes) { return try wide.decode(bytes[...]) }
    do {
      return try utf8.decode(bytes[...])
    } catch let first {
      do {
        return try gb18030.decode(bytes[...])
      } catch let second {
        // The encoding that gets further is the more likely one.
        throw (first.line, first.character) > (second.line, second.character) ? first : second
      }
    }
  }

  /// Encodes a text, with a byte order mark if spreadsheets expect one in this encoding.
  ///
  /// - Parameter text: A text that begins with U+FEFF, as `CSVWriter` writes it.
  func encode(_ text: String) -> [UInt8] {
    let isMarked = text.unicodeScalars.first == "\u{FEFF}"
    // Excel misreads GB 18030 with a mark; without one, it is the system encoding in China.
    let body = self == .gb18030 && isMarked ? String(text.unicodeScalars.dropFirst()) : text
    return [UInt8](body.data(using: foundation) ?? Data(body.utf8))
  }

  private func decode(_ bytes: ArraySlice<UInt8>) throws(UndecodableByte) -> DecodedText {
    if self == .utf8 {
      guard let text = String(validating: bytes, as: UTF8.self) else { throw firstUndecodableByte(bytes) }
      return DecodedText(bytes: Array(text.utf8), encoding: self)
    }
    guard self == .gb18030 || bytes.count.isMultiple(of: 2),
      let text = String(data: Data(bytes), encoding: foundation)
    else { throw firstUndecodableByte(bytes) }
    return DecodedText(bytes: Array(text.utf8), encoding: self)
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    return nil
  }

  /// Detects UTF-16 without a mark: its delimiters, quotes and line breaks are all on the same side of their zero bytes.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count.isMultiple(of: 2), bytes.contains(0) else { return nil }
    let signs = Set(",;\t\"\r\n".utf8)
    var (little, big) = (0, 0)
    for index in stride(from: 0, to: bytes.count, by: 2) {
      if bytes[index + 1] == 0, signs.contains(bytes[index]) { little += 1 }
      if bytes[index] == 0, signs.contains(bytes[index + 1]) { big += 1 }
    }
    if little > 0, big == 0 { return .utf16LittleEndian }
    if big > 0, little == 0 { return .utf16BigEndian }
    return nil
  }

  // MARK: - The first error

  /// Finds the first character that cannot be decoded.
  ///
  /// - Complexity: linear.
  private func firstUndecodableByte(_ bytes: ArraySlice<UInt8>) -> UndecodableByte {
    var (line, character) = (1, 1)
    var index = bytes.startIndex
    // Decode large chunks first, then the failing one by characters.
    for chunk in [4096, 1] {
      while index < bytes.endIndex {
        var end = index
        for _ in 0..<chunk where end < bytes.endIndex { end += unitLength(bytes[end...]) }
        guard end <= bytes.endIndex, let text = String(data: Data(bytes[index..<end]), encoding: foundation),
          !text.isEmpty
        else { break }
        for scalar in text.unicodeScalars {
          (line, character) = scalar == "\n" ? (line + 1, 1) : (line, character + 1)
        }
        index = end
      }
    }
    return UndecodableByte(
      encoding: self, byte: index < bytes.endIndex ? bytes[index] : 0, line: line, character: character)
  }

  /// The length in bytes that the lead byte announces.
  private func unitLength(_ rest: ArraySlice<UInt8>) -> Int {
    guard let lead = rest.first else { return 1 }
    let second = rest.dropFirst().first
    switch self {
    case .utf8: return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    case .gb18030: return lead <= 0x80 || lead == 0xFF ? 1 : (0x30...0x39).contains(second ?? 0) ? 4 : 2
    case .utf16, .utf16LittleEndian: return (0xD8...0xDB).contains(second ?? 0) ? 4 : 2
    case .utf16BigEndian: return (0xD8...0xDB).contains(lead) ? 4 : 2
    }
  }
}
