/// A digest of all that the results of a long run depend on.
///
/// G. Fowler, L. C. Noll and K.-P. Vo's hash FNV-1a of 64 bits. It guards against mix-ups, not against malice.
public struct RunDigest: Sendable {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The digest of nothing but the program's version.
  public init() {
    add("version", Array(baylineVersion.utf8))
  }

  /// Adds an input under its name.
  /// - Complexity: linear.
  public mutating func add(_ name: String, _ bytes: [UInt8]) {
    // Lengths go in as well, so that no two lists of inputs run into each other.
    for part in [Array(name.utf8), bytes] {
      for byte in Array("\(part.count):".utf8) + part { mix(byte) }
    }
  }

  /// Adds an option under its name.
  public mutating func add(_ name: String, _ value: String) {
    add(name, Array(value.utf8))
  }

  private mutating func mix(_ byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// 16 hexadecimal digits, the same on any machine.
  public var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
