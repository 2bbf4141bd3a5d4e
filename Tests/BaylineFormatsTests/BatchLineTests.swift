import BaylineFormats
import BaylineModel
import TestSupport
import Testing

/// Lines of a batch are read as strictly as files, and say where in the line a problem is.
@Suite struct BatchLineTests {
  private func line(_ text: String) -> BatchLine { BatchLine(Array(text.utf8), number: 17) }

  /// The places and codes of a line's own problems.
  private func problems(_ line: BatchLine) -> [String] {
    line.log.diagnostics.map { "\($0.file):\($0.place) \($0.code)" }
  }

  @Test func commandIsScheduleUnlessStated() {
    let plain = line(#"{"id": "S1", "site": {}, "demand": {}, "iterations": 10}"#)
    #expect(plain.command == .schedule && plain.id == "S1" && problems(plain).isEmpty)
    #expect(line(#"{"id": "S1", "command": "offer"}"#).command == .offer)
    let other = line(#"{"id": "S1", "command": "ofer"}"#)
    #expect(other.command == nil && other.id == "S1")
    #expect(problems(other) == ["line 17:$.command notOneOf"])
  }

  @Test(arguments: [
    (#"{"id": "S1", "site": {}"#, "line 17:24 truncated"),
    ("[]", "line 17:$ notAnObject"),
    (#"{"site": {}}"#, "line 17:$ missingMember"),
    (#"{"id": 7}"#, "line 17:$.id notAString"),
    (#"{"id": "S1", "sede": 3}"#, "line 17:$.sede unknownMember"),
    // A member of another command.
    (#"{"id": "S1", "request": {}}"#, "line 17:$.request unknownMember"),
    (#"{"id": "S1", "id": "S2"}"#, "line 17:14 duplicateMember"),
  ])
  func damage(text: String, found: String) {
    #expect(problems(line(text)) == [found])
  }

  @Test func invalidTextHasItsColumn() {
    let bytes = Array(#"{"id": ""#.utf8) + [0xFF] + Array(#""}"#.utf8)
    #expect(problems(BatchLine(bytes, number: 17)) == ["line 17:9 notUTF8"])
  }

  @Test func aDocumentIsAnObjectOrItsTextOrAFile() throws {
    let fields = try #require(
      line(#"{"id": "S", "site": {"format": 1}, "demandRef": "a/demand.json"}"#).fields)
    guard case .source(let source) = fields.document("site") else {
      Issue.record("the site is in the line")
      return
    }
    let decoded = SiteFormat.decode(source, file: "line 17")
    #expect(decoded.diagnostics.contains { $0.place == "$.site.format" && $0.code == "notAString" })
    guard case .reference("a/demand.json", let outside) = fields.document("demand") else {
      Issue.record("the demand is a file")
      return
    }
    #expect(outside.place == "$.demandRef" && outside.code == "outsideFolder")
  }

  @Test func problemsInTextHaveLineAndColumnThere() throws {
    let fields = try #require(line(#"{"id": "S", "site": "{\n  \"format\": ,"}"#).fields)
    guard case .source(let source) = fields.document("site") else { return }
    let decoded = SiteFormat.decode(source, file: "line 17")
    #expect(decoded.diagnostics.map(\.place) == ["$.site:2:13"])
  }

  @Test func aTextIsReadAsTheFile() throws {
    let site = TinyWorkshop().site
    let text = JSONWriter.line(.string(SiteFormat.encode(site)))
    let fields = try #require(line("{\"id\": \"S\", \"site\": \(text)}").fields)
    guard case .source(let source) = fields.document("site") else { return }
    #expect(SiteFormat.decode(source, file: "line 17").site == site)
  }

  @Test func oneOfTwoMembersIsRequiredAndBothAreTooMany() throws {
    let none = line(#"{"id": "S"}"#)
    #expect(none.fields?.document("site") == nil)
    #expect(problems(none) == ["line 17:$ needsOneOf"])
    let both = line(#"{"id": "S", "site": {}, "siteRef": "s.json"}"#)
    _ = both.fields?.document("site")
    #expect(problems(both) == ["line 17:$.siteRef notBeside"])
  }

  @Test func shopsHaveDistinctIds() throws {
    let asked = line(#"{"id": "Q", "command": "offers", "shops": [{"id": "A"}, {"id": "A"}], "request": {}}"#)
    #expect(asked.fields?["shops"]?.shops().map(\.id) == ["A", "A"])
    #expect(problems(asked) == ["line 17:$.shops[1].id duplicateId"])
  }

  @Test func anAnswerHasItsDocumentOnOneLineOrAsText() {
    let line = line(#"{"id": "S1", "shop": "North"}"#)
    let document = "{\n  \"cost\": 1.50,\n  \"list\": [\n    {\"a\": 1}\n  ]\n}\n"
    let answer = BatchAnswer(line, .result(document))
    let start = #"{"id": "S1", "line": 17, "shop": "North", "command": "schedule", "#
    #expect(answer.text() == start + #""result": {"cost": 1.50, "list": [{"a": 1}]}}"#)
    #expect(JSONParser.parse(Array(answer.text(asText: true).utf8)).value?["text"] == .string(document))
    let problem = BatchAnswer.Problem(code: "truncated", place: "line 3:9", message: "ends")
    #expect(
      BatchAnswer(line: 3, .problems([problem])).text()
        == #"{"line": 3, "diagnostics": [{"code": "truncated", "place": "line 3:9", "message": "ends"}]}"#)
  }
}
