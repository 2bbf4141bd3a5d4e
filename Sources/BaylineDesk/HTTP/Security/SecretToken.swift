import Crypto

/// Secrets of 256 random bits as text, and what may be stored of them.
enum SecretToken {
  /// The characters of a secret.
  static let length = 64

  /// A new secret, in hexadecimal digits.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return hex((0..<4).flatMap { _ in bytes(of: generator.next()) })
  }

  /// Whether a text can be a secret.
  static func isValid(_ text: String) -> Bool {
    text.utf8.count == length
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// What is stored of a secret. It has 256 random bits, so that a fast hash cannot be guessed.
  static func hash(_ token: String) -> String {
    hex(SHA256.hash(data: Array(token.utf8)))
  }

  /// The secret that the forms of a browser must repeat, of a browser whose session is stored nowhere.
  static func csrf(of token: String) -> String {
    hex(
      HMAC<SHA256>.authenticationCode(for: Array("csrf".utf8), using: SymmetricKey(data: Array(token.utf8))))
  }

  /// Whether texts are equal, in a time that does not tell where they differ.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(of word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
}
