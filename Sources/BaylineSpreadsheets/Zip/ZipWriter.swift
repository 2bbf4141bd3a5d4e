/// Writes a zip archive with uncompressed parts. Output is deterministic.
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a part.
  mutating func add(_ path: String, _ content: [UInt8]) {
    let offset = bytes.count
    // Version 2.0, names in UTF-8, stored, 1980-01-01 00:00.
    var common: [UInt8] = []
    common.add(20, bytes: 2)
    common.add(0x800, bytes: 2)
    common.add(0, bytes: 4)
    common.add(0x21, bytes: 2)
    common.add(Int(CRC32.of(content)), bytes: 4)
    common.add(content.count, bytes: 4)
    common.add(content.count, bytes: 4)
    common.add(path.utf8.count, bytes: 2)
    common.add(0, bytes: 2)
    bytes += [0x50, 0x4B, 0x03, 0x04] + common + Array(path.utf8) + content
    directory += [0x50, 0x4B, 0x01, 0x02, 20, 0] + common
    // No comment, first disk, no attributes.
    directory.add(0, bytes: 10)
    directory.add(offset, bytes: 4)
    directory += Array(path.utf8)
    count += 1
  }

  /// The archive of all parts.
  func archive() -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
    end.add(count, bytes: 2)
    end.add(count, bytes: 2)
    end.add(directory.count, bytes: 4)
    end.add(bytes.count, bytes: 4)
    end.add(0, bytes: 2)
    return bytes + directory + end
  }
}

extension [UInt8] {
  /// Appends a number in little-endian order.
  fileprivate mutating func add(_ number: Int, bytes count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
