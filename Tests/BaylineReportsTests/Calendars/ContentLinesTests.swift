import BaylineMath
import BaylineModel
import Testing

@testable import BaylineReports

@Suite("Lines of iCalendar files")
struct ContentLinesTests {
  @Test(
    "Free text is escaped",
    arguments: [
      (#"a;b,c\d:"e""#, #"a\;b\,c\\d:"e""#), ("a\r\nb\rc\nd\n\re", #"a\nb\nc\nd\n\ne"#), ("a\tb", "a b"),
      ("a\u{2028}b\u{2029}c\u{85}d", #"a\nb\nc\nd"#), ("\u{0}\u{B}\u{C}\u{1B}[2J\u{7F}\u{9C}", "[2J"),
      ("", ""),
      ("👩‍👩‍👧 e\u{301}", "👩‍👩‍👧 e\u{301}"),
    ])
  func escaping(text: String, escaped: String) {
    #expect(ContentLines.escaped(text) == escaped)
  }

  // The name and the colon are 5 bytes, so 70 fit; then the blank is the first of 75.
  @Test("A line is folded at 75 bytes")
  func folding() {
    for (count, lengths) in [(69, [74]), (70, [75]), (71, [75, 2]), (144, [75, 75]), (145, [75, 75, 2])] {
      var lines = ContentLines()
      lines.add("NOTE", String(repeating: "x", count: count))
      #expect(lines.text.utf8.split(separator: 10).map { $0.count - 1 } == lengths)
    }
  }

  @Test("Whatever the text, no line is too long, none is cut within a character, and nothing is lost")
  func foldingProperty() {
    var random = SplitMix64(seed: 3)
    let signs: [Character] = [
      "a", " ", "é", "e\u{301}", "李", "😀", "👩‍👩‍👧", ";", ",", "\\", "\t", "\n", "\r\n", "\u{1}", "\u{FEFF}",
    ]
    for _ in 0..<500 {
      let text = String((0..<random.below(200)).map { _ in random.pick(signs) })
      var lines = ContentLines()
      lines.add("SUMMARY", text: text)
      let physical = lines.text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      #expect(physical.last?.isEmpty == true)
      for line in physical.dropLast() {
        #expect(line.last == 13 && line.count <= 76)
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
      let expected = text.replacing("\r\n", with: "\n").replacing("\t", with: " ").replacing(
        "\u{1}", with: "")
      #expect(lines.text.unfolded.map { unescaped(String($0.dropFirst(8))) } == [expected])
    }
  }

  private func unescaped(_ value: String) -> String {
    var out = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in value.unicodeScalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
      } else {
        out.append(isEscaped && scalar == "n" ? "\n" : scalar)
        isEscaped = false
      }
    }
    return String(out)
  }
}

@Suite("Names of calendar files")
struct SafeNameTests {
  @Test(
    "Letters, digits and hyphens stay, the rest is written in ASCII",
    arguments: [
      ("SA1", "SA1"), ("anna", "_anna"), ("Anna-2", "A_nna-2"), ("aB1c", "_a_B1_c"), ("王", "~E7~8E~8B"),
      ("a_b", "_a~5Fb"),
      ("../x", "~2E~2E~2F_x"), ("~", "~7E"),
    ])
  func names(id: String, name: String) {
    #expect(SafeName.of(id) == name)
  }

  @Test("Different ids have different names, even where capitals do not count")
  func property() {
    var random = SplitMix64(seed: 4)
    let signs: [Character] = ["a", "A", "b", "B", "1", "-", "_", "~", ".", "é", "王", " "]
    var ids: Set<String> = []
    var names: Set<String> = []
    for _ in 0..<4000 {
      let id = String((0...random.below(7)).map { _ in random.pick(signs) })
      let name = SafeName.of(id)
      #expect(name.utf8.allSatisfy { $0 < 128 } && !name.contains("/"))
      if ids.insert(id).inserted { #expect(names.insert(name.lowercased()).inserted, "\(id)") }
    }
    let long = String(repeating: "王", count: 5000)
    #expect(SafeName.of(long).count <= 100 && SafeName.of(long) != SafeName.of(long + "A"))
  }
}
