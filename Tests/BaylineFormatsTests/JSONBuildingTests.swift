import BaylineModel
import Testing

@testable import BaylineFormats

@Suite struct JSONBuildingTests {
  @Test func missingValuesAndDefaultsAreLeftOut() {
    let value = JSONValue {
      $0.add("text", String?.none)
      $0.add("count", 3, default: 3)
      $0.add("share", 0.5, default: 0.5)
      $0.add("time", CivilTime?.none)
      $0.add("flag", where: false)
      $0.add("names", [String](), includingEmpty: false)
      $0.add("items", [Int]()) { .integer($0) }
      $0.addUnlessEmpty("object") { $0.add("text", String?.none) }
    }
    #expect(JSONWriter.line(value) == "{}")
  }

  @Test func membersKeepTheirOrder() {
    let value = JSONValue {
      $0.add("b", "x")
      $0.add("a") { $0.add("number", 1.5) }
      $0.add("list", all: [1, 2]) { .integer($0) }
      $0.add("none", all: [Int]()) { .integer($0) }
      $0.add("flag", false)
      $0.add("whole", 2.0)
    }
    #expect(
      JSONWriter.line(value)
        == #"{"b": "x", "a": {"number": 1.5}, "list": [1, 2], "none": [], "flag": false, "whole": 2}"#)
  }
}
