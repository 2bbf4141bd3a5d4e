import BaylineModel
import Foundation
import Testing

@testable import BaylineSpreadsheets

/// Packed by Python's zlib (`compressobj(level, DEFLATED, -15, 9, strategy)`).
@Suite struct InflateTests {
  private func unpack(_ base64: String, limit: Int = 10_000) throws -> [UInt8] {
    let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
    return try Inflate.unpack(bytes[...], limit: limit)
  }

  /// 3 × (200 × "bay " and all bytes): copies over more than 2,000 bytes, and copies that overlap themselves.
  private static let far = """
    S0qsVEgaxaN4FGPFDIxMzCysbOwcnFzcPLx8/AKCQsIiomLiEpJS0jKycvIKikrKKqpq6hqaWto6unr6BoZGxiamZuYWllbWNrZ29g6O\
    Ts4urm7uHp5e3j6+fv4BgUHBIaFh4RGRUdExsXHxCYlJySmpaekZmVnZObl5+QWFRcUlpWXlFZVV1TW1dfUNjU3NLa1t7R2dXd09vX39\
    EyZOmjxl6rTpM2bOmj1n7rz5CxYuWrxk6bLlK1auWr1m7br1GzZu2rxl67btO3bu2r1n7779Bw4eOnzk6LHjJ06eOn3m7LnzFy5eunzl\
    6rXrN27eun3n7r37Dx4+evzk6bPnL16+ev3m7bv3Hz5++vzl67fvP37++v3n77//o2lgFI/i0fJhtHwYxaN4tHwgtXwAAA==
    """
  /// 400 random letters, three times: a code of its own.
  private static let dynamic = """
    7dHHkQQhEETRO1ZgAB5gDaobWYhCW78zBqwHc8pLHn7Es9hMJL0MVF0QWlyz7yqNtpIGM3YYRmraYh71HJT+CMpc6ZvwtC6BtC9mYnjU\
    0pTXTTiDeag0YWwIaHmYhAjm+lzPYqFxRL3GOyg6r1Vho6h4FXAjPBxgWvZ+ZFr4eRJXrfRC6d7kC747syQLIRrOUsqsfvL6bLrf6mDs\
    ZYkHV30L4gIGkToOI8cIOU4S+3K7CJRTRDeyxx6e+IQTWXf+Jn2owLmNr3ZcZ8MzYSytewiT2nzZo8IeL8fs7NWyvuFSig9znx3q9ogG\
    fL3M5TjAA4IkYF5RKO8VGllW7kzP3N84bpli6PW1UvK7Knk554BSlK2f6u0U9ufx8/h5/OvxBw==
    """

  @Test func blocksOfAllThreeKinds() throws {
    #expect(try unpack("AREA7v9oZWxsbyBoZWxsbyBoZWxsbw==") == Array("hello hello hello".utf8))
    #expect(
      try unpack("y0jNyclXyECQOgpJiZXFCol5KQolqckZeZnJmYl5xQA=")
        == Array("hello hello hello, bays and technicians".utf8))
    let text = try unpack(Self.dynamic)
    #expect(text.count == 1200)
    #expect(CRC32.of(text) == 1_210_540_539)
    #expect(CRC32.of(try unpack(Self.far)) == 1_022_445_410)
  }

  @Test func noMoreThanTheLimit() throws {
    #expect(try unpack(Self.dynamic, limit: 1200).count == 1200)
    #expect(throws: Inflate.CorruptionError.self) { try unpack(Self.dynamic, limit: 1199) }
    #expect(throws: Inflate.CorruptionError.self) {
      try unpack("AREA7v9oZWxsbyBoZWxsbyBoZWxsbw==", limit: 16)
    }
  }

  /// Cut off, or with a bit of the first bytes flipped: a fault or other bytes, never a crash.
  @Test(arguments: [dynamic, far]) func brokenData(base64: String) throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
    for length in stride(from: 0, to: bytes.count, by: 3) {
      #expect(throws: Inflate.CorruptionError.self) { try Inflate.unpack(bytes[..<length], limit: 10_000) }
    }
    for bit in stride(from: 0, to: min(800, bytes.count * 8), by: 7) {
      var broken = bytes
      broken[bit / 8] ^= 1 << UInt8(bit % 8)
      let unpacked = try? Inflate.unpack(broken[...], limit: 10_000)
      #expect((unpacked?.count ?? 0) <= 10_000)
    }
  }

  /// The check sum that every page on CRC-32 gives for these digits.
  @Test func checkSum() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
