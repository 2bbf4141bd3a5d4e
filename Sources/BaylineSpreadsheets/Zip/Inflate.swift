/// Decompresses raw DEFLATE data.
///
/// P. Deutsch (1996), DEFLATE Compressed Data Format Specification version 1.3 (RFC 1951). Codes are decoded bit by bit from the
/// counts of their lengths, as in M. Adler's `puff`.
struct Inflate {
  /// The data is corrupt, or decompresses to more than the limit.
  struct CorruptionError: Error {}

  private let bytes: ArraySlice<UInt8>
  private let limit: Int
  private var index: Int
  private var bits: UInt32 = 0
  private var count = 0
  private var out: [UInt8] = []

  /// Decompresses to at most `limit` bytes.
  ///
  /// - Complexity: linear in the decompressed size.
  static func unpack(_ bytes: ArraySlice<UInt8>, limit: Int) throws(CorruptionError) -> [UInt8] {
    var inflate = Inflate(bytes, limit: limit)
    try inflate.run()
    return inflate.out
  }

  private init(_ bytes: ArraySlice<UInt8>, limit: Int) {
    self.bytes = bytes
    self.limit = limit
    index = bytes.startIndex
  }

  private mutating func run() throws(CorruptionError) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1: try unpackBlock(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try readCodes()
        try unpackBlock(literals, distances)
      default: throw CorruptionError()
      }
    }
  }

  // MARK: - Bits

  private mutating func take(_ wanted: Int) throws(CorruptionError) -> Int {
    while count < wanted {
      guard index < bytes.endIndex else { throw CorruptionError() }
      bits |= UInt32(bytes[index]) << UInt32(count)
      index += 1
      count += 8
    }
    let value = bits & ((1 << UInt32(wanted)) - 1)
    bits >>= UInt32(wanted)
    count -= wanted
    return Int(value)
  }

  private mutating func symbol(_ code: PrefixCode) throws(CorruptionError) -> Int {
    // Codes of one length are consecutive; the first follows from the counts of shorter codes.
    var (value, first, position) = (0, 0, 0)
    for length in 1...15 {
      value |= try take(1)
      let there = code.counts[length]
      if value - there < first { return code.symbols[position + value - first] }
      position += there
      first = (first + there) << 1
      value <<= 1
    }
    throw CorruptionError()
  }

  // MARK: - Blocks

  private mutating func copyStored() throws(CorruptionError) {
    (bits, count) = (0, 0)
    guard bytes.endIndex - index >= 4 else { throw CorruptionError() }
    let length = Int(bytes[index]) | Int(bytes[index + 1]) << 8
    let check = Int(bytes[index + 2]) | Int(bytes[index + 3]) << 8
    index += 4
    guard length == ~check & 0xFFFF, bytes.endIndex - index >= length, out.count + length <= limit else {
      throw CorruptionError()
    }
    out += bytes[index..<index + length]
    index += length
  }

  private mutating func unpackBlock(_ literals: PrefixCode, _ distances: PrefixCode) throws(CorruptionError) {
    while true {
      let symbol = try symbol(literals)
      if symbol < 256 {
        guard out.count < limit else { throw CorruptionError() }
        out.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        guard symbol - 257 < Self.lengths.count else { throw CorruptionError() }
        let length = Self.lengths[symbol - 257] + (try take(Self.lengthBits[symbol - 257]))
        let code = try self.symbol(distances)
        guard code < Self.distances.count else { throw CorruptionError() }
        let distance = Self.distances[code] + (try take(Self.distanceBits[code]))
        guard distance <= out.count, out.count + length <= limit else { throw CorruptionError() }
        // Copy byte by byte, because source and target may overlap.
        for _ in 0..<length { out.append(out[out.count - distance]) }
      }
    }
  }

  private mutating func readCodes() throws(CorruptionError) -> (literals: PrefixCode, distances: PrefixCode) {
    let literals = try take(5) + 257
    let distances = try take(5) + 1
    let codes = try take(4) + 4
    guard literals <= 286, distances <= 30 else { throw CorruptionError() }
    var lengths = [Int](repeating: 0, count: 19)
    for position in Self.codeOrder.prefix(codes) { lengths[position] = try take(3) }
    let code = try PrefixCode(lengths)
    lengths = []
    while lengths.count < literals + distances {
      switch try symbol(code) {
      case 16:
        guard let last = lengths.last else { throw CorruptionError() }
        lengths += repeatElement(last, count: try take(2) + 3)
      case 17: lengths += repeatElement(0, count: try take(3) + 3)
      case 18: lengths += repeatElement(0, count: try take(7) + 11)
      case let length: lengths.append(length)
      }
    }
    guard lengths.count == literals + distances, lengths[256] > 0 else { throw CorruptionError() }
    return (try PrefixCode(lengths[..<literals]), try PrefixCode(lengths[literals...]))
  }

  // MARK: - Tables of the format

  /// A prefix code given by the length of each symbol in bits, 0 for none.
  struct PrefixCode {
    /// The number of symbols of each length.
    var counts = [Int](repeating: 0, count: 16)
    /// The symbols by length, then by value.
    var symbols: [Int] = []

    init(_ lengths: some Collection<Int>) throws(CorruptionError) {
      self.init(fixed: lengths)
      var left = 1
      for length in 1...15 {
        left = left << 1 - counts[length]
        // Oversubscribed. Incomplete codes are allowed: a single distance may have a code of one bit.
        if left < 0 { throw CorruptionError() }
      }
    }

    /// A code known to be valid.
    fileprivate init(fixed lengths: some Collection<Int>) {
      for length in lengths where length > 0 { counts[length] += 1 }
      var next = [Int](repeating: 0, count: 17)
      for length in 1...15 { next[length + 1] = next[length] + counts[length] }
      symbols = [Int](repeating: 0, count: next[16])
      for (symbol, length) in lengths.enumerated() where length > 0 {
        symbols[next[length]] = symbol
        next[length] += 1
      }
    }
  }

  private static let fixedLiterals = PrefixCode(
    fixed: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = PrefixCode(fixed: [Int](repeating: 5, count: 30))
  private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
    227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
    4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]
}
