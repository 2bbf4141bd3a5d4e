/// The 64-bit hash FNV-1a of G. Fowler, L. C. Noll and K.-P. Vo. It is the same on every machine, and is not
/// cryptographically secure.
package struct FNV1a: Hashable, Sendable {
  /// The hash of the bytes combined so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Creates the hash of no bytes.
  package init() {}

  /// Adds a byte.
  package mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// Adds the UTF-8 bytes of a text.
  package mutating func combine(_ text: some StringProtocol) {
    for byte in text.utf8 { combine(byte) }
  }

  /// The hash as 16 hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
