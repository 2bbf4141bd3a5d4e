import BaylineModel
import Testing

@testable import BaylineSpreadsheets

@Suite struct ZipArchiveTests {
  private func archive() -> [UInt8] {
    var writer = ZipWriter()
    writer.add("a.xml", Array("<a/>".utf8))
    writer.add("目录/b", Array(repeating: 7, count: 1000))
    return writer.archive()
  }

  @Test func whatWasWrittenIsRead() throws {
    var zip = try ZipArchive(archive(), limit: 2000)
    #expect(try zip.part("a.xml") == Array("<a/>".utf8))
    #expect(try zip.part("目录/b") == Array(repeating: 7, count: 1000))
    #expect(try zip.part("c") == nil)
  }

  @Test func partsTogetherKeepTheLimit() throws {
    var zip = try ZipArchive(archive(), limit: 1003)
    _ = try zip.part("a.xml")
    #expect(throws: ZipArchive.CorruptionError.self) { try zip.part("目录/b") }
  }

  /// Any byte changed: refused, or the parts are whole all the same (names of times and the like do not matter).
  @Test func everyDamageIsFoundOrHarmless() throws {
    let bytes = archive()
    for index in bytes.indices {
      var broken = bytes
      broken[index] ^= 0x55
      guard var zip = try? ZipArchive(broken, limit: 2000) else { continue }
      if let part = try? zip.part("a.xml") { #expect(part == Array("<a/>".utf8)) }
      if let part = try? zip.part("目录/b") { #expect(part == Array(repeating: 7, count: 1000)) }
    }
  }

  @Test func twoPartsOfOneNameAreRefused() {
    var writer = ZipWriter()
    writer.add("a", [1])
    writer.add("a", [2])
    #expect(throws: ZipArchive.CorruptionError.self) { try ZipArchive(writer.archive(), limit: 10) }
  }
}
