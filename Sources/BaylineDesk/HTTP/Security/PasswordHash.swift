import Crypto
import CryptoExtras
import Foundation

/// Hashes of passwords by scrypt (RFC 7914), as texts that have their parameters: `scrypt$15$8$1$SALT$KEY`.
///
/// An actor, so that a flood of tries computes one hash at a time: each takes 32 MB.
actor PasswordHash {
  /// The binary logarithm of the cost of new hashes.
  private let logRounds: Int
  private let blockSize = 8
  private let parallelism = 1
  private static let keyBytes = 32
  /// The longest password in bytes, so that nobody sends megabytes to be hashed.
  static let maxLength = 1024
  /// Below this, a password is refused.
  static let minCharacters = 8

  /// - Parameter logRounds: 15 takes 32 MB and about a tenth of a second.
  init(logRounds: Int = 15) {
    self.logRounds = logRounds
  }

  /// The hash of a new password.
  func hash(_ password: String) throws -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let key = try Self.key(
      password, salt: salt, logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
    return "scrypt$\(logRounds)$\(blockSize)$\(parallelism)$\(SecretToken.hex(salt))$\(SecretToken.hex(key))"
  }

  /// Whether a password is the one of a hash; takes as long without a hash.
  func isRight(_ password: String, for hash: String?) -> Bool {
    guard password.utf8.count <= Self.maxLength else { return false }
    guard let hash, let stored = Stored(hash) else {
      _ = try? Self.key(
        password, salt: Array(repeating: 0, count: 16), logRounds: logRounds, blockSize: blockSize,
        parallelism: parallelism)
      return false
    }
    let key = try? Self.key(
      password, salt: stored.salt, logRounds: stored.logRounds, blockSize: stored.blockSize,
      parallelism: stored.parallelism)
    guard let key else { return false }
    return SecretToken.areEqual(SecretToken.hex(key), stored.key)
  }

  private static func key(
    _ password: String, salt: [UInt8], logRounds: Int, blockSize: Int, parallelism: Int
  ) throws -> [UInt8] {
    // Equal characters may be typed as different bytes.
    let text = password.precomposedStringWithCompatibilityMapping
    let key = try KDF.Scrypt.deriveKey(
      from: Array(text.utf8), salt: salt, outputByteCount: keyBytes, rounds: 1 << logRounds,
      blockSize: blockSize, parallelism: parallelism)
    return key.withUnsafeBytes { Array($0) }
  }

  /// The parts of a hash; `nil` if the text is none, or one that would take too much memory.
  private struct Stored {
    var logRounds: Int
    var blockSize: Int
    var parallelism: Int
    var salt: [UInt8]
    var key: String

    init?(_ text: String) {
      let parts = text.split(separator: "$", omittingEmptySubsequences: false)
      guard parts.count == 6, parts[0] == "scrypt", let logRounds = Int(parts[1]),
        let blockSize = Int(parts[2]), let parallelism = Int(parts[3]), (1...20).contains(logRounds),
        (1...16).contains(blockSize), (1...4).contains(parallelism), parts[4].utf8.count % 2 == 0,
        parts[5].utf8.count == PasswordHash.keyBytes * 2
      else { return nil }
      (self.logRounds, self.blockSize, self.parallelism) = (logRounds, blockSize, parallelism)
      let digits = Array(parts[4])
      salt = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
      guard salt.count * 2 == digits.count else { return nil }
      key = String(parts[5])
    }
  }
}
