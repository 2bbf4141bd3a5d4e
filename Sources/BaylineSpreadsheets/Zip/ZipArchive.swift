/// Reads a zip archive held in memory, by its central directory (PKWARE, APPNOTE.TXT; no zip64, no encryption).
struct ZipArchive {
  /// What is broken: the archive, or one of its files.
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
  /// The bytes that may still be unpacked: parts count together.
  private var budget: Int

  /// Whether a file begins as an archive does.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Opens an archive.
  /// - Parameter limit: The most bytes that all parts asked for may unpack to.
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
      // Of two entries with one name, readers differ in the one that they take.
      guard entries[path] == nil else { throw CorruptionError(part: path) }
      entries[path] = Entry(
        method: word(at + 10), flags: word(at + 8), check: UInt32(long(at + 16)), packed: long(at + 20),
        unpacked: long(at + 24), offset: long(at + 42))
      at += 46 + name + extra + comment
    }
  }

  /// A part unpacked and checked; `nil` if there is none of that name.
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

  /// Where the record of the end of the directory is: near the end, before a comment.
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
