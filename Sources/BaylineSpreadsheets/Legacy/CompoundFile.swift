/// A compound file, the container of old Office documents: streams by name, each in a chain of sectors.
///
/// Microsoft (2021), [MS-CFB] Compound File Binary File Format.
struct CompoundFile {
  /// The first bytes of every compound file.
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  private struct Entry {
    var name: String
    var isStream: Bool
    var start: Int
    var size: Int
    /// The siblings and the first child in the directory, which is a binary tree.
    var left: Int
    var right: Int
    var child: Int
  }

  private let bytes: [UInt8]
  private let sectorSize: Int
  private let cutoff: Int
  private var chain: [UInt32] = []
  private var smallChain: [UInt32] = []
  /// The streams below the cutoff, one after the other.
  private var small: [UInt8] = []
  private var entries: [String: Entry] = [:]

  private static let smallSectorSize = 64
  private static let endOfChain: UInt32 = 0xFFFF_FFFE
  private static let none = 0xFFFF_FFFF
  private static let part = "OLE2"

  /// Opens a file that begins with the signature.
  ///
  /// - Complexity: linear in the size of the file.
  init(_ bytes: [UInt8]) throws(WorkbookError) {
    let file = LittleEndian(bytes, part: Self.part)
    let (version, shift) = (try file.word(26), try file.word(30))
    guard (version, shift) == (3, 9) || (version, shift) == (4, 12), try file.word(32) == 6 else {
      throw .damaged(part: Self.part)
    }
    self.bytes = bytes
    sectorSize = 1 << shift
    cutoff = try file.long(56)
    chain = try allocation(file)
    smallChain = Self.numbers(try stream(from: try file.long(60), size: nil))
    let all = try Self.directory(try stream(from: try file.long(48), size: nil))
    guard let root = all.first else { throw .damaged(part: Self.part) }
    small = root.size > 0 ? try stream(from: root.start, size: root.size) : []
    entries = try Self.children(of: root, all)
  }

  /// The names of the streams that are not in a folder.
  var names: Set<String> { Set(entries.filter(\.value.isStream).keys) }

  /// The contents of a stream; `nil` if there is none with this name.
  func stream(_ name: String) throws(WorkbookError) -> [UInt8]? {
    guard let entry = entries[name], entry.isStream else { return nil }
    if entry.size >= cutoff { return try stream(from: entry.start, size: entry.size) }
    var out: [UInt8] = []
    for sector in try Self.sectors(
      from: entry.start, smallChain, limit: small.count / Self.smallSectorSize + 1)
    {
      let start = sector * Self.smallSectorSize
      guard start < small.count else { throw .damaged(part: name) }
      out += small[start..<min(start + Self.smallSectorSize, small.count)]
      if out.count >= entry.size { break }
    }
    guard out.count >= entry.size else { throw .damaged(part: name) }
    return Array(out.prefix(entry.size))
  }

  // MARK: - Sectors

  /// The table of the sector that follows each sector.
  private func allocation(_ file: LittleEndian) throws(WorkbookError) -> [UInt32] {
    var sectors: [Int] = []
    for index in 0..<109 { sectors.append(try file.long(76 + 4 * index)) }
    var (next, left) = (try file.long(68), try file.long(72))
    while left > 0 {
      let more = Self.numbers(try sector(next))
      guard let last = more.last, sectors.count <= bytes.count / sectorSize else {
        throw .damaged(part: Self.part)
      }
      sectors += more.dropLast().map(Int.init)
      (next, left) = (Int(last), left - 1)
    }
    let used = sectors.prefix(try file.long(44)).prefix { $0 < Self.none - 5 }
    guard try used.count == file.long(44), used.count <= bytes.count / sectorSize else {
      throw .damaged(part: Self.part)
    }
    var chain: [UInt32] = []
    for number in used { chain += Self.numbers(try sector(number)) }
    return chain
  }

  /// A sector; the last one of a file may be cut short.
  private func sector(_ number: Int) throws(WorkbookError) -> ArraySlice<UInt8> {
    // Numbers have 32 bits, so nothing overflows.
    let start = (number + 1) * sectorSize
    guard start < bytes.count else { throw .damaged(part: Self.part) }
    return bytes[start..<min(start + sectorSize, bytes.count)]
  }

  /// The bytes of a chain; without a size, all of it.
  private func stream(from start: Int, size: Int?) throws(WorkbookError) -> [UInt8] {
    guard size ?? 0 <= bytes.count else { throw .damaged(part: Self.part) }
    var out: [UInt8] = []
    for number in try Self.sectors(from: start, chain, limit: bytes.count / sectorSize) {
      out += try sector(number)
      if let size, out.count >= size { break }
    }
    guard let size else { return out }
    guard out.count >= size else { throw .damaged(part: Self.part) }
    return Array(out.prefix(size))
  }

  /// The sectors of a chain in order.
  ///
  /// - Parameter limit: The number of sectors that there are; a longer chain goes in circles.
  private static func sectors(from start: Int, _ chain: [UInt32], limit: Int) throws(WorkbookError) -> [Int] {
    var found: [Int] = []
    var next = UInt32(truncatingIfNeeded: start)
    while next < 0xFFFF_FFFA {
      guard Int(next) < chain.count, found.count < limit else { throw .damaged(part: part) }
      found.append(Int(next))
      next = chain[Int(next)]
    }
    guard next == endOfChain || found.isEmpty else { throw .damaged(part: part) }
    return found
  }

  private static func numbers(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt32] {
    let bytes = Array(bytes)
    return stride(from: 0, to: bytes.count / 4 * 4, by: 4).map {
      UInt32(bytes[$0]) | UInt32(bytes[$0 + 1]) << 8 | UInt32(bytes[$0 + 2]) << 16 | UInt32(bytes[$0 + 3])
        << 24
    }
  }

  // MARK: - Directory

  private static func directory(_ bytes: [UInt8]) throws(WorkbookError) -> [Entry] {
    let data = LittleEndian(bytes, part: part)
    var entries: [Entry] = []
    for start in stride(from: 0, to: bytes.count / 128 * 128, by: 128) {
      let length = min(max(try data.word(start + 64) / 2 - 1, 0), 31)
      var name: [UInt16] = []
      for index in 0..<length { name.append(UInt16(try data.word(start + 2 * index))) }
      entries.append(
        Entry(
          name: String(decoding: name, as: UTF16.self), isStream: try data.byte(start + 66) == 2,
          start: try data.long(start + 116), size: try data.long(start + 120),
          left: try data.long(start + 68),
          right: try data.long(start + 72), child: try data.long(start + 76)))
    }
    return entries
  }

  /// The entries directly below the root, by name; those in folders belong to embedded documents.
  private static func children(of root: Entry, _ all: [Entry]) throws(WorkbookError) -> [String: Entry] {
    var found: [String: Entry] = [:]
    var rest = [root.child]
    var visited = 0
    while let next = rest.popLast() {
      if next == none { continue }
      visited += 1
      guard all.indices.contains(next), visited <= all.count, found[all[next].name] == nil else {
        throw .damaged(part: part)
      }
      found[all[next].name] = all[next]
      rest += [all[next].left, all[next].right]
    }
    return found
  }
}

/// Numbers in bytes, the lowest byte first; reading beyond the end is damage of a part.
struct LittleEndian {
  let bytes: ArraySlice<UInt8>
  let part: String

  init(_ bytes: some RandomAccessCollection<UInt8>, part: String) {
    self.bytes = (bytes as? ArraySlice<UInt8>) ?? ArraySlice(bytes)
    self.part = part
  }

  var count: Int { bytes.count }

  func byte(_ at: Int) throws(WorkbookError) -> Int {
    guard at >= 0, at < bytes.count else { throw .damaged(part: part) }
    return Int(bytes[bytes.startIndex + at])
  }

  func word(_ at: Int) throws(WorkbookError) -> Int {
    try byte(at) | (try byte(at + 1)) << 8
  }

  func long(_ at: Int) throws(WorkbookError) -> Int {
    try word(at) | (try word(at + 2)) << 16
  }

  func double(_ at: Int) throws(WorkbookError) -> Double {
    Double(bitPattern: UInt64(try long(at)) | UInt64(try long(at + 4)) << 32)
  }
}
