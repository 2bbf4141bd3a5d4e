import BaylineModel
import Testing

@testable import BaylineSpreadsheets

@Suite struct TextEncodingTests {
  private func text(_ bytes: [UInt8], as given: TextEncoding? = nil) throws -> (String, TextEncoding) {
    let decoded = try TextEncoding.decode(bytes, as: given)
    return (String(decoding: decoded.bytes, as: UTF8.self), decoded.encoding)
  }

  @Test func byteOrderMarksDecide() throws {
    #expect(try text([0xEF, 0xBB, 0xBF, 0x41]) == ("A", .utf8))
    #expect(try text([0xFF, 0xFE, 0x41, 0x00]) == ("A", .utf16LittleEndian))
    #expect(try text([0xFE, 0xFF, 0x00, 0x41]) == ("A", .utf16BigEndian))
    #expect(try text([0x84, 0x31, 0x95, 0x33, 0xD6, 0xD0]) == ("中", .gb18030))
  }

  @Test func withoutAMarkTheBytesDecide() throws {
    #expect(try text(Array("车牌,客户".utf8)) == ("车牌,客户", .utf8))
    #expect(try text([0xB3, 0xB5, 0xC5, 0xC6, 0x2C, 0x31]) == ("车牌,1", .gb18030))
    // 一, LF: the zero bytes of 一 (U+4E00) and of the line break lie on different sides.
    #expect(try text([0x00, 0x4E, 0x0A, 0x00]) == ("一\n", .utf16LittleEndian))
    #expect(try text([0x4E, 0x00, 0x00, 0x0A]) == ("一\n", .utf16BigEndian))
  }

  @Test func fourBytesOfGB18030() throws {
    #expect(try text([0x95, 0x32, 0x82, 0x36, 0x2C]) == ("𠀀,", .gb18030))
  }

  @Test func firstByteThatIsNoTextIsTold() {
    #expect(throws: UndecodableByte(encoding: .gb18030, byte: 0xFF, line: 2, character: 2)) {
      try TextEncoding.decode([0xB3, 0xB5, 0x0A, 0x41, 0xFF, 0x41])
    }
    #expect(throws: UndecodableByte(encoding: .utf8, byte: 0xC6, line: 1, character: 2)) {
      try TextEncoding.decode([0x41, 0xC6, 0x41], as: .utf8)
    }
    #expect(throws: UndecodableByte(encoding: .utf16LittleEndian, byte: 0x00, line: 1, character: 2)) {
      try TextEncoding.decode([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xDC])
    }
  }

  @Test func halfACharacterAtTheEnd() {
    #expect(throws: UndecodableByte.self) { try TextEncoding.decode([0x41, 0x2C, 0xB3]) }
    #expect(throws: UndecodableByte.self) { try TextEncoding.decode([0xFF, 0xFE, 0x41]) }
  }

  /// Every character that there is, by steps, and all of the first plane's Chinese.
  @Test(arguments: [TextEncoding.utf8, .gb18030, .utf16, .utf16BigEndian]) func everyCharacterComesBack(
    encoding: TextEncoding
  ) throws {
    var all = String.UnicodeScalarView()
    for value in UInt32(0x20)...0x10FFFF where value % 31 == 0 || (0x4E00..<0x6000).contains(value) {
      if let scalar = Unicode.Scalar(value), value & 0xFFFE != 0xFFFE, value != 0xFEFF { all.append(scalar) }
    }
    let bytes = encoding.encode("\u{FEFF}" + String(all))
    let decoded = try TextEncoding.decode(bytes, as: encoding)
    #expect(String(decoding: decoded.bytes, as: UTF8.self).unicodeScalars.elementsEqual(all))
  }
}
