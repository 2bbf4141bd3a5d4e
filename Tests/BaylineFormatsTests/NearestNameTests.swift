import BaylineFormats
import BaylineModel
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("loanrs", "loaners"), ("zeo", "zoe"), ("ID", "id"), ("王小名", "王小明"),
    ("siteBokingsPerHuor", "siteBookingsPerHour"),
    ("T3", nil), ("bay-013", nil), ("bya-012", "bay-012"), ("completely", nil), ("", nil),
    (String(repeating: "a", count: 500), nil),
  ])
  func onlyACloseNameIsSuggested(typed: String, known: String?) throws {
    let names = ["id", "zoe", "loaners", "T1", "bay-012", "王小明", "siteBookingsPerHour"]
    let text =
      #"{"format": "bayline.site/1", "name": "", "calendars": {"\#(names.joined(separator: #"": {}, ""#))": {}}, "hours": "\#(typed)"}"#
    let problems = SiteFormat.decode(Array(text.utf8), file: "f").diagnostics.map(\.problem)
    #expect(problems == [.unknownReference(.calendar, id: typed, nearest: known)])
  }

  @Test func aMemberThatPeopleTryLeadsToTheOneTheyMean() {
    let text =
      #"{"format": "bayline.site/1", "name": "", "calendars": {"day": {"weeks": []}}, "hours": "day"}"#
    let problems = SiteFormat.decode(Array(text.utf8), file: "f").diagnostics.map(\.problem)
    #expect(problems == [.unknownMember("weeks", nearest: "rotation")])
  }
}
