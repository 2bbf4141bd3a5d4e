import BaylineModel
import BaylineReports
import BaylineWording
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("王芳", 4), ("沪A·12345", 9), ("（到 9 点）", 11), ("▇▇░", 3), ("é", 1), ("e\u{301}", 1),
    ("한국", 4), ("🚗", 2), ("\u{2764}\u{FE0F}", 2), ("ｱ", 1), ("Ａ", 2),
  ])
  func chineseCharactersTakeTwoColumns(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func paddingCountsColumns() {
    #expect("王".padded(to: 4) == "王  ")
    #expect("王".paddedLeft(to: 3) == " 王")
    #expect("王芳".padded(to: 3) == "王芳")
  }

  // 5 columns: 王芳 are 4, and one is for the sign; a third character would be half cut.
  @Test func truncationNeverCutsACharacter() {
    #expect("王芳华东".truncated(to: 5) == "王芳…")
    #expect("王芳华东".truncated(to: 4) == "王…")
    #expect("王芳".truncated(to: 4) == "王芳")
    #expect("王芳".truncated(to: 0) == "")
  }

  @Test func columnsAreAligned() {
    var table = TextTable([.left, .right])
    table.append(["王芳", "5"])
    table.append(["Li", "1,000"])
    table.append(["x"])
    #expect(table.lines == ["王芳      5", "Li    1,000", "x"])
  }

  @Test func numbersAndDurationsAreReadable() {
    let chinese = Glossary(.chinese)
    let english = Glossary(.english)
    #expect([0, 999, 1000, -1_234_567].map(english.number) == ["0", "999", "1,000", "-1,234,567"])
    #expect([5, 60, 85, 2880, 2950].map(chinese.duration) == ["5分钟", "1小时", "1小时25分", "2天", "2天1小时"])
    #expect(
      [5, 60, 85, 2880, 2950].map(english.duration) == ["5 min", "1 h", "1 h 25 min", "2 d", "2 d 1 h"])
  }

  @Test func everyWordIsThereInBothLanguages() {
    for language in Language.allCases {
      let words = Glossary(language)
      let texts =
        VisitKind.known.map(words.kind) + ScheduleCost.Term.allCases.map(words.term)
        + Schedule.UnscheduledReason.allCases.map(words.reason) + Weekday.allCases.map(words.weekday)
      #expect(texts.allSatisfy { !$0.isEmpty })
      #expect(Set(ScheduleCost.Term.allCases.map(words.term)).count == ScheduleCost.Term.allCases.count)
    }
    #expect(Glossary(.chinese).kind(VisitKind(rawValue: "tuning")) == "tuning")
  }
}
