/// Reads a zip archive in memory by its central directory (PKWARE, APPNOTE.TXT; neither zip64 nor encryption).
struct ZipArchive {
  /// The archive ("zip") or one of its parts is corrupt.
  struct CorruptionError: Error {
    var part: String
  }

  private struct Entry {
    var method: Int
    var flags: Int
    var check: UInt32
    var packed: Int
    var unpacked: Int
    var offset: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]
  /// The number of bytes that may still be unpacked, over all parts.
  private var budget: Int

  /// Whether a file starts with the signature of an archive.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Opens an archive.
  ///
  /// - Parameter limit: The maximum number of bytes that all requested parts may unpack to.
  init(_ bytes: [UInt8], limit: Int) throws(CorruptionError) {
    self.bytes = bytes
    budget = limit
    guard let end = Self.endOfDirectory(bytes) else { throw CorruptionError(part: "zip") }
    let count = word(end + 10)
    var at = long(end + 16)
    for _ in 0..<count {
      guard at + 46 <= bytes.count, long(at) == 0x0201_4B50 else { throw CorruptionError(part: "zip") }
      let (name, extra, comment) = (word(at + 28), word(at + 30), word(at + 32))
      guard at + 46 + name + extra + comment <= bytes.count,
        let path = String(validating: bytes[(at + 46)..<(at + 46 + name)], as: UTF8.self)
      else { throw CorruptionError(part: "zip") }
      // Programs disagree about which of two entries with one name counts.
      guard entries[path] == nil else { throw CorruptionError(part: path) }
      entries[path] = Entry(
        method: word(at + 10), flags: word(at + 8), check: UInt32(long(at + 16)), packed: long(at + 20),
        unpacked: long(at + 24), offset: long(at + 42))
      at += 46 + name + extra + comment
    }
  }

  /// Whether there is a part with that path.
  func has(_ path: String) -> Bool { entries[path] != nil }

  /// Unpacks and checks a part; `nil` if there is none with that path.
  mutating func part(_ path: String) throws(CorruptionError) -> [UInt8]? {
    guard let entry = entries[path] else { return nil }
    let at = entry.offset
    guard at + 30 <= bytes.count, long(at) == 0x0403_4B50, entry.flags & 1 == 0 else {
      throw CorruptionError(part: path)
    }
    let start = at + 30 + word(at + 26) + word(at + 28)
    guard start + entry.packed <= bytes.count, entry.unpacked <= budget else {
      throw CorruptionError(part: path)
    }
    let packed = bytes[start..<start + entry.packed]
    let unpacked: [UInt8]
    switch entry.method {
    case 0: unpacked = Array(packed)
    case 8:
      do {
        unpacked = try Inflate.unpack(packed, limit: entry.unpacked)
      } catch {
        throw CorruptionError(part: path)
      }
    default: throw CorruptionError(part: path)
    }
    guard unpacked.count == entry.unpacked, CRC32.of(unpacked) == entry.check else {
      throw CorruptionError(part: path)
    }
    budget -= unpacked.count
    return unpacked
  }

  /// The position of the end-of-directory record, near the end of the file, before a comment.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let last = bytes.count - 22
    return (max(0, last - 65_535)...last).last { at in
      bytes[at] == 0x50 && bytes[at + 1] == 0x4B && bytes[at + 2] == 0x05 && bytes[at + 3] == 0x06
    }
  }

  private func word(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
  private func long(_ at: Int) -> Int { word(at) | word(at + 2) << 16 }
}
