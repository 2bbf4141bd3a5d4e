import BaylineModel
import BaylineReports
import BaylineWording
import Testing

@Suite struct WrappingTests {
  @Test func linesAreBrokenAtBlanksAndBetweenChineseCharacters() {
    #expect("one two three".wrapped(to: 7) == ["one two", "three"])
    // Each Chinese character takes two columns.
    #expect("客户可来的时间".wrapped(to: 6) == ["客户可", "来的时", "间"])
    #expect("".wrapped(to: 5) == [])
  }

  @Test func noLineIsWiderThanAsked() {
    let text = "轮胎 225/50R18 (TYR-225) 需 4 件，余 2 件，15:00 到货后可做; averyveryverylongword"
    for columns in 10...40 {
      #expect(text.wrapped(to: columns).allSatisfy { $0.displayWidth <= columns || !$0.contains(" ") })
      #expect(text.wrapped(to: columns).joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}
