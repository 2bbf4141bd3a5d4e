import BaylineFormats
import BaylineModel
import Testing

@Suite struct JSONParserTests {
  private func diagnostics(_ bytes: [UInt8]) -> [String] {
    SiteFormat.decode(bytes, file: "f").diagnostics.brief
  }

  private func value(_ text: String) -> JSONValue? {
    let (value, errors) = JSONParser.parse(Array(text.utf8))
    return errors.isEmpty ? value : nil
  }

  @Test(arguments: [
    ("", "1:1 emptyFile"), (" \n ", "1:1 emptyFile"), ("{", "1:2 truncated"), ("{\"a", "1:4 truncated"),
    ("{\"a\": tr", "1:9 truncated"), ("[1, 2", "1:6 truncated"), ("{}\n{}", "2:1 textAfterEnd"),
    ("[1,]", "1:4 unexpectedCharacter"), ("{\"a\": 1,}", "1:9 unexpectedCharacter"),
    ("{a: 1}", "1:2 unexpectedCharacter"), ("{\"a\" 1}", "1:6 unexpectedCharacter"),
    ("[1 2]", "1:4 unexpectedCharacter"), ("[\n  nul]", "2:3 unexpectedCharacter"),
    ("[\"钟\",钟]", "1:6 unexpectedCharacter"), ("[NaN]", "1:2 notANumber"), ("[-Infinity]", "1:2 notANumber"),
    ("[Infinity]", "1:2 notANumber"), ("[01]", "1:2 badNumber"), ("[1.]", "1:2 badNumber"),
    ("[-]", "1:2 badNumber"), ("[1e]", "1:2 badNumber"), ("[.5]", "1:2 unexpectedCharacter"),
    ("[\"\\x\"]", "1:3 badEscape"), ("[\"\\u12g4\"]", "1:3 badEscape"),
    ("[\"\\ud800\"]", "1:3 loneSurrogate"),
    ("[\"\\udc00\\ud800\"]", "1:3 loneSurrogate"), ("[\"\\ud800\\u0041\"]", "1:3 loneSurrogate"),
    ("[\"a\tb\"]", "1:4 controlCharacter"), ("[\r\n\"a\n\"]", "2:3 controlCharacter"),
    ("'a'", "1:1 unexpectedCharacter"), ("// a", "1:1 unexpectedCharacter"),
  ])
  func invalidJSONIsReportedWithLineAndColumn(text: String, expected: String) {
    #expect(diagnostics(Array(text.utf8)) == [expected])
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE4, 0xBD, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xC3],
    ] as [[UInt8]])
  func bytesThatAreNotUTF8AreRefused(bytes: [UInt8]) {
    #expect(diagnostics(bytes) == ["1:2 notUTF8"])
  }

  @Test func aByteOrderMarkIsRefused() {
    #expect(diagnostics([0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == ["1:1 byteOrderMark"])
    #expect(diagnostics([0xFF, 0xFE, 0x7B, 0]) == ["1:1 notUTF8"])
  }

  @Test func nestingIsLimited() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(value(nested(64)) != nil)
    #expect(diagnostics(Array(nested(65).utf8)) == ["1:65 tooDeep"])
    #expect(diagnostics(Array(String(repeating: "[", count: 1_000_000).utf8)) == ["1:65 tooDeep"])
  }

  @Test func duplicateMembersAreReportedAndTheRestIsStillRead() {
    let text = """
      {"format": "bayline.site/1", "name": "a", "name": "b",
       "hours": "day", "calendars": {"day": {}, "day": {}}, "loaners": -1}
      """
    #expect(
      diagnostics(Array(text.utf8)) == ["1:43 duplicateMember", "2:43 duplicateMember", "$.loaners tooSmall"])
  }

  @Test func repeatedMembersAreFoundInLargeObjects() {
    let names = (0..<20).map { "\"m\($0)\": 1" } + ["\"m3\": 2", "\"m19\": 2"]
    let (_, diagnostics) = JSONParser.parse(Array("{\(names.joined(separator: ","))}".utf8))
    #expect(diagnostics.map(\.problem) == [.duplicateMember("m3"), .duplicateMember("m19")])
  }

  @Test func valuesAreExact() {
    #expect(
      value("[9223372036854775807, -9223372036854775808, -0]")
        == .array([.integer(.max), .integer(.min), .integer(0)]))
    #expect(value("-999999999999999999") == .integer(-999_999_999_999_999_999))
    #expect(value("1000000000000000000") == .integer(1_000_000_000_000_000_000))
    #expect(value("9223372036854775808") == .number("9223372036854775808"))
    #expect(value("1.0") == .number("1.0"))
    #expect(value(#""\u4f60\ud83d\ude00\n\/\"\\é""#) == .string("你😀\n/\"\\é"))
    #expect(
      value(" {\"b\":[],\t\"a\":{}} ")
        == .object([JSONMember("b", .array([])), JSONMember("a", .object([]))]))
    #expect(value("[true,false,null]") == .array([.bool(true), .bool(false), .null]))
  }

  @Test func whatIsWrittenIsReadAgain() {
    let odd = "q\" b\\ n\n r\r t\t \u{1}\u{1f} \u{7f}\u{2028} 你 😀 e\u{301}"
    let tree = JSONValue.object([
      JSONMember(odd, .string(odd)), JSONMember("list", .array([.integer(-1), .null, .bool(false)])),
      JSONMember("empty", .object([])),
      JSONMember("nested", .object([JSONMember("a", .array([.array([])]))])),
    ])
    #expect(value(JSONWriter.document(tree)) == tree)
    #expect(value(JSONWriter.line(tree)) == tree)
  }

  @Test func elementsAreOnLinesOfTheirOwn() {
    let tree = JSONValue.object([
      JSONMember("a", .array([.object([JSONMember("id", .string("你"))]), .integer(2)])),
      JSONMember("b", .object([JSONMember("c", .integer(1))])),
      JSONMember("d", .object([JSONMember("e", .object([]))])),
    ])
    #expect(
      JSONWriter.document(tree) == """
        {
          "a": [
            {"id": "你"},
            2
          ],
          "b": {"c": 1},
          "d": {
            "e": {}
          }
        }

        """)
  }
}
