import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

@Suite struct PrintableTests {
  @Test(arguments: [
    ("沪A·12345", "沪A·12345"), ("a\u{1B}[31mb\u{07}", "a[31mb"), ("a\u{9B}2Jb\u{7F}", "a2Jb"),
    ("a\nb", "a b"), ("a\r\n\tb", "a b"), ("a\u{85}b\u{2028}c\u{2029}d", "a b c d"),
    ("\u{202E}ab\u{2066}c\u{200F}", "abc"), ("\u{FEFF}a", "a"), ("", ""),
  ])
  func nothingActsOnATerminal(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test func linesStayLines() {
    #expect("a\u{1B}\n\n b\r\nc\u{85}d\n".printableLines == "a\n\n b \nc d\n")
  }

  @Test func aNameWithALineBreakIsOneLine() {
    var tiny = TinyWorkshop()
    tiny.site.advisors[0].name = "王\n芳\u{1B}"
    tiny.add("A1", [Step("08:15", "09:15") { $0.name = "换\n油" }]) { $0.card.plate = "沪\u{202E}A\n1" }
    let names = DisplayNames(site: tiny.site, demand: tiny.demand)
    #expect(names.advisor("S") == "王 芳 (S)")
    #expect(names.vehicle("A1") == "沪A 1 (A1)" && names.plate("A1") == "沪A 1")
    #expect(names.operation("1", of: "A1") == "换 油")
  }

  @Test func aSpanToMidnightEndsAtTwentyFour() {
    let tiny = TinyWorkshop()
    let names = DisplayNames(site: tiny.site, demand: tiny.demand)
    #expect(names.span(from: time("09:10"), to: time("11:00")) == "09:10–11:00")
    #expect(names.span(from: time("22:00"), to: time("+1 00:00")) == "22:00–24:00")
    #expect(names.span(from: time("+1 22:00"), to: time("+2 00:00")) == "11-24 22:00–24:00")
    #expect(names.span(from: time("22:00"), to: time("+1 06:00")) == "22:00–11-24 06:00")
  }
}
